"""Records as a Darwin Core archive, as GBIF takes it.

Darwin Core Text Guide (https://dwc.tdwg.org/text/); what is withheld or generalised is said in
the terms made for it, by Chapman 2020 (doi 10.15468/doc-5jp4-5g10). One line a record that the
audience may see; published totals are no occurrences and are left out.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

import pandas as pd

from impact.checking.written import known_to
from impact.figures.reports import what_happened
from impact.formats.darwin_core import NO_CHECK_ON_FILE
from impact.handouts.clocks import with_clock
from impact.handouts.package_files import as_text, made_at, readme_lines, zipped
from impact.handouts.tables import csv_bytes
from impact.metrics.events import presence
from impact.model import area_tree
from impact.model.attribution import by_programme
from impact.model.errors import HandoutError
from impact.wording.stops import ended

if TYPE_CHECKING:
    from impact.disclosure import View
    from impact.model.programme import About
    from impact.wording.language import Words

_DWC = "http://rs.tdwg.org/dwc/terms/"
_DC = "http://purl.org/dc/terms/"
_TERMS = (
    "occurrenceID",
    "basisOfRecord",
    "occurrenceStatus",
    "scientificName",
    "taxonRank",
    "kingdom",
    "eventDate",
    "verbatimEventDate",
    "countryCode",
    "locality",
    "locationID",
    "decimalLatitude",
    "decimalLongitude",
    "geodeticDatum",
    "coordinateUncertaintyInMeters",
    "coordinatePrecision",
    "dataGeneralizations",
    "informationWithheld",
    "individualCount",
    "occurrenceRemarks",
    "organismID",
    "eventID",
    "samplingProtocol",
    "identificationVerificationStatus",
    "dynamicProperties",
    "datasetName",
    "institutionCode",
    "recordedBy",
    "references",
)
REQUIRED = ("occurrenceID", "basisOfRecord", "scientificName", "eventDate")
"""What GBIF asks of every table of occurrences, filled in or not."""

_FORMS = {"year": "%Y", "month": "%Y-%m", "season": "%Y-%m"}
_TOLD = ("recorded_by", "summary", "individuals_note")
_COUNTED = ("may_repeat", "count", "count_unit")
_UNDATED = ("unknown", "published-by")
_META = """<?xml version="1.0" encoding="UTF-8"?>
<archive xmlns="http://rs.tdwg.org/dwc/text/" metadata="eml.xml">
  <core encoding="UTF-8" fieldsTerminatedBy="," linesTerminatedBy="\\n" fieldsEnclosedBy='"' \
ignoreHeaderLines="1" rowType="http://rs.tdwg.org/dwc/terms/Occurrence">
    <files><location>occurrence.csv</location></files>
    <id index="0"/>
{fields}
  </core>
</archive>
"""
_EML = """<?xml version="1.0" encoding="UTF-8"?>
<eml:eml xmlns:eml="https://eml.ecoinformatics.org/eml-2.2.0" packageId="{id}" system="{system}" \
xml:lang="{language}">
  <dataset>
    <title xml:lang="{language}">{title}</title>
    <creator><organizationName>{contact}</organizationName></creator>
    <metadataProvider><organizationName>{contact}</organizationName></metadataProvider>
    <pubDate>{day}</pubDate>
    <language>{language}</language>
    <abstract>{abstract}</abstract>
    <contact><organizationName>{contact}</organizationName></contact>
  </dataset>
