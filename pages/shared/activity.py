"""The lines of the audit log as staff read them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from impact.wording import Words


def activity_rows(lines: Sequence[Mapping[str, Any]], words: Words) -> list[dict[str, str]]:
    """When, who, what and with which details; one line each.

    Parameters
    ----------
    lines : sequence of mapping
        As `signin.audit.newest` reads them.
    words : Words
    """
    _ = words._
    events = {
        "signed_in": _("signed in"),
        "signed_out": _("signed out"),
        "sign_in_refused": _("was refused: sign-in"),
        "uploaded": _("uploaded"),
        "upload_refused": _("was refused: upload"),
        "rehearsed": _("made a private link to a draft"),
        "publishes": _("published"),
        "restores": _("published an old version again"),
        "undoes": _("undid a published change"),
        "withdraws": _("withdrew"),
    }
    titles = _("When"), _("Who"), _("What"), _("Details")
    rows = []
    for line in lines:
        details = line.get("details") or {}
        who = line.get("name") or line.get("person") or details.get("who") or _("a stranger")
        when = pd.Timestamp(line["time"])
        cells = (
            f"{words.date(when.tz_localize(None))}, {when:%H:%M:%S}",
            str(who),
            events.get(line["event"], str(line["event"])),
            ", ".join(
                f"{name}: {value}" for name, value in details.items() if value not in ("", None)
            ),
        )
        rows.append(dict(zip(titles, cells, strict=True)))
    return rows
