"""Three people edit, upload, publish, restore and undo in any order: nothing is gone unseen."""

from __future__ import annotations

import datetime as dt
import itertools
import tempfile
import tomllib
from collections import defaultdict

import pandas as pd
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from impact.changes.conflicts import Conflict, Side
from impact.changes.edit import table_rows
from impact.changes.programme_keys import keys_of, rewritten
from impact.changes.seen import seen_between
from impact.changes.submit import bring_in
from impact.changes.three_way import Content
from impact.changes.together import Together, bring_together
from impact.changes.undo import undone, version_before
from impact.checking.checks import check_tables
from impact.model.errors import StoreConflict
from impact.reading.text_tables import TextTable
from impact.versions import Store
from tests.reading.sample import PROGRAMME, PROGRAMME_TOML, as_texts, row, rows

NOW = dt.datetime(2025, 1, 1, tzinfo=dt.UTC)
TODAY = NOW.date()
COLUMNS = ("title", "note", "actors")
PEOPLE = st.sampled_from(["Aida", "Bek", "Cholpon"])
PROMISE = "about.promise.en"
FIRST = [row("milestones", milestone_id=f"m{n}", title=f"t{n}", note=f"n{n}") for n in (1, 2)]
Cells = set[tuple[str, str, str]]


def cells(content: Content) -> Cells:
    """Every cell that anybody may change: row, column, value."""
    found = {("", PROMISE, keys_of(content.programme_text)[PROMISE])}
    for one in table_rows(content.records, "milestones").fillna("").to_dict("records"):
        found |= {(one["milestone_id"], column, one[column]) for column in COLUMNS}
    return found


def in_conflict(conflicts: tuple[Conflict, ...], side: str) -> Cells:
    """The cells of one side that conflicts show."""
    return {
        ("" if one.row == PROMISE else one.row, PROMISE if one.row == PROMISE else cell.column,
         getattr(cell, side) or "")
        for one in conflicts
        for cell in one.cells
    }  # fmt: skip


