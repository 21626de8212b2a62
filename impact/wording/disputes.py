"""What published sources say against a claim, or each other, and what they leave open of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from impact.wording.caveats import caveat

if TYPE_CHECKING:
    from impact.claims import Caveat, Claim
    from impact.disclosure import View
    from impact.wording.language import Words

# Not the point of "2025 г.", nor that of an initial.
_FIRST = re.compile(r":\s|(?<=\w{3})\.\s")


def disputed(view: View, claim: Claim, words: Words) -> str:
    """What published sources say against a claim or each other; empty where they do not."""
    return " ".join(caveat(view, one, words) for one in _of_kind(view, claim, "contradiction"))


def origin_unknown(view: View, claim: Claim, words: Words) -> str:
    """That nobody has published who counted, or from which list; empty where it is known."""
    return " ".join(caveat(view, one, words) for one in _of_kind(view, claim, "origin"))


def disputed_in_brief(view: View, claim: Claim, words: Words) -> str:
    """About what they differ: the first sentence of each, without the sources behind its colon."""
    told = (caveat(view, one, words) for one in _of_kind(view, claim, "contradiction"))
    return " ".join(_FIRST.split(one, maxsplit=1)[0].rstrip(".") + "." for one in told)


def _of_kind(view: View, claim: Claim, kind: str) -> list[Caveat]:
    rows = view.records.caveats
    found = rows.loc[rows["kind"].astype("str") == kind, "caveat_id"].astype("str")
    ids = set(found)
    return [one for one in claim.caveats if one.code == "data" and one.values["id"] in ids]
