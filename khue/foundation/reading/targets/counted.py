"""Numbers that only say who or what is counted: they stand in the noun phrase that another number measures."""

from __future__ import annotations

from ..lexicon import comparators, contexts, units
from . import conditions
from .clauses import clause_start, same_clause, sentence_start
from .mentions import Mention
from .tokens import WALLS, Row

HOST_REACH = 3  # words of who does it ("Trạm y tế")
WHOLE = 100  # percent
PLACED = frozenset({"nằm", "xếp", "đứng", "lọt", "thuộc"})
PRICED = frozenset({"phòng", "bàn", "suất", "gói", "nhóm", "lớp", "đoàn"})


def without_the_counted(row: Row, mentions: list[Mention]) -> list[Mention]:
    """Drop the numbers that only say who is counted ("học sinh biết chơi ít nhất 01 môn đạt 100%")."""
    counted: set[int] = set()
    for index in range(len(mentions) - 2, -1, -1):
        behind = mentions[index + 1]
        chained = index + 1 in counted and conditions.coordinated(row, mentions[index], behind)
        main = next((mentions[i] for i in range(index + 1, len(mentions)) if i not in counted), behind)
        if chained or _measured_by(row, mentions[index], main):
            counted.add(index)
    for index in range(1, len(mentions)):
        chained = index - 1 in counted and conditions.coordinated(row, mentions[index - 1], mentions[index])
        placed = row.word(mentions[index - 1].end) in PLACED and not _counts_people(row, mentions[index - 1])
        within = (
            mentions[index].kind == "top"
            and not placed
            and same_clause(row, mentions[index - 1].end, mentions[index].first)
        )
        if index not in counted and (
            chained
            or (within and "và" not in row.words[mentions[index - 1].end : mentions[index].first])
            or _inside_percent(row, mentions, index, counted)
        ):
            counted.add(index)
    return [mention for index, mention in enumerate(mentions) if index not in counted]


def _counts_people(row: Row, mention: Mention) -> bool:
    return units.PEOPLE_NOUNS.at(row.words, mention.unit_at) is not None


def _measured_by(row: Row, mention: Mention, main: Mention) -> bool:
    """Whether `mention` stands in the noun phrase that `main`, behind it, measures."""
    between = row.words[mention.end : main.first]
    link = between[-1:] in {(":",), ("còn",)}
    if mention.kind == "scale" and main.is_percent and row.word(mention.end) == "=":
        return False  # "227/250 = 90,8%": both say it
    if between[-2:-1] == ("và",) and between[-1] in {"có", "đạt"}:
        return False  # "có 10 triệu đoàn viên và có 90% số doanh nghiệp …"
    if not same_clause(row, mention.end, main.first - link) or set(between[-1:]) & {"và", "hoặc", "với"}:
        return False
    if mention.is_percent and main.is_percent and link and mention.low + main.low == WHOLE:
        return False  # "97% học sinh lên lớp thẳng còn 3% thi lại"
    if main.is_percent and not mention.is_percent and _is_a_deed_done(row, mention, main):
        return False
    if mention.baseline is not None or _opens_a_share(row, mention.end, main.first):
        return False  # a change says what is aimed at, not who is counted
    start = clause_start(row, mention.first)
    index = start
    while index < mention.first and (found := contexts.LEADING_VERBS.at(row.words, index)):
        index += found[0]
    if mention.kind == "bare" or mention.unit == "điểm":
        return (
            main.is_percent and len(between) <= 3 and bool(set(row.words[mention.end : main.number]) & contexts.LINKING)
        )
    if any(test(row, mention, main) for test in (_waits, _is_priced, _is_reached_by)):
        return True
    if mention.unit.startswith("lần/") and between[:1] == ("cho",):
        return False  # "01 lần/năm cho 100% cố vấn": how often, then with whom
    if index >= mention.first:
        return False
    links = bool(set(row.words[max(mention.end, main.first - 3) : main.number]) & contexts.LINKING)
    if main.is_percent and _is_said_again(row, mention, between):
        return False
    if main.is_percent:
        alike = mention.is_percent and not {"và", "hoặc"} & set(between)
        return not mention.is_percent or (alike and links and _has_verb(row, start, mention.first))
    return links and row.word(index) in contexts.QUANTITIES and len(between) > 0 and not mention.is_percent