class ThreePeople(RuleBasedStateMachine):
    """What each has begun and not yet published, and a store that all of them publish into."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.store = Store.at(self.folder.name)
        self.numbers = itertools.count(1)
        self.begun: dict[str, int] = {}
        self.edits: dict[str, dict[tuple[str, str], str]] = defaultdict(dict)
        named = {name: rows()[name] for name in ("areas", "surveys", "statements")}
        texts = as_texts({**named, "milestones": FIRST})
        records, _ = check_tables(texts, programme=PROGRAMME)
        self._put(Content(PROGRAMME_TOML.encode(), records), expected=None)

    def teardown(self) -> None:
        self.folder.cleanup()

    def _put(self, content: Content, *, expected: int | None) -> int:
        about = {"author": "Somebody", "note": "Something", "now": NOW, "claims": []}
        return self.store.publish(
            content.programme_text, content.records, expected=expected, **about
        )

    def _content(self, number: int) -> Content:
        snapshot = self.store.open(number)
        return Content(snapshot.programme_text, snapshot.records)

    def _begin(self, who: str) -> Content:
        return self._content(self.begun.setdefault(who, self.store.latest()))

    @rule(who=PEOPLE, place=st.integers(0, 3), column=st.sampled_from(COLUMNS))
    def edit(self, who: str, place: int, column: str) -> None:
        """A cell of a row that was there when this person began."""
        ids = list(self._begin(who).records.milestones["milestone_id"])
        self.edits[who][ids[place % len(ids)], column] = f"{who} {next(self.numbers)}"

    @rule(who=PEOPLE)
    def edit_text(self, who: str) -> None:
        self._begin(who)
        self.edits[who]["", PROMISE] = f"{who} {next(self.numbers)}"

    @rule(who=PEOPLE)
    def upload(self, who: str) -> None:
        """A row that nobody has yet."""
        self._begin(who)
        number = next(self.numbers)
        self.edits[who][f"new{number}", "title"] = f"{who} {number}"

    @precondition(lambda self: self.begun)
    @rule(data=st.data())
    def publish(self, data: st.DataObject) -> None:
        who = data.draw(st.sampled_from(sorted(self.begun)))
        number, latest = self.begun.pop(who), self.store.latest()
        edits, begun, before = self.edits.pop(who), self._content(number), self._content(latest)
        change = bring_in(
            self.store.open(number), self._text(begun, edits), self._file(begun, edits), {},
            today=TODAY,
        )  # fmt: skip
        if number != latest:
            # Published as it was rehearsed on the older version, it is refused
            mine = Content(change.programme_text, change.prepared.records)
            try:
                self._put(mine, expected=number)
            except StoreConflict:
                pass
            else:
                raise AssertionError(number)
        found, conflicts = self._chosen(
            data, lambda chosen: bring_together(begun, change, before, chosen, today=TODAY)
        )
        after = Content(found.change.programme_text, found.change.prepared.records)
        self._put(after, expected=latest)
        mine = {(*place, value) for place, value in edits.items()}
        replaced = {one for one in cells(begun) if one[:2] in edits}
        shown = in_conflict(conflicts, "theirs") | in_conflict(conflicts, "mine")
        # Of the others only what was chosen against, and what this person saw and wrote over
        self._nothing_gone(before, after, replaced | shown)
        assert mine - cells(after) <= in_conflict(conflicts, "mine")

    @rule(data=st.data())
    def undo(self, data: st.DataObject) -> None:
        latest = self.store.latest()
        if latest == 1:
            return
        number = data.draw(st.integers(2, latest))
        version = self._content(number)
        earlier = self._content(version_before(self.store.history(), number))
        before = self._content(latest)
        found, conflicts = self._chosen(
            data, lambda chosen: undone(earlier, version, before, chosen, today=TODAY)
        )
        after = Content(found.change.programme_text, found.change.prepared.records)
        self._put(after, expected=latest)
        shown = in_conflict(conflicts, "theirs") | in_conflict(conflicts, "mine")
        removed = {one.row for one in conflicts if one.removed_by}
        # Only what came with that version goes, and what was chosen against
        gone = (cells(version) - cells(earlier)) | shown
        self._nothing_gone(before, after, gone | {c for c in cells(before) if c[0] in removed})

    @rule(data=st.data())
    def restore(self, data: st.DataObject) -> None:
        latest = self.store.latest()
        number = data.draw(st.integers(1, latest))
        before, after = self._content(latest), self._content(number)
        self.store.restore(number, author="Somebody", note="Again", now=NOW)
        self._nothing_gone(before, after, cells(before))

    def _chosen(self, data: st.DataObject, make) -> tuple[Together, tuple[Conflict, ...]]:
        """With a side chosen for each conflict."""
        conflicts = make({}).conflicts
        found = make({one: data.draw(st.sampled_from(Side)) for one in conflicts})
        assert found.change.prepared.errors == ()
        return found, conflicts

    def _nothing_gone(self, before: Content, after: Content, may_go: Cells) -> None:
        gone = cells(before) - cells(after)
        assert gone <= may_go
        # Whatever is different is shown, cell by cell
        seen = seen_between(before, after)
        edits = [*seen.keys, *(edit for table in seen.tables for edit in table.edits)]
        shown = {("" if not e.table else e.row, e.column or e.row, e.before) for e in edits}
        removed = {
            (one["milestone_id"], column, one.get(column, ""))
            for table in seen.tables
            for one in table.removed.fillna("").to_dict("records")
            for column in COLUMNS
        }
        assert gone <= shown | removed

    @staticmethod
    def _text(begun: Content, edits: dict) -> bytes:
        if ("", PROMISE) not in edits:
            return begun.programme_text
        plain = tomllib.loads(begun.programme_text.decode())
        plain["about"]["promise"]["en"] = edits["", PROMISE]
        return rewritten(begun.programme_text, plain)

    @staticmethod
    def _file(begun: Content, edits: dict) -> dict[str, TextTable]:
        """The rows that were edited, and those that are new, as a file has them."""
        frame = table_rows(begun.records, "milestones").set_index("milestone_id")
        changed = {name for name, _column in edits if name}
        new = {n: FIRST[0] | {"milestone_id": n, "note": "", "actors": ""}
               for n in changed - set(frame.index)}  # fmt: skip
        added = pd.DataFrame(new.values()).reindex(columns=["milestone_id", *frame.columns])
        both = pd.concat([frame, added.set_index("milestone_id")]).astype("str").fillna("")
        for (name, column), value in edits.items():
            if name:
                both.loc[name, column] = value
        rows_sent = both.loc[sorted(changed)].replace("", pd.NA).astype("str").reset_index()
        if rows_sent.empty:
            return {}
        numbered = rows_sent.assign(row=range(2, len(rows_sent) + 2))
        return {"milestones": TextTable("milestones.csv", numbered)}


ThreePeople.TestCase.settings = settings(
    max_examples=4,
    stateful_step_count=12,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.generate],  # to find the shortest failing story takes minutes
)
TestThreePeople = ThreePeople.TestCase
