"""The only way from a version to anything shown."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from impact.disclosure.basis import basis
from impact.disclosure.claims import shown_claim
from impact.disclosure.evidence import shown_evidence
from impact.disclosure.figures import merged, older_figures, shown_summaries
from impact.disclosure.fingerprint import of_what_is_shown
from impact.disclosure.view import View

if TYPE_CHECKING:
    from impact.disclosure.basis import Basis
    from impact.versions.version import Version


def for_audience(version: Version, audience_id: str) -> View:
    """A version, as far as an audience may see it.

    Parameters
    ----------
    version : Version
        An old one as `impact.versions.version.under_rules_of` gives it: today's rules always hold.
    audience_id : str
        One that programme.toml describes.

    Raises
    ------
    DisclosureError
        programme.toml names no such audience. Nothing is shown then: an audience that is not
        described may see nothing.
    """
    made = basis(version, audience_id)
    as_it_is = made.rules.hides_nothing and made.rules.stations <= 1
    tables = {name: made.shown.records.table(name) for name in made.shown.degrees}
    if not made.rules.hides_nothing:
        # An index of the exact table says which hidden rows stand between two that are shown.
        tables = {name: rows.reset_index(drop=True) for name, rows in tables.items()}
    older = _with_older_effort(made)
    view = View(
        audience=made.rules.audience,
        rules=made.rules.fingerprint,
        fingerprint=version.fingerprint,
        number=version.number,
        published=version.published,
        # The secret that ids are made from is nobody's to see.
        programme=version.programme.model_copy(update={"id_key": ""}),
        records=made.shown.records.with_tables(**tables),
        claims=tuple(shown_claim(claim, made) for claim in version.claims),
        evidence=shown_evidence(version.claims, made),
        summaries=version.summaries if as_it_is else shown_summaries(made),
        degrees={
            name: size.reindex(made.shown.records.table(name).index).set_axis(tables[name].index)
            for name, size in made.shown.degrees.items()
        },
        merged=merged(made.blocks),
        held_from=made.rules.held_from,
        as_published=tuple(
            one
            for one in version.as_published
            if as_it_is or (one.kind != "first_record" and one.id not in older)
        ),
        older=older_figures(made),
        pictures={
            name: content
            for name, content in sorted(version.pictures.items())
            if name in version.programme.pictures
        },
    )
    return view if as_it_is else replace(view, fingerprint=of_what_is_shown(view))


def _with_older_effort(made: Basis) -> set[str]:
    """The claims whose effort an older version showed: what was computed anew is not shown."""
    if made.figures is None:
        return set()
    return set(made.figures.shown.questions.dropna(subset=["as_of"])["claim"])
