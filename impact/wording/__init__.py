"""Claim → words, in each language.

- `language`: the catalogue, numbers, dates and plurals of one language.
- `sentences`: the sentence of a claim, and what stands beside it.
- `evidence`: the rule, the caveats, and what would be needed to say more.
"""

from impact.wording.language import Words, words_in

__all__ = ["Words", "words_in"]
