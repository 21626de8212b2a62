"""Claims that were made without rows that were refused, although these may belong to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from impact.model.messages import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from impact.claims import Claim
    from impact.formats.receiving import Received
    from impact.reading.account import PartAccount

_OF_CAMERAS = frozenset({"detections", "deployments", "failures", "surveys", "areas"})
_RESTS_ON = {
    "detections": _OF_CAMERAS,
    "first_record": _OF_CAMERAS,
    "conflict_incidents": frozenset({"conflicts", "reporting", "areas"}),
}
"""Kind of claim → the tables whose rows it is made of."""

RefusedRows = dict[str, dict[str, int]]
"""Table → file → rows of it that were refused; every table where it is not known which."""


def refused_rows(received: Received, accounts: Iterable[PartAccount]) -> RefusedRows:
    """The rows that are left out of what is published, by the table that they were for.

    Parameters
    ----------
    received : Received
    accounts : iterable of PartAccount
    """
    everything = set().union(*_RESTS_ON.values())
    tables: dict[str, set[str]] = {}
    for upload in received.uploads:
        for part in upload.parts:
            own = {each.table for each in upload.tables if each.text.file == part.label}
            tables[part.label] = own - {""} or everything
    refused: RefusedRows = {}
    for account in accounts:
        for table in tables[account.file] if account.refused else ():
            refused.setdefault(table, {})[account.file] = account.refused
    return refused


def made_without(claim: Claim, refused: Mapping[str, Mapping[str, int]]) -> list[Sentence]:
    """What is said beside a claim before it is published: a sentence for each file."""
    files = {
        file: rows
        for table in sorted(_RESTS_ON[claim.kind])
        for file, rows in refused.get(table, {}).items()
    }
    return [
        Sentence(
            "This figure is made without rows of {file} that were refused ({rows}): they may "
            "belong to it.",
            file=file,
            rows=rows,
        )
        for file, rows in files.items()
    ]
