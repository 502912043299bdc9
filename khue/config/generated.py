"""What the generated pages say: states, permissions, addresses."""

from __future__ import annotations

from collections.abc import Iterator

import yaml
from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver

from khue.quality.objectives import terms

NOTE = "<!-- Sinh từ mã nguồn bằng `khue docs`; đừng sửa tay. -->\n\n"


def pages() -> dict[str, str]:
    """File name → Markdown."""
    return {"states.md": NOTE + states(), "permissions.md": NOTE + permissions(), "urls.md": NOTE + urls()}


def states() -> str:
    names = dict(terms.SET_STATES)
    lines = ["# Trạng thái của bộ mục tiêu", "", "| trạng thái | đang ở | có thể sang |", "|---|---|---|"]
    for state, after in terms.TRANSITIONS.items():
        following = ", ".join(str(names[one]) for one in sorted(after)) or "–"
        lines.append(f"| {names[state]} (`{state}`) | {terms.OWNERS[state]} | {following} |")
    lines += ["", "```mermaid", "stateDiagram-v2"]
    lines += [f"    {state} --> {one}" for state, after in terms.TRANSITIONS.items() for one in sorted(after)]
    return "\n".join([*lines, "```", ""])


def permissions() -> str:
    roles = yaml.safe_load((settings.PACKS / "roles.yaml").read_text(encoding="utf-8"))["roles"]
    codes = sorted({code for role in roles for code in role["permissions"]})
    head = "| quyền | " + " | ".join(f"`{role['code']}`" for role in roles) + " |"
    lines = [
        "# Vai trò và quyền",
        "",
        "Mỗi quyền có hiệu lực trên đơn vị được giao và các đơn vị trực thuộc.",
        "",
        head,
    ]
    lines.append("|---|" + "---|" * len(roles))
    for code in codes:
        marks = " | ".join("x" if code in role["permissions"] else "" for role in roles)
        lines.append(f"| `{code}` | {marks} |")
    return "\n".join([*lines, ""])


def urls() -> str:
    lines = ["# Địa chỉ", "", "| đường dẫn | tên |", "|---|---|"]
    lines += [f"| `/{path}` | `{name}` |" for path, name in sorted(_walk(get_resolver(), "", ""))]
    return "\n".join([*lines, ""])


def _walk(resolver: URLResolver, prefix: str, namespace: str) -> Iterator[tuple[str, str]]:
    for entry in resolver.url_patterns:
        path = prefix + str(entry.pattern).lstrip("^")
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from _walk(entry, path, inner)
        elif isinstance(entry, URLPattern) and entry.name:
            yield path, namespace + entry.name
