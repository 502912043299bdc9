"""Procedures judged by the life of a set before they are issued: what is told, and that nothing else goes wrong when they run."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from khue.engine.procedures import queries as case_queries
from khue.engine.procedures.actions import cases, drafts, effects
from khue.engine.procedures.language import lives, loader, machine, nodes, schema, walking, writing
from khue.engine.procedures.models import ProcedureVersion
from khue.foundation.kernel import errors
from khue.quality.objectives import actions, contents, terms
from khue.quality.objectives import effects as deeds
from khue.quality.objectives.actions import editing
from khue.quality.objectives.models import ObjectiveSet
from tests.cast import PACKS, Cast
from tests.quality.objectives import random_flows as chance
from tests.quality.objectives import stage

QT, ACADEMY, SMALL = (
    (PACKS / "procedures" / f"{name}.yaml").read_text(encoding="utf-8")
    for name in ("qt-dbcl-04", "tb-4275", "hai-buoc")
)
AT = datetime(2026, 9, 7, 2, 0, tzinfo=UTC)
LIFE = deeds.in_words()
FLOWS = st.lists(chance.CHANGES, max_size=4).map(lambda changes: chance.changed(chance.chain(), changes))


def without(text: str, name: str) -> str:
    """The pack, its ways without that deed."""
    return re.sub(rf"(, |\n +)effects: \[objectives\.{name}\]", "", text)


def told(text: str) -> list[str]:
    data, broken = nodes.parse(text)
    assert broken == []
    return [str(one) for one in effects.faults(loader.read(data)[0])]


# ---- what is told


@pytest.mark.parametrize("text", [QT, ACADEMY, SMALL])
def test_shipped_procedures_are_free_of_faults(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "where", "words"),
    [
        (without(QT, "return_to_unit"), "unit/4a: Lối trả lại “Trả lại” về bước 3.",
         "Hãy thêm việc tự động “Mở lại bản dự thảo để sửa” vào lối này."),
        (without(QT, "submit"), "unit/4a: Lối “Phù hợp, trình phê duyệt”",
         "Hãy thêm việc tự động “Khóa bản dự thảo và trình” vào lối “Trình xem xét” của bước 3."),
        (without(QT, "approve"), "unit/5: Lối “Ban hành”",
         "Hãy thêm việc tự động “Ghi phê duyệt” vào lối “Phê duyệt” của bước 4b."),
        (without(QT, "issue"), "unit/6: Lối “Nộp báo cáo”", "vào lối “Ban hành” của bước 5."),
        (without(QT, "record_check"), "unit/4b: Lối “Phê duyệt” không bao giờ bấm được",
         "vào lối “Phù hợp, trình phê duyệt” của bước 4a."),
        (without(QT, "open_consultation"), "unit/1: Lối “Lấy ý kiến” đi đến bước 2.", "“Mở lấy ý kiến bản dự thảo” vào lối này."),
        (without(QT, "close_consultation"), "unit/3: Lối “Trình xem xét”", "bộ mục tiêu còn đang lấy ý kiến."),
        (SMALL.replace("approve, objectives.issue]", "approve]"), "unit/2: Lối “Phê duyệt và ban hành” kết thúc",
         "còn “Đã phê duyệt”."),
        (SMALL.replace("[objectives.approve, objectives.issue]", "[objectives.issue, objectives.approve]"),
         "school/2: Lối “Phê duyệt và ban hành”", "Hãy xếp “Ghi phê duyệt” lên trước"),
        (SMALL.replace("level: unit", "level: school"), "unit: Lưu đồ “Lập mục tiêu chất lượng của trường” cũng ban hành", "Giữ một."),
    ],
)  # fmt: skip
def test_what_cannot_happen_is_told_by_step_with_what_mends_it(text: str, where: str, words: str) -> None:
    found = [one for one in told(text) if one.startswith(where)]
    assert len(found) == 1
    assert words in found[0]


def test_return_that_leaves_the_draft_closed_is_told_once_for_each_way() -> None:
    assert [one.partition(":")[0] for one in told(without(QT, "return_to_unit"))] == ["school/4", "unit/4a", "unit/4b"]


def test_flow_without_any_deed_is_no_fault_but_a_remark() -> None:
    text = re.sub(r"(, |\n +)effects: \[[^\]]*\]", "", SMALL)
    data, _broken = nodes.parse(text)
    found = effects.remarks(loader.read(data)[0])
    assert (told(text), [one.step for one in found]) == ([], ["school", "unit"])


def test_step_without_the_deed_of_its_kind_is_a_remark() -> None:
    data, _broken = nodes.parse(without(QT, "report"))
    assert [str(one) for one in effects.remarks(loader.read(data)[0])] == [
        f"{flow}/6: Bước loại “Báo cáo” chưa có lối nào làm việc tự động “Nộp báo cáo kết quả”." for flow in ("school", "unit")
    ]  # fmt: skip


@pytest.mark.django_db
def test_other_procedure_in_force_that_begins_the_same_is_a_remark(cast: Cast) -> None:
    stage.install(cast)
    draft = drafts.start(institution=cast.school, by=cast.quality_officer, at=cast.at, code="QT.M", title="Mới")
    data, _broken = nodes.parse(SMALL)
    found = drafts.remarks_of(draft, loader.read(data)[0], cast.today)
    assert [one.step for one in found] == ["school", "unit"]
    assert found[0].message.startswith("QT.ĐBCL-04 đang có hiệu lực cũng ban hành bộ mục tiêu cấp này.")
    mine = drafts.start(
        institution=cast.school, by=cast.quality_officer, at=cast.at, based_on=ProcedureVersion.objects.get()
    )
    assert drafts.remarks_of(mine, mine.read(), cast.today) == []


# ---- the declared life is the real one


def test_declared_states_are_those_of_the_table_of_transitions() -> None:
    for effect in LIFE.effects:
        before = {state for state, after in terms.TRANSITIONS.items() if effect.to in after}
        assert effect.needs.states == (before if effect.to else effect.needs.states), effect.name
        assert effect.needs.states <= set(terms.TRANSITIONS)
    assert {one.name for one in LIFE.effects} == set(deeds.HANDLERS)


def pressed(flow: schema.Flow, edge: walking.Edge, subject: lives.Subject) -> lives.Subject | lives.Effect:
    """The set after a way, by the declared deeds alone; or the deed that cannot happen."""
    for effect in filter(None, map(LIFE.effect, edge.outcome.effects)):
        if effect.needs.lacks(subject):
            return effect
        subject = effect.after(subject)
    there = flow.step(edge.outcome.to)
    return LIFE.kinds[there.kind].arrived(subject) if there else subject


@given(flow=FLOWS, picks=st.lists(st.integers(min_value=0, max_value=9), min_size=1, max_size=25))
@settings(max_examples=300, deadline=None)
def test_in_a_flow_without_fault_no_reachable_state_refuses_its_deed(flow: schema.Flow, picks: list[int]) -> None:
    assume(not walking.troubles(flow, LIFE))
    procedure, state = chance.procedure(flow), machine.start(flow, AT)
    subject = LIFE.kinds[flow.first.kind].arrived(lives.Subject(LIFE.begins))
    for number, pick in enumerate(picks, 1):
        here = machine.present(procedure, state)
        ways = [one for one in here.outcomes if not any(LIFE.gates[gate].lacks(subject) for gate in one.gates)]
        assert ways, "nothing can be pressed"
        way = ways[pick % len(ways)]
        event = machine.Event(way.code, AT + timedelta(hours=number), "Vì chưa đạt", frozenset(way.gates))
        state = machine.step(procedure, state, event).state
        after = pressed(flow, walking.Edge(here.code, way), subject)
        assert isinstance(after, lives.Subject), after
        subject = after
        if not state.is_running:
            assert subject.state in LIFE.ends
            return


@given(flow=FLOWS)
@settings(max_examples=300, deadline=None)
def test_every_trouble_with_a_deed_happens_to_who_takes_its_way(flow: schema.Flow) -> None:
    for trouble in walking.troubles(flow, LIFE):
        if trouble.kind != "effect" or trouble.edge is None:
            continue
        subject = LIFE.kinds[flow.first.kind].arrived(lives.Subject(LIFE.begins))
        for edge in trouble.trail:
            subject = pressed(flow, edge, subject)
        assert pressed(flow, trouble.edge, subject) == trouble.effect


# ---- and the real deeds do as declared


def begun(cast: Cast, flow: schema.Flow, monkeypatch: pytest.MonkeyPatch) -> ObjectiveSet:
    """A set of the faculty by such a flow, with one objective in it."""
    stage.install_unjudged(monkeypatch, cast, writing.to_text(chance.procedure(flow)))
    made = actions.open_set(unit=cast.faculty, period=cast.period, by=cast.head, at=cast.at)
    editing.write(made, contents.SetContent((stage.objective(),)), {})
    return stage.fresh(made)


def decide(cast: Cast, made: ObjectiveSet, code: str, number: int) -> ObjectiveSet:
    facts = {"decision_number": f"{number}/QĐ-KV", "decided_on": cast.today}
    task = case_queries.open_task(made.case)
    cases.decide(task=task, outcome=code, by=cast.quality_head, at=cast.at, reason="Vì chưa đạt", facts=facts)
    return stage.fresh(made)


def flow_of(seed: int, faulty: bool) -> schema.Flow:
    """The first flow of chance from a seed on that is (or is not) at fault in a state of the set."""
    chosen = Random(seed)
    names = ("drop", "add", "swap", "kind", "back", "ahead", "gate", "reopen", "remove")
    while True:
        changes = [chance.Change(chosen.choice(names), *(chosen.randrange(12) for _ in range(3))) for _ in range(3)]
        flow = chance.changed(chance.chain(), changes)
        found = walking.troubles(flow, LIFE)
        issues = any(LIFE.issues in way.effects for _step, way in flow.edges())
        if faulty and issues and any(_in_a_wrong_state(one) for one in found):
            return flow
        if not faulty and not found and any(one.back for _step, one in flow.edges()):
            return flow


def _in_a_wrong_state(one: walking.Trouble) -> bool:
    return one.kind == "effect" and not (one.lack.missing or one.lack.barred)


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(10))
def test_flow_without_fault_runs_with_real_sets(cast: Cast, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    flow, chosen = flow_of(seed, faulty=False), Random(seed)
    made = begun(cast, flow, monkeypatch)
    for number in range(1, 13):
        if made.case.status != "open":
            break
        way = chosen.choice(flow.step(made.case.step).outcomes)
        if way.gates and not deeds.life.is_checked(made.case):
            with pytest.raises(errors.Conflict, match="Chưa xem xét"):
                decide(cast, made, way.code, number)
        else:
            made = decide(cast, made, way.code, number)
    assert made.case.status == "open" or made.state == terms.ISSUED


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(6))
def test_fault_of_a_flow_happens_with_real_sets(cast: Cast, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    flow = flow_of(seed, faulty=True)
    trouble = next(one for one in walking.troubles(flow, LIFE) if _in_a_wrong_state(one))
    made = begun(cast, flow, monkeypatch)
    for number, edge in enumerate(trouble.trail, 1):
        made = decide(cast, made, edge.outcome.code, number)
    before = (made.state, made.case.step)
    with pytest.raises(errors.Conflict) as refused:
        decide(cast, made, trouble.edge.outcome.code, 99)
    assert refused.value.code == "procedure_at_fault"
    assert (stage.fresh(made).state, stage.fresh(made).case.step) == before
