"""Cameras whose clock was wrong: said with the camera's name, and with a proposal.

A clock that was never set, or fell back when the batteries were changed, gives records outside
the time in which its camera stood there, or at the date that its maker gave it; one that stood
still gives many records at one moment. Such records carry no claim until somebody has said what
is right; a shift that is confirmed is kept with its reason in the record's note on the date.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from impact.model.errors import Problem
from impact.model.messages import Sentence
from impact.model.offsets import at_the_end
from impact.reading.choices import Option, Question, Said

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from impact.reading.choices import Choices

TOLERANCE = pd.Timedelta(minutes=5)
"""A record a few minutes outside its camera's time is the walk to the camera and back."""

MADE_AT_ONCE = 4
"""So many pictures or visits at one second are no burst: the clock stood still."""

_FIRST_CAMERAS = 2000  # no record of a digital camera trap is older
_WITH_OFFSET = r"[0-9](Z|[+-][0-9]{2}:?[0-9]{2})$"
_MOST_AHEAD = pd.Timedelta(hours=14)
"""No clock on earth is further from another's day."""

_WHOLE_DAY = pd.Timedelta(days=1) - pd.Timedelta(microseconds=1)
_MESSAGES = {
    "outside": Sentence(
        "{rows} records of camera {camera} lie outside the time in which it stood there, the "
        "first at {moment}. They are not counted until it is said what is right."
    ),
    "factory": Sentence(
        "{rows} records of camera {camera} have a date at which clocks begin that were never "
        "set, the first at {moment}. They are not counted until it is said what is right."
    ),
    "still": Sentence(
        "{rows} records of camera {camera} have the same time, {moment}: its clock stood still. "
        "They are not counted until it is said what is right."
    ),
    "issues": Sentence(
        "The file says that the times of camera {camera} are not sure ({rows} records, the "
        "first at {moment}). They are not counted until it is said what is right."
    ),
}
_SHIFTED = Sentence(
    "Shifted by {shift} they lie in its time: confirm that in the question about its clock, if "
    "it is so."
)
_NO_SHIFT = Sentence(
    "Answer the question about its clock, or correct the times in the program that the file "
    "comes from."
)


NO_CAMERAS = pd.DataFrame(
    columns=["deployment_id", "deployment_start", "deployment_end"], dtype="str"
)
"""Deployments of a file that does not say when its cameras stood there."""


@dataclass(frozen=True)
class ClocksChecked:
    """Detections with the times that were confirmed, and what is in doubt of the others."""

    table: pd.DataFrame
    questions: tuple[Question, ...] = ()
    problems: tuple[Problem, ...] = ()


