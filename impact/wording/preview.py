"""Claims in a few words of running text: what a chat or a search engine shows of a link."""

from __future__ import annotations

from typing import TYPE_CHECKING

from impact.disclosure.selection import Selection
from impact.model.attribution import by_programme
from impact.wording.cause import cause_not_shown, context_words
from impact.wording.chance import chance_in_a_word
from impact.wording.headline import in_few_words, second_source
from impact.wording.rows import area_name
from impact.wording.sentences import sentence
from impact.wording.stops import capital, ended, one_stop

if TYPE_CHECKING:
    from collections.abc import Sequence

    from impact.claims import Claim
    from impact.disclosure import View
    from impact.wording.language import Words

LETTERS = 360  # about what chats show of a link
SENTENCES = 3  # of claims, about the programme as a whole
INCIDENTS = "conflict_incidents"


def with_mark(view: View, claim: Claim, words: Words) -> str:
    """The sentence of a claim, and behind it how sure it is, as on its card."""
    parts = sentence(view, claim, words), in_few_words(claim, words)
    chance = chance_in_a_word(claim, words)
    return " ".join(filter(None, [*(one_stop(f"{part}.") for part in parts), chance]))


def beneath_all(claims: Sequence[Claim], words: Words) -> str:
    """What holds of all of these claims: whose figures they are, and that no cause is shown."""
    found = (second_source(claims, words), cause_not_shown(claims, words))
    return " ".join(note for note in found if note)


def to_pass_on(view: View, claims: Sequence[Claim], words: Words) -> str:
    """Claims as a reader sends them to somebody: none without its mark; empty without a claim."""
    told = [with_mark(view, claim, words) for claim in claims]
    return " ".join([*told, beneath_all(claims, words)]) if claims else ""


def who_set_up(view: View, area_id: str, words: Words) -> str:
    """What a preview of a place begins with: who set it up; empty where nobody is named."""
    areas = view.records.areas
    here = areas[areas["area_id"].eq(area_id)].to_dict("records")
    who = words.cell(here[0], "set_up_by") if here else ""
    told = capital(words._("set up by: {who}").format(who=who))
    return f"{area_name(view, area_id, words)}. {ended(told)}" if who else ""


def of_a_page(view: View, page: str, words: Words) -> str:
    """What a preview of a page says: the claims that stand on it; the first where it has none."""
    claims = claims_on(view, page)
    return in_a_preview(view, claims or view.claims[:SENTENCES], words)


def claims_on(view: View, page: str) -> list[Claim]:
    """The claims that the pages on wildlife and on coexistence are about; none of another."""
    if page not in ("wildlife", "coexistence"):
        return []
    asked = page == "coexistence"
    return [one for one in view.claims if (one.kind == INCIDENTS) == asked]


def of_a_place(view: View, area_id: str, words: Words) -> str:
    """What a preview of a place says: who set it up, then the claims about it, and no other.

    Without a claim, what the programme has to do with it, or that it is work of others; empty
    where no such place is on file.
    """
    areas = view.records.areas
    here = areas[areas["area_id"].eq(area_id)].to_dict("records")
    if not here:
        return ""
    inside = set(Selection(area=area_id).area_ids(view))
    claims = [one for one in view.claims if inside & {*one.indicator.areas}]
    first, role = who_set_up(view, area_id, words), words.cell(here[0], "role")
    if claims:
        return in_a_preview(view, claims, words, after=first)
    link = f"{words._('Relation to the programme')}: {ended(role)}" if role else ""
    if not role and not by_programme(areas[areas["area_id"].eq(area_id)]).any():
        link = context_words(words)
    return " ".join(filter(None, [first or f"{area_name(view, area_id, words)}.", link]))


def of_others(view: View, area_id: str, words: Words) -> str:
    """What a preview of the work of others says: of where, and no claim of the programme."""
    name = area_name(view, area_id, words)
    return " ".join(filter(None, [ended(name) if name else "", context_words(words)]))


def in_a_preview(view: View, claims: Sequence[Claim], words: Words, *, after: str = "") -> str:
    """Claims as a chat shows them of a link, after what is said before them; empty without one.

    Chats cut what is long, so what holds of all of them comes first, and a claim that has no room
    is left out whole: never without its mark.
    """
    if not claims:
        return ""
    # What is beneath fewer claims may be shorter, or say more of them: it is chosen with them.
    for count in range(len(claims), 0, -1):
        shown = claims[:count]
        told = [with_mark(view, claim, words) for claim in shown]
        text = " ".join([*filter(None, [after]), cause_not_shown(shown, words), *told])
        if len(text) <= LETTERS:
            break
    return text
