"""The closed lists of the tables, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from impact.model.messages import Sentence
from impact.wording.stops import capital

if TYPE_CHECKING:
    from impact.disclosure import View
    from impact.model.programme import Partner
    from impact.wording.language import Words


def incident_type(value: object, words: Words) -> str:
    """A type of conflict incident, by the word of its schema where none is better."""
    _ = words._
    if pd.isna(value):
        return _("kind not known")
    return {
        # Nothing need have been lost: a cat that is driven off has attacked, too.
        "livestock depredation": _("attack on livestock"),
        "retaliatory killing": _("cat killed in retaliation"),
        "cat harmed": _("cat killed or hurt, motive not stated"),
        "property damage": _("property damaged"),
    }.get(str(value), words.said(Sentence(str(value))))


def verification(value: str, words: Words) -> str:
    """How far an incident is verified."""
    _ = words._
    return {
        "confirmed": _("confirmed"),
        "probable": _("probable"),
        "unverified": _("not verified"),
        "rejected": _("rejected"),
    }[value]


def outcome(value: object, words: Words) -> str:
    """What became of a cat."""
    _ = words._
    known = {
        "left": _("went away"),
        "released": _("released"),
        "captive care": _("taken into care"),
        "injured": _("injured"),
        "dead": _("dead"),
        "not known": _("not known"),
    }
    return _("not stated") if pd.isna(value) else known[str(value)]


def reporting_state(value: str, words: Words) -> str:
    """Whether reports were collected in a month."""
    _ = words._
    return {
        "collected": _("reports collected"),
        "partly collected": _("reports collected from only some of the villages or areas"),
        "not collected": _("no reports collected"),
        "unknown": _("not known whether reports were collected"),
    }[value]


def area_status(value: str, words: Words) -> str:
    """How far an area is protected."""
    _ = words._
    return {
        "established": _("established"),
        "in creation": _("in creation"),
        "proposed": _("proposed"),
        "not designated": _("not designated"),
    }[value]


def area_type(value: str, words: Words) -> str:
    """What an area is."""
    _ = words._
    return {
        "country": _("country"),
        "region": _("region"),
        "landscape": _("landscape"),
        "cluster": _("cluster of protected areas"),
        "protected area": _("protected area"),
        "conservancy": _("conservancy"),
        "corridor": _("corridor"),
        "range": _("mountains"),
        "locality": _("place"),
    }[value]


def partner_name(partner: Partner, words: Words) -> str:
    """The name of a partner in this language; that it writes itself where it has no other."""
    return words.of(partner.names) or partner.name


def species_name(view: View, scientific_name: str, words: Words) -> str:
    """The name of a species in this language; the scientific one where there is none."""
    species = view.programme.species_named(scientific_name)
    name = words.of(species.name) if species else scientific_name
    return capital(name)


def all_species(view: View, words: Words) -> list[str]:
    """The names of the programme's species in this language, in the programme's order."""
    return [species_name(view, one.scientific_name, words) for one in view.programme.species]
