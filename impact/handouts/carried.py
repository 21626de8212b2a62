"""The numbers that a handout carries: each claim and each figure of a version, as it is worded."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from impact.disclosure.selection import Selection
from impact.figures import page_figures
from impact.figures.style import LIGHT
from impact.model.attribution import PROGRAMME
from impact.wording.cause import by_others, cause_not_shown
from impact.wording.chance import chance_in_a_word
from impact.wording.headline import in_few_words
from impact.wording.sentences import comparison, headline_number, sentence, title

if TYPE_CHECKING:
    from impact.claims import Claim
    from impact.disclosure import View
    from impact.figures.figure_card import FigureCard
    from impact.wording.language import Words

MADE_AS = 6
"""Goes up whenever these are made otherwise, so that none made before is compared with new ones."""
CLAIM = "claim"


@dataclass(frozen=True)
class Carried:
    """One number of a handout with its words.

    Attributes
    ----------
    kind : str
        ``claim`` or ``figure``.
    id, title, text : str
    number : str
        Of a claim, as it leads the slide.
    beneath : str
        Of a claim: how sure it is, and that no cause is shown.
    table : str
        A short hash of the table of a figure: it may change where the sentence does not.
    """

    kind: str
    id: str
    title: str
    text: str
    number: str = ""
    table: str = ""
    beneath: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """What it is the number of, in whatever version."""
        return self.kind, self.id

    def reads_as(self, other: Carried) -> bool:
        """Whether both give the same number; a title may be worded otherwise."""
        return (self.text, self.number, self.table) == (other.text, other.number, other.table)


def claims_carried(view: View, words: Words) -> tuple[Carried, ...]:
    """The claims alone, which cost much less than the figures."""
    return tuple(_claim(view, one, words) for one in view.claims)


def carried(view: View, words: Words, selection: Selection | None = None) -> tuple[Carried, ...]:
    """All numbers of a choice, the claims first."""
    chosen = selection or Selection()
    inside = set(chosen.area_ids(view))
    claims = [one for one in view.claims if inside & set(one.indicator.areas)]
    return (
        *(_claim(view, one, words) for one in claims),
        *(
            _figure(one)
            for one in page_figures.every_figure(view, chosen, words, LIGHT)
            if not one.missing
        ),
    )


def written(numbers: tuple[Carried, ...]) -> bytes:
    """To be kept."""
    return json.dumps([asdict(one) for one in numbers], ensure_ascii=False).encode()


def read(content: bytes) -> tuple[Carried, ...]:
    """What was kept."""
    return tuple(Carried(**one) for one in json.loads(content))


def kept_name(language: str, rules: str, selection: Selection | None) -> str:
    """What is kept beside a version: the numbers of a usual choice, or without one the claims.

    Empty where the choice is not a usual one, whose numbers are made when they are asked for.
    """
    kept = {None: "claims", Selection(): "carried", Selection(whose=PROGRAMME): "carried-own"}
    return f"{kept[selection]}-{language}-{rules}-{MADE_AS}.json" if selection in kept else ""


def _claim(view: View, claim: Claim, words: Words) -> Carried:
    said = [sentence(view, claim, words), comparison(claim, words)]
    beneath = [in_few_words(claim, words), chance_in_a_word(claim, words)]
    # That others recorded it is a part of what it says: it reads otherwise once they did.
    (said if by_others(claim) else beneath).append(cause_not_shown([claim], words))
    return Carried(
        CLAIM,
        claim.id,
        title(view, claim, words),
        _sentences(said),
        headline_number(claim, words),
        beneath=_sentences(beneath),
    )


def _sentences(said: list[str]) -> str:
    return " ".join(one.rstrip(".") + "." for one in said if one)


def _figure(card: FigureCard) -> Carried:
    content = card.table.to_csv(index=False).encode()
    table = hashlib.sha256(content).hexdigest()[:12]
    return Carried("figure", card.id, card.title, card.sentence, table=table)
