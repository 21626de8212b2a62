"""A season on one page: what was understood, which claim it answers, what changes, publish."""

from __future__ import annotations

import streamlit as st

from impact.changes.difference import Difference
from impact.changes.season import Season, new_seasons
from impact.changes.season_in_words import counted_lines, season_line
from impact.figures import season as pictures
from impact.figures.frame import config
from impact.model.schemas import schema
from impact.reading.headings import label_of, told_apart
from impact.wording import Words
from impact.wording.lists import table_name
from pages.sending import checking, choosing, rehearsing
from pages.sending.season_claim import which_claim
from pages.sending.state import Sending
from pages.shared.cache import Same
from pages.shared.reader import current_style
from pages.shared.text import heading, note, paragraph, plain, reading_table

FORMAT = "field-season"


def is_season(sending: Sending) -> bool:
    """Whether the files are those of a season: its stations are among them."""
    if not sending.files or not sending.step:
        return False
    uploads = sending.reading().uploads
    return any(one.format == FORMAT and "deployments" in one.texts for one in uploads)


def the_season(sending: Sending, name: str, words: Words) -> str:
    """All that there is to decide of a season; why one cannot publish yet, where one cannot."""
    _ = words._
    if sending.published is not None:
        rehearsing.publish(sending, name, words)
        return ""
    if waiting := choosing.open_questions(sending, words):
        return waiting
    if sending.checked().errors and (wrong := checking.check(sending, words)):
        return wrong
    if sending.change().prepared.errors:
        checking.show_problems(sending.change().prepared.errors, words)
        return _("The rows do not go together with the tables in this way.")
    if (warnings := sending.checked().problems) and not sending.checked().errors:
        checking.show_problems(warnings, words, listed=True)
    seasons = _seasons(sending)
    if not sending.checked().errors and all(d.nothing for d in _differences(sending)):
        _further(sending, words)
        return _("Every row of these files is on file already: there is nothing new to publish.")
    for season in seasons:
        _picture(season, sending, words)
    _further(sending, words)
    _some_alone(sending, words)
    chosen = ""
    if seasons:
        sending.note = sending.note or season_line(seasons[-1], sending.with_records(), words)
        chosen = which_claim(sending, seasons[-1], words)
        if not chosen:
            return _("Choose what the public page shall say about this season, or nothing for now.")
    if why_not := rehearsing.rehearse(sending, words, of_season=bool(seasons), shown=chosen):
        return why_not
    heading(_("Publish"))
    rehearsing.publish(sending, name, words)
    return ""


def _differences(sending: Sending) -> list[Difference]:
    return list(sending.change().prepared.differences.values())


def _seasons(sending: Sending) -> list[Season]:
    version, prepared = sending.with_records(), sending.change().prepared
    return sending.memory.once(
        "seasons", (Same(version), Same(prepared)), lambda: new_seasons(prepared, version)
    )


def _picture(season: Season, sending: Sending, words: Words) -> None:
    """One season in a line, its stations, its calendar and its months of reporting."""
    _ = words._
    heading(season_line(season, sending.with_records(), words))
    style = current_style()
    with st.container(key=f"season-pictures-{season.survey}"):
        left, right = st.columns(2, gap="medium")
    with left:
        note(_("Stations; the larger, the more detections. Only staff see where they are."))
        drawn = pictures.stations(season, words, style)
        if drawn is not None:
            text = _("The stations of the season by their coordinates.")
            st.plotly_chart(
                drawn, key=f"stations-{season.survey}", config=config(words, "stations"), alt=text
            )
    with right:
        note(_("When each camera was out, and what it recorded."))
        text = _("A line for each camera, with its records.")
        st.plotly_chart(
            pictures.calendar(season, words, style), key=f"calendar-{season.survey}",
            config=config(words, "calendar"), alt=text,
        )  # fmt: skip
    for line in counted_lines(season, sending.with_records(), words):
        paragraph(line)
    _reports(season, words)


def _reports(season: Season, words: Words) -> None:
    """Months in which each village collected reports, and how many conflicts were reported."""
    _ = words._
    if len(season.reporting):
        paragraph(_("Months in which reports of conflicts were collected"))
        months = season.reporting.assign(
            unit=season.reporting["unit"].fillna(_("the whole area")),
            said=season.reporting["active"].map({True: _("yes"), False: _("no")}),
        )
        table = months.pivot_table(index="unit", columns="month", values="said", aggfunc="last")
        table.columns = [words.date(month, "month") for month in table.columns]
        shown = table.fillna("–").reset_index(names=_heading("reporting", "unit", words))
        reading_table(shown, _("Months in which reports of conflicts were collected"),
                      current_style())  # fmt: skip
        note(_("– means that nothing is known of the month."))
    if len(season.incidents):
        counts = season.incidents["verification"].astype("str").value_counts()
        lines = {
            "confirmed": _("{n} confirmed"), "probable": _("{n} probable"),
            "unverified": _("{n} not verified"),
            "rejected": _("{n} of another animal, or rejected"),
        }  # fmt: skip
        parts = [text.format(n=counts[code]) for code, text in lines.items() if code in counts]
        paragraph(_("Reports of conflicts: {parts}").format(parts=", ".join(parts)))


def _further(sending: Sending, words: Words) -> None:
    """What became of each row, for those who want to look closer."""
    _ = words._
    checked = sending.checked()
    with st.expander(_("The files row by row, and what became of each row")):
        checking.accounts(checked.accounts, words)
        for upload in sending.reading().uploads:
            for table, text in upload.texts.items():
                st.markdown(f"**{plain(table_name(table, words))}**")
                rows = choosing.numbered(text.frame, checking.MOST_ROWS, words)
                rows.columns = told_apart([_heading(table, name, words) for name in rows])
                reading_table(rows, table_name(table, words), current_style())
                if len(text.frame) > checking.MOST_ROWS:
                    note(_("Only the first {n} are shown.").format(n=checking.MOST_ROWS))


def _heading(table: str, name: str, words: Words) -> str:
    """What a column of ours is called in the language of the reader."""
    known = schema(table)
    return label_of(known.field(name), words.language) if name in known.names else name


def _some_alone(sending: Sending, words: Words) -> None:
    """Cameras and conflicts of one season need not become public together."""
    _ = words._
    if len(sending.files) < 2:
        return
    with st.expander(_("Publish only some of these files now")):
        note(_("Take out what is to wait, for example the reports of conflicts. Nothing is lost: "
               "send that file in later, and it joins the season."))  # fmt: skip
        choosing.chosen_files(sending, words, where="season")
