"""What a file needs to stand alone: fonts, drawings, scripts, and a policy that lets nothing in.

A handout makes no request to anywhere. Its content security policy stands in the file itself, so
that it holds on a USB stick too: only the scripts that we wrote into it may run.
"""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from impact.figures.style import DARK, LIGHT
from impact.wording.other_language import marked
from impact.wording.stops import capital, ended

if TYPE_CHECKING:
    from impact.figures.style import Style
    from impact.model.programme import Programme

ROOT = Path(__file__).parents[2]
FONTS = {
    "Literata": (
        (
            "static/fonts/literata-latin.woff2",
            "U+0000-00FF,U+0131,U+2000-202E,U+2030-206F,U+20AC,U+2122,U+2212",
        ),
        ("static/fonts/literata-latin-ext.woff2", "U+0100-02BA,U+1E00-1E9F,U+2113"),
        (
            "static/fonts/literata-cyrillic.woff2",
            "U+0301,U+0400-045F,U+0490-0491,U+04B0-04B1,U+2116",
        ),
        ("static/fonts/literata-cyrillic-ext.woff2", "U+0460-048F,U+0492-04AF,U+04B2-052F"),
    ),
    "Source Sans 3": (("impact/figures/fonts/source-sans.woff2", ""),),
}
TEMPLATES = Environment(
    loader=PackageLoader("impact.handouts", "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
TEMPLATES.filters |= {"marked": marked, "begun": capital, "ended": ended}
_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)


@cache
def fonts_css() -> Markup:
    """Our fonts, written into the style sheet."""
    faces = []
    for family, kept in FONTS.items():
        for file, letters in kept:
            data = base64.b64encode((ROOT / file).read_bytes()).decode("ascii")
            spans = f"unicode-range:{letters};" if letters else ""
            faces.append(
                f"@font-face{{font-family:'{family}';font-weight:200 900;{spans}"
                f"src:url(data:font/woff2;base64,{data}) format('woff2')}}"
            )
    return Markup("".join(faces))


@cache
def drawing_address(name: str) -> str:
    """One of our drawings as an address that holds all of it."""
    content = (ROOT / "static" / "drawings" / f"{name}.svg").read_bytes()
    return f"data:image/svg+xml;base64,{base64.b64encode(content).decode('ascii')}"


def picture_address(content: bytes) -> str:
    """A picture (PNG, JPEG or WebP) as an address that holds all of it; empty for none."""
    if not content:
        return ""
    png, webp = content.startswith(b"\x89PNG"), content[8:12] == b"WEBP"
    kind = "png" if png else "webp" if webp else "jpeg"
    return f"data:image/{kind};base64,{base64.b64encode(content).decode('ascii')}"


def drawing_css(names: list[str]) -> Markup:
    """A class for each drawing, by day and by night."""
    rules = [
        f".drawing-{name}{{background-image:url({drawing_address(name)})}}"
        f".dark .drawing-{name}{{background-image:url({drawing_address(f'{name}-dark')})}}"
        for name in names
        if (ROOT / "static" / "drawings" / f"{name}.svg").is_file()
    ]
    return Markup("".join(rules))


def colours_css(programme: Programme) -> Markup:
    """The colours of both looks as CSS variables."""
    look = programme.look
    own = f"--primary:{look.primary};--accent:{look.accent};"
    light, dark = _variables(LIGHT), _variables(DARK)
    return Markup(f":root{{{own}{light}--raised:#f3ece0}}.dark{{{dark}--raised:#202831}}")


def _variables(style: Style) -> str:
    roles = ("ink", "muted", "grid", "detections", "incidents", "protected", "first", "paper")
    return "".join(f"--{role}:{getattr(style, role)};" for role in (*roles, "water"))


@cache
def template_text(name: str) -> Markup:
    """One of our style sheets or scripts, as it stands."""
    return Markup(files("impact.handouts").joinpath("templates", name).read_text(encoding="utf-8"))


def with_policy(html: str) -> str:
    """A page that lets only its own scripts run, and asks nobody for anything.

    Parameters
    ----------
    html : str
        With ``@@POLICY@@`` where the policy belongs.
    """
    allowed = " ".join(f"'sha256-{_hash(one)}'" for one in _SCRIPT.findall(html))
    policy = "; ".join(
        [
            "default-src 'none'",
            f"script-src {allowed}" if allowed else "script-src 'none'",
            "style-src 'unsafe-inline'",
            "img-src data: blob:",
            "font-src data:",
            "frame-src 'none'",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )
    return html.replace("@@POLICY@@", policy)


def policy_of(html: str) -> str:
    """The policy that stands in a page, for the server to say as well."""
    return re.search(r'Content-Security-Policy" content="([^"]+)"', html).group(1)


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