</eml:eml>
"""


def darwin_core(view: View, words: Words) -> bytes:
    """The archive as a zip file: meta.xml, eml.xml, occurrence.csv.

    Raises
    ------
    HandoutError
        There is no record that this audience may see.
    """
    table = occurrences(view, words)
    if table.empty:
        raise HandoutError(
            "There is no record that this audience may see.", "Choose another export."
        )
    fields = "\n".join(
        f'    <field index="{index}" term="{_DC if term == "references" else _DWC}{term}"/>'
        for index, term in enumerate(table.columns)
    )
    files = {
        "meta.xml": _META.format(fields=fields).encode("utf-8"),
        "eml.xml": _eml(view, words).encode("utf-8"),
        "occurrence.csv": csv_bytes(table),
    }
    return zipped(files)


def occurrences(view: View, words: Words) -> pd.DataFrame:
    """One line a record, with the terms of Darwin Core as headings; columns all empty left out.

    Coordinates are those of the camera, or the record's own; where the audience may know no more
    than the area there are none, and ``informationWithheld`` says so.
    """
    rows = presence(view.records.detections).reset_index(drop=True)
    stays = _with_stays(rows, view.records.deployments)
    area = rows["area_id"].astype("str").fillna(stays["area_id"])
    names = view.records.areas.set_index(view.records.areas["area_id"].astype("str"))["name"]
    locality = area.map(names.astype("str"))
    latitude = rows["latitude"].fillna(stays["latitude"])
    by_camera = rows["deployment_id"].notna() | rows["location_id"].notna()
    about = view.programme.about
    told = [c for name in _TOLD for c in words.columns(name)]
    each = rows[rows.columns.intersection([*told, *_COUNTED])].to_dict("records")
    checked = rows["identification_verification_status"].astype("str")
    own = by_programme(rows)
    individuals = rows["count"].where(rows["count_unit"].isin(["individuals"]) | by_camera)
    table = pd.DataFrame(
        {
            "occurrenceID": rows["observation_id"],
            "basisOfRecord": _basis(rows["method"].astype("str"), by_camera),
            "occurrenceStatus": "present",
            "scientificName": rows["scientific_name"],
            "taxonRank": as_text(rows["scientific_name"])
            .str.count(" ")
            .map({1: "species", 2: "subspecies"}),
            "kingdom": "Animalia",
            "eventDate": _dates(rows),
            "verbatimEventDate": rows["date_note"],
            "countryCode": area.map(area_tree.countries(view.records.areas)),
            "locality": locality,
            "locationID": rows["location_id"].astype("str").fillna(stays["location_id"]),
            "decimalLatitude": latitude,
            "decimalLongitude": rows["longitude"].fillna(stays["longitude"]),
            "geodeticDatum": latitude.notna().map({True: "WGS84", False: None}),
            "coordinateUncertaintyInMeters": rows["coordinate_uncertainty"]
            .fillna(stays["coordinate_uncertainty"])
            .where(lambda metres: latitude.notna() & (metres > 0)),
            "coordinatePrecision": view.audience.cell_degrees
            if view.audience.records == "cell"
            else None,
            "dataGeneralizations": _generalised(view, words),
            # Of what others recorded the programme has no more than their source tells.
            "informationWithheld": rows["information_withheld"]
            .astype("str")
            .fillna(own.map({True: _withheld(view, words) or pd.NA}).astype("str")),
            "individualCount": individuals.astype("Int64").where(individuals > 0),
            "occurrenceRemarks": [words.whole(partial(_remarks, row)) or None for row in each],
            "organismID": rows["individual_id"],
            "eventID": rows["event_id"],
            "samplingProtocol": rows["method"]
            .astype("str")
            .where(~by_camera, rows["method"].astype("str").fillna("camera trap")),
            # Verified is what a row says of itself: a default would claim a check for every report.
            "identificationVerificationStatus": checked,
            "dynamicProperties": checked.isna().map({True: NO_CHECK_ON_FILE, False: None}),
            # What others recorded is not the programme's: it says by whom, and no institution.
            "datasetName": own.map({True: words.of(about.name)}),
            "institutionCode": _institution(rows, own, view.programme.about, words),
            "recordedBy": [words.cell(one, "recorded_by") or None for one in each],
            "references": rows["source"].where(as_text(rows["source"]).str.startswith("http")),
        }
    )[list(_TERMS)]
    said = [term for term in table if term in REQUIRED or table[term].notna().any()]
    return table[said]


def _remarks(row: dict, words: Words) -> str:
    """What happened, and what keeps whoever adds records up from counting an animal twice."""
    _, animals = words._, str(row["count_unit"]) == "individuals" and pd.notna(row["count"])
    caution = _("Reports of other years may be of the same animals: counts are not to be added.")
    told = what_happened(row, words), words.cell(row, "individuals_note"), caution * animals
    return " ".join(ended(text) for text in told if text)


def _basis(method: pd.Series, by_camera: pd.Series) -> pd.Series:
    """Whether a machine or a person observed it; neither where the source does not say."""
    said = method.mask(method.str.contains("not stated", na=False)).astype("str")
    by_hand = said.str.contains("captured", case=False, na=False)  # also to fit a collar
    machine = by_camera | (said.str.contains(r"camera|collar", case=False, na=False) & ~by_hand)
    basis = machine.map({True: "MachineObservation", False: "HumanObservation"})
    return basis.mask(~machine & said.isna(), "Occurrence")


def _institution(rows: pd.DataFrame, own: pd.Series, about: About, words: Words) -> pd.Series:
    """The programme of its own records; of a report of them only where it published that itself."""
    name = words.of(about.contact_name)
    published = rows["published"].fillna(False).astype(bool)
    of_its_own = own & (~published | rows["source_name"].astype("str").eq(name).fillna(False))
    return of_its_own.map({True: name})


def _with_stays(rows: pd.DataFrame, deployments: pd.DataFrame) -> pd.DataFrame:
    """What the deployment of each row says of its place."""
    wanted = ["area_id", "location_id", "latitude", "longitude", "coordinate_uncertainty"]
    ids = deployments["deployment_id"].astype("str")
    keyed = deployments[wanted].set_axis(ids).astype({"area_id": "str", "location_id": "str"})
    keyed = keyed[~keyed.index.duplicated()]
    return keyed.reindex(rows["deployment_id"].astype("str")).set_axis(rows.index)


def _dates(rows: pd.DataFrame) -> pd.Series:
    """ISO 8601, no more exactly than is known: a moment, a day, a month, a year, an interval."""
    precision = rows["date_precision"].astype("str").fillna("unknown")
    start, end = rows["event_start"], rows["event_end"]
    day = start.dt.strftime("%Y-%m-%d")
    timed = start.notna() & (start != start.dt.normalize())
    text = day.mask(timed, with_clock(start, rows["utc_offset"])).astype("str")
    for name, form in _FORMS.items():
        text = text.mask(precision == name, start.dt.strftime(form))
    spans = precision.isin(["range", "season"]) & end.notna()
    ends = [_span(*one) for one in zip(start[spans], end[spans], strict=True)]
    text = text.mask(spans, pd.Series(ends, index=rows.index[spans], dtype="str"))
    return text.mask(precision.isin(_UNDATED))


def _span(start: pd.Timestamp, end: pd.Timestamp) -> str:
    """An interval of ISO 8601, each end as exactly as it is known."""
    ends = zip((start, end), known_to(start, end), strict=True)
    return "/".join(moment.strftime(_FORMS.get(known, "%Y-%m-%d")) for moment, known in ends)


def _generalised(view: View, words: Words) -> str | None:
    if view.audience.records != "cell":
        return None
    return words._("Coordinates are floored to a cell of {degrees}° (Chapman 2020).").format(
        degrees=words.number(view.audience.cell_degrees)
    )


def _withheld(view: View, words: Words) -> str | None:
    if view.audience.records == "exact":
        return None
    return words._(
        "Coordinates, camera places, and records that are not public in their source are "
        "withheld: sensitive species (Chapman 2020, doi 10.15468/doc-5jp4-5g10). Ask: {contact}."
    ).format(contact=words.of(view.programme.about.contact_name))


def _eml(view: View, words: Words) -> str:
    about, own = view.programme.about, by_programme(presence(view.records.detections))
    counts = {"own": words.number(int(own.sum())), "all": words.number(len(own))}
    title = words._(
        "{programme}: records on file, {own} of {all} counted as the programme's"
    ).format(programme=words.of(about.name), **counts)
    whose = words._(
        "An institution stands only where the record is in the programme's own files or the "
        "programme itself published it: it is the keeper of the record, not its maker. Who made it "
        "stands in recordedBy, as far as the source says."
    )
    counted = words._(
        "Records counted as the programme's: {own} of {all}. The creator named here compiled the "
        "list and did not make every record."
    ).format(**counts)
    lines = [counted, *readme_lines(view, words), whose]
    paragraphs = "".join(f"<para>{escape(line)}</para>" for line in lines)
    return _EML.format(
        id=escape(f"{about.id}-{view.number or view.fingerprint}", {'"': "&quot;"}),
        system=escape(about.id, {'"': "&quot;"}),
        language=words.language,
        title=escape(title),
        contact=escape(words.of(about.contact_name)),
        day=made_at(view).date().isoformat(),
        abstract=paragraphs,
    )
