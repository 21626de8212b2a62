"""Claims as they were computed when a version was published: they never change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from impact.claims.model import Claim

FIRST_PROGRAM = "0.1"  # it kept claims without saying which program computed them


@dataclass(frozen=True)
class PublishedClaim:
    """What a claim said when its version was published, and which program computed it.

    `sentences` are by language; English is always among them.
    """

    id: str
    kind: str
    program: str
    value: int | None
    baseline: int | None
    verdict: str
    sentences: dict[str, str]

    def says_otherwise(self, claim: Claim) -> bool:
        """Whether the rules of today give the question another answer."""
        then = (self.value, self.baseline, self.verdict)
        return then != (claim.value, claim.baseline, str(claim.verdict))


def published_claims(kept: Iterable[dict]) -> tuple[PublishedClaim, ...]:
    """The claims that the manifest of a version keeps (`impact.wording.claims_json.kept_claims`).

    Parameters
    ----------
    kept : iterable of dict
        Plain JSON values; those of program 0.1 have one sentence, in English.
    """
    return tuple(
        PublishedClaim(
            id=one["id"],
            kind=one["kind"],
            program=one.get("program", FIRST_PROGRAM),
            value=one["value"],
            baseline=one["baseline"],
            verdict=one["verdict"],
            sentences=one.get("sentences") or {"en": one["sentence"]},
        )
        for one in kept
    )
