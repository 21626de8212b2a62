"""The rows behind a claim, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from impact.checking.written import known_to
from impact.model.area_units import listed_units
from impact.model.attribution import PROGRAMME
from impact.wording.by_id import areas_by_id, countries_by_id, recorders_by_id
from impact.wording.cause import by_others, own_figure
from impact.wording.spans import span
from impact.wording.stops import one_stop

if TYPE_CHECKING:
    from impact.claims import Claim
    from impact.disclosure import View
    from impact.wording.language import Words


def recorder(view: View, row: dict, words: Words) -> str:
    """Who recorded a row: the organisation or source, else whose work it is."""
    cells = recorders_by_id(view).get(str(row["observation_id"]), {})
    own = str(row["attribution"]) == PROGRAMME
    by_others = "" if own else words.cell(cells, "source_name")
    if named := words.cell(cells, "recorded_by") or by_others:
        return named
    return words._("the programme") if own else words._("others; not stated who")


def area_name(view: View, area_id: object, words: Words) -> str:
    """The name of an area in this language."""
    return words.cell(areas_by_id(view).get(str(area_id), {}), "name")


def in_country(view: View, area_id: object, name: str, words: Words) -> str:
    """A place with its country, where others lie in another and it does not say so itself."""
    code = countries_by_id(view).get(str(area_id), "")
    country = area_name(view, code, words) or code
    return name if country.casefold() in name.casefold() else f"{name}, {country}"


def place_name(view: View, area_id: object, words: Words) -> str:
    """The name of an area with its country: a line that stands alone is read of any country."""
    return in_country(view, area_id, area_name(view, area_id, words), words)


def row_date(row: pd.Series | dict, words: Words) -> str:
    """When, no more exactly than it is known."""
    _, precision = words._, str(row["date_precision"])
    start, end = row["event_start"], row["event_end"]
    if precision == "unknown" or (pd.isna(start) and pd.isna(end)):
        return _("date not published")
    if precision == "published-by":
        return _("published no later than {date}").format(date=words.date(end))
    if precision == "range" and pd.isna(end):
        return _("since {year}").format(year=words.year(start.year))
    if precision == "range" or (precision == "season" and pd.notna(end)):
        first, last = known_to(start, end)
        return span(start, end, words, first=first, last=last)
    return words.date(start, precision)


def row_count(row: pd.Series | dict, words: Words) -> str:
    """How many of what the row reports, in the words of the source where it gives no number."""
    if pd.notna(row.get("count_text")):
        return words.cell(row, "count_text")
    if pd.isna(row.get("count")):
        return ""
    number, unit = row["count"], row.get("count_unit")
    if row["table"] == "conflicts" and number == 0:
        return words._("none reported")
    if row["table"] == "conflicts":
        text = words.ngettext("{n} incident", "{n} incidents", number)
    elif unit == "individuals":
        text = words.ngettext("{n} animal", "{n} animals", number)
    elif unit == "first record":
        text = words._("first record")
    else:
        text = words.ngettext("{n} detection", "{n} detections", number)
    return text.format(n=words.number(number))


def evidence_rows(view: View, claim: Claim, words: Words) -> list[dict[str, str]]:
    """The rows that may be shown, each as words.

    Returns
    -------
    list of dict
        ``id, period, area, date, count, summary, note, recorded, source, link, confidence``;
        `link` is empty where the source is not a web address.
    """
    rows = view.evidence[claim.id].rows.to_dict("records")
    return [evidence_row(view, claim, row, words) for row in rows]


def evidence_row(view: View, claim: Claim, row: dict, words: Words) -> dict[str, str]:
    """One of the rows behind a claim, as words."""
    periods = {"current": words._("current period"), "baseline": words._("comparison period")}
    source, link = source_of(row, words)
    return {
        "id": row["id"],
        "period": periods[row["period"]],
        "area": area_name(view, row["area_id"], words),
        "date": row_date(row, words),
        "count": row_count(row, words),
        "summary": words.cell(row, "summary"),
        "note": words.cell(row, "date_note"),
        "recorded": recorded_words(row, words),
        "source": source,
        "link": link,
        "confidence": how_sure_the_row(claim, row, words),
    }


def recorded_words(row: dict, words: Words) -> str:
    """Who recorded a row, in a sentence; empty where nobody is named."""
    who = words.cell(row, "recorded_by")
    return one_stop(words._("Recorded by: {who}.").format(who=who)) if who else ""


def how_sure_the_row(claim: Claim, row: dict, words: Words) -> str:
    """How sure a row is, and why, in a sentence; empty where nobody has said.

    A grade beside what only the programme states would be read as half a proof.
    """
    _, level = words._, row.get("confidence")
    if own_figure(claim) and str(row.get("attribution")) == PROGRAMME:
        return _("The programme's own statement; nobody else confirms it.")
    if pd.isna(level):
        return ""
    reason = words.cell(row, "confidence_reason")
    if not reason:
        return {
            "high": _("Confidence in this record: high."),
            "medium": _("Confidence in this record: medium."),
            "low": _("Confidence in this record: low."),
        }[str(level)]
    text = {
        "high": _("Confidence in this record: high. Why: {reason}."),
        "medium": _("Confidence in this record: medium. Why: {reason}."),
        "low": _("Confidence in this record: low. Why: {reason}."),
    }[str(level)]
    return one_stop(text.format(reason=reason))


def with_address(name: str, link: str, words: Words) -> str:
    """What a source is called, and that no address is on file where none is."""
    return name if link else words._("{name} (no public address is on file)").format(name=name)


def _with_address(name: str, link: str, view: View, claim: Claim, words: Words) -> str:
    """The same of a source of a claim; nobody then looks for a link that was left out.

    A page whose address is not known was read on the day that the records were gathered, or before.
    """
    if link or not own_figure(claim):
        return with_address(name, link, words)
    day = words.date(pd.Timestamp(view.programme.about.as_of))
    return words._("{name} (no public address is on file; read by {date})").format(
        name=name, date=day
    )


def grouped_rows(view: View, claim: Claim, words: Words) -> pd.DataFrame:
    """The rows that may not be shown one by one, counted by period, area and month.

    Returns
    -------
    DataFrame
        One line a period, area and month, with headings in this language.
    """
    _ = words._
    grouped = view.evidence[claim.id].grouped
    apart = grouped["area_id"].isna()
    months = [
        _("withheld: too recent, or from too few camera stations")
        if held
        else _("month not known")
        if pd.isna(month)
        else words.date(month, "month")
        for month, held in zip(grouped["month"], apart, strict=True)
    ]
    periods = {"current": _("current period"), "baseline": _("comparison period")}
    return pd.DataFrame(
        {
            _("Period"): grouped["period"].map(periods),
            _("Area"): [area_name(view, area, words) for area in grouped["area_id"]],
            _("Month"): months,
            _what_is_counted(claim, words): grouped["records"],
        }
    )


def _what_is_counted(claim: Claim, words: Words) -> str:
    """What a row that is counted is: of published totals one row tells of many detections."""
    total = claim.indicator.basis == "published_total" and not claim.contradicted
    if total or claim.kind == "first_record":
        return words._("Records")
    return words._("Incidents") if claim.kind == "conflict_incidents" else words._("Detections")


def source_of(row: dict, words: Words) -> tuple[str, str]:
    """The source of a row: what to call it, and its address or an empty text."""
    source = str(row["source"])
    address = source if source.startswith(("https://", "http://")) else ""
    return words.cell(row, "source_name") or source, address


def where_to_look(row: dict, words: Words) -> str:
    """The address of the source of a row; what the source is called where it has none."""
    name, address = source_of(row, words)
    return address or name


def sources_of(words: Words, *tables: pd.DataFrame) -> tuple[tuple[str, str], ...]:
    """The sources of rows, each once: what to call it, and its address or an empty text."""
    found: dict[str, str] = {}
    for rows in tables:
        for row in _each_source(rows, words):
            name, address = source_of(row, words)
            found.setdefault(name, address)
    return tuple(found.items())


def source_columns(rows: pd.DataFrame) -> list[str]:
    """The columns that `sources_of` reads, in every language: so wide a table is slow to cut."""
    return [name for name in rows if name == "source" or name.startswith("source_name")]


def _each_source(rows: pd.DataFrame, words: Words) -> list[dict]:
    """A row for each source, with its names."""
    # Only the cells that are asked for: a whole row of so wide a table is slow to make.
    first = np.flatnonzero(~rows["source"].duplicated())
    wanted = [name for name in ("source", *words.columns("source_name")) if name in rows]
    cells = [rows[name].array.take(first) for name in wanted]
    return [dict(zip(wanted, of_row, strict=True)) for of_row in zip(*cells, strict=True)]


def source_lines(view: View, claim: Claim, words: Words) -> list[tuple[str, str]]:
    """The sources of a claim: what to call each, and its address or an empty text.

    One without an address says that none is on file.
    """
    return [
        (name if source is None else _with_address(name, link, view, claim, words), link)
        for source, name, link in _sources(view, claim, words)
    ]


def source_names(view: View, claim: Claim, words: Words) -> list[str]:
    """What to call the sources of a claim, where there is room for their names alone."""
    return [name for _source, name, _link in _sources(view, claim, words)]


def _sources(view: View, claim: Claim, words: Words) -> list[tuple[str | None, str, str]]:
    """Each source of a claim with its name and address.

    Rows that are not public stand there as that alone: which notebook or whose camera it was
    would say where it was.
    """
    names = {
        str(row["source"]): source_of(row, words)[0]
        for table in ("detections", "conflicts")
        for row in _each_source(view.records.table(table), words)
    }
    found: list[tuple[str | None, str, str]] = [
        (source, names.get(source, source), source if source.startswith("http") else "")
        for source in claim.sources
    ]
    if not view.evidence[claim.id].grouped.empty:
        theirs, ours = (
            words._("Records by others that are not public"),
            words._("Records by the programme that are not public"),
        )
        found.append((None, theirs if by_others(claim) else ours, ""))
    return found


def reporters(row: pd.Series, words: Words) -> str:
    """The villages and herders' groups of an area, each with its first and last month."""
    lines = []
    named = row.to_frame().T.assign(reporting_units=words.cell(row, "reporting_units"))
    listed = listed_units(named)[["unit", "first", "last"]].dropna(subset="unit")
    for unit, *ends in listed.itertuples(index=False):
        months = ["" if pd.isna(end) else words.date(end, "month") for end in ends]
        if all(months) and months[0] != months[1]:
            said = span(ends[0], ends[1], words, first="month", last="month")
        else:
            said = " – ".join(months).strip()
        if months[0] and not months[1]:
            start = words.date(ends[0], "month", inside=True)
            said = words._("since {start}").format(start=start).strip("()")
        lines.append(f"{unit} ({said})" if any(months) else str(unit))
    return "; ".join(lines)
