"""The claims as one plain page: for slow lines, for search engines, for a link's preview.

No script, no font, no picture from anywhere; it says the same as the overview.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader

from impact.wording.as_published import as_published
from impact.wording.break_even import break_even_words
from impact.wording.caveats import caveat
from impact.wording.citation import citation, data_state
from impact.wording.evidence import observed
from impact.wording.language import NAMES
from impact.wording.rows import source_lines
from impact.wording.sentences import comparison, finding, sentence

if TYPE_CHECKING:
    from impact.claims import Claim
    from impact.disclosure import View
    from impact.wording.language import Words

# For every template: Jinja would leave out those whose names do not end in .html.
_TEMPLATES = Environment(loader=PackageLoader("impact.handouts", "templates"), autoescape=True)


@dataclass(frozen=True)
class BriefLine:
    """A claim as the plain page says it."""

    id: str
    sentence: str
    finding: str
    notes: tuple[str, ...]
    sources: tuple[tuple[str, str], ...]


def brief_html(view: View, words: Words, languages: tuple[str, ...], address: str) -> str:
    """The claims of a view as a page of HTML.

    Parameters
    ----------
    view : View
    words : Words
    languages : tuple of str
        The languages to offer.
    address : str
        The dashboard's own address, without a slash at its end.
    """
    lines = [_line(view, claim, words) for claim in view.claims]
    description = ". ".join(line.sentence for line in lines[:3])
    return _TEMPLATES.get_template("brief.html.j2").render(
        _=words._,
        words=words,
        about=view.programme.about,
        name=words.of(view.programme.about.name),
        lines=lines,
        observed=observed(words),
        description=description,
        state=data_state(view, words),
        citation=citation(view, words),
        address=address,
        languages=[(code, NAMES[code]) for code in languages],
        structured=_structured(view, words, description, address),
    )


def _line(view: View, claim: Claim, words: Words) -> BriefLine:
    notes = [comparison(claim, words), *(caveat(view, one, words) for one in claim.caveats)]
    notes += [*break_even_words(claim, words), as_published(view, claim, words)]
    return BriefLine(
        id=claim.id,
        sentence=sentence(view, claim, words),
        finding=finding(claim, words),
        notes=tuple(note for note in notes if note),
        sources=tuple(source_lines(view, claim, words)),
    )


def _structured(view: View, words: Words, description: str, address: str) -> str:
    """What search engines read (schema.org Dataset), safe inside a script element."""
    about = view.programme.about
    data = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": words.of(about.name),
        "description": f"{description}. {words.of(about.data_note)}",
        "url": f"{address}/brief",
        "inLanguage": words.language,
        "dateModified": about.as_of.isoformat(),
        "version": view.fingerprint,
        "creator": {"@type": "Organization", "name": words.of(about.contact_name)},
        "isAccessibleForFree": True,
    }
    return json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")
