"""The exports as they are offered: what each is, for whom it is, how large, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from impact.handouts.exports import EXPORTS
from impact.model.errors import HandoutError

if TYPE_CHECKING:
    from impact.disclosure import View
    from impact.wording.language import Words

_KILO = 1024


@dataclass(frozen=True)
class Offer:
    """A file that can be had.

    Attributes
    ----------
    id, title, what, size : str
    file_name, mime : str
    content : bytes or None
        None where nothing can be made of what this reader may see; `what` then says why.
    """

    id: str
    title: str
    what: str
    size: str
    file_name: str
    mime: str
    content: bytes | None


def offers(view: View, words: Words) -> tuple[Offer, ...]:
    """All exports of a view; what its reader cannot have comes last, without a file."""
    made = []
    for export in EXPORTS:
        title, what, without = _said(export.id, words)
        try:
            content = export.make(view, words)
        except HandoutError:
            content, what = None, without
        size = "" if content is None else _size(len(content), words)
        name = export.file_name(view)
        made.append(Offer(export.id, title, what, size, name, export.mime, content))
    return tuple(sorted(made, key=lambda offer: offer.content is None))


def _said(export_id: str, words: Words) -> tuple[str, str, str]:
    """Title, what it is and for whom, and why it may not be there."""
    _ = words._
    said = {
        "excel": (
            _("Excel workbook"),
            _("All tables, one sheet for each; the first sheet explains them. For reading."),
        ),
        "csv": (
            _("Plain tables (CSV)"),
            _(
                "All tables as text files in a zip, for other programs. They can be uploaded "
                "here again."
            ),
        ),
        "darwin-core": (
            _("Darwin Core archive"),
            _(
                "One line for each record, in the form that GBIF and other biodiversity "
                "databases accept. Each line says what is withheld."
            ),
        ),
        "camtrap-dp": (
            _("Camtrap DP package"),
            _(
                "Camera places, observations and camera failures (Camtrap DP 1.0.2), for "
                "Agouti, TRAPPER and R. Uploaded here again, it gives the same claims."
            ),
        ),
        "iati": (
            _("Results for IATI (XML)"),
            _(
                "Each claim in the form in which donors publish aid data (IATI 2.03), with its "
                "baseline, target and result as far as they are known."
            ),
        ),
    }
    without = {
        "darwin-core": _("None of these records is public, so the file is empty."),
        "iati": _(
            "programme.toml does not say yet which sector the programme is of, or how it is "
            "shared between countries. Staff fill that in once, under Edit in place."
        ),
        "camtrap-dp": _(
            "Camera places would show where a rare cat lives, so only staff can download it."
        ),
    }
    return (*said[export_id], without.get(export_id, ""))


def _size(count: int, words: Words) -> str:
    return words._("{n} KB").format(n=words.number(max(1, round(count / _KILO))))
