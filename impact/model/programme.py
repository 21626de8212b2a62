"""programme.toml → Programme: what the programme is, whom it protects, what it claims.

The models below are the description of the file: a field that is not here is refused, so that
a slip of the pen in a key is found when the file is read and not on the public page.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from impact.model.errors import ProgrammeError
from impact.model.handed_out import Look, Need, WallSheet
from impact.model.iati import Iati
from impact.model.photographs import PICTURE_OR_NONE, Photograph

MOVED_METRES = 500.0

Text = dict[str, str]
"""Words in each language: ``{"en": "...", "ru": "..."}``. English is always there."""


_PARTIAL_DATE = r"^([12][0-9]{3}(-(0[1-9]|1[0-2])(-[0-3][0-9])?)?)?$"


_SITE = r"^(https?://[^\s/?#\"'<>]+(/[^\s?#\"'<>]*[^\s/?#\"'<>])?)?$"


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


def in_language(text: Text, language: str) -> str:
    """The words in a language, or in English where nobody has translated them yet."""
    return text.get(language) or text["en"]


class About(_Part):
    """The programme itself."""

    id: str
    name: Text
    short_name: Text
    promise: Text  # one line under the name
    story: list[Text]  # paragraphs
    simulated: bool = False  # True: every page, picture and file says so
    as_of: dt.date  # the day the records were gathered
    began: str = Field(default="", pattern=_PARTIAL_DATE)  # "2023-03"; empty: not published
    began_planned: bool = False  # True: it was due to begin then; that it did is not published
    contact_name: Text
    contact: str = ""  # an address or a page; empty where none is public
    support: str = Field(default="", pattern=r"^(https://\S+)?$")  # where one can give
    data_note: Text  # what kind of records these are
    # Where the dashboard is for everybody, as "https://wildcats.example.org"; empty: nowhere yet
    address: str = Field(default="", pattern=_SITE)


class Species(_Part):
    """A species that the programme protects."""

    scientific_name: str
    synonyms: list[str] = []
    recorded_as: list[str] = []  # broader names that can only mean it here: "Panthera pardus"
    name: Text
    short: Text  # as in "11 leopard detections"
    genitive: Text = {}  # for languages that need it: "11 регистраций леопарда"
    iucn_category: Text
    iucn_source: str
    drawing: str = ""  # one of static/drawings, without its ending
    category: Literal[1, 2, 3, 4] = 1  # sensitivity of its places (Chapman 2020)


class Window(_Part):
    """A period of an indicator: a survey, or two dates (both days included)."""

    survey: str | None = None
    start: dt.date | None = None
    end: dt.date | None = None

    @model_validator(mode="after")
    def _one_of_both(self) -> Window:
        if (self.survey is None) == (self.start is None):
            raise ValueError("a period is either a survey, or a start with or without an end")
        return self

    @property
    def of_whole_months(self) -> bool:
        """Whether it begins and ends where a month does; a survey has its own dates."""
        begins = self.start is None or self.start.day == 1
        return begins and (self.end is None or (self.end + dt.timedelta(days=1)).day == 1)


class Target(_Part):
    """A published target: where it started, what it aims at, and by when."""

    baseline: float
    baseline_year: int
    target: float
    target_year: int
    source: str


class Indicator(_Part):
    """A question asked of the records; `claims.py` answers it."""

    id: str
    kind: Literal["detections", "conflict_incidents", "first_record"]
    species: str  # scientific name
    areas: list[str] = Field(min_length=1)  # with everything that lies in them
    place: Text  # the words for the areas in a sentence: "on Uly Balkan"
    place_note: Text = {}  # what the place is: "the largest community-based conservancy ..."
    place_with_note: Text = {}  # both as one phrase, for languages where the note comes first
    current: Window | None = None
    baseline: Window | None = None
    current_words: Text = {}  # "since early 2024"
    baseline_words: Text = {}  # "in 2023"
    good: Literal["more", "fewer"] = "more"
    basis: Literal["published_total", "records"]
    statement: str | None = None
    initiative: str | None = None
    target: Target | None = None

    @model_validator(mode="after")
    def _periods_where_needed(self) -> Indicator:
        if self.kind != "first_record" and self.current is None:
            raise ValueError("an indicator that counts needs its current period")
        return self


class Initiative(_Part):
    id: str
    title: Text
    text: Text
    status: Text  # "in creation: announced in August 2025, no decree seen"
    source: str
    source_name: str


class Partner(_Part):
    name: str
    names: Text = {}  # in each language, where it is not the same in all
    role: Text
    iati_role: str = Field(default="", pattern=r"^[1-4]?$")  # one of impact.model.iati.ROLES
    url: str = ""
    logo: str = Field(default="", pattern=PICTURE_OR_NONE)  # a file in the data folder's media/


class Report(_Part):
    """Something to read."""

    title: Text
    publisher: str
    year: str
    url: str = ""
    note: Text = {}


class Audience(_Part):
    """Who may see what of a record that is not public yet (see `impact.disclosure`).

    `records` is how exactly a species of category 1 may be placed: no more than its area, a cell
    of `cell_degrees`, or exact. `times` is how exactly it may be dated; without it, to the month
    where places are generalised and exactly where they are exact. Records of the last
    `delay_days` before publishing are held back, and no figure is of fewer than
    `minimum_stations` camera stations.
    """

    id: str
    name: Text
    records: Literal["area", "cell", "exact"] = "area"
    cell_degrees: float | None = Field(default=None, gt=0, le=10)
    times: Literal["month", "day", "exact"] | None = None
    delay_days: int = Field(default=30, ge=0)
    minimum_stations: int = Field(default=3, ge=1)

    @model_validator(mode="after")
    def _a_cell_has_a_size(self) -> Audience:
        if (self.records == "cell") != (self.cell_degrees is not None):
            raise ValueError('cell_degrees goes with records = "cell", and with nothing else')
        return self

    @property
    def dated_to(self) -> Literal["month", "day", "exact"]:
        """How exactly this audience may date a record of category 1."""
        return self.times or ("exact" if self.records == "exact" else "month")


class EventRule(_Part):
    """When two records are two detections (see metrics/events.py)."""

    threshold_minutes: int = Field(default=30, ge=1)
    rule: Literal["since_previous_record", "since_last_counted"] = "since_previous_record"


class Programme(_Part):
    """All that programme.toml says."""

    about: About
    languages: list[str] = ["en"]
    species: list[Species] = Field(min_length=1)
    indicators: list[Indicator] = []
    initiatives: list[Initiative] = []
    photographs: list[Photograph] = []
    partners: list[Partner] = []
    reports: list[Report] = []
    needs: list[Need] = []  # what it needs next
    sheets: list[WallSheet] = []  # what areas asked, for their printed sheet
    audiences: list[Audience] = Field(min_length=1)
    # A secret of this programme, from which the ids that outsiders see are made.
    id_key: str = Field(default="", pattern=r"^(.{16,64})?$")
    events: EventRule = EventRule()
    # A camera station of the same id that stood farther away than this is another station.
    moved_metres: float = Field(default=MOVED_METRES, gt=0)
    look: Look = Look()
    iati: Iati | None = None  # what a file for IATI needs besides

    @model_validator(mode="after")
    def _ids_can_be_made(self) -> Programme:
        cells = any(audience.records == "cell" for audience in self.audiences)
        in_rows = any(species.category > 1 for species in self.species)
        if (cells or in_rows) and not self.id_key:
            raise ValueError(
                "whoever sees records in cells sees ids made from id_key: "
                "give it 16 to 64 characters that nobody can guess"
            )
        return self

    @model_validator(mode="after")
    def _no_period_dates_a_record(self) -> Programme:
        for indicator in self.indicators:
            species = self.species_named(indicator.species)
            if species is None or species.category > 1:
                continue
            for window in (indicator.current, indicator.baseline):
                if window is not None and not window.of_whole_months:
                    raise ValueError(
                        f"a period of the indicator “{indicator.id}” cuts a month: begin with "
                        "the first day of a month and end with a last one, since a count over a "
                        "few days would date a record of a species of category 1"
                    )
        return self

    @model_validator(mode="after")
    def _sheets_name_claims(self) -> Programme:
        known = {indicator.id for indicator in self.indicators}
        for sheet in self.sheets:
            if sheet.claim not in known:
                raise ValueError(f"the sheet of “{sheet.area}” names no indicator: {sheet.claim}")
        return self

    def gathered_by(self, day: dt.date) -> Programme:
        """The same, gathered on that day at the latest.

        What is held back of a folder that is served as it lies is counted from that day: one in
        the future would show too much.
        """
        about = self.about.model_copy(update={"as_of": min(self.about.as_of, day)})
        return self.model_copy(update={"about": about})

    @property
    def pictures(self) -> set[str]:
        """The files of its photographs and logos."""
        logos = (self.look.logo, *(partner.logo for partner in self.partners))
        return {name for name in (*logos, *(one.file for one in self.photographs)) if name}

    def species_named(self, scientific_name: str) -> Species | None:
        """The species of that scientific name, by a synonym or a broader name too."""
        for species in self.species:
            names = (species.scientific_name, *species.synonyms, *species.recorded_as)
            if scientific_name in names:
                return species
        return None


def read_programme(text: str, file: str = "programme.toml") -> Programme:
    """Read the programme from the text of its file.

    Raises
    ------
    ProgrammeError
        The text is no TOML, or a value is missing, unknown or of the wrong kind.
    """
    try:
        return Programme.model_validate(tomllib.loads(text))
    except (tomllib.TOMLDecodeError, RecursionError) as error:  # or nested too deep
        raise ProgrammeError(f"{file} cannot be read: {error}.", "Mend that line.") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise ProgrammeError(
            f"{file}: {where or 'the file'} is not as it should be: {first['msg']}.",
            "Correct it; impact/model/programme.py lists every key and what it means.",
        ) from error
