"""The sentence of a count: one message for each kind, direction and finding, never put together.

An undated direction is one whose earlier period has no published date.
"""

from __future__ import annotations


def ngettext(one: str, many: str) -> tuple[str, str]:
    """Mark words for translation that are looked up later; gettext's tools look for the name."""
    return one, many


COUNTED = {
    ("detections", "up", "increase"): ngettext(
        "{n} {species} detection {place} {when}, up from {before} {baseline_when}: an increase",
        "{n} {species} detections {place} {when}, up from {before} {baseline_when}: an increase",
    ),
    ("detections", "up", "decrease"): ngettext(
        "{n} {species} detection {place} {when}, up from {before} {baseline_when}: a decrease",
        "{n} {species} detections {place} {when}, up from {before} {baseline_when}: a decrease",
    ),
    ("detections", "up", "no_clear_change"): ngettext(
        "{n} {species} detection {place} {when}, up from {before} {baseline_when}: no clear change",
        "{n} {species} detections {place} {when}, up from {before} {baseline_when}: no "
        "clear change",
    ),
    ("detections", "up", "too_few_to_tell"): ngettext(
        "{n} {species} detection {place} {when}, up from {before} {baseline_when}: too few to tell",
        "{n} {species} detections {place} {when}, up from {before} {baseline_when}: "
        "too few to tell",
    ),
    ("detections", "up", "too_few_stations"): ngettext(
        "{n} {species} detection {place} {when}, up from {before} {baseline_when}: too "
        "few stations to tell",
        "{n} {species} detections {place} {when}, up from {before} {baseline_when}: "
        "too few stations to tell",
    ),
    ("detections", "up", "too_unlike"): ngettext(
        "{n} {species} detection {place} {when}, up from {before} {baseline_when}: the "
        "two periods are too unlike to tell",
        "{n} {species} detections {place} {when}, up from {before} {baseline_when}: "
        "the two periods are too unlike to tell",
    ),
    ("detections", "up", "plain"): ngettext(
        "{n} {species} detection {place} {when}, up from {before} {baseline_when}",
        "{n} {species} detections {place} {when}, up from {before} {baseline_when}",
    ),
    ("detections", "up_undated", "plain"): ngettext(
        "{n} {species} detection {place} {when}, up from {before}",
        "{n} {species} detections {place} {when}, up from {before}",
    ),
    ("detections", "down", "increase"): ngettext(
        "{n} {species} detection {place} {when}, down from {before} {baseline_when}: an increase",
        "{n} {species} detections {place} {when}, down from {before} {baseline_when}: an increase",
    ),
    ("detections", "down", "decrease"): ngettext(
        "{n} {species} detection {place} {when}, down from {before} {baseline_when}: a decrease",
        "{n} {species} detections {place} {when}, down from {before} {baseline_when}: a decrease",
    ),
    ("detections", "down", "no_clear_change"): ngettext(
        "{n} {species} detection {place} {when}, down from {before} {baseline_when}: "
        "no clear change",
        "{n} {species} detections {place} {when}, down from {before} {baseline_when}: "
        "no clear change",
    ),
    ("detections", "down", "too_few_to_tell"): ngettext(
        "{n} {species} detection {place} {when}, down from {before} {baseline_when}: "
        "too few to tell",
        "{n} {species} detections {place} {when}, down from {before} {baseline_when}: "
        "too few to tell",
    ),
    ("detections", "down", "too_few_stations"): ngettext(
        "{n} {species} detection {place} {when}, down from {before} {baseline_when}: "
        "too few stations to tell",
        "{n} {species} detections {place} {when}, down from {before} {baseline_when}: "
        "too few stations to tell",
    ),
    ("detections", "down", "too_unlike"): ngettext(
        "{n} {species} detection {place} {when}, down from {before} {baseline_when}: "
        "the two periods are too unlike to tell",
        "{n} {species} detections {place} {when}, down from {before} {baseline_when}: "
        "the two periods are too unlike to tell",
    ),
    ("detections", "down", "plain"): ngettext(
        "{n} {species} detection {place} {when}, down from {before} {baseline_when}",
        "{n} {species} detections {place} {when}, down from {before} {baseline_when}",
    ),
    ("detections", "down_undated", "plain"): ngettext(
        "{n} {species} detection {place} {when}, down from {before}",
        "{n} {species} detections {place} {when}, down from {before}",
    ),
    ("detections", "same", "increase"): ngettext(
        "{n} {species} detection {place} {when}, as many as {baseline_when}: an increase",
        "{n} {species} detections {place} {when}, as many as {baseline_when}: an increase",
    ),
    ("detections", "same", "decrease"): ngettext(
        "{n} {species} detection {place} {when}, as many as {baseline_when}: a decrease",
        "{n} {species} detections {place} {when}, as many as {baseline_when}: a decrease",
    ),
    ("detections", "same", "no_clear_change"): ngettext(
        "{n} {species} detection {place} {when}, as many as {baseline_when}: no clear change",
        "{n} {species} detections {place} {when}, as many as {baseline_when}: no clear change",
    ),
    ("detections", "same", "too_few_to_tell"): ngettext(
        "{n} {species} detection {place} {when}, as many as {baseline_when}: too few to tell",
        "{n} {species} detections {place} {when}, as many as {baseline_when}: too few to tell",
    ),
    ("detections", "same", "too_few_stations"): ngettext(
        "{n} {species} detection {place} {when}, as many as {baseline_when}: too few "
        "stations to tell",
        "{n} {species} detections {place} {when}, as many as {baseline_when}: too few "
        "stations to tell",
    ),
    ("detections", "same", "too_unlike"): ngettext(
        "{n} {species} detection {place} {when}, as many as {baseline_when}: the two "
        "periods are too unlike to tell",
        "{n} {species} detections {place} {when}, as many as {baseline_when}: the two "
        "periods are too unlike to tell",
    ),
    ("detections", "same", "plain"): ngettext(
        "{n} {species} detection {place} {when}, as many as {baseline_when}",
        "{n} {species} detections {place} {when}, as many as {baseline_when}",
    ),
    ("detections", "same_undated", "plain"): ngettext(
        "{n} {species} detection {place} {when}, as many as before",
        "{n} {species} detections {place} {when}, as many as before",
    ),
    ("detections", "alone", "plain"): ngettext(
        "{n} {species} detection {place} {when}",
        "{n} {species} detections {place} {when}",
    ),
    ("conflict_incidents", "up", "increase"): ngettext(
        "{n} human–{species} conflict {place} {when}, up from {before} "
        "{baseline_when}: an increase",
        "{n} human–{species} conflicts {place} {when}, up from {before} "
        "{baseline_when}: an increase",
    ),
    ("conflict_incidents", "up", "decrease"): ngettext(
        "{n} human–{species} conflict {place} {when}, up from {before} {baseline_when}: a decrease",
        "{n} human–{species} conflicts {place} {when}, up from {before} "
        "{baseline_when}: a decrease",
    ),
    ("conflict_incidents", "up", "no_clear_change"): ngettext(
        "{n} human–{species} conflict {place} {when}, up from {before} "
        "{baseline_when}: no clear change",
        "{n} human–{species} conflicts {place} {when}, up from {before} "
        "{baseline_when}: no clear change",
    ),
    ("conflict_incidents", "up", "too_few_to_tell"): ngettext(
        "{n} human–{species} conflict {place} {when}, up from {before} "
        "{baseline_when}: too few to tell",
        "{n} human–{species} conflicts {place} {when}, up from {before} "
        "{baseline_when}: too few to tell",
    ),
    ("conflict_incidents", "up", "too_few_stations"): ngettext(
        "{n} human–{species} conflict {place} {when}, up from {before} "
        "{baseline_when}: too few villages to tell",
        "{n} human–{species} conflicts {place} {when}, up from {before} "
        "{baseline_when}: too few villages to tell",
    ),
    ("conflict_incidents", "up", "too_unlike"): ngettext(
        "{n} human–{species} conflict {place} {when}, up from {before} "
        "{baseline_when}: the two periods are too unlike to tell",
        "{n} human–{species} conflicts {place} {when}, up from {before} "
        "{baseline_when}: the two periods are too unlike to tell",
    ),
    ("conflict_incidents", "up", "plain"): ngettext(
        "{n} human–{species} conflict {place} {when}, up from {before} {baseline_when}",
        "{n} human–{species} conflicts {place} {when}, up from {before} {baseline_when}",
    ),
    ("conflict_incidents", "up_undated", "plain"): ngettext(
        "{n} human–{species} conflict {place} {when}, up from {before}",
        "{n} human–{species} conflicts {place} {when}, up from {before}",
    ),
    ("conflict_incidents", "down", "increase"): ngettext(
        "{n} human–{species} conflict {place} {when}, down from {before} "
        "{baseline_when}: an increase",
        "{n} human–{species} conflicts {place} {when}, down from {before} "
        "{baseline_when}: an increase",
    ),
    ("conflict_incidents", "down", "decrease"): ngettext(
        "{n} human–{species} conflict {place} {when}, down from {before} "
        "{baseline_when}: a decrease",
        "{n} human–{species} conflicts {place} {when}, down from {before} "
        "{baseline_when}: a decrease",
    ),
    ("conflict_incidents", "down", "no_clear_change"): ngettext(
        "{n} human–{species} conflict {place} {when}, down from {before} "
        "{baseline_when}: no clear change",
        "{n} human–{species} conflicts {place} {when}, down from {before} "
        "{baseline_when}: no clear change",
    ),
    ("conflict_incidents", "down", "too_few_to_tell"): ngettext(
        "{n} human–{species} conflict {place} {when}, down from {before} "
        "{baseline_when}: too few to tell",
        "{n} human–{species} conflicts {place} {when}, down from {before} "
        "{baseline_when}: too few to tell",
    ),
    ("conflict_incidents", "down", "too_few_stations"): ngettext(
        "{n} human–{species} conflict {place} {when}, down from {before} "
        "{baseline_when}: too few villages to tell",
        "{n} human–{species} conflicts {place} {when}, down from {before} "
        "{baseline_when}: too few villages to tell",
    ),
    ("conflict_incidents", "down", "too_unlike"): ngettext(
        "{n} human–{species} conflict {place} {when}, down from {before} "
        "{baseline_when}: the two periods are too unlike to tell",
        "{n} human–{species} conflicts {place} {when}, down from {before} "
        "{baseline_when}: the two periods are too unlike to tell",
    ),
    ("conflict_incidents", "down", "plain"): ngettext(
        "{n} human–{species} conflict {place} {when}, down from {before} {baseline_when}",
        "{n} human–{species} conflicts {place} {when}, down from {before} {baseline_when}",
    ),
    ("conflict_incidents", "down_undated", "plain"): ngettext(
        "{n} human–{species} conflict {place} {when}, down from {before}",
        "{n} human–{species} conflicts {place} {when}, down from {before}",
    ),
    ("conflict_incidents", "same", "increase"): ngettext(
        "{n} human–{species} conflict {place} {when}, as many as {baseline_when}: an increase",
        "{n} human–{species} conflicts {place} {when}, as many as {baseline_when}: an increase",
    ),
    ("conflict_incidents", "same", "decrease"): ngettext(
        "{n} human–{species} conflict {place} {when}, as many as {baseline_when}: a decrease",
        "{n} human–{species} conflicts {place} {when}, as many as {baseline_when}: a decrease",
    ),
    ("conflict_incidents", "same", "no_clear_change"): ngettext(
        "{n} human–{species} conflict {place} {when}, as many as {baseline_when}: no clear change",
        "{n} human–{species} conflicts {place} {when}, as many as {baseline_when}: no clear change",
    ),
    ("conflict_incidents", "same", "too_few_to_tell"): ngettext(
        "{n} human–{species} conflict {place} {when}, as many as {baseline_when}: too few to tell",
        "{n} human–{species} conflicts {place} {when}, as many as {baseline_when}: too few to tell",
    ),
    ("conflict_incidents", "same", "too_few_stations"): ngettext(
        "{n} human–{species} conflict {place} {when}, as many as {baseline_when}: too "
        "few villages to tell",
        "{n} human–{species} conflicts {place} {when}, as many as {baseline_when}: too "
        "few villages to tell",
    ),
    ("conflict_incidents", "same", "too_unlike"): ngettext(
        "{n} human–{species} conflict {place} {when}, as many as {baseline_when}: the "
        "two periods are too unlike to tell",
        "{n} human–{species} conflicts {place} {when}, as many as {baseline_when}: the "
        "two periods are too unlike to tell",
    ),
    ("conflict_incidents", "same", "plain"): ngettext(
        "{n} human–{species} conflict {place} {when}, as many as {baseline_when}",
        "{n} human–{species} conflicts {place} {when}, as many as {baseline_when}",
    ),
    ("conflict_incidents", "same_undated", "plain"): ngettext(
        "{n} human–{species} conflict {place} {when}, as many as before",
        "{n} human–{species} conflicts {place} {when}, as many as before",
    ),
    ("conflict_incidents", "alone", "plain"): ngettext(
        "{n} human–{species} conflict {place} {when}",
        "{n} human–{species} conflicts {place} {when}",
    ),
}
