"""What is said and asked of exports of other systems: code → sentence (see `choices`)."""

from __future__ import annotations

from impact.model.messages import Sentence
from impact.model.schemas import choices

EXPORT_SENTENCES = {
    "taken.format": Sentence("{format}"),
    "option.area": Sentence("{area} ({id})"),
    "option.species": Sentence("{species}"),
    "option.incident": Sentence("{incident_type}"),
    "option.no_incident": Sentence("no incident with a wild cat"),
    "option.verification": Sentence("{verification}"),
    "option.attribute": Sentence("{heading}"),
    "option.category_itself": Sentence("the category itself"),
    "question.area": Sentence("Which area is “{group}” in? (Later files are not asked again.)"),
    "question.incident": Sentence("What kind of incident is '{category}' ({rows} rows)?"),
    "question.species": Sentence("Which species is '{value}'?"),
    "question.species_of_file": Sentence(
        "No column of {file} names the species. Which species are its records of?"
    ),
    "question.verification": Sentence(
        "How sure are these reports, where nobody has checked each of them?"
    ),
    "question.incident_form": Sentence(
        "What kind of incident do the reports of this form describe ({rows} rows)?"
    ),
    "question.attribute.kind": Sentence("Which question of the form says what happened?"),
    "question.attribute.date": Sentence("Which question of the form says when it happened?"),
    "question.attribute.locality": Sentence("Which question of the form names the village?"),
    "question.attribute.verification": Sentence(
        "Which question of the form says whether the report was confirmed?"
    ),
    "question.verified": Sentence("How sure is a report that was answered with '{value}'?"),
    "aside.rejected": Sentence("Set aside, rejected: {rows} rows"),
    "question.attribute.station": Sentence("Which column of {part} names the station?"),
    "question.attribute.species": Sentence("Which column says which animal it was?"),
    "question.attribute.livestock_type": Sentence("Which column says which livestock was lost?"),
    "question.attribute.livestock_killed": Sentence("Which column says how many were killed?"),
    "question.attribute.livestock_injured": Sentence("Which column says how many were injured?"),
    "account.taken": Sentence("Taken into {table}: {rows} rows"),
    "account.renamed": Sentence("{written} was taken for {accepted} ({rows} rows)"),
    "account.blanked": Sentence("Left out, and blanked in the kept file: {columns}"),
    "question.reviewed": Sentence(
        "Has a person who knows the species looked at all these records ({rows} that are "
        "unverified)?"
    ),
    "option.reviewed": Sentence("Yes: a person has reviewed all of them"),
    "option.not_reviewed": Sentence("No: they stay unverified, and are not counted"),
    "question.clock": Sentence("What is right of the times of camera {camera}?"),
    "option.clock_shift": Sentence(
        "its clock was wrong: shift its records by {shift} ({before} becomes {after})"
    ),
    "option.clock_keep": Sentence("the times are right: count its records"),
    "option.clock_unknown": Sentence("nobody knows: its records stay uncounted"),
    "question.first_date": Sentence(
        "Rows with a date at which clocks begin that were never set, such as {day}: {rows}. Are "
        "these dates right?"
    ),
    "question.outside": Sentence(
        "Rows with a date at which their camera did not stand there, such as {day}: {rows}. Are "
        "these dates right?"
    ),
    "option.first_date_keep": Sentence("yes, the dates are right: count these rows"),
    "option.first_date_unknown": Sentence("no, or nobody knows: they stay uncounted"),
    "question.zone": Sentence("Which clock holds in {area}? Its country has several."),
    "option.zone": Sentence("{zone}"),
    "question.recorded_by": Sentence("Whose cameras made these records?"),
    "option.our_cameras": Sentence("cameras of the programme or its partners"),
    "option.others_cameras": Sentence("another organisation's cameras: shown as context"),
    "question.recorded_by_whom": Sentence("Whose records are these (rows: {rows})?"),
    "option.our_records": Sentence("records of the programme or its partners"),
    "option.others_records": Sentence("another organisation's records: shown as context"),
    "account.effort_unknown": Sentence(
        "The file does not say when its cameras worked: effort is unknown, and no rate is made "
        "of its records"
    ),
    "account.cameras_with_pictures": Sentence(
        "A camera that took no picture is not in this export, so its nights are missing: send "
        "the table of stations too, if there was one"
    ),
    "question.station_in_folder": Sentence(
        "Which part of a folder such as {folder} names the station?"
    ),
    "option.station_in_folder": Sentence("{examples} (stations: {stations})"),
    "aside.deleted": Sentence("Set aside, marked to be deleted: {rows} rows"),
    "question.status": Sentence("Does '{word}' mean that the animal was there ({rows} rows)?"),
    "option.present": Sentence("yes: it was there"),
    "option.absent": Sentence("no: it was not found"),
    "account.unverified.doubtful": Sentence(
        "Unverified, since the identification is doubted: {rows} rows"
    ),
    "account.unverified.not_reviewed": Sentence(
        "Unverified, since nobody has reviewed the identification: {rows} rows"
    ),
    "account.unverified.silent": Sentence(
        "Unverified, since the file does not say who identified them: {rows} rows"
    ),
    "account.all_reviewed": Sentence(
        "Verified, since it was said that a person has reviewed all of them: {rows} rows"
    ),
    "account.not_read": Sentence("{part}: not needed, and not read"),
    "account.sum": Sentence(
        "{file}: rows: {rows} = {taken} taken + {aside} set aside + {refused} refused"
    ),
    "account.columns_not_read": Sentence("{part}: columns that are not read: {columns}"),
    "aside.by_name": Sentence("Set aside, other species: {rows} rows ({names})"),
    "aside.nothing_needed": Sentence(
        "Set aside, nothing in the columns that are read: {rows} rows"
    ),
    "aside.part_not_read": Sentence("Set aside, this part is not read: {rows} rows"),
    "aside.example": Sentence("Set aside, the example row of the template: {rows} rows"),
    "aside.no_table": Sentence("Set aside, rows of a table that is not recognised: {rows} rows"),
    "aside.blank": Sentence("Set aside, nothing in the picture: {rows} rows"),
    "aside.human": Sentence("Set aside, people: {rows} rows"),
    "aside.vehicle": Sentence("Set aside, vehicles: {rows} rows"),
    "aside.unknown": Sentence("Set aside, not identified: {rows} rows"),
    "aside.unclassified": Sentence("Set aside, nobody has looked yet: {rows} rows"),
    "aside.setup": Sentence("Set aside, made while handling the camera: {rows} rows"),
    "aside.media_level": Sentence(
        "Set aside, pictures of visits that are there as visits: {rows} rows"
    ),
    "aside.other_species": Sentence("Set aside, other species: {rows} rows"),
    "aside.no_cv_result": Sentence("Set aside, the machine gave no result: {rows} rows"),
    "aside.repeated": Sentence("Set aside, the same row again: {rows} rows"),
    "aside.same_waypoint": Sentence("Added to the incident of the same waypoint: {rows} rows"),
    "aside.of_report": Sentence("Added to the report that they belong to: {rows} rows"),
    "aside.no_report": Sentence("Set aside, their report is not in the file: {rows} rows"),
    "aside.no_incident": Sentence("Set aside, no incident with a wild cat: {rows} rows"),
    "aside.waits_for_answer": Sentence("Set aside until it is said what they are: {rows} rows"),
    "aside.collection": Sentence(
        "Set aside, collections of reports that are there themselves: {rows} rows"
    ),
    "aside.absent": Sentence("Set aside, recorded as absent: {rows} rows"),
    "aside.hybrid": Sentence("Set aside, hybrids: {rows} rows"),
    "aside.genus_only": Sentence("Set aside, no species is named: {rows} rows"),
    "aside.total": Sentence("Set aside, totals and notes below the table: {rows} rows"),
    "question.station_above": Sentence(
        "{rows} sightings have no station, below one that has it. Do they belong to the station "
        "above?"
    ),
    "option.above_yes": Sentence("Yes: each belongs to the station above it"),
    "option.above_no": Sentence("No: their station is not known"),
    "question.line": Sentence(
        "{name} is a line. Is it the border of an area ({km2} km² lie within it)?"
    ),
    "option.border": Sentence("Yes: it is the border"),
    "option.no_border": Sentence("No: leave it out"),
    "question.outline": Sentence("Which area is {name}?"),
    "option.new_area": Sentence("a new area: {name}"),
    "question.outlines": Sentence(
        "{n} outlines are of areas that are not on file. Which are taken?"
    ),
    "option.none_new": Sentence("none: only the outlines of areas that are on file"),
    "option.all_new": Sentence("all: each becomes a new area"),
    "question.licence": Sentence("May the outlines of this file be passed on?"),
    "option.licence.own": Sentence("Yes: the programme or its partners drew them"),
    "option.licence.open": Sentence(
        "Yes: their licence allows it, as that of OpenStreetMap does; the source is named"
    ),
    "option.licence.not to be passed on": Sentence(
        "No, or it is not known: cameras find their area by them, and no file given out has them"
    ),
    "question.area_type": Sentence("What are the new areas of this file?"),
    "question.area_status": Sentence("Which status have new areas with the word '{word}'?"),
    "question.new_status": Sentence("Which status have the new areas of this file?"),
    "option.word": Sentence("{word}"),
    "account.outline": Sentence("Outline of {name}: {km2} km², {width} km by {height} km"),
    "aside.no_outline": Sentence("Set aside, no outline of an area: {rows} rows"),
    "aside.not_chosen": Sentence("Set aside, as was chosen: {rows} rows"),
    "aside.joined": Sentence("Added to the outline of the same area: {rows} rows"),
    "aside.other_basis": Sentence("Set aside, fossils or animals in captivity: {rows} rows"),
}

WORDS = {
    **{kind: Sentence(kind) for kind in choices("conflicts", "incident_type")},
    "unverified": Sentence("unverified"),
    "probable": Sentence("probable"),
    "confirmed": Sentence("confirmed"),
    "rejected": Sentence("rejected"),
}
"""Words of closed lists that are offered as answers."""
