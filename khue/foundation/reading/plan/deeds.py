"""What is to be done, as cells of tasks tell it: several deeds in one sentence are several tasks."""

from __future__ import annotations

from collections.abc import Sequence

from khue.foundation.kernel import text
from khue.foundation.reading.lexicon import contexts
from khue.foundation.reading.lexicon.phrases import phrases
from khue.foundation.reading.plan import items

_MORE = phrases(
    """
    gửi | thông báo | nhắc | họp | nhập | trình | phân công | giao | chấm | nộp | tuyên truyền | phát | chia | cân đo | điểm danh |
    lấy ý kiến | chuẩn bị | đôn đốc | xin | liên hệ | tìm | sắp xếp | đánh giá | tăng cường | đẩy mạnh | chủ động | thường xuyên |
    kịp thời | dự"""
)
_TABLES = (contexts.OWN_VERBS, contexts.ACTION_VERBS, contexts.DEEDS, contexts.HOST_DEEDS, _MORE)


def split(paragraphs: Sequence[str]) -> list[str]:
    """The tasks of a cell: its items, and the deeds that semicolons divide in a single one."""
    found = items.split(paragraphs)
    if len(found) != 1 or ";" not in found[0] or any(map(items.marker, paragraphs)):
        return found
    parts = [part.strip() for part in items.outside_brackets(found[0], ";") if part.strip(" .")]
    return parts if all(map(_begins_with_deed, parts)) else found


def _begins_with_deed(part: str) -> bool:
    said = text.nfc(part).lower().split()
    return len(said) > 1 and any(table.at(said, 0) for table in _TABLES)
