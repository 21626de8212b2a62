"""Check and Merge: what is wrong in the files, and what they would change in the tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import pandas as pd
import streamlit as st

from impact.changes import submit
from impact.changes.merge import Way
from impact.handouts.marked import marked
from impact.model.errors import FileError, Problem
from impact.reading.account import PartAccount
from impact.wording import Words
from impact.wording.lists import table_name
from pages.sending import sent_places
from pages.sending.replacing import replace_file
from pages.sending.state import Sending
from pages.shared import people
from pages.shared.cache import Same
from pages.shared.changes_seen import show_changes
from pages.shared.reader import current_style
from pages.shared.text import heading, note, paragraph, plain, reading_table, subheading

MOST_ROWS = 500
MOST_OPEN = 5
MOST_LISTED = 20


def check(sending: Sending, words: Words) -> str:
    """The problems; why one cannot go on, where one cannot."""
    _ = words._
    checked = sending.checked()
    problems = checked.problems
    errors = [one for one in problems if one.severity == "error"]
    show_problems(problems, words)
    sent_places.show_outside(sending.reading().uploads, problems, words)
    accounts(checked.accounts, words)
    if problems:
        _marked_files(sending, problems, words)
    if errors:
        _files_to_replace(sending, errors, words)
    stopping = submit.stops(problems)
    if errors and not stopping:
        _offer_to_go_on(sending, errors, words)
    if stopping:
        return _("Fix the problems that affect the whole file, then upload it again.")
    if errors and not sending.without_bad_rows:
        return _("Fix the rows and send the file again, or choose to go on without them.")
    return ""


def accounts(parts: Sequence[PartAccount], words: Words) -> None:
    """What became of every row of each file, with the reasons below."""
    subheading(words._("What became of the rows"))
    for account in parts:
        total, *reasons = account.said
        lines = [
            plain(words.said(total.text)),
            *(f"  - {plain(words.said(r.text))}" for r in reasons),
        ]
        st.markdown("- " + "\n".join(lines))


def show_problems(problems: Sequence[Problem], words: Words, *, listed: bool = False) -> None:
    """Problems by their rule, errors first, each with its row, column, value and cure.

    `listed` shows them one below the other, where they stand in something that opens already.
    """
    _ = words._
    errors = sum(one.severity == "error" for one in problems)
    warnings = len(problems) - errors
    if not problems:
        st.success(_("Nothing is wrong."))
        return
    parts = []
    if errors:
        parts.append(words.ngettext("{n} error", "{n} errors", errors).format(n=errors))
    if warnings:
        parts.append(words.ngettext("{n} warning", "{n} warnings", warnings).format(n=warnings))
    st.markdown(f"**{plain(', '.join(parts))}**")
    if warnings:
        note(_("Fix errors or leave those rows out. Check warnings."))
    groups: dict[tuple[str, str], list[Problem]] = defaultdict(list)
    for one in problems:
        groups[one.severity, one.rule].append(one)
    if listed:
        st.markdown("\n".join(line for each in groups.values() for line in _few(each, words)))
        return
    for place, ((severity, _rule), group) in enumerate(sorted(groups.items())):
        _group(severity, group, words, opened=place < MOST_OPEN)


def _few(group: list[Problem], words: Words) -> list[str]:
    """The first problems of a rule as lines, and how many more there are."""
    lines = [_line(one, words) for one in group[:MOST_OPEN]]
    more = len(group) - MOST_OPEN
    return (
        [*lines, f"- {plain(words._('and {n} more like it').format(n=more))}"]
        if more > 0
        else lines
    )


def _group(severity: str, group: list[Problem], words: Words, *, opened: bool) -> None:
    _ = words._
    kind = f":red-badge[{_('error')}]" if severity == "error" else f":orange-badge[{_('warning')}]"
    first, rest = words.said(group[0].message), ""
    if len(group) > 1:
        first = first.rstrip(".")
        rest = ", " + _("and {n} more like it").format(n=len(group) - 1)
    with st.expander(f"{kind} {plain(first)}{plain(rest)}", expanded=opened):
        if len(group) <= MOST_LISTED:
            st.markdown("\n".join(_line(one, words) for one in group))
            return
        rows = pd.DataFrame(
            [
                (
                    one.file,
                    one.row,
                    one.column,
                    one.value,
                    words.said(one.message),
                    words.said(one.cure),
                )
                for one in group[:MOST_ROWS]
            ],
            dtype="object",
            columns=[
                _("File"),
                _("Row"),
                _("Column"),
                _("Value"),
                _("What is wrong"),
                _("What to do"),
            ],
        )
        reading_table(rows.fillna(""), first, current_style())
        if len(group) > MOST_ROWS:
            st.write(_("Only the first {n} are shown.").format(n=MOST_ROWS))


def _line(one: Problem, words: Words) -> str:
    """Where it is, what stands there, what is wrong and what to do: a line that fits a phone."""
    where = [one.file]
    if one.row is not None:
        where.append(words._("row {n}").format(n=one.row))
    where += [part for part in (one.column, one.value and f"“{one.value}”") if part]
    text = f"{words.said(one.message)} {words.said(one.cure)}".strip()
    return f"- **{plain(' · '.join(where))}**  \n  {plain(text)}"


def _files_to_replace(sending: Sending, errors: Sequence[Problem], words: Words) -> None:
    """Each file with an error, to be sent again corrected."""
    for name in sending.files:
        if any(one.file == name or one.file.startswith(f"{name}, ") for one in errors):
            with st.container(horizontal=True, vertical_alignment="center"):
                paragraph(name)
                replace_file(sending, name, words, where="check")


def _marked_files(sending: Sending, problems: Sequence[Problem], words: Words) -> None:
    """The same files back, with what is wrong written on each cell."""
    _ = words._
    for upload in sending.reading().uploads:
        files = {table.text.file for table in upload.tables}
        if not any(one.file in files for one in problems):
            continue

        def make(upload=upload) -> bytes:
            people.require_staff()
            return marked(upload, problems, words.said)

        key = (Same(problems), words.language)
        try:
            st.download_button(
                plain(_("Download {file} with the problems marked").format(file=upload.file)),
                sending.memory.once(f"marked-{upload.file}", key, make),
                file_name=f"{upload.file.rpartition('.')[0]}-problems.xlsx",
                key=f"marked-{upload.file}",
                on_click="ignore",
            )
        except FileError as error:
            note(f"{words.said(error.message)} {words.said(error.cure)}")


def _offer_to_go_on(sending: Sending, errors: Sequence[Problem], words: Words) -> None:
    _ = words._
    rows = len({(one.file, one.row) for one in errors})
    label = words.ngettext(
        "Go on without {n} row that has errors. The note will name it.",
        "Go on without {n} rows that have errors. The note will name them.",
        rows,
    )

    def keep() -> None:
        people.require_staff()
        sending.without_bad_rows = st.session_state["without-bad-rows"]

    st.session_state["without-bad-rows"] = sending.without_bad_rows
    st.checkbox(label.format(n=rows), key="without-bad-rows", on_change=keep)


def merge(sending: Sending, words: Words) -> str:
    """How each table comes in, and the difference that it makes; why one cannot go on."""
    _ = words._
    for table in sending.reading().texts:
        heading(table_name(table, words))
        _way(sending, table, words)
    change = sending.change()
    if change.prepared.errors:
        show_problems(change.prepared.errors, words)
        return _("The rows do not go together with the tables in this way.")
    differences(sending, words)
    return _("Nothing would change.") if change.nothing else ""


def _way(sending: Sending, table: str, words: Words) -> None:
    _ = words._
    ways = {
        Way.REPLACE_ROWS: _("Replace by id: rows with a known id take its place, others are new"),
        Way.ADD: _("Add: new rows only; rows with a known id are left as they are"),
        Way.REPLACE_TABLE: _("Replace the table: the file is all of it"),
    }
    key = f"way-{table}"
    st.session_state[key] = sending.ways.get(table, Way.REPLACE_ROWS)

    def keep() -> None:
        people.require_staff()
        sending.ways[table] = st.session_state[key]

    st.radio(_("How the rows come in"), list(ways), format_func=ways.get, key=key, on_change=keep)


def differences(sending: Sending, words: Words) -> None:
    """The rows left out, and everything that is different."""
    _ = words._
    change = sending.change()
    for file, rows in change.left_out.items():
        text = _("Left out of {file}: rows {rows}").format(
            file=file, rows=", ".join(map(str, rows[:MOST_ROWS]))
        )
        st.warning(plain(text))
    heading(_("What changes"))
    show_changes(sending.seen_here(), words)


def check_edits(sending: Sending, words: Words) -> str:
    """What is wrong with cells that were edited in place, and the difference they make."""
    _ = words._
    change = sending.change()
    show_problems(change.prepared.problems, words)
    if change.prepared.errors:
        return _("Go back and put right what is wrong first.")
    differences(sending, words)
    return ""
