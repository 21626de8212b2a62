"""The sentence of a claim whose efforts differ: the rate first; one message for each finding."""

from __future__ import annotations

from impact.wording.language import N_

RATES = {
    ("detections", "increase"): N_(
        "{rate} {species} detections per 100 trap-nights {place} {when}, against "
        "{earlier_rate} {baseline_when} ({n} counted, {before} before): an increase"
    ),
    ("detections", "decrease"): N_(
        "{rate} {species} detections per 100 trap-nights {place} {when}, against "
        "{earlier_rate} {baseline_when} ({n} counted, {before} before): a decrease"
    ),
    ("detections", "no_clear_change"): N_(
        "{rate} {species} detections per 100 trap-nights {place} {when}, against "
        "{earlier_rate} {baseline_when} ({n} counted, {before} before): no clear "
        "change"
    ),
    ("detections", "too_few_to_tell"): N_(
        "{rate} {species} detections per 100 trap-nights {place} {when}, against "
        "{earlier_rate} {baseline_when} ({n} counted, {before} before): too few to "
        "tell"
    ),
    ("detections", "too_few_stations"): N_(
        "{rate} {species} detections per 100 trap-nights {place} {when}, against "
        "{earlier_rate} {baseline_when} ({n} counted, {before} before): too few "
        "stations to tell"
    ),
    ("detections", "too_unlike"): N_(
        "{rate} {species} detections per 100 trap-nights {place} {when}, against "
        "{earlier_rate} {baseline_when} ({n} counted, {before} before): the two "
        "periods are too unlike to tell"
    ),
    ("detections", "plain"): N_(
        "{rate} {species} detections per 100 trap-nights {place} {when}, against "
        "{earlier_rate} {baseline_when} ({n} counted, {before} before)"
    ),
    ("conflict_incidents", "increase"): N_(
        "{rate} human–{species} conflicts per year of reporting in one area {place} "
        "{when}, against {earlier_rate} {baseline_when} ({n} counted, {before} "
        "before): an increase"
    ),
    ("conflict_incidents", "decrease"): N_(
        "{rate} human–{species} conflicts per year of reporting in one area {place} "
        "{when}, against {earlier_rate} {baseline_when} ({n} counted, {before} "
        "before): a decrease"
    ),
    ("conflict_incidents", "no_clear_change"): N_(
        "{rate} human–{species} conflicts per year of reporting in one area {place} "
        "{when}, against {earlier_rate} {baseline_when} ({n} counted, {before} "
        "before): no clear change"
    ),
    ("conflict_incidents", "too_few_to_tell"): N_(
        "{rate} human–{species} conflicts per year of reporting in one area {place} "
        "{when}, against {earlier_rate} {baseline_when} ({n} counted, {before} "
        "before): too few to tell"
    ),
    ("conflict_incidents", "too_few_stations"): N_(
        "{rate} human–{species} conflicts per year of reporting in one area {place} "
        "{when}, against {earlier_rate} {baseline_when} ({n} counted, {before} "
        "before): too few villages to tell"
    ),
    ("conflict_incidents", "too_unlike"): N_(
        "{rate} human–{species} conflicts per year of reporting in one area {place} "
        "{when}, against {earlier_rate} {baseline_when} ({n} counted, {before} "
        "before): the two periods are too unlike to tell"
    ),
    ("conflict_incidents", "plain"): N_(
        "{rate} human–{species} conflicts per year of reporting in one area {place} "
        "{when}, against {earlier_rate} {baseline_when} ({n} counted, {before} "
        "before)"
    ),
    ("incidents_by_unit", "increase"): N_(
        "{rate} human–{species} conflicts per year of reporting in one village or herders' "
        "group {place} {when}, against {earlier_rate} {baseline_when} ({n} counted, "
        "{before} before): an increase"
    ),
    ("incidents_by_unit", "decrease"): N_(
        "{rate} human–{species} conflicts per year of reporting in one village or herders' "
        "group {place} {when}, against {earlier_rate} {baseline_when} ({n} counted, "
        "{before} before): a decrease"
    ),
    ("incidents_by_unit", "no_clear_change"): N_(
        "{rate} human–{species} conflicts per year of reporting in one village or herders' "
        "group {place} {when}, against {earlier_rate} {baseline_when} ({n} counted, "
        "{before} before): no clear change"
    ),
    ("incidents_by_unit", "too_few_to_tell"): N_(
        "{rate} human–{species} conflicts per year of reporting in one village or herders' "
        "group {place} {when}, against {earlier_rate} {baseline_when} ({n} counted, "
        "{before} before): too few to tell"
    ),
    ("incidents_by_unit", "too_few_stations"): N_(
        "{rate} human–{species} conflicts per year of reporting in one village or herders' "
        "group {place} {when}, against {earlier_rate} {baseline_when} ({n} counted, "
        "{before} before): too few villages to tell"
    ),
    ("incidents_by_unit", "too_unlike"): N_(
        "{rate} human–{species} conflicts per year of reporting in one village or herders' "
        "group {place} {when}, against {earlier_rate} {baseline_when} ({n} counted, "
        "{before} before): the two periods are too unlike to tell"
    ),
    ("incidents_by_unit", "plain"): N_(
        "{rate} human–{species} conflicts per year of reporting in one village or herders' "
        "group {place} {when}, against {earlier_rate} {baseline_when} ({n} counted, "
        "{before} before)"
    ),
}
