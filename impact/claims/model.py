"""What a claim is."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import pandas as pd

    from impact.claims.comparison import BreakEven, Comparison, Declared
    from impact.metrics.change import RateRatio
    from impact.metrics.zero import ReportingEffort
    from impact.model.programme import Indicator


EFFORT_MAY_DIFFER = 0.25  # more than this, and the rate leads


class Verdict(StrEnum):
    """What the numbers allow to be said."""

    INCREASE = "increase"
    DECREASE = "decrease"
    NO_CLEAR_CHANGE = "no_clear_change"
    TOO_FEW_TO_TELL = "too_few_to_tell"  # the interval shown has both a half and twice in it
    TOO_FEW_STATIONS = "too_few_stations"  # or villages; `Comparison.reason` says which way
    NO_UNITS = "no_units"  # effort known, but nothing that could be reshuffled
    COUNTS_ONLY = "counts_only"  # the effort of either period is not known
    ZERO = "zero"
    ZERO_EFFORT_UNKNOWN = "zero_effort_unknown"
    FIRST_RECORD = "first_record"
    FIRST_AS_REPORTED = "first_as_reported"
    NOT_RECORDED = "not_recorded"


class Agreement(StrEnum):
    """Whether a claim says what the programme has published."""

    AGREES = "agrees"
    DIFFERS = "differs"
    CANNOT_BE_COMPUTED = "cannot_be_computed"
    RESTS_ON_THE_STATEMENT = "rests_on_the_statement"


@dataclass(frozen=True)
class Evidence:
    """A row that a claim rests on: its table and its id, and the period that it counts in."""

    table: str
    id: str
    period: Literal["current", "baseline"] = "current"


@dataclass(frozen=True)
class Period:
    """The time that a count is of.

    `start` and `end` are days, both included; None where nothing is published. `survey` is the
    survey's id where the period is one. `precision` says how exactly the dates are known.
    """

    survey: str | None = None
    start: pd.Timestamp | None = None
    end: pd.Timestamp | None = None
    precision: str = "day"

    @property
    def days(self) -> tuple[pd.Timestamp, pd.Timestamp] | None:
        """Its first and its last day, both known; None where either is not."""
        return None if self.start is None or self.end is None else (self.start, self.end)

    @property
    def dated(self) -> bool:
        """Whether both its first and its last day are known."""
        return self.days is not None


@dataclass(frozen=True)
class Count:
    """How many in one period, with the effort and the rows behind it.

    `value` is None where nothing was recorded and nothing proves a zero; `exposure` is None
    where the effort is not known. `compared` is how many of the value lie where and when effort
    is known: only these enter a rate. `open_ended` counts the cameras that were still out, and
    `effort_unknown` those of them whose effort is not known. `months` are the calendar months
    (1 to 12) with camera work.
    """

    value: int | None
    exposure: float | None
    period: Period
    evidence: tuple[Evidence, ...] = ()
    reporting: ReportingEffort | None = None
    compared: int | None = None
    open_ended: int = 0
    effort_unknown: int = 0
    months: tuple[int, ...] = ()

    @property
    def in_effort(self) -> int | None:
        """How many enter a rate: all, where nothing says otherwise."""
        return self.value if self.compared is None else self.compared


@dataclass(frozen=True)
class Counted:
    """A count with what each of its stations (or villages) gave; `units` is None where none is
    on file. Their ids and places never leave this room."""

    count: Count
    units: pd.DataFrame | None = None


@dataclass(frozen=True)
class Effort:
    """The effort behind both counts, in `unit`.

    It is ``trap-nights``, or months of reporting summed over areas (``area-months``) or, where
    an area lists its villages or herders' groups, over those (``unit-months``).

    `compared` and `baseline_compared` are how many of the counts lie within it. `units` are the
    stations (villages, areas) of the current period with effort, `units_with_event` those of them
    that gave something; None where none is on file.
    """

    current: float | None
    baseline: float | None
    unit: str
    compared: int | None = None
    baseline_compared: int | None = None
    units: int | None = None
    units_with_event: int | None = None


@dataclass(frozen=True)
class Caveat:
    """Something that has to stand beside the number: a code, and the figures it needs.

    The code `data` means a row of the caveats table, whose id is in ``values["id"]``.
    """

    code: str
    values: dict = field(default_factory=dict)


@dataclass(frozen=True)
class Held:
    """A claim held against the statement that the programme has published."""

    statement: str
    value: float | None
    baseline: float | None
    agreement: Agreement


@dataclass(frozen=True)
class First:
    """The earliest record on file of a species in an area."""

    observation: str
    area: str
    start: pd.Timestamp | None
    end: pd.Timestamp | None
    precision: str
    claimed: str  # what the source says it is the first of: "yes", "no", "unclear" or ""
    trap_nights_before: float | None  # None where effort is not known


@dataclass(frozen=True)
class UnderRule:
    """The same question under another choice of what one detection is.

    `threshold_minutes` and `rule` are the choice, as in `impact.metrics.events`.
    """

    threshold_minutes: int
    rule: str
    value: int | None
    baseline: int | None
    ratio: RateRatio | None
    verdict: Verdict


@dataclass(frozen=True)
class Claim:
    """A number with its evidence. Everything shown to anybody is made from these.

    `value` is None where nothing is recorded. `ratio` is None unless the effort of both
    periods is known; it has the interval shown, the wider of the two in `comparison`, and the
    larger of their p-values. `other_basis` is the same question answered the other way round:
    from single records where the claim rests on a published total, and the reverse.

    `next_count` stands beside a zero: in as much effort again, up to so many would be no
    surprise. `declared` is None where no published version tells (a folder served as it lies).
    """

    indicator: Indicator
    value: int | None
    unit: str
    baseline: int | None
    ratio: RateRatio | None
    effort: Effort | None
    verdict: Verdict
    current_period: Period | None
    baseline_period: Period | None
    evidence: tuple[Evidence, ...]
    sources: tuple[str, ...]  # of the evidence rows, each once
    caveats: tuple[Caveat, ...]
    held: Held | None
    reporting: ReportingEffort | None = None
    first: First | None = None
    other_basis: tuple[Count, Count | None] | None = None
    other_basis_by: str = ""  # "by_others", "partly_by_others": who recorded that; "" its own
    series: tuple[Count, ...] = ()
    under_rules: tuple[UnderRule, ...] = ()  # where single detections are counted
    comparison: Comparison | None = None  # where `ratio` is
    break_even: BreakEven | None = None  # where two counts are compared
    next_count: int | None = None
    declared: Declared | None = None

    @property
    def contradicted(self) -> bool:
        """Whether it counts records because a published total of none is proven wrong by them."""
        return any(one.code == "total_contradicted" for one in self.caveats)

    @property
    def beyond_chance(self) -> bool:
        """Whether it shows a change beyond chance: nothing else may be green."""
        return self.comparison is not None and self.comparison.beyond_chance

    @property
    def compares_zero(self) -> bool:
        """Whether "down from" may stand beside a 0: only where both efforts are known, and
        differ by no more than a quarter."""
        difference = self.effort_difference
        return difference is not None and abs(difference) <= EFFORT_MAY_DIFFER

    @property
    def effort_difference(self) -> float | None:
        """How much more (negative: less) effort the current period had, as a share."""
        if self.effort is None or not self.effort.current or not self.effort.baseline:
            return None
        return self.effort.current / self.effort.baseline - 1

    @property
    def id(self) -> str:
        return self.indicator.id

    @property
    def kind(self) -> str:
        return self.indicator.kind
