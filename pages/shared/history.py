"""The parts of the History page: a version, two compared, and the ways back."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import shorten

import pandas as pd
import streamlit as st

from impact.changes.difference import changed_claims
from impact.changes.rehearse import rehearse
from impact.versions import Manifest
from impact.versions.store import SEEDED, SEEDED_BY
from impact.wording import Words
from impact.wording.lists import table_name
from impact.wording.reasons import reasons
from impact.wording.sentences import sentence
from pages.shared import people, versions
from pages.shared.changes_seen import show_changes
from pages.shared.text import paragraph, plain
from pages.shared.undoing import done, restore, undo, withdraw

OVERVIEW = "pages/public/overview.py"
FIRST_SHOWN = 20
CLEANED = " (personal data removed)"  # in the name of a file, as `formats` write it
MOST_OF_A_NOTE = 50  # letters, in the line of a version


def notices(words: Words) -> None:
    """What staff have to know before they look: the data folder is not what is shown."""
    _ = words._
    changed = versions.changed_files()
    if changed:
        text = _("The data folder is not as it was when this store was begun with it: {files}.")
        cure = _("The pages show the store. To bring the change in, upload these files.")
        st.warning(f"{plain(text.format(files=', '.join(changed)))}  \n{plain(cure)}")


def every_version(manifests: Sequence[Manifest], words: Words) -> None:
    """The versions, newest first."""
    _ = words._
    message = st.session_state.pop("history-told", None)
    if message:
        st.success(plain(message))
        # In sight wherever one has scrolled to; of a longer one Streamlit folds the rest away.
        st.toast(plain(_("Done. What was done stands at the top.")), icon=":material/check:")
    shown = manifests
    if len(manifests) > FIRST_SHOWN and not st.toggle(_("Show all {n}").format(n=len(manifests))):
        shown = manifests[:FIRST_SHOWN]
    latest = versions.latest_number()
    _verb, asked = st.session_state.get("history-asked", ("", None))
    undone = undone_versions(manifests)
    for place, manifest in enumerate(shown):
        before = next((one for one in manifests[place + 1 :] if one.withdrawn is None), None)
        number = manifest.number
        with st.expander(
            _title(manifest, latest, words, undone=number in undone),
            expanded=number == asked,
            key=f"version-{number}",
        ):
            if manifest.withdrawn is not None:
                _gone(manifest, words)
            else:
                _version(manifest, before, words, undone=number in undone)


def undone_versions(manifests: Sequence[Manifest]) -> set[int]:
    """The numbers of versions whose change a later one has taken back, newest first."""
    undone: set[int] = set()
    for one in manifests:
        # What undid a version may have been undone itself: then that version stands again.
        if one.undoes and one.withdrawn is None and one.number not in undone:
            undone.add(one.undoes)
    return undone


def _title(manifest: Manifest, latest: int | None, words: Words, *, undone: bool) -> str:
    _ = words._
    day = words.date(pd.Timestamp(manifest.published.date()))
    note = _in_a_line(_own(manifest.note, words))
    parts = [_("Version {n}").format(n=manifest.number), day, _own(manifest.author, words), note]
    if manifest.number == latest:
        parts.append(_("shown now"))
    if undone:
        parts.append(_("undone"))
    if manifest.withdrawn is not None:
        parts.append(_("withdrawn"))
    return plain(" · ".join(parts))


def _in_a_line(note: str) -> str:
    """The beginning of a note; of the counts in brackets behind it none is cut."""
    if len(note) <= MOST_OF_A_NOTE:
        return note
    said = shorten(note.partition(" (")[0], MOST_OF_A_NOTE, placeholder="…")
    return said if said.endswith("…") else f"{said}…"


def _own(text: str, words: Words) -> str:
    """What the program itself wrote into the history, in this language; else as it is."""
    _ = words._
    known = {
        SEEDED_BY: _("data folder"),
        SEEDED: _("The data folder, as it was before the first publish"),
    }
    return known.get(text, text)


def _gone(manifest: Manifest, words: Words) -> None:
    why = manifest.withdrawn
    text = words._("Withdrawn on {day} by {person}: {reason}")
    day = words.date(pd.Timestamp(why.at.date()))
    paragraph(text.format(day=day, person=why.author, reason=why.reason))


def _version(manifest: Manifest, before: Manifest | None, words: Words, *, undone: bool) -> None:
    verb, number = st.session_state.get("history-asked", ("", None))
    if number == manifest.number:  # the second step takes the place of all else, so it is in sight
        _second_step(verb, manifest, words)
        return
    _about(manifest, before, words)
    _ways(manifest, words, may_be_undone=before is not None and not undone)


def _about(manifest: Manifest, before: Manifest | None, words: Words) -> None:
    """When it was published, why, and what it changed."""
    _ = words._
    at = f"{manifest.published:%H:%M} UTC"
    note = _own(manifest.note, words)
    st.markdown(f"{plain(note)}  \n*{plain(_('Published at {time}.').format(time=at))}*")
    if manifest.restored_from:
        text = _("The same as version {n}, published again.")
        paragraph(text.format(n=manifest.restored_from))
    if manifest.undoes:
        text = _("It undoes what version {n} changed.")
        paragraph(text.format(n=manifest.undoes))
    if manifest.reason:
        text = _("Why claims changed: {reason}")
        paragraph(text.format(reason=reasons(words)[manifest.reason]))
    for line in _changes(manifest, before, words):
        st.markdown(f"- {plain(line)}")
    if before is not None and st.toggle(
        _("Everything that changed, row by row and word by word"), key=f"seen-{manifest.number}"
    ):
        show_changes(versions.seen(before.log_number, manifest.log_number), words)
    _originals(manifest, words)


def _second_step(verb: str, manifest: Manifest, words: Words) -> None:
    """What was asked for shows what it would change, and is done when it is asked for again."""
    _ = words._
    if verb == "withdraw":
        withdraw(manifest, words)
        return
    if verb == "undo":
        new = undo(manifest, words)
        text = _("What version {old} changed is undone, in version {new}. Version {old} can "
                 "still be read at its own link until it is withdrawn.")  # fmt: skip
    else:
        new = restore(manifest.log_number, words)
        text = _("Version {old} is published again, as version {new}.")
    if new is not None:
        done(text.format(old=manifest.number, new=new))


def _ways(manifest: Manifest, words: Words, *, may_be_undone: bool) -> None:
    """To undo a version, to see its pages, to publish it again, and to withdraw it."""
    _, number = words._, manifest.number
    with st.container(horizontal=True, vertical_alignment="center"):
        if may_be_undone:
            label = _("Undo this change alone")
            st.button(label, key=f"undo-{number}", on_click=ask, args=("undo", number))
        if number != versions.latest_number():
            label = _("Publish this version again")
            st.button(label, key=f"restore-{number}", on_click=ask, args=("restore", number))
        st.page_link(
            OVERVIEW, label=_("See the pages of it"), query_params={"version": str(number)}
        )
    # Away from the others, and in red: it cannot be taken for going back to a version
    st.divider()
    st.button(
        f":red[{plain(_('Withdraw: delete this version for good'))}]", icon=":material/delete:",
        key=f"withdraw-{number}", on_click=ask, args=("withdraw", number),
        type="tertiary",
    )  # fmt: skip


def _changes(manifest: Manifest, before: Manifest | None, words: Words) -> list[str]:
    """What came with a version, in rows and claims, by what is written in the log."""
    _ = words._
    if before is None:
        return []
    lines = []
    for name, stored in manifest.tables.items():
        old = before.tables.get(name)
        if old is not None and old.sha256 == stored.sha256:
            continue
        rows = (words.number(old.rows if old else 0), words.number(stored.rows))
        lines.append(_("{table}: {before} rows before, {after} now").format(
            table=table_name(name, words), before=rows[0], after=rows[1]))  # fmt: skip
    programme = manifest.programme and before.programme
    if programme and manifest.programme.sha256 != before.programme.sha256:
        lines.append(_("Claims, names or other words of the programme were changed."))
    claims = len(changed_claims(before.claims, manifest.claims))
    counted = words.ngettext("{n} claim changed", "{n} claims changed", claims)
    lines.append(counted.format(n=claims) if claims else _("No claims have changed."))
    return lines


def _originals(manifest: Manifest, words: Words) -> None:
    """The files as they were received; each is only read when somebody asks for it."""
    if not manifest.originals:
        return
    said = words._("Files as they were received")
    if any(CLEANED in file.name for file in manifest.originals):
        said = words._("Files as they were received, without the data of persons")
    st.caption(said)
    with st.container(horizontal=True):
        for place, file in enumerate(manifest.originals):
            st.download_button(
                plain(file.name.replace(CLEANED, "")),
                versions.original(manifest.number, file.name),
                file_name=file.name,
                key=f"original-{manifest.number}-{place}",
                on_click="ignore",
            )


def compare(manifests: Sequence[Manifest], words: Words) -> None:
    """Any two versions: the claims that read otherwise, and the rows that are different."""
    _ = words._
    alive = [one for one in manifests if one.withdrawn is None]
    st.header(_("Compare two versions"), anchor=False)
    if len(alive) < 2:
        paragraph(_("There is only one version."))
        return
    numbers = [one.number for one in alive]
    left, right = st.columns(2)
    first = left.selectbox(_("From version"), numbers, index=1, key="compare-from")
    second = right.selectbox(_("To version"), numbers, index=0, key="compare-to")
    old, new = versions.view(first), versions.view(second)
    changed = [one for one in rehearse(old, new).claims if one.changed]
    if not changed:
        paragraph(_("No claims have changed."))
    for one in changed:
        was = sentence(old, one.before, words) if one.before else _("(no such claim)")
        now = sentence(new, one.after, words) if one.after else _("(no such claim)")
        with st.container(border=True):
            st.markdown(
                f"{plain(_('Before'))}: {plain(was)}  \n**{plain(_('After'))}: {plain(now)}**"
            )
    with st.expander(_("Everything that changed, row by row and word by word")):
        show_changes(versions.seen(first, second), words)


def ask(verb: str, number: int) -> None:
    """Begin to restore, undo or withdraw a version: the page asks for the second step."""
    people.require_staff()
    st.session_state["history-asked"] = (verb, number)
    st.session_state["history-latest"] = versions.latest_number()
