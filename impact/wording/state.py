"""In what state the data is: what is missing, what disagrees, what only rests on a statement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from impact.claims import Agreement
from impact.disclosure.once import once
from impact.wording.published import agreement
from impact.wording.rows import source_of
from impact.wording.sentences import title
from impact.wording.stops import capital, ended

if TYPE_CHECKING:
    from collections.abc import Iterable

    from impact.disclosure import View
    from impact.wording.language import Words


def resting(view: View, words: Words) -> list[str]:
    """The claims that nothing but a statement supports, or that it does not agree with."""
    return [
        f"{ended(title(view, claim, words))} {agreement(claim, words)}"
        for claim in view.claims
        if claim.held is not None and claim.held.agreement is not Agreement.AGREES
    ]


def contradictions(view: View, words: Words) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """The caveats table by kind: a heading, and lines of a sentence, its source and its link.

    Without what the note on the data says already: it stands above them.
    """
    _, note = words._, words.of(view.programme.about.data_note)
    headings = {
        "contradiction": _("What disagrees"),
        "gap": _("What is missing"),
        "definition": _("Terms that sources use differently"),
    }
    rows = view.records.caveats
    found = []
    for kind, heading in headings.items():
        lines = []
        kinds = ("gap", "origin") if kind == "gap" else (kind,)
        for row in rows[rows["kind"].astype("str").isin(kinds)].to_dict("records"):
            told = words.cell(row, "sentence")
            if told != note:
                lines.append((told, *source_of(row, words)))
        if lines:
            found.append((heading, lines))
    return found


def caveats_about(view: View, ids: Iterable[object], words: Words) -> tuple[str, ...]:
    """What the caveats table says of any of these rows or areas, a sentence each."""
    asked = {str(one) for one in ids}
    return tuple(words.cell(row, "sentence") for about, row in _caveats(view) if asked & about)


@once
def _caveats(view: View) -> list[tuple[set[str], dict]]:
    """What each row of the caveats table is about, with its cells."""
    rows = view.records.caveats
    named = [{part.strip() for part in str(about).split(";")} for about in rows["about"]]
    return list(zip(named, rows.to_dict("records"), strict=True))


def species_status(view: View, words: Words) -> list[tuple[str, str]]:
    """Each species with its category on the IUCN Red List, and where that stands."""
    found = []
    for species in view.programme.species:
        text = words._("{species} ({latin}): {category} on the IUCN Red List").format(
            species=words.of(species.name),
            latin=species.scientific_name,
            category=words.of(species.iucn_category),
        )
        found.append((capital(text), species.iucn_source))
    return found
