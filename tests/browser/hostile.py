"""A data folder in which every text is an attack, after OWASP's lists; and a look for its marks."""

from __future__ import annotations

import re
import shutil
import tomllib
from itertools import count, cycle
from typing import TYPE_CHECKING

import pandas as pd
import tomli_w

from impact.model.schemas import Field, schema
from walk import EXAMPLE

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

AWAY = "https://evil.example"
TEXTS = (
    '<img src=x onerror="hurt(1)">',
    "<script>hurt(1)</script>",
    "<svg onload=hurt(1)><a href=javascript:hurt(1)>svg</a></svg>",
    f'"><iframe src="{AWAY}"></iframe>',
    "'\" onmouseover=hurt(1) autofocus onfocus=hurt(1) x='",
    f'<a href="{AWAY}/a">away</a><b>bold</b><br><i>i</i>',
    "&lt;img src=x onerror=hurt(1)&gt;",
    f"[click](javascript:hurt(1)) [away]({AWAY}/m) ![seen]({AWAY}/seen.png)",
    f"<{AWAY}/auto> {AWAY}/bare www.evil.example evil@evil.example",
    "# Heading\n\n- list\n\n> quote\n\n    code\n\n| a | b |\n|---|---|\n| 1 | 2 |",
    "**bold** _italic_ ~~gone~~ `code` :red[red] :material/home: :smile: -> <-",
    r"$\frac{1}{0}$ $$\href{javascript:hurt(1)}{x}$$ \(x\) \[x\]",
    "{0.__class__} {name} {{7*7}} %(x)s %s %{customdata[0]} %{x|%Y} ${7*7} <%= 7*7 %>",
    f'=HYPERLINK("{AWAY}","x")',
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "+1+1",
    "../../../../etc/passwd\\..\\..\\windows\\win.ini",
    "'; DROP TABLE areas; --",
    "W" * 300,
    "Z͑͗̓̏a͖̠̺̘ͣl̴̡̗̩̱g̨̜̟̮͕͟o͘ 🐆‍👩 ﷽ بسم الله",
)
"""What the checks let in; each has to be shown as it is written, or not at all."""

TURNING = {
    "ab\u202edc": "abdc",  # the rest of the line would run backwards
    "a\u2066b": "ab",
    "a\u200bb": "ab",
    "a\x07b": "ab",
    "a\x1b[31mb": "a[31mb",
    "a\x9bb": "ab",
}
"""What nobody can see, and what is left when it is taken out at reading."""

SOURCE = "https://source.example/?q=<script>hurt(1)</script>&\"onmouseover='hurt(1)"

MARKS = """() => [...document.querySelectorAll(
    'a[href*="evil"], a[href^="javascript"], svg a, iframe:not([title]),'
    + '[src*="evil"]:not([src^="data:"]), [src="x"],'
    + '[onerror], [onload], [onmouseover], [onfocus], .katex, main script, main svg[onload],'
    + '[data-testid=stMarkdownContainer] :is(h1, h2, table, blockquote, pre)'
    + ':not([data-testid=stHeading] *), tspan')]
    // Charts have a markup of their own; our titles are bold too.
    .filter(e => e.tagName !== "tspan" || (e.getAttribute("style") && e.textContent === "bold"))
    .map(e => `${e.closest("[data-testid]")?.dataset.testid}: ${e.outerHTML.slice(0, 200)}`)"""

HURT = "window.hurts = []; window.hurt = (x) => window.hurts.push(String(x));"


def marks(page: Page) -> list[str]:
    """What on a page has acted, or has become more than text."""
    return [*page.evaluate("window.hurts"), *page.evaluate(MARKS)]


def write(folder: Path, texts: tuple[str, ...] = TEXTS) -> None:
    """Copy the simulated survey to a folder, with these texts wherever a text is free."""
    folder.mkdir()
    shutil.copytree(EXAMPLE, folder, dirs_exist_ok=True)
    for file in sorted(folder.glob("*.csv")):
        rows = _some(pd.read_csv(file, dtype=str, keep_default_na=False))
        described = schema(file.stem)
        for number, field in enumerate(f for f in described.fields if is_free(f)):
            # Each column begins elsewhere, so that every text comes to stand everywhere.
            turned = cycle(texts[number % len(texts) :] + texts[: number % len(texts)])
            for name in [field.name, f"{field.name}_ru"] if field.translatable else [field.name]:
                # A village that is not named stays so: it is a part of what tells two rows apart.
                empty = rows.get(name, pd.Series("", index=rows.index)) == ""
                named = ~empty if name == "unit" else [True] * len(rows)
                rows[name] = [next(turned) if one else "" for one in named]
        if "source" in rows:
            rows["source"] = [f"{SOURCE}&n={n}" if n % 2 else text for n, text in _numbered(rows)]
        rows.to_csv(file, index=False)
    file = folder / "programme.toml"
    programme = tomllib.loads(file.read_text(encoding="utf-8"))
    file.write_text(tomli_w.dumps(_hostile(programme, cycle(texts))), encoding="utf-8")


def _some(rows: pd.DataFrame) -> pd.DataFrame:
    """Every table whole, but one in eight of the pictures: enough for every chart and text."""
    pictures = rows.get("observation_level", pd.Series("", index=rows.index)) == "media"
    return rows[~pictures | (rows.index % 8 == 0)].reset_index(drop=True)


def _numbered(rows: pd.DataFrame):
    return zip(count(), [text for _, text in zip(range(len(rows)), cycle(TEXTS), strict=False)])


NAMED = "_id$|scientific_name|^source$|_date$|initiative|^about$|^outline$"


def is_free(field: Field) -> bool:
    """Whether anything may stand in a column."""
    named = re.search(
        r"_id$|scientific_name|^source$|_date$|initiative|^about$|^outline$", field.name
    )
    bound = {"pattern", "enum"} & set(field.constraints) or field.format != "default"
    return field.type == "string" and not bound and not named


def _hostile(part: object, texts: cycle) -> object:
    """programme.toml with every text that is shown (one for each language) replaced."""
    if isinstance(part, dict):
        if set(part) <= {"en", "ru", "tk", "ky", "kk"}:
            return {language: next(texts) for language in part}
        return {name: _hostile(value, texts) for name, value in part.items()}
    return [_hostile(one, texts) for one in part] if isinstance(part, list) else part
