"""Versions, kept: publish, history, open, restore, withdraw.

What lies in a store::

    versions/00000012.json    the log: an entry is a version, or the withdrawal of some
    files/<when>-<random>-*   tables as Parquet, programmes and originals; each under a new name
    kept/00000012/*           small files made for a version, such as handouts
    drafts/<token>.json       rehearsals, which expire
    mappings/<name>.json      how the columns of a file were named, for the next file

Publishing writes the files, then creates the next entry of the log *only if it does not exist*.
That one step is atomic, so readers see the old version or the new one, and of two people who
publish at once one is told. A withdrawal takes a number of the log too: it cannot cross a
publish, and every reader learns of it by looking for a newer entry.
"""

from __future__ import annotations

from impact.versions.entries import Manifest, Original, Reason, Snapshot, StoredFile
from impact.versions.store import Store

__all__ = ["Manifest", "Original", "Reason", "Snapshot", "Store", "StoredFile"]