def _is_a_deed_done(row: Row, mention: Mention, main: Mention) -> bool:
    """ "Tuyển 120 học sinh lớp 6 đạt 100% kế hoạch", "Trồng 500 cây xanh đạt 100%": so many, and which share of the plan."""
    found = contexts.GATHERING.ending_at(row.words, mention.first)
    start = clause_start(row, mention.first)
    hosted = found is not None and mention.first - found[0] - start <= HOST_REACH
    done = hosted and not mention.comparator and main.comparator in {"", "="}
    closes = row.word(main.end) in WALLS | {"so", "kế", "chỉ", "dự"} or main.end >= len(row)
    return (
        done
        and closes
        and "đạt" in row.words[main.first - 3 : main.number]
        and row.word(mention.first - 1) not in {"có", "đạt"}
    )


def _is_said_again(row: Row, mention: Mention, between: tuple[str, ...]) -> bool:
    """ "trình độ trên chuẩn 20 đ/c đạt 44,4%": how many people, then which share they are."""
    people = units.PEOPLE_NOUNS.at(row.words, mention.unit_at)
    alone = (between in {("đạt",), (",", "đạt"), ()} or between[-1:] == ("chiếm",)) and not mention.comparator
    if people and alone and between[-1:] == ("chiếm",) and len(between) > 1:
        return True  # "có 25 giáo viên đạt trình độ trên chuẩn chiếm 60%"
    return bool(people) and alone and row.word(mention.first - 1) not in {"có", "với", "cho", "dạy", "kèm", "đỡ"}


def _is_priced(row: Row, mention: Mention, main: Mention) -> bool:
    """ "phòng 8 người 150.000 đồng/tháng": what costs so much."""
    people = units.PEOPLE_NOUNS.at(row.words, mention.unit_at) is not None
    money = units.MONEY_NOUNS.at(row.words, main.unit_at) is not None
    return people and money and not mention.comparator and row.word(mention.number - 1) in PRICED


def _is_reached_by(row: Row, mention: Mention, main: Mention) -> bool:
    """ "TOEIC 450 trở lên: tối thiểu 60% SV năm cuối": the mark that these reach."""
    marks = mention.unit.split("/")[0].lower() in contexts.MARK_UNITS
    return marks and main.is_percent and row.words[mention.end : main.first] == (":",)


def _waits(row: Row, mention: Mention, main: Mention) -> bool:
    """ "Thời gian chờ khám …, có làm thêm 01 xét nghiệm dưới 3 giờ": what is waited for."""
    limit = main.comparator in {"<", "<="} and units.TIME_NOUNS.at(row.words, main.unit_at) is not None
    start = sentence_start(row, mention.first)
    while start > 0 and row.word(start - 1) == ";":
        start = sentence_start(row, start - 1)
    named = row.words[start : start + 2] == ("thời", "gian")
    return limit and named and not units.TIME_NOUNS.at(row.words, mention.unit_at)


def _has_verb(row: Row, first: int, end: int) -> bool:
    return any(word in {"có", "đạt", "được", "với", "hoàn"} for word in row.words[first:end])


def _inside_percent(row: Row, mentions: list[Mention], index: int, counted: set[int]) -> bool:
    """Whether a percent in front ("100% giảng viên có ít nhất 01 bài báo") has this number in its noun phrase."""
    mention = mentions[index]
    lead = next((i for i in range(index - 1, -1, -1) if i not in counted), None)
    out_of = lead is not None and mentions[lead].unit.startswith("/") and mentions[lead].kind == "count"
    if lead is None or not (out_of or (mentions[lead].is_share and _leads(row, mentions[lead]))):
        return False
    percent = mentions[lead]
    if out_of and mention.unit.startswith("/"):
        return False  # "đạt 3/3 chỉ tiêu … và 8/9 chỉ tiêu": side by side
    between = row.words[percent.end : mention.first]
    if not {"nên", "nhưng", "song"}.isdisjoint(between):
        return False  # "chiếm 28,6% nên cần ánh sáng không dưới 300 lux"
    if _is_done_to_them_too(row, mention, between):
        return True
    one_clause = same_clause(row, percent.end, mention.first) or _is_one_clause_but_a_bracket(
        row, percent.end, mention.first
    )
    if not one_clause or not between or between[-1] in {"và", "hoặc", "với"}:
        return False
    if _opens_a_deed(row, percent, mention):
        return False
    if "cho" in between and _counts_people(row, mention) and not units.PEOPLE_NOUNS.at(row.words, percent.end):
        return between[0] == "cho"  # "Hỗ trợ 100% học phí cho 10 sinh viên": both
    if mention.is_percent and between[-1] in {"tăng", "giảm"} and comparators.VERSUS.at(row.words, mention.end):
        return False  # "30% học sinh giỏi tăng 5% so với năm học trước"
    return not (mention.is_percent and "và" in between) and not _opens_a_measure(row, percent.end, mention.first)


