"""What has to stand beside a number, as sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from impact.claims import Agreement
from impact.metrics.zero import next_count, upper_bound
from impact.wording.caveat_order import in_order
from impact.wording.stops import one_stop
from impact.wording.unlike_periods import too_few, unlike

if TYPE_CHECKING:
    import pandas as pd

    from impact.claims import Caveat, Claim
    from impact.disclosure import View
    from impact.wording.language import Words


def caveats(view: View, claim: Claim, words: Words) -> list[str]:
    """All caveats of a claim as sentences, what a reader must know first."""
    return [caveat(view, one, words) for one in in_order(view, claim)]


def limitations(view: View, claim: Claim, words: Words) -> list[tuple[str, str, str]]:
    """The same, each with the name and the address of its source; empty where it has none."""
    return [(caveat(view, one, words), *_source(view, one, words)) for one in in_order(view, claim)]


def _source(view: View, found: Caveat, words: Words) -> tuple[str, str]:
    if found.code != "data":
        return "", ""
    row = _row(view, found)
    address = str(row["source"])
    return (words.cell(row, "source_name"), address) if address.startswith("http") else ("", "")


def _row(view: View, found: Caveat) -> pd.Series:
    rows = view.records.caveats
    return rows[rows["caveat_id"].astype("str") == found.values["id"]].iloc[0]


def caveat(view: View, found: Caveat, words: Words) -> str:
    """A caveat as a sentence."""
    if found.code == "data":
        return words.cell(_row(view, found), "sentence")
    wording = _with_figures if found.values else _plain
    return wording(found, words)


def _plain(found: Caveat, words: Words) -> str:
    _ = words._
    return {
        "effort_unknown": _(
            "We do not know how much monitoring was done in each period, so we "
            "compare counts only. More or less monitoring could explain the "
            "difference."
        ),
        "earlier_reporting_unknown": _(
            "We do not know where or in which months reports were collected in the earlier "
            "period, so the two periods cannot be compared."
        ),
        "earlier_effort_unknown": _(
            "We do not know how long cameras ran in the earlier period, so the two periods "
            "cannot be compared."
        ),
        "by_others": _(
            "Others recorded what this claim rests on: it is not the work of the programme."
        ),
        "partly_by_others": _(
            "Others recorded a part of what this claim rests on: that part is not the work of "
            "the programme."
        ),
        "own_total": _(
            "This is the programme's own published total; no independent record confirms it yet."
        ),
        "two_periods": _(
            "Only two periods are compared, and two years cannot tell a trend from a good year: "
            "a good year at all stations at once gives such a difference in a quarter of cases."
        ),
        "too_few_units": _(
            "There are too few camera stations (or villages) to tell a change from chance. The "
            "interval would be right only if every event came alone; where events come in "
            "clusters it is too narrow, so neither an increase nor a decrease is named."
        ),
        "no_units_on_file": _(
            "How the count is spread over stations or villages is not on file. The interval would "
            "be right only if every event came alone; where events come in clusters it is too "
            "narrow, so neither an increase nor a decrease is named."
        ),
        "no_reporting_on_file": _(
            "We do not know where or in which months reports were collected. No"
            " reports does not mean no incidents."
        ),
        "within_chance": _("A difference this size could be due to chance."),
        "no_period": _("The period of this count has not been published."),
        "end_unknown": _("The end of this period has not been published."),
        "not_animals": _("A detection is not an animal: one animal can be detected many times."),
        "detectability": _(
            "A detection rate depends both on how many animals there are and on"
            " how easy they are to detect."
        ),
        "first_undated": _("The date of this record has not been published."),
        "first_held_back": _(
            "The date is withheld: the record is too recent, or comes from too few camera "
            "stations, and could lead to the animal."
        ),
        "effort_before_unknown": _("We do not know how long people had monitored there before."),
        "effort_withheld": _(
            "The effort behind this count, and what follows from it, is not shown yet: beside "
            "what earlier versions show it could say at which camera something was recorded."
        ),
        "first_in_the_data": _(
            "First means the earliest in this data set; the source does not call it the first ever."
        ),
    }[found.code]


def _with_figures(found: Caveat, words: Words) -> str:
    _, values = words._, found.values
    if found.code == "effort_as_of":
        return _(
            "Effort, rate and finding are as of version {n}. They move once the data of more "
            "camera stations have changed; before that, the difference between two versions "
            "could say at which camera something was recorded. The count is as of today."
        ).format(n=words.number(values["version"]))
    if found.code == "effort_differs":
        more = values["share"] > 0
        text = (
            _(
                "There was {share} more monitoring than in the comparison period,"
                " so we give the rate first."
            )
            if more
            else _(
                "There was {share} less monitoring than in the comparison "
                "period, so we give the rate first."
            )
        )
        return text.format(share=words.percent(abs(values["share"])))
    if found.code in ("months_differ", "stations_differ", "one_station"):
        return unlike(found, words)
    if found.code in ("few_with_detection", "few_with_effort", "too_unlike"):
        return too_few(found, words)
    if found.code == "effort_partly_unknown":
        return words.ngettext(
            "Part of the effort is not on file: for {n} camera it is not known how long it worked.",
            "Part of the effort is not on file: for {n} cameras it is not known how long they "
            "worked.",
            values["cameras"],
        ).format(n=words.number(values["cameras"]))
    if found.code == "zero_upper_bound":
        return _upper_bound(values, words)
    if found.code == "months_partly":
        return words.ngettext(
            "In {n} month of the period only some of the villages or areas reported: what the "
            "others saw is unknown.",
            "In {n} months of the period only some of the villages or areas reported: what the "
            "others saw is unknown.",
            values["months"],
        ).format(n=words.number(values["months"]))
    if found.code == "months_inactive":
        return words.ngettext(
            "No reports were collected in {n} month of this period, so we do "
            "not know whether anything happened.",
            "No reports were collected in {n} months of this period, so we do "
            "not know whether anything happened.",
            values["months"],
        ).format(n=words.number(values["months"]))
    if found.code == "months_unknown":
        return words.ngettext(
            "We have no information for {n} month of this period.",
            "We have no information for {n} months of this period.",
            values["months"],
        ).format(n=words.number(values["months"]))
    if found.code == "reported_until":
        return one_stop(
            _(
                "The last month with reports on file is {month}: months are counted up to it, and "
                "nothing is known of the time since."
            ).format(month=words.date(values["month"], "month"))
        )
    if found.code == "lost_at_event_level":
        return words.ngettext(
            "{n} photograph of this species is not counted: the records of its camera are "
            "already grouped into visits, and none of these visits is of this species.",
            "{n} photographs of this species are not counted: the records of their cameras "
            "are already grouped into visits, and none of these visits is of this species.",
            values["records"],
        ).format(n=words.number(values["records"]))
    if found.code == "total_contradicted":
        return words.ngettext(
            "A published total says 0, but {n} record of this period is on file. The record is "
            "counted, and the periods are not compared.",
            "A published total says 0, but {n} records of this period are on file. The records "
            "are counted, and the periods are not compared.",
            values["records"],
        ).format(n=words.number(values["records"]))
    if found.code == "outside_effort":
        return words.ngettext(
            "{n} of those counted has no known effort behind it and is left out of the comparison.",
            "{n} of those counted have no known effort behind them and are left out of the "
            "comparison.",
            values["rows"],
        ).format(n=words.number(values["rows"]))
    if found.code == "effort_in_vain":
        return _("Cameras ran for {n} trap-nights there and did not record this species.").format(
            n=words.number(values["trap_nights"])
        )
    if found.code == "cameras_still_out":
        return words.ngettext(
            "{n} camera was still out; its effort is counted to its last record.",
            "{n} cameras were still out; their effort is counted to their last record.",
            values["cameras"],
        ).format(n=words.number(values["cameras"]))
    if found.code == "first_published_by":
        text = _("The day is not published; it was no later than {date}.")
        return one_stop(text.format(date=words.date(values["date"])))
    if found.code == "effort_before":
        return _("Cameras ran for {n} trap-nights there before this record.").format(
            n=words.number(values["trap_nights"])
        )
    return _statement(found, words)


def _upper_bound(values: dict, words: Words) -> str:
    """How high the true average may still be, and what the next period may show."""
    _ = words._
    text = (
        _(
            "None in {exposure} trap-nights: if visits come singly, the true average may still be "
            "as high as {bound} detections in that effort. Next time, with as much effort, up to "
            "{next_count} would be no surprise."
        )
        if values["kind"] == "detections"
        else words.ngettext(
            "None in {exposure} month of reporting, summed over villages or areas: if incidents "
            "come singly, the true average may still be as high as {bound} in that effort. Next "
            "time, with as much reporting, up to {next_count} would be no surprise.",
            "None in {exposure} months of reporting, summed over villages or areas: if incidents "
            "come singly, the true average may still be as high as {bound} in that effort. Next "
            "time, with as much reporting, up to {next_count} would be no surprise.",
            round(values["exposure"]),
        )
    )
    bound = upper_bound(values["exposure"]) * values["exposure"]
    return text.format(
        exposure=words.number(values["exposure"]),
        bound=words.ratio(bound),
        next_count=words.number(next_count()),
    )


def _statement(found: Caveat, words: Words) -> str:
    _ = words._
    figures = figures_of(found, words)
    return {
        Agreement.DIFFERS: _(
            "The programme has published different figures: {figures}. Both are shown."
        ),
        Agreement.CANNOT_BE_COMPUTED: _(
            "The programme has published {figures}; "
            "the records needed to check it are not in this data set."
        ),
        Agreement.RESTS_ON_THE_STATEMENT: _(
            "This rests on the programme's own published statement; no independent record "
            "confirms it yet."
        ),
    }[Agreement(found.code)].format(figures=figures)


def figures_of(found: Caveat, words: Words) -> str:
    """What the programme has published of a claim: its figure, and the one that it compares."""
    value, baseline = found.values["value"], found.values["baseline"]
    if baseline is None:
        return words.number(value) if value is not None else ""
    return words._("{value}, compared with {baseline}").format(
        value=words.number(value), baseline=words.number(baseline)
    )
