"""A version, as far as an audience may see it. The only way to anything shown.

Counts, effort, rates and claims are made from exact records and are the same for everybody; only
where and when differ. What an audience may know stands in programme.toml; how it is kept:

- `rules`: programme.toml → how exactly a record may be placed and dated, and which are held back.
- `sensitivity`: how sensitive each row is; everything at one location is treated alike.
- `places`: coordinates generalised to a cell, its uncertainty, and ids that say nothing.
- `rows`: the tables of records, row by row.
- `stations`: areas and years put together until no figure is of fewer than k camera stations.
- `figures`: the small tables that pages draw from.
- `claims`: claims, and the rows behind them.
- `comparing`: what of a new version may be shown beside all that can be opened; `older_figures` and
  `older_claims` decide what stays, `pictures` and `station_data` compare two versions.
- `refusals`: two indicators too close to each other, an area too small.
- `terms`: what was done to a row, in the terms of Darwin Core, for files that leave.
- `fingerprint`: a hash of what is shown, on which no guess can be tried.
- `problems`: what is wrong with files, without what their cells hold.

Both cats are sensitive species of category 1 (Chapman 2020, doi 10.15468/doc-5jp4-5g10): the
public may know the area and the month of a record, and no more. A record that already stands in
a public source keeps its row and its link, without its place.
"""

from impact.disclosure.audience import for_audience
from impact.disclosure.problems import shown_problems
from impact.disclosure.terms import cells, generalisations
from impact.disclosure.view import EvidenceView, View

__all__ = [
    "EvidenceView",
    "View",
    "cells",
    "for_audience",
    "generalisations",
    "shown_problems",
]
