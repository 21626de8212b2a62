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
