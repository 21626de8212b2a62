"""The templates of this room: every text that is set into one is escaped."""

from __future__ import annotations

from urllib.parse import unquote

from jinja2 import Environment, PackageLoader, StrictUndefined

from impact.wording.other_language import marked

TEMPLATES = Environment(
    loader=PackageLoader("impact.plain", "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
TEMPLATES.filters["marked"] = marked
TEMPLATES.filters["unquoted"] = unquote  # an address as people read it
