"""Photographs, and the names that the files of pictures have."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

PICTURE = r"^[A-Za-z0-9][A-Za-z0-9._-]*\.(jpg|jpeg|png|webp)$"
PICTURE_OR_NONE = rf"^({PICTURE[1:-1]})?$"


class Photograph(BaseModel):
    """A photograph, shown with its credit and licence.

    It lies in the data folder's ``media/``, or came through the form of photographs.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    file: str = Field(pattern=PICTURE)
    alt: dict[str, str]
    credit: str
    licence: str
    species: str = ""  # scientific name: it takes the place of the drawing of that cat
    area: str = ""  # the area on whose page it is shown
    initiative: str = ""  # the id of the initiative above whose text it is shown
    handed_out: bool = False  # whether the deck, the slides and the report show it too

    @property
    def line(self) -> str:
        """Who took it and under which licence it is shown."""
        return f"{self.credit} · {self.licence}"
