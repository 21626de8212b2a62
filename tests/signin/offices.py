"""An office of each kind, and what its audit log says."""

from __future__ import annotations

from signin.office import Office

HOUR = 3600


def office_for(desk, tmp_path) -> Office:
    return Office(desk, tmp_path)
