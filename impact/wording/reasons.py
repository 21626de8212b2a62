"""Why a claim reads otherwise than in the version before, in words for the public."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from impact.wording.language import Words


def reasons(words: Words) -> dict[str, str]:
    """Each reason, as `impact.versions.Reason` names it, and its words."""
    _ = words._
    return {
        "new_data": _("New data"),
        "method_changed": _("Method changed"),
        "mistake_corrected": _("Mistake corrected"),
    }
