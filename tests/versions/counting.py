"""An object store that counts, and what the tests of publishing share."""

from __future__ import annotations

from impact.versions import Store


def localities(store: Store, number: int) -> list[str]:
    return store.open(number).records.detections["locality"].tolist()
