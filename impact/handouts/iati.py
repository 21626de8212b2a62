"""The claims as results of an activity, in IATI 2.03.

International Aid Transparency Initiative, Activity Standard 2.03
(https://iatistandard.org/en/iati-standard/203/): baseline, target and actual, each with its year
or its dates. Which sector it is of and how it is shared between countries stands in programme.toml,
since no record says it: the standard's ruleset (https://github.com/IATI/IATI-Rulesets) asks for
both. A figure whose period has no published dates cannot be a period of IATI: it stands
in the description of its indicator, in words. Claims are the same for every audience.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as Xml

import pandas as pd

from impact.claims import Verdict
from impact.handouts.package_files import day_text, made_at, readme_lines
from impact.model import area_tree
from impact.model.errors import HandoutError
from impact.model.iati import percentage
from impact.model.messages import Sentence
from impact.wording.break_even import break_even_words
from impact.wording.cause import cause_not_shown
from impact.wording.caveats import caveats
from impact.wording.labels import partner_name
from impact.wording.preview import beneath_all, with_mark
from impact.wording.sentences import comparison, sentence

if TYPE_CHECKING:
    from impact.claims import Claim
    from impact.disclosure import View
    from impact.model.iati import Iati
    from impact.model.programme import Programme
    from impact.wording.language import Words

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_IMPLEMENTING, _UNDER_WAY = "4", "2"  # codes of IATI
_GENERAL, _OTHER_DESCRIPTION = "1", "4"
_PLANNED_START, _ACTUAL_START = "1", "2"
_OTHER, _UNIT = "9", "1"  # neither output nor outcome nor impact: no cause is shown
_DAC = "1"  # the vocabulary of regions and of sectors


def iati_results(view: View, words: Words, organisation: str = "") -> bytes:
    """An activity with one result a claim, as XML.

    Parameters
    ----------
    view : View
    words : Words
    organisation : str
        The publisher's identifier at IATI, such as ``US-EIN-123456789``, in place of that of
        programme.toml. Without any the attribute is empty, and has to be filled in before the
        file is published.

    Raises
    ------
    HandoutError
        programme.toml lacks what a valid file needs; all of it is named.
    """
    about, said = view.programme.about, view.programme.iati
    lacking = missing_for_iati(view)
    if lacking or said is None:
        raise _not_yet(lacking)
    organisation = organisation or said.organisation
    root = Xml.Element("iati-activities", {"version": "2.03"})
    root.set("generated-datetime", made_at(view).isoformat(timespec="seconds"))
    activity = Xml.SubElement(root, "iati-activity", {_LANGUAGE: words.language})
    identifier = f"{organisation}-{about.id}" if organisation else about.id
    Xml.SubElement(activity, "iati-identifier").text = identifier
    reporting = {"ref": organisation, "type": said.organisation_type}
    _told(activity, "reporting-org", words.of(about.contact_name), **reporting)
    _told(activity, "title", words.of(about.name))
    _told(activity, "description", " ".join(readme_lines(view, words)), type=_GENERAL)
    for text in _not_in_codes(view, words):
        _told(activity, "description", text, type=_OTHER_DESCRIPTION)
    role = {"role": _IMPLEMENTING, "type": said.organisation_type}
    if organisation:
        role["ref"] = organisation
    _told(activity, "participating-org", words.of(about.contact_name), **role)
    for one in view.programme.partners:
        if one.iati_role:
            _told(activity, "participating-org", partner_name(one, words), role=one.iati_role)
    Xml.SubElement(activity, "activity-status", {"code": _UNDER_WAY})
    day, note = _start(view, words)
    kind = _PLANNED_START if about.began_planned else _ACTUAL_START
    _told(activity, "activity-date", note, **{"type": kind, "iso-date": day_text(day)})
    _add_recipients(activity, view, said)
    Xml.SubElement(activity, "sector", {"vocabulary": _DAC, "code": said.sector})
    for claim in view.claims:
        _add_result(activity, view, claim, words)
    Xml.indent(root)
    return Xml.tostring(root, encoding="utf-8", xml_declaration=True)


def _not_in_codes(view: View, words: Words) -> list[str]:
    """What the codes of the standard would say more exactly than anybody has published.

    A status is a code without words in IATI, so that it rests on nothing is a description of its
    own: behind the others, in one long text, nobody would find it.
    """
    _ = words._
    partners = [
        f"{partner_name(one, words)} ({words.of(one.role)})" for one in view.programme.partners
    ]
    status = _(
        "The standard asks for a status and has none for what is not published: code 2 "
        "(implementation) rests on no source."
    )
    named = _("Partners, as public sources name them: {partners}.")
    return [status, *([named.format(partners="; ".join(partners))] if partners else [])]


def _told(parent: Xml.Element, name: str, text: str, **attributes: str) -> Xml.Element:
    """An element that holds words."""
    element = Xml.SubElement(parent, name, attributes)
    Xml.SubElement(element, "narrative").text = text
    return element


def _start(view: View, words: Words) -> tuple[pd.Timestamp, str]:
    """The first day of the programme, and how exactly it is known."""
    began = view.programme.about.began
    if not began:
        note = words._("The earliest date on file; the start of the programme is not published.")
        return _earliest(view), note
    day, precision = pd.Timestamp(began), {4: "year", 7: "month"}.get(len(began), "day")
    date = words.date(day, precision)
    if view.programme.about.began_planned:
        return day, words._("The programme was due to begin: {date}.").format(date=date)
    return day, words._("The programme began: {date}.").format(date=date)


def _earliest(view: View) -> pd.Timestamp:
    """The earliest day that a claim speaks of, else the day the records were gathered."""
    periods = [p for claim in view.claims for p in (claim.current_period, claim.baseline_period)]
    days = [period.start for period in periods if period is not None and period.start is not None]
    return min(days, default=pd.Timestamp(view.programme.about.as_of))


def missing_for_iati(view: View) -> list[Sentence]:
    """What programme.toml lacks for a valid file, each as a sentence; nothing where it is whole."""
    said, countries = view.programme.iati, countries_of_claims(view.programme, view.records.areas)
    lacking = [] if said is not None else [Sentence("The sector of the programme is not stated.")]
    shared = said is not None and bool(said.countries or said.region)
    if len(countries) > 1 and not shared:
        lacking.append(
            Sentence(
                "The shares of the countries ({countries}) are not stated, nor that it is for a "
                "region as a whole.",
                countries=", ".join(countries),
            )
        )
    without = [c for c in countries if said and said.countries and c not in said.countries]
    if without:
        lacking.append(
            Sentence("No share is stated for {countries}.", countries=", ".join(without))
        )
    return lacking


def _not_yet(lacking: list[Sentence]) -> HandoutError:
    return HandoutError(
        " ".join(["A file for IATI lacks what its rules ask for.", *map(str, lacking)]),
        Sentence(
            "Fill it in once under Edit in place, The programme: publishing to IATI, or in the "
            "part [iati] of programme.toml."
        ),
    )


def _add_recipients(activity: Xml.Element, view: View, said: Iati) -> None:
    """The countries with their shares, or the region."""
    if said.region:
        region = {"vocabulary": _DAC, "code": said.region}
        Xml.SubElement(activity, "recipient-region", region)
        return
    shares = said.shares
    for code in sorted(shares) or countries_of_claims(view.programme, view.records.areas):
        share = {"percentage": percentage(shares[code])} if code in shares else {}
        Xml.SubElement(activity, "recipient-country", {"code": code, **share})


def countries_of_claims(programme: Programme, areas: pd.DataFrame) -> list[str]:
    """ISO codes of the countries in which the areas of the programme's claims lie."""
    countries = area_tree.countries(areas)
    claimed = [area for indicator in programme.indicators for area in indicator.areas]
    return sorted({countries.get(area, "") for area in claimed} - {""})


