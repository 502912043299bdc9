"""The shape of the house: sizes, names, nothing of one machine. What imports may do is held by import-linter."""

from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path

import pytest

import khue

ROOT = Path(__file__).resolve().parents[2]
CODE = sorted(p for p in (ROOT / "khue").rglob("*.py") if "migrations" not in p.parts)
TEMPLATES = sorted((ROOT / "khue").rglob("jinja2/**/*.html"))
JUNK = {"utils", "helpers", "common", "manager", "service", "services", "misc"}


def test_files_stay_readable() -> None:
    assert [f"{p.relative_to(ROOT)}" for p in CODE if len(p.read_text(encoding="utf-8").splitlines()) > 400] == []


def test_templates_stay_readable() -> None:
    long = [str(p.relative_to(ROOT)) for p in TEMPLATES if len(p.read_text(encoding="utf-8").splitlines()) > 150]
    assert long == []


def _functions(path: Path) -> list[tuple[str, int]]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
    return [(n.name, (n.end_lineno or n.lineno) - n.lineno + 1) for n in found]


def test_functions_stay_short() -> None:
    long = [f"{p.relative_to(ROOT)}:{name} {lines}" for p in CODE for name, lines in _functions(p) if lines > 50]
    assert long == []


def test_views_stay_short() -> None:
    views = [p for p in CODE if p.name == "views.py" or "views" in p.parts]
    long = [f"{p.relative_to(ROOT)}:{name} {lines}" for p in views for name, lines in _functions(p) if lines > 40]
    assert long == []


def test_a_queue_that_fails_undoes_no_told_success() -> None:
    """What is handed over after a deed is saved is `robust`, and has a name for the log (a `partial` has none, and would raise there).

    The invitation is not: its letter is the deed.
    """
    calls = [
        (str(p.relative_to(ROOT)), n)
        for p in CODE
        for n in ast.walk(ast.parse(p.read_text(encoding="utf-8")))
        if isinstance(n, ast.Call) and getattr(n.func, "attr", "") == "on_commit"
    ]
    loud = [
        where
        for where, call in calls
        if [ast.unparse(one) for one in call.keywords] != ["robust=True"] or not isinstance(call.args[0], ast.Lambda)
    ]
    assert calls
    assert loud == ["khue/people/accounts/actions.py"]


def test_no_junk_drawers() -> None:
    assert [str(p.relative_to(ROOT)) for p in CODE if p.stem in JUNK or set(p.parts) & JUNK] == []


def test_broad_excepts_only_in_the_job_loop() -> None:
    broad = [
        str(p.relative_to(ROOT))
        for p in CODE
        for n in ast.walk(ast.parse(p.read_text(encoding="utf-8")))
        if isinstance(n, ast.ExceptHandler)
        and (n.type is None or getattr(n.type, "id", "") in {"Exception", "BaseException"})
    ]
    # the clock must go on; a panic of the spreadsheet library (Rust) is no Exception and has no name to import
    # one bad file of a batch must not stop the other thirty-nine
    allowed = {
        "khue/config/management/commands/tick.py",
        "khue/foundation/office/readers/xlsx.py",
        "khue/interfaces/imports/actions/confirming.py",
        "khue/interfaces/imports/adapter.py",
    }
    assert set(broad) <= allowed


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="not a checkout")
def test_nothing_of_one_machine_is_committed() -> None:
    home = str(ROOT.parent) + "/"
    found = subprocess.run(["git", "grep", "-lIF", home], cwd=ROOT, capture_output=True, text=True, check=False)
    assert found.stdout.splitlines() == []


def test_every_template_keeps_to_the_content_policy() -> None:
    inline = [
        str(p.relative_to(ROOT))
        for p in TEMPLATES
        if any(s in p.read_text(encoding="utf-8") for s in (' style="', " onclick=", "<style"))
    ]
    assert inline == []


def test_the_changelog_begins_with_the_version() -> None:
    first = next(
        line for line in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8").splitlines() if line.startswith("# ")
    )
    assert first.removeprefix("# ") == khue.__version__
    assert f'version = "{khue.__version__}"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")


def test_links_of_the_docs_lead_somewhere() -> None:
    pages = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")]
    links = [(page, link) for page in pages for link in re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8"))]
    dead = [
        f"{page.relative_to(ROOT)}: {link}"
        for page, link in links
        if "://" not in link and not (page.parent / link).exists()
    ]
    assert dead == []
