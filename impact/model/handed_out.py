"""What stands on handouts alone: how they look, what an area asked, what is needed next."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from impact.model.photographs import PICTURE_OR_NONE

Text = dict[str, str]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


Colour = Annotated[str, Field(pattern=r"^#[0-9A-Fa-f]{6}$")]


class Look(_Part):
    """How slides and reports look: the programme's logo and its two colours."""

    logo: str = Field(default="", pattern=PICTURE_OR_NONE)
    primary: Colour = "#0B5C66"  # headings of tables, the bar of progress
    accent: Colour = "#DA9333"  # the line under a title, the band on the cover


class WallSheet(_Part):
    """What the people of an area asked, and the claim that answers it on their sheet."""

    area: str
    question: Text
    claim: str  # the id of an indicator
    language: str = Field(default="", pattern=r"^([a-z]{2})?$")  # of the area; empty: English


class Need(_Part):
    """Something the programme needs next."""

    what: Text  # "24 more cameras for the southern ridge"
    why: Text = {}  # what could be said then that cannot be said now
    who: Text = {}  # who is asked: "donors", "the village councils"
    by: str = Field(default="", pattern=r"^(20[0-9]{2}(-(0[1-9]|1[0-2]))?)?$")  # "2027-03"
