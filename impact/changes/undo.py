"""Taking one published change back, on top of whatever came later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from impact.changes.together import Together, merged_and_checked
from impact.model.errors import NoSuchVersion

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from impact.changes.conflicts import Conflict, Side
    from impact.changes.three_way import Content
    from impact.versions import Manifest


def undone(
    before: Content,
    version: Content,
    published: Content,
    chosen: Mapping[Conflict, Side],
    *,
    today: dt.date,
) -> Together:
    """What is published now, without the change that came with one version.

    It is the merge of two changes of that version: the way back to the one before it, which is
    mine, and all that came later.

    Parameters
    ----------
    before, version, published : Content
        The version before the one that is undone, that one, and the one published now.
    chosen : mapping of Conflict to Side
        What stands where a later version changed the same again; the later one where nothing is
        chosen.
    today : date
    """
    return merged_and_checked(version, before, published, chosen, today=today)


def version_before(history: Sequence[Manifest], number: int) -> int:
    """The version that one was made from.

    Parameters
    ----------
    history : sequence of Manifest
        Newest first, as `impact.versions.Store.history` has it.
    number : int

    Raises
    ------
    NoSuchVersion
        It is the first, or the one before it is withdrawn: what it changed is no longer known.
    """
    earlier = next((one for one in history if one.log_number < number), None)
    if earlier is None:
        raise NoSuchVersion(
            f"Version {number} is the first: there is nothing to go back to.",
            "Undo a later version.",
        )
    if earlier.withdrawn is not None:
        raise NoSuchVersion(
            f"Version {earlier.number} is withdrawn, so what version {number} changed is no "
            "longer known.",
            "Restore an older version, or edit the rows.",
        )
    return earlier.log_number
