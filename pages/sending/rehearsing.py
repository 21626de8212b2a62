"""Rehearse and Publish: what the public would read otherwise, and the step that makes it so."""

from __future__ import annotations

import streamlit as st

from impact.changes import submit
from impact.changes.announcement import first_record_lines
from impact.changes.made_without import made_without, refused_rows
from impact.changes.rehearse import ClaimChange
from impact.changes.succession import Succession, successions
from impact.claims import Claim
from impact.disclosure import View
from impact.model.errors import ImpactError, StoreConflict
from impact.wording import Words
from impact.wording.rows import area_name
from impact.wording.sentences import sentence
from pages.sending import disclosed, meanwhile, outcome
from pages.sending.state import Sending
from pages.sending.uses import show_uses
from pages.shared import people, url_state, versions
from pages.shared.cache import Same
from pages.shared.changes_seen import show_changes
from pages.shared.page_list import public_pages
from pages.shared.reasons import ask_reason
from pages.shared.text import heading, note, paragraph, plain, show_error, subheading
from signin import audit


def rehearse(change: Sending, words: Words, *, of_season: bool = False, shown: str = "") -> str:
    """Every public claim before and after; why one cannot go on, where one cannot.

    A season asks by its claim, which is `shown` above, whether it follows the current one.
    """
    _ = words._
    paragraph(_("Nothing of this is public yet."))
    change.look_again()
    open_conflicts = meanwhile.show(change, words)
    if not of_season:
        _follow(change, words)
    errors = change.whole_change().prepared.errors
    if errors:
        for one in errors:
            show_error(one, words)
        return _("The programme does not go together with the tables.")
    rehearsal, before, after = change.rehearsal(), *disclosed.views(change)
    changed = [one for one in rehearsal.claims if one.changed]
    beside = [one for one in changed if one.id != shown or one.parts_from_statement]
    if beside or not changed:
        heading(_how_many(len(beside), len(changed) - len(beside), words))
    for one in beside:
        _side_by_side(one, before, after, words)
    show_uses(change, after, words, folded=of_season and bool(changed))
    _made_without(change, [one.after for one in rehearsal.claims if one.after], after, words)
    disclosed.staying(change, after, words)
    refused = disclosed.refused(change, after, words)
    not_confirmed = disclosed.not_confirmed(change, words)
    _news(rehearsal, after, words)
    rest = [one for one in rehearsal.claims if not one.changed]
    if rest:
        with st.expander(_("Claims that stay as they are ({n})").format(n=len(rest))):
            for one in rest:
                st.markdown(f"- {plain(sentence(after, one.after, words))}")
    with st.expander(
        _("Everything that changes, row by row and word by word"), expanded=not of_season
    ):
        show_changes(change.seen(), words)
    _draft(change, words)
    if refused:
        return _("Change what may not be published.")
    if not_confirmed:
        return _("Look at each new photograph, and confirm that it does not tell the place.")
    if open_conflicts:
        return _("Choose one side of each change that touches another.")
    return ""


def _how_many(changed: int, above: int, words: Words) -> str:
    """How many claims change, beside those that stand above already."""
    if not changed:
        return words._("No public claim changes")
    if above:
        text = words.ngettext(
            "{n} other public claim changes", "{n} other public claims change", changed
        )
    else:
        text = words.ngettext("{n} public claim changes", "{n} public claims change", changed)
    return text.format(n=changed)


def _side_by_side(one: ClaimChange, before: View, after: View, words: Words) -> None:
    _ = words._
    with st.container(border=True, key=f"change-{one.id}"):
        left, right = st.columns(2, gap="medium")
        with left:
            note(_("Now"))
            paragraph(_said(one.before, before, words))
        with right:
            note(_("After publishing"))
            st.markdown(f"**{plain(_said(one.after, after, words))}**")
        if one.parts_from_statement:
            st.warning(plain(_other_numbers(one, words)))


def _other_numbers(one: ClaimChange, words: Words) -> str:
    """Which number would differ from the one that the programme has published."""
    _, held, after = words._, one.after.held, one.after
    said, counted = held.value, after.value
    if said == counted:
        said, counted = held.baseline, after.baseline
    if said is None or counted is None:
        return _(
            "This would no longer agree with what the programme has published. "
            "The page would show both."
        )
    return _(
        "The programme has published {published}; by the records it would be {counted}. "
        "The page would show both."
    ).format(published=words.number(said), counted=words.number(counted))


def _made_without(change: Sending, claims: list[Claim], after: View, words: Words) -> None:
    """The claims that rows which were refused may belong to."""
    refused = refused_rows(change.reading(), change.checked().accounts)
    for claim in claims:
        sentences = [words.said(one) for one in made_without(claim, refused)]
        if sentences:
            st.warning(plain(" ".join([sentence(after, claim, words) + ".", *sentences])))


def _said(claim: object, view: View, words: Words) -> str:
    return sentence(view, claim, words) if claim is not None else words._("(no such claim)")


