"""What a view is made from: the exact version, and what one audience may see of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from impact.claims.agreement import KEYS
from impact.disclosure.rows import shown as shown_rows
from impact.disclosure.rules import rules_for
from impact.disclosure.settled_basis import settled_blocks, settled_cube
from impact.disclosure.stations import blocks as blocks_of
from impact.metrics.cube import sums_by_year
from impact.metrics.events import with_location

if TYPE_CHECKING:
    import pandas as pd

    from impact.disclosure.rows import VisibleRecords
    from impact.disclosure.rules import Rules
    from impact.disclosure.stations import Blocks
    from impact.metrics.cube import Cube
    from impact.versions.figures import Figures
    from impact.versions.version import Version


@dataclass(frozen=True)
class Basis:
    """A version with the rules of one audience, applied.

    Attributes
    ----------
    located : DataFrame
        The detections with the area and location of their deployment.
    cube : Cube
        Without the months that are held back, and with older figures where these stay.
    shown : VisibleRecords
        The tables as they may be seen.
    blocks : Blocks
        Which areas' figures stand together.
    names : dict of str to dict
        By table and exact id, the id by which a row of evidence may be seen.
    figures : Figures or None
        What was settled when the version was published: `cube` and `blocks` are as it says.
    """

    version: Version
    rules: Rules
    located: pd.DataFrame
    cube: Cube
    shown: VisibleRecords
    blocks: Blocks
    names: dict[str, dict[str, str]]
    figures: Figures | None = None

    @cached_property
    def sums_by_year(self) -> tuple[pd.DataFrame, pd.DataFrame]:
        """`impact.metrics.cube.sums_by_year` of all, and of what may be shown."""
        return sums_by_year(self.version.cube), sums_by_year(self.cube)


def basis(version: Version, audience_id: str) -> Basis:
    """Apply the rules of an audience to a version; raises as `rules_for`."""
    rules = rules_for(version, audience_id)
    figures = version.figures.get(audience_id)
    if figures is not None:
        rules = _no_later(rules, figures.shown.held_from)
    located = with_location(version.records.detections, version.records.deployments)
    shown = shown_rows(version.records, located, rules)
    cube = released(version.cube, rules.held_from)
    if figures is None:
        blocks = blocks_of(cube, version.records.areas, version.claims, rules.stations)
    else:
        cube = settled_cube(cube, figures)
        about = (version.records.areas, version.claims, figures, rules.stations)
        blocks = settled_blocks(cube, *about)
    return Basis(
        version=version,
        rules=rules,
        located=located,
        cube=cube,
        shown=shown,
        blocks=blocks,
        figures=figures,
        names={table: _names(table, version, shown) for table in KEYS},
    )


def _no_later(rules: Rules, held_from: pd.Timestamp | None) -> Rules:
    """The rules with no day shown that was held back at publishing: it was not compared."""
    if rules.held_from is None or held_from is None:
        return rules
    return replace(rules, held_from=min(rules.held_from, held_from))


def released(cube: Cube, held_from: pd.Timestamp | None) -> Cube:
    """A cube without the months that are held back."""
    if held_from is None:
        return cube
    return replace(
        cube,
        events=cube.events[cube.events["month"] < held_from],
        effort=cube.effort[cube.effort["month"] < held_from],
    )


def _names(table: str, version: Version, shown: VisibleRecords) -> dict[str, str]:
    wanted = {item.id for claim in version.claims for item in claim.evidence if item.table == table}
    exact = version.records.table(table)[KEYS[table]].astype("str")
    seen = exact[exact.isin(wanted) & ~shown.hidden[table]]
    rows = shown.records.table(table).loc[seen.index, KEYS[table]].astype("str")
    return dict(zip(seen, rows, strict=True))
