"""What stands behind the comparison of two periods, and what would turn its finding."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from impact.metrics.change import RateRatio
    from impact.metrics.station_interval import StationInterval


class Reason(StrEnum):
    """Why a comparison has neither "increase" nor "decrease", whatever its interval."""

    FEW_WITH_DETECTION = "few_with_detection"  # fewer than 6 different stations with a detection
    FEW_WITH_EFFORT = "few_with_effort"  # fewer than 6 stations with effort in one period
    TOO_UNLIKE = "too_unlike"  # the two sets of stations and their nights differ too much
    NO_UNITS_ON_FILE = "no_units_on_file"  # a published total, or effort of no station
    TOO_FEW_UNITS = "too_few_units"  # however they are reshuffled, p cannot reach 0.05


@dataclass(frozen=True)
class Units:
    """The stations (of detections) or villages and herders' groups (of incidents) compared.

    Attributes
    ----------
    in_both, current_only, baseline_only : int
        Those with effort in both periods (the same id and, of stations, the same place), and
        those with effort in one of them only.
    moved : int
        Stations of the same id that stood somewhere else: they count as two, one a period.
    with_event : int
        Different ones with a detection or an incident in either period.
    largest_share : float or None
        The share of all events of both periods that the one with the most gave.
    """

    in_both: int = 0
    current_only: int = 0
    baseline_only: int = 0
    moved: int = 0
    with_event: int = 0
    largest_share: float | None = None

    @property
    def current(self) -> int:
        return self.in_both + self.current_only

    @property
    def baseline(self) -> int:
        return self.in_both + self.baseline_only

    @property
    def share_in_both(self) -> float | None:
        """Those in both periods as a share of all different ones; None where there is none."""
        together = self.in_both + self.current_only + self.baseline_only
        return self.in_both / together if together else None


@dataclass(frozen=True)
class Comparison:
    """What stands behind the ratio of a claim, and how far it can be trusted.

    Attributes
    ----------
    exact : RateRatio
        The ratio with its exact interval: right if every visit came alone.
    stations : StationInterval or None
        The ratios that reshuffling the stations does not reject; None where nothing can be
        reshuffled. `Claim.ratio` shows the wider of the two intervals and the larger p.
    units : Units or None
        The stations or villages; None where none is on file (a published total).
    beyond_chance : bool
        Whether the difference is beyond chance: an increase, a decrease, or a zero whose fall
        is. Only such a finding may be green.
    reason : Reason or None
        Why it is `too_few_stations` or `no_units`, or why a zero cannot be judged.
    holm_p : float or None
        The larger p, adjusted for all comparisons of the programme's page (Holm 1979).
    comparisons : int
        How many comparisons that page makes.
    """

    exact: RateRatio
    stations: StationInterval | None = None
    units: Units | None = None
    beyond_chance: bool = False
    reason: Reason | None = None
    holm_p: float | None = None
    comparisons: int = 1


@dataclass(frozen=True)
class BreakEven:
    """What would have to be otherwise for the finding to turn.

    Arithmetic on the two counts, not an estimate of their ratio. Where the effort of both periods
    is known it follows from the interval of the ratio that is shown, as the verdict does; nothing
    is given where that interval leaves 1 out and the stations are too few or too unlike for a word.

    Attributes
    ----------
    fewer_above : float or None
        "Fewer" stands only while the effort of the later period is more than so many times that
        of the earlier (infinite: it never stands). None where there is nothing to compare.
    more_below : float or None
        "More" stands only while it is less than so many times (0: it never stands).
    recording : float or None
        Of a finding with known effort: how many times the earlier share of visits (incidents)
        would have to be recorded now for the difference to vanish. None where chance could give
        it, or where the stations say no more than that.
    clustering : float or None
        The largest size of groups in which events may come before chance alone, by the exact
        interval, could give the difference. None where chance could give it anyway.
    """

    fewer_above: float | None = None
    more_below: float | None = None
    recording: float | None = None
    clustering: float | None = None


class Declared(StrEnum):
    """Whether the question of a claim, as it stands, was asked before its data came in."""

    BEFORE = "before"
    AFTER = "after"
