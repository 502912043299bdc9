"""Every pack is read and judged as it would be when installed; faults are named by file and step."""

from __future__ import annotations

import sys

import yaml
from django.conf import settings
from django.core.management.base import BaseCommand

from khue.engine.procedures.actions import effects, gates
from khue.engine.procedures.language import checks, loader
from khue.foundation.kernel import errors
from khue.people.access import importing as roles
from khue.people.notifications import importing as reminders
from khue.people.organisation import importing as calendars
from khue.quality.objectives.checks import pack


class Command(BaseCommand):
    help = "Kiểm tra các gói quy trình, biểu mẫu, vai trò, lịch nghỉ, quy tắc kiểm tra"

    def handle(self, *args, **options):
        checks_of_packs = (_roles, _calendars, _reminders, _procedures, _checks, _yaml)
        faults = [fault for check in checks_of_packs for fault in check()]
        for fault in faults:
            self.stderr.write(fault)
        if faults:
            sys.exit(1)
        self.stdout.write(f"Các gói đều đúng: {len(list(settings.PACKS.rglob('*.yaml')))} tệp.")


def _roles():
    try:
        roles.read_roles(None)
    except errors.Refused as refusal:
        yield f"roles.yaml: {refusal.message}"


def _calendars():
    for path in sorted((settings.PACKS / "calendars").glob("*.yaml")):
        try:
            calendars.calendar_days(path)
        except errors.Refused as refusal:
            yield f"{path.name}: {refusal.message}"


def _reminders():
    try:
        plan = reminders.read(settings.PACKS / "reminders.yaml")
    except errors.Refused as refusal:
        yield f"reminders.yaml: {refusal.message}"
        return
    known = {role.code for role in roles.read_roles(None)}
    yield from (f"reminders.yaml: vai trò “{code}” chưa có" for code in plan.escalate_to if code not in known)


def _procedures():
    known = {role.code for role in roles.read_roles(None)}
    for path in sorted((settings.PACKS / "procedures").glob("*.yaml")):
        try:
            procedure = loader.load(path.read_text(encoding="utf-8"))
        except loader.Faults as found:
            yield from (f"{path.name}: {fault}" for fault in found.faults)
            continue
        yield from (
            f"{path.name}: {f}"
            for f in checks.unknown((r.code for r in procedure.roles), known, "vai trò “{}” chưa có")
        )
        yield from (
            f"{path.name}: {f}"
            for f in checks.unknown(procedure.effects(), effects.names(), "không có việc tự động “{}”")
        )
        yield from (f"{path.name}: {f}" for f in effects.faults(procedure))
        named = (gate.code for gate in procedure.gates)
        yield from (f"{path.name}: {f}" for f in checks.unknown(named, gates.names(), "không biết điều kiện “{}”"))


def _checks():
    """Each pack by itself, and all of them against the functions: a rule without one, or the reverse, is a fault."""
    texts = {path.name: path.read_text(encoding="utf-8") for path in sorted((settings.PACKS / "checks").glob("*.yaml"))}
    for name, text in texts.items():
        yield from (f"checks/{name}: {fault}" for fault in pack.faults([text]))
    of_each = [fault for text in texts.values() for fault in pack.faults([text])]
    yield from (f"checks: {fault}" for fault in pack.faults(texts.values(), complete=True) if fault not in of_each)


def _yaml():
    for path in sorted(settings.PACKS.rglob("*.yaml")):
        try:
            yaml.safe_load(path.read_text(encoding="utf-8"))
        except yaml.YAMLError as problem:
            yield f"{path.name}: {problem}"
