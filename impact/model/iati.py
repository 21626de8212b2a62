"""What IATI asks of an activity and no record says: asked once, kept in programme.toml.

The International Aid Transparency Initiative wants to know what an activity is about (a sector of
the OECD's DAC) and how it is shared out between countries, or that it is for a whole region.
"""

from __future__ import annotations

from decimal import ROUND_DOWN, Decimal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from impact.model.messages import Sentence

ORGANISATION_TYPES = {
    "10": Sentence("Government"),
    "11": Sentence("Local Government"),
    "15": Sentence("Other Public Sector"),
    "21": Sentence("International NGO"),
    "22": Sentence("National NGO"),
    "23": Sentence("Regional NGO"),
    "24": Sentence("Partner Country based NGO"),
    "30": Sentence("Public Private Partnership"),
    "40": Sentence("Multilateral"),
    "60": Sentence("Foundation"),
    "70": Sentence("Private Sector"),
    "80": Sentence("Academic, Training and Research"),
    "90": Sentence("Other"),
}
"""IATI's code → what kind of organisation it is, in the words of its list."""

ROLES: dict[str | int, Sentence] = {
    "": Sentence("Not said"),
    "1": Sentence("Funding"),
    "2": Sentence("Accountable"),
    "3": Sentence("Extending"),
    "4": Sentence("Implementing"),
}
"""IATI's code → what it does in an activity; without one an organisation stands in words alone."""

SECTORS = {
    "41010": Sentence("Environmental policy and administrative management"),
    "41020": Sentence("Biosphere protection"),
    "41030": Sentence("Biodiversity"),
    "41040": Sentence("Site preservation"),
    "41081": Sentence("Environmental education/training"),
    "41082": Sentence("Environmental research"),
    "31220": Sentence("Forestry development"),
    "43040": Sentence("Rural development"),
}
"""The DAC's code → the sector, of those that a wildlife programme may work in."""

REGIONS = {
    "619": Sentence("Central Asia, regional"),
    "679": Sentence("South Asia, regional"),
    "689": Sentence("South & Central Asia, regional"),
    "589": Sentence("Middle East, regional"),
    "789": Sentence("Far East Asia, regional"),
    "798": Sentence("Asia, regional"),
    "89": Sentence("Europe, regional"),
    "298": Sentence("Africa, regional"),
    "498": Sentence("America, regional"),
    "889": Sentence("Oceania, regional"),
    "998": Sentence("Developing countries, unspecified"),
}
"""The DAC's code → the region."""

EXAMPLE = "US-EIN-123456789"  # an identifier of a publisher
ALL = Decimal(100)
_CENT = Decimal("0.01")


class Iati(BaseModel):
    """The part ``[iati]`` of programme.toml."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    organisation: str = Field(default="", pattern=r"^([^\s/&|?]+)?$")  # such as EXAMPLE
    organisation_type: str = "90"  # one of ORGANISATION_TYPES
    sector: str = Field(pattern=r"^[0-9]{5}$")
    # ISO country code → percent of the activity; they add up to 100.
    countries: dict[str, float] = {}
    region: str = Field(default="", pattern=r"^([0-9]{2,3})?$")  # in place of countries

    @model_validator(mode="after")
    def _holds_to_its_lists(self) -> Iati:
        if self.organisation_type not in ORGANISATION_TYPES:
            raise ValueError(f"organisation_type is one of {', '.join(ORGANISATION_TYPES)}")
        if self.region and self.region not in REGIONS:
            raise ValueError(f"region is one of {', '.join(REGIONS)}")
        return self

    @model_validator(mode="after")
    def _countries_or_a_region(self) -> Iati:
        if self.countries and self.region:
            raise ValueError("an activity is shared between countries or is for a region, not both")
        if any(share <= 0 for share in self.countries.values()):
            raise ValueError("each country needs a share of more than 0 percent")
        if self.countries and sum(self.shares.values()) != ALL:
            raise ValueError(f"the shares of the countries add up to {self.total}, not to 100")
        return self

    @property
    def shares(self) -> dict[str, Decimal]:
        """Country → its percentage, exactly as it is written."""
        return {code: Decimal(str(share)) for code, share in self.countries.items()}

    @property
    def total(self) -> str:
        """What the shares add up to, without zeros that say nothing."""
        return percentage(sum(self.shares.values(), Decimal(0)))


def percentage(share: Decimal) -> str:
    """A percentage as IATI takes it: 40, 33.34."""
    return f"{share.normalize():f}"


def equal_shares(countries: list[str]) -> dict[str, float]:
    """The same share for each country, to a hundredth; the first have what is left over.

    Examples
    --------
    Three countries get 33.34, 33.33 and 33.33.
    """
    if not countries:
        return {}
    each = (ALL / len(countries)).quantize(_CENT, rounding=ROUND_DOWN)
    over = int((ALL - each * len(countries)) / _CENT)
    return {
        code: float(each + (_CENT if place < over else 0)) for place, code in enumerate(countries)
    }