def _news(rehearsal: object, after: View, words: Words) -> None:
    _ = words._
    lines = first_record_lines(rehearsal.first_records, after, words)
    if lines:
        subheading(_("New first records"))
        st.markdown("\n".join(f"- {plain(line)}" for line in lines))
    if rehearsal.areas:
        subheading(_("New on the map"))
        names = [area_name(after, area, words) for area in rehearsal.areas]
        st.markdown("\n".join(f"- {plain(name)}" for name in names))


def _follow(change: Sending, words: Words) -> None:
    """Ask whether a new survey is the current one from now on."""
    _ = words._
    for one in successions(change.change()):
        key = f"follow-{one.indicator}-{one.new}"
        st.session_state[key] = one in change.followed
        place = next(
            words.of(each.place)
            for each in change.base.version.programme.indicators
            if each.id == one.indicator
        )
        asked = _(
            "{place}: make {new} the current survey, and {old} the baseline that it is "
            "compared with?"
        )
        st.checkbox(
            plain(asked.format(place=place, new=one.new, old=one.current)),
            key=key,
            on_change=_choose,
            args=(change, one, key),
        )


def _choose(change: Sending, one: Succession, key: str) -> None:
    people.require_staff()
    others = tuple(other for other in change.followed if other != one)
    change.followed = (*others, one) if st.session_state[key] else others


def _draft(change: Sending, words: Words) -> None:
    """A private link to the whole dashboard with the draft."""
    _ = words._
    after = change.after()
    private = _("Nothing becomes public by it: the pages open at a private link, for staff alone "
                "and for seven days.")  # fmt: skip
    if st.button(_("Show every page with it"), key="make-draft", help=private):
        person = people.require_staff()
        text = change.whole_change().programme_text
        change.draft = (Same(after), versions.save_draft(text, after))
        audit.record("rehearsed", person, {"on": change.latest.number})
    if change.draft and change.draft[0] == Same(after):
        token = change.draft[1]
        note(_("Every page as the public would see it:"))
        with st.container(horizontal=True, gap="small"):
            for path, title in public_pages(words).items():
                page = f"pages/public/{path.replace('-', '_') or 'overview'}.py"
                st.page_link(page, label=plain(title), query_params={"draft": token})
        st.code(f"{url_state.home()}/?draft={token}",
                language=None, wrap_lines=True)  # fmt: skip


def publish(change: Sending, name: str, words: Words) -> None:
    """A note, and the step that makes it public."""
    _ = words._
    if change.published is not None:
        outcome.show(change, name, words)
        return
    # Seen anew between two steps, what others published may touch this: it waits for the choice
    if meanwhile.show(change, words):
        st.info(plain(_("Choose one side of each change that touches another.")))
        return
    key = f"note-{name}"
    st.session_state.setdefault(key, change.note)

    def keep() -> None:
        change.note = st.session_state[key]

    st.text_area(
        _("What is new, and why (needed)"),
        key=key,
        on_change=keep,
        max_chars=2000,
        help=_("It stays in the history, where all staff can read it."),
    )
    if any(one.changed for one in change.rehearsal().claims):
        change.reason = ask_reason(f"reason-{name}", change.reason, words)
    left_out = change.whole_change().left_out
    if left_out:
        added = submit.with_rows_left_out("", left_out, _("Rows left out: {rows}."))
        note(_("This is added to the note: {text}").format(text=added))
    conflict = st.session_state.get(f"conflict-{name}")
    if conflict:
        _conflict(change, name, conflict, words)
        return
    if st.button(_("Publish now"), key=f"publish-{name}", type="primary"):
        change.note = st.session_state[key]
        if not change.note.strip():
            st.error(_("Write the note first."))
            return
        _publish(change, name, words)


def _publish(change: Sending, name: str, words: Words) -> None:
    _ = words._
    people.require_staff()
    whole = change.whole_change()
    note = submit.with_rows_left_out(
        change.note.strip(), whole.left_out, _("Rows left out: {rows}.")
    )
    sums = [words.said(account.said[0].text) for account in change.checked().accounts]
    note = submit.with_accounts(note, sums)
    try:
        change.published = versions.publish(
            whole.programme_text,
            change.after(),
            note=note,
            expected=change.latest.number,
            originals=change.originals(),
            reason=change.reason,
        )
    except StoreConflict as error:
        st.session_state[f"conflict-{name}"] = (error.message, error.cure)
    except ImpactError as error:
        show_error(error, words)
        return
    url_state.forget("draft", "see")  # what was a draft is what everybody sees now
    st.rerun()


def _conflict(change: Sending, name: str, error: tuple[str, str], words: Words) -> None:
    """Somebody was quicker: who and what, and the way on."""
    _ = words._
    message, cure = error
    st.error(
        f"**{plain(_('Somebody else published first. Nothing of yours was published.'))}**  \n"
        f"{plain(words.said(message))}"
    )
    st.info(plain(words.said(cure)))

    def again() -> None:
        people.require_staff()
        change.look_again()
        change.step = change.step - 1
        st.session_state.pop(f"conflict-{name}")

    st.button(_("Bring the two together and rehearse again"), on_click=again, key=f"again-{name}")
