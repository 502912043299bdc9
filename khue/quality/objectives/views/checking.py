"""What the rules say: the report of a set, remarks while one types, setting a remark aside, tying to the school's objectives."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from khue.engine.records import printing as paper
from khue.foundation.kernel import errors, text
from khue.foundation.ui import responses
from khue.quality.objectives import checks, contents, printing, queries, rules
from khue.quality.objectives.actions import checking as deeds
from khue.quality.objectives.models import ObjectiveSet
from khue.quality.objectives.queries import checking, naming, standing, workdays
from khue.quality.objectives.views.desk import Desk

KINDS = {"docx": (paper.to_docx, paper.DOCX), "pdf": (paper.to_pdf, paper.PDF)}


@require_GET
def report(request: HttpRequest, public_id: str) -> HttpResponse:
    """Every rule and what it found, in the content as it is now; and what was kept when it was last checked."""
    chosen, found, content = _checked(request, public_id)
    review = checking.review_of(chosen, content.content_hash())
    context = {
        "set": chosen, "checked": found, "review": review,
        "at": standing.of(chosen, timezone.localdate()),
        "groups": [(code, label, [one for one in found.by_rule if one.rule.group == code]) for code, label in groups()],
    }  # fmt: skip
    return responses.render(request, "objectives/checks.html", context)


def groups() -> list[tuple[str, str]]:
    return [
        (checks.GROUPS[0], _("SMART")), (checks.GROUPS[1], _("Hình thức")), (checks.GROUPS[2], _("Nhất quán với mục tiêu của Trường")),
    ]  # fmt: skip


@require_GET
def download(request: HttpRequest, public_id: str, kind: str) -> HttpResponse:
    """The remarks as a paper, to be sent back with the set; `?lan=tra-lai`: as they were when it was last sent back."""
    if kind not in KINDS:
        raise errors.NotFound("no_kind", _("Chỉ tải được tệp Word (.docx) hoặc PDF (.pdf)."))
    chosen, found, content = _checked(request, public_id)
    returned = request.GET.get("lan") == "tra-lai"
    review = checking.last_return(chosen) if returned else checking.review_of(chosen, content.content_hash())
    write, mime = KINDS[kind]
    document = printing.remarks(chosen, found, review, at=timezone.now())
    name = f"Phieu nhan xet {chosen.unit.name} {chosen.period.code}.{kind}"
    return responses.download(write(document), text.squash(name), mime)


@require_POST
def set_aside(request: HttpRequest, public_id: str) -> HttpResponse:
    """A remark that does not hold here, with the reason."""
    chosen = queries.set_for(request.user, public_id)
    deeds.set_aside(
        objective_set=chosen, ident=request.POST.get("nhan-xet", "")[:200], note=request.POST.get("ly-do", ""),
        by=request.user, at=timezone.now(),
    )  # fmt: skip
    back = reverse("objectives:set", args=[chosen.public_id])
    if task := getattr(chosen, "task_public_id", ""):
        back = reverse("objectives:deed", args=[chosen.public_id, task]) + "#kiem-tra"
    return responses.back(request, back, _("Đã bỏ qua một nhận xét, lý do được lưu cùng lần xem xét."))


@require_POST
def typing(request: HttpRequest, public_id: str) -> HttpResponse:
    """For htmx: what is said of the objective as it is typed, within its set. Nothing is saved."""
    today = timezone.localdate()
    chosen = queries.set_for(request.user, public_id, naming.named, _only_checks, on=today)
    rules.check_edit(request.user, chosen)
    key = request.GET.get("muc-tieu", "")[:12]
    content = queries.content_of(chosen)
    desk = Desk(chosen, content.objective(key))
    context: dict[str, Any] = {"set": chosen, "remarks": None}
    if desk.read(request.POST):
        context |= remarks_on(chosen, content, desk.content())
    return responses.render(request, "objectives/typed_remarks.html", context)


def remarks_on(chosen: ObjectiveSet, content: contents.SetContent, own: contents.ObjectiveContent) -> dict[str, Any]:
    """Remarks, the five letters and proposals for one objective, in the place where it stands or at the end."""
    others = [one.key for one in content.objectives]
    place = others.index(own.key) if own.key in others and own.key else len(others)
    objectives = (*content.objectives[:place], own, *content.objectives[place + 1 :])
    found = checking.checked(chosen, replace(content, objectives=objectives), on=timezone.localdate())
    proposals = checks.Matcher(found.case.school.objectives).proposals(own) if found.case.school else []
    wanted = proposals if not own.serves and not own.is_own else []
    return {"remarks": found.of(place), "letters": found.smart(place), "proposals": wanted}


@require_http_methods(["GET", "POST"])
def ties(request: HttpRequest, public_id: str) -> HttpResponse:
    """Which objectives of the school the untied ones serve: proposals with their reasons, taken one by one or all the sure ones."""
    chosen, found, content = _checked(request, public_id)
    rules.check_edit(request.user, chosen)
    school = found.case.school
    matcher = checks.Matcher(school.objectives if school else ())
    untied = [one for one in content.objectives if school and not one.serves and not one.is_own]
    lines = [(one, matcher.proposals(one)) for one in untied]
    if request.method == "POST":
        return _tie(request, chosen, lines)
    sure = [one for one, proposals in lines if proposals and proposals[0].is_sure]
    context = {
        "set": chosen,
        "lines": lines,
        "sure": sure,
        "tied": len(content.objectives) - len(lines),
        "school": school,
    }
    return responses.render(request, "objectives/ties.html", context)


def _tie(request: HttpRequest, chosen: ObjectiveSet, lines: list[Any]) -> HttpResponse:
    """“Nhận” of one proposal, or of all that are sure."""
    one, _sign, serves = request.POST.get("nhan", "").partition(":")
    wanted = {one: serves} if serves else {own.key: found[0].key for own, found in lines if found and found[0].is_sure}
    here = reverse("objectives:ties", args=[chosen.public_id])
    if not wanted:
        return responses.back(request, here, _("Không có đề xuất nào chắc chắn để nhận."), "info")
    typed = request.POST.get("revision", "")
    revision = int(typed) if typed.isdecimal() and len(typed) < 10 else 0
    saved = deeds.tie(objective_set=chosen, ties=wanted, revision=revision, by=request.user, at=timezone.now())
    return responses.back(request, here, _("Đã gắn %(n)s mục tiêu với mục tiêu của Trường.") % {"n": len(saved)})


def _checked(request: HttpRequest, public_id: str) -> tuple[Any, checking.Checked, contents.SetContent]:
    today = timezone.localdate()
    chosen = queries.set_for(request.user, public_id, workdays.beside, checking.beside, on=today)
    content = queries.content_of(chosen)
    return chosen, checking.checked(chosen, content, on=today), content


def _only_checks(today: Any) -> dict[str, Any]:
    return {name: one for name, one in checking.beside(today).items() if name != "named_units"}