def check_clocks(
    table: pd.DataFrame,
    deployments: pd.DataFrame,
    seen: Callable[[Collection[str]], pd.DataFrame],
    choices: Choices,
    *,
    column: str,
    doubtful: Iterable[str] = (),
) -> ClocksChecked:
    """Hold the times of detections against the time in which their cameras stood there.

    Parameters
    ----------
    table : DataFrame
        Detections as text: ``file, row, deployment_id, location_id, event_id, event_start,
        event_end, identification_verification_status``. Without a deployment its camera is
        called after its place.
    deployments : DataFrame
        As text: ``deployment_id, deployment_start, deployment_end``.
    seen : callable
        Gives the records of any kind that some cameras made, those of others may be among them,
        by the same clocks: ``deployment_id, event_start``. The first of a camera is its setting.
        Asked only of those whose clocks are in doubt.
    choices : Choices
        Answers to ``clock:CAMERA``: ``shift:SECONDS``, ``keep`` or ``unknown``.
    column : str
        What the file calls the start.
    doubtful : iterable of str
        Cameras of which the file itself says that their times are not sure.
    """
    moments = _moments(table["event_start"])
    stays = stays_of(deployments).reindex(table["deployment_id"]).set_axis(table.index)
    cameras = _cameras(table)
    kinds = _kinds(table.assign(camera=cameras), moments, stays, set(doubtful))
    new, questions, problems = table.assign(date_note=_nothing(table)), [], []
    in_doubt = cameras[kinds.notna()].unique()
    everything = seen(in_doubt) if len(in_doubt) else pd.DataFrame({"deployment_id": []})
    everything = everything[everything["deployment_id"].isin(in_doubt)]
    for camera, rows in table[kinds.notna()].groupby(cameras):
        wrong = rows.index
        # Only times that cannot be right say by how much they are wrong.
        known = kinds[wrong].isin(["outside", "factory"]).any()
        shift = _proposed(camera, everything, stays.loc[wrong[0]]) if known else None
        answer = choices.answers.get(f"clock:{camera}", "")
        if answer.startswith("shift:"):
            seconds = int(answer.removeprefix("shift:"))
            # The clock was wrong for all that the camera recorded, not for what we follow alone.
            _shift(new, wrong, pd.Timedelta(seconds=seconds))
        elif answer != "keep":
            new.loc[wrong, "identification_verification_status"] = "unverified"
            new.loc[wrong, "date_note"] = "The clock of the camera is in doubt."
        if not answer:
            first = moments[wrong].idxmin()
            said = {"camera": camera, "rows": len(wrong), "moment": _shown(moments[first])}
            problems.append(_problem(table.loc[first], column, kinds[wrong[0]], said, shift))
            questions.append(_question(camera, moments[first], shift))
    return ClocksChecked(new, tuple(questions), tuple(problems))


def _cameras(table: pd.DataFrame) -> pd.Series:
    """What the camera of each row is called."""
    camera = table["deployment_id"].astype("str")
    if "location_id" in table and camera.isna().any():
        camera = camera.fillna(table["location_id"].astype("str"))
    return camera.fillna(table["file"].astype("str"))


def _moments(text: pd.Series) -> pd.Series:
    """The time of the clock, without its offset; missing where there is no time of day."""
    return clock_of(text.where(text.str.len() > len("2024-03-05")))


def clock_of(text: pd.Series) -> pd.Series:
    """What a clock showed; missing where that cannot be read, which is a problem of its own."""
    shown = text.str.slice(0, 19).str.replace(" ", "T")
    return pd.to_datetime(shown, format="ISO8601", errors="coerce", utc=True).dt.tz_localize(None)


def stays_of(deployments: pd.DataFrame) -> pd.DataFrame:
    """When each camera was set and collected; a day without a time is the whole of it."""
    once = deployments.drop_duplicates("deployment_id").set_index("deployment_id")
    read = {name: clock_of(once[f"deployment_{name}"]) for name in ("start", "end")}
    midnight = read["end"] == read["end"].dt.normalize()
    stays = pd.DataFrame({**read, "end": read["end"].mask(midnight, read["end"] + _WHOLE_DAY)})
    return stays.mask(stays["end"] < stays["start"])  # has a problem of its own


def _kinds(
    table: pd.DataFrame, moments: pd.Series, stays: pd.DataFrame, doubtful: set[str]
) -> pd.Series:
    """What is in doubt of each row; missing where nothing is."""
    kinds = _nothing(table)
    kinds[table["deployment_id"].isin(doubtful)] = "issues"
    visit = table["event_id"] if "event_id" in table else _nothing(table)
    each = visit.fillna(table["row"].astype("str"))
    by_moment = pd.DataFrame({"camera": table["camera"], "moment": moments, "visit": each})
    # Few rows share their moment with another: only these are counted.
    shared = by_moment[by_moment.duplicated(["camera", "moment"], keep=False)]
    at_once = shared.groupby(["camera", "moment"], observed=True)["visit"].transform("nunique")
    kinds[at_once.index[at_once >= MADE_AT_ONCE]] = "still"
    early = moments < stays["start"] - TOLERANCE
    kinds[early | (moments > stays["end"] + TOLERANCE)] = "outside"
    # Of a camera whose time is not known, a record that follows others is no first one.
    began = stays["start"]
    begins = _begins(moments)
    told_anew = at_the_end(table["event_start"], _WITH_OFFSET).notna() & began.isna()
    if told_anew.any():  # told by the clock of the place: the camera's own may show another day
        begins |= told_anew & (_begins(moments - _MOST_AHEAD) | _begins(moments + _MOST_AHEAD))
    if began.isna().any():
        others = moments.mask(begins).groupby(table["camera"])
        began = began.fillna(others.transform("min"))
    long_there = moments - began > pd.Timedelta(days=1)
    kinds[begins & ~(long_there & kinds.isna())] = "factory"
    return kinds


