"""Going back on the History page: a version published again, undone or deleted for good."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import streamlit as st

from impact.changes.rehearse import rehearse
from impact.changes.seen import Seen, seen_between
from impact.changes.submit import version_with
from impact.changes.three_way import Content
from impact.changes.together import Together, authors_of
from impact.changes.undo import undone, version_before
from impact.disclosure import for_audience
from impact.model.errors import ImpactError, StoreConflict
from impact.versions import Manifest, Reason
from impact.wording import Words
from impact.wording.sentences import sentence
from pages.shared import banners, people, versions
from pages.shared.cache import Same, SessionMemory
from pages.shared.changes_seen import show_changes
from pages.shared.conflicts import choose_sides
from pages.shared.reasons import ask_reason
from pages.shared.text import paragraph, plain, show_error


def restore(number: int, words: Words) -> int | None:
    """The second step of publishing a version again: all that it takes back, and why.

    What is compared is what was published when the step was begun. Whoever publishes since is
    not written over: that is a conflict.
    """
    _ = words._
    latest = st.session_state["history-latest"]
    with st.container(border=True):
        text = _("Version {n} is published again under a new number. Nothing is deleted.")
        paragraph(text.format(n=number))
        try:
            _row_by_row(versions.seen(latest, number), words)
            return _restored(number, latest, words)
        except ImpactError as error:
            show_error(error, words)
            return None


def _restored(number: int, latest: int, words: Words) -> int | None:
    _ = words._
    note = st.text_input(_("Note for colleagues (needed)"), key=f"restore-note-{number}")
    why = Reason.MISTAKE_CORRECTED
    if any(one.changed for one in rehearse(versions.view(latest), versions.view(number)).claims):
        why = ask_reason(f"restore-reason-{number}", why, words)
    with st.container(horizontal=True):
        sure = st.button(_("Publish it again"), key="restore-sure")
        st.button(_("Leave it as it is"), on_click=_leave, key="restore-cancel")
    if sure and not note.strip():
        st.error(plain(_("Write down why.")))
    elif sure:
        return versions.restore(number, note=note.strip(), reason=why, expected=latest)
    return None


def _leave() -> None:
    st.session_state.pop("history-asked", None)


def undo(manifest: Manifest, words: Words) -> int | None:
    """The second step of undoing: what would change, and why; the number it was published as."""
    _ = words._
    number = manifest.log_number
    with st.container(border=True):
        paragraph(_(
            "Only what version {n} changed is taken back. What came later stays. Nothing is "
            "deleted, and this can be undone as well. Version {n} itself can still be read at its "
            "own link until it is withdrawn."
        ).format(n=number))  # fmt: skip
        try:
            return _asked(number, words)
        except ImpactError as error:
            show_error(error, words)
            return None


def _asked(number: int, words: Words) -> int | None:
    _ = words._
    now = versions.base()
    begun = versions.content(number)
    memory = st.session_state.setdefault(f"undo-memory-{number}", SessionMemory())
    chosen = st.session_state.setdefault(f"undo-chosen-{number}", {})
    found: Together = memory.once(
        "together",
        (Same(now), tuple(chosen.items())),
        lambda: undone(
            versions.content(version_before(versions.history(), number)),
            begun,
            now.content,
            chosen,
            today=dt.datetime.now(dt.UTC).date(),
        ),
    )
    if found.conflicts:
        paragraph(_("A later version changed the same again. Choose which of the two stands."))
        authors = authors_of(found.conflicts, begun, versions.since(number))
        choose_sides(found.conflicts, chosen, authors, words, mine=_("As it was before"))
    for error in found.change.prepared.errors:
        show_error(error, words)
    changed = _shown(found, now, memory, words)
    note = st.text_input(_("Note for colleagues (needed)"), key=f"undo-note-{number}")
    reason = Reason.MISTAKE_CORRECTED
    if changed:
        reason = ask_reason(f"undo-reason-{number}", reason, words)
    still_open = any(one not in chosen for one in found.conflicts)
    stopped = still_open or bool(found.change.prepared.errors)
    with st.container(horizontal=True):
        sure = st.button(_("Undo this change"), key="undo-sure", disabled=stopped)
        st.button(_("Leave it as it is"), on_click=_leave, key="undo-cancel")
    if not sure:
        return None
    if not note.strip():
        st.error(plain(_("Write down why.")))
        return None
    people.require_staff()
    return versions.publish(
        found.change.programme_text,
        version_with(found.change),
        note=note.strip(),
        expected=now.number,
        reason=reason,
        undoes=number,
    )


def _shown(found: Together, now: versions.Base, memory: SessionMemory, words: Words) -> bool:
    """The claims that would read otherwise, then every row and text; whether any claim would."""
    _ = words._
    change = found.change
    if change.prepared.errors:
        return False
    after = memory.once("after", Same(change), lambda: version_with(change))
    old, new = (for_audience(one, "staff") for one in (now.version, after))
    changed = [one for one in rehearse(old, new).claims if one.changed]
    for one in changed:
        was = sentence(old, one.before, words) if one.before else _("(no such claim)")
        then = sentence(new, one.after, words) if one.after else _("(no such claim)")
        st.markdown(f"{plain(_('Before'))}: {plain(was)}  \n**{plain(_('After'))}: {plain(then)}**")
    made = Content(change.programme_text, change.prepared.records)
    _row_by_row(seen_between(now.content, made), words)
    return bool(changed)


def _row_by_row(seen: Seen, words: Words) -> None:
    """All that would be different, folded away: opened, it hides the button that does it."""
    if seen.nothing:
        show_changes(seen, words)
        return
    with st.expander(words._("Everything that would change, row by row and word by word")):
        show_changes(seen, words)


def withdraw(manifest: Manifest, words: Words) -> None:
    """The second step of withdrawing: what goes, what would stay, and why."""
    _ = words._
    number = manifest.log_number
    with st.container(border=True):
        st.warning(plain(_(
            "Withdrawing deletes for good: the tables, the files as received and everything made "
            "of this version, here and behind every link. Its number and your reason stay. Copies "
            "that others have, and backups, are not touched."
        )))  # fmt: skip
        alive = [one.log_number for one in versions.history() if one.withdrawn is None]
        banners.readable_choices()
        also = st.multiselect(
            _("Withdraw together with it"), [n for n in alive if n != number], key=f"also-{number}"
        )
        _staying(number, also, words)
        harmless = st.multiselect(
            _("Tables and files that are harmless and may stay in later versions"),
            list(_tried(lambda: versions.store().shared([number, *also]), words) or ()),
            key=f"harmless-{number}",
        )
        reason = st.text_input(
            _("Why (needed; it stays to be read, so do not repeat what is withdrawn)"),
            key=f"reason-{number}",
        )
        word = _("delete version {n}").format(n=number)
        typed = st.text_input(
            _("This cannot be undone. To go on, type: {words}").format(words=word),
            key=f"certain-{number}",
        )
        with st.container(horizontal=True):
            sure = st.button(
                _("Delete for good"), key="withdraw-sure",
                disabled=not (typed.strip().casefold() == word.casefold() and reason.strip()),
            )  # fmt: skip
            st.button(_("Leave it as it is"), on_click=_leave, key="withdraw-cancel")
    if sure:
        numbers = [number, *also]
        _tried(lambda: versions.withdraw(numbers, reason=reason.strip(), harmless=harmless), words,
               then=lambda: done(_("Withdrawn: {versions}.").format(
                   versions=", ".join(map(str, numbers)))))  # fmt: skip


def _staying(number: int, also: Sequence[int], words: Words) -> None:
    """Name rows that came with this version and would live on in others."""
    text = words._("Version {n} holds rows that came with version {old}, word for word: {rows}.")
    staying = _tried(lambda: versions.rows_that_stay(number, tuple(also)), words) or {}
    for later, tables in staying.items():
        rows = "; ".join(f"{name}: {', '.join(ids[:10])}" for name, ids in tables.items())
        st.error(plain(text.format(n=later, old=number, rows=rows)))


def _tried(act, words: Words, *, then=None):
    """Do it; where it cannot be done, say why and go on with the page."""
    try:
        result = act()
    except ImpactError as error:
        if isinstance(error, StoreConflict):
            st.error(plain(words._("Nothing was changed.")))
        show_error(error, words)
        return None
    if then is not None:
        then()
    return result


def done(message: str) -> None:
    """Leave the second step, and say what became of it above all versions."""
    _leave()
    st.session_state["history-told"] = message
    st.rerun()
