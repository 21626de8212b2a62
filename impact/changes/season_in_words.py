"""A season in one line, for whoever sent it in and for the note of the version."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from impact.changes.season import Season
    from impact.versions.version import Version
    from impact.wording import Words


def season_line(season: Season, version: Version, words: Words) -> str:
    """Where and when a season was, how much work it was, and what it gave."""
    areas = version.records.areas
    rows = areas[areas["area_id"].astype("str") == season.area].to_dict("records")
    nights = round(season.trap_nights)
    parts = [
        words.ngettext("{n} station", "{n} stations", season.stations).format(
            n=words.number(season.stations)
        ),
        words.ngettext("{n} trap-night", "{n} trap-nights", nights).format(n=words.number(nights)),
        *_detections(season, version, words),
    ]
    return words._("A new season, {area}: {start} to {end}, {parts}").format(
        area=words.cell(rows[0], "name") if rows else season.area,
        start=words.date(season.start),
        end=words.date(season.end),
        parts=", ".join(parts),
    )


def _detections(season: Season, version: Version, words: Words) -> list[str]:
    """The detections of each species; that there was none is said too."""
    if not season.detections:
        return [words._("no detections")]
    lines = []
    for name, count in season.detections.items():
        species = version.programme.species_named(name)
        text = words.ngettext(
            "{n} detection ({species})", "{n} detections ({species})", count
        )  # fmt: skip
        lines.append(
            text.format(n=words.number(count), species=words.of(species.short) if species else name)
        )
    return lines


def counted_lines(season: Season, version: Version, words: Words) -> list[str]:
    """Why a species has fewer detections than records, for each of which that is so."""
    events = version.programme.events
    text = words._(
        "{species}: {records} records, {n} detections. Records of one species at one station are "
        "one detection while less than {minutes} minutes lie between one and the next; records "
        "that nobody confirmed do not count."
    )
    if events.rule == "since_last_counted":
        text = words._(
            "{species}: {records} records, {n} detections. A record counts when at least "
            "{minutes} minutes lie between it and the last one that counted at its station; "
            "records that nobody confirmed do not count."
        )
    lines = []
    for name, rows in season.records.groupby("scientific_name", observed=True, sort=True):
        species, count = version.programme.species_named(str(name)), int(rows["counts"].sum())
        if species is not None and count < len(rows):
            lines.append(text.format(
                species=words.of(species.short).capitalize(), n=words.number(count),
                records=words.number(len(rows)), minutes=words.number(events.threshold_minutes),
            ))  # fmt: skip
    return lines