def _add_result(activity: Xml.Element, view: View, claim: Claim, words: Words) -> None:
    result = Xml.SubElement(activity, "result", {"type": _OTHER, "aggregation-status": "false"})
    said = sentence(view, claim, words)
    _told(result, "title", with_mark(view, claim, words))
    _told(result, "description", beneath_all([claim], words))
    rising = str(claim.indicator.good == "more").lower()
    indicator = Xml.SubElement(result, "indicator", {"measure": _UNIT, "ascending": rising})
    _told(indicator, "title", _title(view, claim, words))
    notes = [
        comparison(claim, words),
        *caveats(view, claim, words),
        *break_even_words(claim, words),
        cause_not_shown([claim], words),
    ]
    _told(indicator, "description", " ".join([f"{said}.", *filter(None, notes)]))
    _add_baseline(indicator, claim, words)
    _add_period(indicator, claim, words)


def _title(view: View, claim: Claim, words: Words) -> str:
    species = view.programme.species_named(claim.indicator.species)
    kinds = {
        "detections": words._("Detections: {species}, {place}"),
        "conflict_incidents": words._("Human–wildlife conflict incidents: {species}, {place}"),
        "first_record": words._("First record: {species}, {place}"),
    }
    name = words.of(species.name) if species else claim.indicator.species
    return kinds[claim.kind].format(species=name, place=words.of(claim.indicator.place))


def _add_baseline(indicator: Xml.Element, claim: Claim, words: Words) -> None:
    """The baseline of the published target, else that of the claim where its year is known."""
    target, period = claim.indicator.target, claim.baseline_period
    if target is not None:
        year, value = str(target.baseline_year), f"{target.baseline:g}"
    elif claim.baseline is not None and period is not None and period.start is not None:
        year, value = str(period.start.year), str(claim.baseline)
    else:
        return
    element = Xml.SubElement(indicator, "baseline", {"year": year, "value": value})
    if words.of(claim.indicator.baseline_words or {"en": ""}):
        comment = Xml.SubElement(element, "comment")
        Xml.SubElement(comment, "narrative").text = words.of(claim.indicator.baseline_words)


def _add_period(indicator: Xml.Element, claim: Claim, words: Words) -> None:
    """Target and actual, in the period of the claim; nothing where it has no dates."""
    period, target = claim.current_period, claim.indicator.target
    if period is None or not period.dated or claim.value is None:
        return
    if claim.verdict is Verdict.ZERO_EFFORT_UNKNOWN:  # none reported, which is no 0
        return
    element = Xml.SubElement(indicator, "period")
    Xml.SubElement(element, "period-start", {"iso-date": day_text(period.start)})
    Xml.SubElement(element, "period-end", {"iso-date": day_text(period.end)})
    if target is not None:
        found = Xml.SubElement(element, "target", {"value": f"{target.target:g}"})
        comment = Xml.SubElement(found, "comment")
        said = words._("To be reached in {year}. Source: {source}")
        Xml.SubElement(comment, "narrative").text = said.format(
            year=target.target_year, source=target.source
        )
    Xml.SubElement(element, "actual", {"value": str(claim.value)})
