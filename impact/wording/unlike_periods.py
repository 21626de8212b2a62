"""Why two periods are hard to compare, as sentences: each with its number."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from impact.claims import Caveat
    from impact.wording.language import Words


def too_few(found: Caveat, words: Words) -> str:
    """Why neither an increase nor a decrease is named."""
    ngettext, values = words.ngettext, found.values
    of_incidents = values["kind"] == "conflict_incidents"
    if found.code == "too_unlike":
        text = (
            words._(
                "The two periods are too unlike to tell: {current} villages or areas against "
                "{baseline}, with very different months of reporting for each."
            )
            if of_incidents
            else words._(
                "The two periods are too unlike to tell: {current} camera stations against "
                "{baseline}, with very different trap-nights for each."
            )
        )
        return text.format(
            current=words.number(values["current"]), baseline=words.number(values["baseline"])
        )
    number = values["number"]
    if found.code == "few_with_detection" and of_incidents:
        text = ngettext(
            "Only {n} village or area had an incident: too few to tell a change from chance.",
            "Only {n} villages or areas had an incident: too few to tell a change from chance.",
            number,
        )
    elif found.code == "few_with_detection":
        text = ngettext(
            "Only {n} camera station had a detection: too few to tell a change from chance.",
            "Only {n} camera stations had a detection: too few to tell a change from chance.",
            number,
        )
    elif of_incidents:
        text = ngettext(
            "In one period only {n} village or area was reported on: too few to tell a change "
            "from chance.",
            "In one period only {n} villages or areas were reported on: too few to tell a change "
            "from chance.",
            number,
        )
    else:
        text = ngettext(
            "In one period only {n} camera station was at work: too few to tell a change from "
            "chance.",
            "In one period only {n} camera stations were at work: too few to tell a change from "
            "chance.",
            number,
        )
    return text.format(n=words.number(number))


def unlike(found: Caveat, words: Words) -> str:
    """What makes the two periods hard to compare."""
    _, share = words._, words.percent(found.values["share"])
    none = not found.values["share"]
    if found.code == "months_differ":
        if none:
            return _("The two periods have no calendar month in common.")
        return _("The two periods share only {share} of their calendar months.").format(share=share)
    of_incidents = found.values["kind"] == "conflict_incidents"
    if found.code == "one_station":
        text = (
            _("One village or area gives {share} of all incidents of both periods.")
            if of_incidents
            else _("One camera station gives {share} of all detections of both periods.")
        )
        return text.format(share=share)
    if none and not found.values.get("moved"):
        return (
            _("No village or area was reported on in both periods.")
            if of_incidents
            else _("No camera station was at work in both periods.")
        )
    if of_incidents:
        return _("Only {share} of the villages or areas were reported on in both periods.").format(
            share=share
        )
    moved = found.values["moved"]
    if not moved:
        return _("Only {share} of the camera stations were at work in both periods.").format(
            share=share
        )
    return words.ngettext(
        "Only {share} of the camera stations were at work in both periods; {n} was moved.",
        "Only {share} of the camera stations were at work in both periods; {n} were moved.",
        moved,
    ).format(share=share, n=words.number(moved))
