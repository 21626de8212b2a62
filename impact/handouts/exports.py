"""The exports there are: what each is, what its file is called, how it is made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from impact.handouts.camtrap_dp import camtrap_dp
from impact.handouts.darwin_core import darwin_core
from impact.handouts.data_tables import csv_zip, excel
from impact.handouts.iati import iati_results
from impact.model.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from impact.disclosure import View
    from impact.wording.language import Words


@dataclass(frozen=True)
class Export:
    """One form in which the data leaves.

    Attributes
    ----------
    id : str
    ending : str
        Of the file's name.
    mime : str
    make : callable
        View and words → the bytes of the file.
    """

    id: str
    ending: str
    mime: str
    make: Callable[[View, Words], bytes]

    def file_name(self, view: View) -> str:
        """A name that says whose data it is, of which version, for whom."""
        about, state = view.programme.about, view.number or view.fingerprint
        return f"{about.id}-{state}-{view.audience.id}-{self.id}.{self.ending}"


_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
EXPORTS = (
    Export("excel", "xlsx", _XLSX, excel),
    Export("csv", "zip", "application/zip", csv_zip),
    Export("darwin-core", "zip", "application/zip", darwin_core),
    Export("camtrap-dp", "zip", "application/zip", camtrap_dp),
    Export("iati", "xml", "application/xml", iati_results),
)


def export_named(export_id: str) -> Export:
    """The export of that id.

    Raises
    ------
    UsageError
        There is none.
    """
    for export in EXPORTS:
        if export.id == export_id:
            return export
    known = ", ".join(export.id for export in EXPORTS)
    raise UsageError(f"There is no export “{export_id}”.", f"Use one of: {known}.")
