"""Why a file is not read, each reason one sentence that also says what to do.

Readers raise these and nothing else: no traceback of a library reaches a person.
"""

from __future__ import annotations

from khue.foundation.kernel.errors import TooLarge, Unreadable

_SENTENCES = {
    "empty": "Tệp rỗng, không có nội dung. Hãy kiểm tra lại tệp rồi gửi lại.",
    "missing": "Không tìm thấy tệp, hoặc không có quyền đọc tệp. Hãy kiểm tra lại đường dẫn.",
    "picture": "Tệp là ảnh, không có chữ để đọc. Hãy gửi bản Word, Excel hoặc PDF có lớp chữ.",
    "scan": "PDF chỉ có ảnh quét, không có lớp chữ. Hãy gửi bản Word, Excel hoặc PDF xuất từ Word.",
    "encrypted": "Tệp được đặt mật khẩu. Hãy bỏ mật khẩu (Lưu thành tệp mới không mật khẩu) rồi gửi lại.",
    "damaged": "Tệp bị hỏng hoặc chưa tải lên trọn vẹn. Hãy mở tệp bằng Word hoặc Excel, lưu lại rồi gửi lại.",
    "unsafe": "Tệp chứa phần khai báo không an toàn nên không được đọc. Hãy mở bằng Word hoặc Excel và lưu thành tệp mới.",
    "bomb": "Tệp nén bung ra quá lớn nên không được đọc. Hãy mở bằng Word hoặc Excel và lưu thành tệp mới.",
    "archive": "Tệp là tệp nén. Hãy giải nén và gửi từng tệp Word, Excel hoặc PDF bên trong.",
    "unknown": "Không nhận ra loại tệp. Hãy gửi tệp .docx, .xlsx, .xls, .ods, .csv, .pdf (có lớp chữ), .html hoặc .txt.",
    "other_office": "Loại tệp văn phòng này chưa đọc được. Hãy lưu thành .docx hoặc .xlsx rồi gửi lại.",
    "old_word": "Máy chủ không chuyển được tệp Word đời cũ này. Hãy mở bằng Word, lưu thành .docx rồi gửi lại.",
    "slow": "Tệp quá phức tạp, đọc quá lâu nên đã dừng lại. Hãy bỏ bớt hình và phần không cần rồi gửi lại.",
    "no_text": "Tệp không có chữ nào đọc được. Hãy kiểm tra lại nội dung tệp.",
}


def refused(reason: str) -> Unreadable:
    """The refusal for that reason."""
    return Unreadable(reason, _SENTENCES[reason])


def too_large(what: str, limit: str) -> TooLarge:
    """The file passes a limit: “Tệp quá lớn: {what}. Giới hạn là {limit}…”."""
    return TooLarge("too_large", f"Tệp quá lớn: {what}. Giới hạn là {limit}. Hãy tách hoặc rút gọn tệp rồi gửi lại.")