def _begins(moments: pd.Series) -> pd.Series:
    """Records at a date at which clocks begin."""
    new_year = (moments.dt.month == 1) & (moments.dt.day == 1)
    return (moments.dt.year < _FIRST_CAMERAS) | (new_year & (moments.dt.year % 5 == 0))


def _proposed(camera: str, seen: pd.DataFrame, stay: pd.Series) -> pd.Timedelta | None:
    """The difference that puts all records of a camera into its time, if one does.

    The first record of a camera is its setting; a clock that ran ahead is set by the last.
    """
    moments = _moments(seen.loc[seen["deployment_id"].astype("str") == camera, "event_start"])
    first, last = moments.min(), moments.max()
    if pd.isna(first) or stay.isna().any():
        return None
    if last < stay["start"] or first < stay["start"] - TOLERANCE:
        shift = stay["start"] - first
    else:
        shift = stay["end"].floor("s") - last
    fits = first + shift >= stay["start"] and last + shift <= stay["end"]
    return shift if fits and abs(shift) > TOLERANCE else None


def _shift(new: pd.DataFrame, rows: pd.Index, shift: pd.Timedelta) -> None:
    for name in ("event_start", "event_end"):
        written = new.loc[rows, name]
        told = (_moments(written) + shift).dt.strftime("%Y-%m-%dT%H:%M:%S")
        offset = written.str.extract(_WITH_OFFSET, expand=False).fillna("")
        new.loc[rows, name] = (told + offset).fillna(written)
    new.loc[rows, "date_note"] = (
        f"Shifted by {shift_text(shift)}: the clock of the camera was wrong."
    )


def shift_text(shift: pd.Timedelta) -> str:
    """A difference as ``+3683 d 04:10:00``."""
    sign, rest = ("-" if shift < pd.Timedelta(0) else "+"), abs(shift)
    hours, minutes = divmod(rest.seconds, 3600)[0], rest.seconds // 60 % 60
    days = f"{rest.days} d " if rest.days else ""
    return f"{sign}{days}{hours:02}:{minutes:02}:{rest.seconds % 60:02}"


def _shown(moment: pd.Timestamp) -> str:
    return moment.strftime("%Y-%m-%d %H:%M:%S")


def _problem(
    row: pd.Series, column: str, kind: str, said: dict, shift: pd.Timedelta | None
) -> Problem:
    cure = _NO_SHIFT if shift is None else _SHIFTED.with_values(shift=shift_text(shift))
    return Problem(
        str(row["file"]),
        int(row["row"]),
        column,
        str(row["event_start"]),
        f"import.clock_{kind}",
        _MESSAGES[kind].with_values(**said),
        cure,
        "warning",
    )


def _question(camera: str, first: pd.Timestamp, shift: pd.Timedelta | None) -> Question:
    options = [
        Option("unknown", Said("option.clock_unknown")),
        Option("keep", Said("option.clock_keep")),
    ]
    if shift is not None:
        said = {"shift": shift_text(shift), "before": _shown(first), "after": _shown(first + shift)}
        code = f"shift:{int(shift.total_seconds())}"
        options.insert(0, Option(code, Said("option.clock_shift", said)))
    return Question(
        f"clock:{camera}",
        Said("question.clock", {"camera": camera}),
        tuple(options),
        suggested=options[0].code,
        optional=True,
    )


def _nothing(table: pd.DataFrame) -> pd.Series:
    return pd.Series(pd.NA, index=table.index, dtype="str")
