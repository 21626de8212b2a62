"""An indicator asked of the records → a claim: a number with all that it rests on.

- `model`: what a claim is.
- `comparison`: what stands behind the ratio of two periods, and what would turn its finding.
- `camera_effort`: the effort of a period, and which cameras it was spent with.
- `pairing`: the stations of both periods side by side.
- `counting`: how many, and with how much effort; both periods go through it.
- `verdicts`: what the numbers allow to be said.
- `agreement`: whether that is what the programme has published.
- `sensitivity`: the same question under other rules of what one detection is.
- `series`: the same question, year by year.
- `caveats`: what has to stand beside it.
- `answers`: puts these together, in the order of programme.toml.
"""

from impact.claims.answers import answer, answer_all
from impact.claims.comparison import BreakEven, Comparison, Declared, Reason
from impact.claims.model import Agreement, Caveat, Claim, Effort, Evidence, Verdict

__all__ = [
    "Agreement",
    "BreakEven",
    "Caveat",
    "Claim",
    "Comparison",
    "Declared",
    "Effort",
    "Evidence",
    "Reason",
    "Verdict",
    "answer",
    "answer_all",
]