def _is_one_clause_but_a_bracket(row: Row, first: int, end: int) -> bool:
    """ "80% giảng viên trẻ (dưới 35 tuổi) có ít nhất 01 bài báo"."""
    opening = next((i for i in range(first, end) if row.word(i) == "("), end)
    closing = next((i for i in range(opening, end) if row.word(i) == ")"), None)
    if closing is None:
        return False
    return same_clause(row, first, opening) and same_clause(row, closing + 1, end)


def _is_done_to_them_too(row: Row, mention: Mention, between: tuple[str, ...]) -> bool:
    """ "100% trẻ được cân đo, chấm biểu đồ tăng trưởng ít nhất 03 lần/năm": how often, with all of them."""
    if (
        mention.unit.split("/")[0] != "lần"
        or "được" not in between
        or not {";", ".", "\n", "(", ":"}.isdisjoint(between)
    ):
        return False
    if "," not in between or "," in between[-1:]:
        return False
    start = clause_start(row, mention.first)
    tables = (contexts.HOST_DEEDS, units.NOUNS, contexts.MEASURES, contexts.CLAUSE_OPENERS)
    return not any(table.at(row.words, start) for table in tables)


def _opens_a_deed(row: Row, percent: Mention, mention: Mention) -> bool:
    """ "Thăm hỏi 100% đoàn viên ốm và tổ chức 02 chuyến tham quan": both are done by who wrote the plan."""
    done_to = any(verbs.ending_at(row.words, percent.first) for verbs in (contexts.OWN_VERBS, contexts.ACTION_VERBS))
    will = contexts.LEADING_VERBS.ending_at(row.words, percent.first)
    joint = next((i + 1 for i in range(mention.first - 1, percent.end, -1) if row.word(i) == "và"), None)
    deed = contexts.HOST_DEEDS.at(row.words, joint) if joint is not None else None
    return done_to and not will and deed is not None and joint is not None and joint + deed[0] == mention.first


def _opens_a_measure(row: Row, first: int, end: int) -> bool:
    """ "85% sinh viên trả lời phiếu và mức độ hài lòng đạt 4,2/5": behind "và" something else is measured."""
    joints = (i + 1 for i in range(first + 1, end - 1) if row.word(i) == "và")
    return any(contexts.MEASURES.at(row.words, at) for at in joints)


def _opens_a_share(row: Row, first: int, end: int) -> bool:
    """ "kèm tối đa 5 học sinh và đưa tỷ lệ yếu về 10%": behind "và" a share of its own is told."""
    joints = [i + 1 for i in range(first, end - 1) if row.word(i) == "và"]
    if any(row.word(at) == "đưa" and at + 1 == end for at in joints):
        return True  # "và đưa tối thiểu 60% sinh viên đi thực tập"
    return any(row.words[at + i : at + i + 2] in {("tỷ", "lệ"), ("tỉ", "lệ")} for at in joints for i in (0, 1))


def _leads(row: Row, percent: Mention) -> bool:
    """Whether the noun that a percent measures stands behind it ("100% giáo viên …")."""
    behind = row.word(percent.end)
    return (
        percent.end < len(row)
        and row.tokens[percent.end].kind == "word"
        and behind not in {"và", "hoặc", "so", "trong", "theo"} | PLACED
    )
