"""Copies the third-party front end into the ui app, reduced to what our screens use, and writes down what it is.

Run by a maintainer, seldom: `npm pack` the three packages named in SOURCES, unpack each into FOLDER/<name>, then
`python tools/vendor_ui.py FOLDER`. Everybody else uses the committed result; a test compares the hashes.
Whole Tabler is 79 KB compressed, most of it for widgets that Khuê has not; a first visit may cost 150 KB in all.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

VENDOR = Path(__file__).resolve().parent.parent / "khue/foundation/ui/static/vendor"
SOURCES = {"@tabler/core": "1.6.1", "@fontsource-variable/inter": "5.3.0", "@tabler/icons": "3.51.0"}
FAMILIES = re.compile(
    r"^(btn|form|input-group|is-(in)?valid|was-validated|valid|invalid|card|row|col|g[xy]?|d|m[tbsexy]?|p[tbsexy]?|gap|flex"
    r"|align|justify|text|fw|fs|font|w|h|h[1-6]|visually-hidden|position|order|rounded|border|overflow|list|small|img-fluid"
    r"|disabled|active|show)(-|$)"
)
UNUSED = re.compile(
    r"-(sm|xl|xxl|print|outline|ghost|blue|azure|indigo|purple|pink|red|orange|yellow|lime|green|teal|cyan|facebook|twitter"
    r"|linkedin|google|youtube|vimeo|dribbble|github|instagram|pinterest|vk|rss|flickr|bitbucket|tabler|gray|x)(-|$)"
)


def rules(css: str) -> Iterator[tuple[str, str]]:
    """(prelude, body) of each rule on one level; body is empty for statements such as @charset."""
    start = depth = opened = 0
    for place, sign in enumerate(css):
        if sign == "{":
            opened, depth = (place if depth == 0 else opened), depth + 1
        elif sign == "}":
            depth -= 1
            if depth == 0:
                yield css[start:opened].strip(), css[opened + 1 : place]
                start = place + 1
        elif sign == ";" and depth == 0:
            start = place + 1


def wanted(selector: str) -> bool:
    """Whether every class that the selector needs belongs to a family that our templates may use."""
    needed = re.findall(r"\.(-?[A-Za-z_][\w-]*)", re.sub(r":not\([^)]*\)", "", selector).replace("\\:", ":"))
    return all(FAMILIES.match(name) and not UNUSED.search(name) for name in needed)


def selectors(prelude: str) -> list[str]:
    """The selectors of a list; commas inside :is(…) do not part them."""
    return re.split(r",(?![^(]*\))", prelude)


def reduced(css: str) -> str:
    """The same style sheet without the rules of widgets that we do not have."""
    kept = []
    for prelude, body in rules(css):
        if prelude.startswith(("@media", "@supports", "@layer")):
            body = reduced(body)
        elif not prelude.startswith("@"):
            prelude = ",".join(selector for selector in selectors(prelude) if wanted(selector))
        elif prelude.startswith("@keyframes"):
            continue
        if prelude and body:
            kept.append(f"{prelude}{{{body}}}\n")
    return "".join(kept)


def tabler(source: Path) -> None:
    css = (source / "dist/css/tabler.min.css").read_text("utf-8")
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.S)  # the source map's address among them: it breaks collectstatic
    (VENDOR / "tabler/tabler.css").write_text(
        "/* Tabler 1.6.1, MIT, reduced: see ../README.md */\n" + reduced(css), "utf-8"
    )


def inter(source: Path) -> None:
    for script in ("latin", "vietnamese"):
        shutil.copyfile(source / f"files/inter-{script}-wght-normal.woff2", VENDOR / f"inter/inter-{script}.woff2")
    shutil.copyfile(source / "LICENSE", VENDOR / "inter/LICENSE")


def icons(source: Path) -> None:
    names = (VENDOR / "tabler-icons/names.txt").read_text("utf-8").split()
    symbols = []
    for name in names:
        drawing = (source / f"icons/outline/{name}.svg").read_text("utf-8")
        strokes = "".join(path for path in re.findall(r"<path[^>]*>", drawing) if 'stroke="none"' not in path)
        symbols.append(f'<symbol id="i-{name}" viewBox="0 0 24 24">{strokes.replace(" />", "/>")}</symbol>\n')
    head = '<svg xmlns="http://www.w3.org/2000/svg">\n<!-- Tabler Icons 3.51.0, outline, MIT: see LICENSE beside this file -->\n'
    (VENDOR / "tabler-icons/icons.svg").write_text(head + "".join(symbols) + "</svg>\n", "utf-8")
    shutil.copyfile(source / "LICENSE", VENDOR / "tabler-icons/LICENSE")


def main(folder: Path) -> None:
    tabler(folder / "tabler-core")
    inter(folder / "inter")
    icons(folder / "tabler-icons")
    files = sorted(path for path in VENDOR.rglob("*") if path.is_file() and path.parent != VENDOR)
    lines = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(VENDOR).as_posix()}\n" for path in files
    ]
    (VENDOR / "SHA256SUMS").write_text("".join(lines), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
