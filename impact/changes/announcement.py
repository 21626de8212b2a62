"""What a publish changes, as plain text: for the page before it, and an e-mail after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from impact.changes.seen_in_words import lines_of
from impact.wording.labels import species_name
from impact.wording.rows import area_name, recorder, row_date
from impact.wording.sentences import sentence

if TYPE_CHECKING:
    import pandas as pd

    from impact.changes.rehearse import Rehearsal
    from impact.changes.seen import Seen
    from impact.disclosure import View
    from impact.wording.language import Words


def first_record_lines(rows: pd.DataFrame, view: View, words: Words) -> list[str]:
    """One line for each first record: species, place, when and by whom, as far as may be known."""
    lines = []
    for _, row in rows.iterrows():
        name = species_name(view, str(row["scientific_name"]), words)
        place, when = area_name(view, row["area_id"], words), row_date(row, words)
        lines.append(f"{name}: {place}, {when} ({recorder(view, row, words)})")
    return lines


def summary(
    found: Rehearsal,
    before: View,
    after: View,
    words: Words,
    number: int,
    note: str,
    seen: Seen | None = None,
) -> str:
    """What was published, as lines of plain text.

    Parameters
    ----------
    found : Rehearsal
    before, after : View
        For the audience that the summary is for.
    words : Words
    number : int
        Of the version.
    note : str
        In the words of its author.
    seen : Seen, optional
        What is different in the rows and texts that this audience may see.
    """
    _ = words._
    about = words.of(after.programme.about.short_name)
    lines = [_("{programme}: version {n} is published.").format(programme=about, n=number)]
    lines += [note.strip(), ""]
    changed = [one for one in found.claims if one.changed]
    lines.append(_("What changed:") if changed else _("No public claim changes"))
    for one in changed:
        was = sentence(before, one.before, words) if one.before else _("(no such claim)")
        now = sentence(after, one.after, words) if one.after else _("(no such claim)")
        lines += [f"- {now}", f"  {_('Before')}: {was}"]
    for line in first_record_lines(found.first_records, after, words):
        lines.append(f"- {_('New first records')}: {line}")
    if seen is not None and not seen.nothing:
        marks = _("Row by row: [− taken out] [+ new]")
        lines += ["", marks, *lines_of(seen, words)]
    return "\n".join(lines).strip()
