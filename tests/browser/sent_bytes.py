"""All that a server sends to a visitor, byte by byte as it was before it was packed."""

from __future__ import annotations

import base64
import binascii
import gzip
import io
import re
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from secrets_served import MARK, Secrets

if TYPE_CHECKING:
    from collections.abc import Iterator


NUMBER = re.compile(rb"-?\d{1,3}\.\d{4,}")
ESCAPED = re.compile(rb"\\u([0-9a-fA-F]{4})")
BASE64 = re.compile(rb"[A-Za-z0-9+/]{16,}={0,2}")


@dataclass
class Listener:
    """Looks through all that it is given."""

    secrets: Secrets
    bytes_seen: int = 0

    def __post_init__(self) -> None:
        self.numbers = self.secrets.numbers()
        self.texts = self.secrets.texts()
        self.days = self.secrets.days()

    def found(self, where: str, content: bytes) -> list[str]:
        """The secrets in some bytes, and in what is packed in them."""
        self.bytes_seen += len(content)
        told = []
        for part in unpacked(content):
            told += [f"{where}: {MARK}…"] if MARK.encode() in part else []
            told += [f"{where}: {day.decode()}" for day in set(self.days.findall(part))]
            decimals = {number.lstrip(b"-") for number in NUMBER.findall(part)}
            cut = {number[: number.index(b".") + 5] for number in decimals}
            told += [f"{where}: {number.decode()}" for number in cut & self.texts]
            told += [f"{where}: {n} numbers in binary" for n in [self._binary(part)] if n]
        return told

    def _binary(self, part: bytes) -> int:
        """How many eight bytes in a row are a place or a moment."""
        if len(part) < 8:
            return 0
        windows = np.lib.stride_tricks.sliding_window_view(np.frombuffer(part, "u1"), 8)
        values = np.ascontiguousarray(windows).view("<u8").ravel()
        at = np.searchsorted(self.numbers, values).clip(max=len(self.numbers) - 1)
        return int((self.numbers[at] == values).sum())


def unpacked(content: bytes) -> Iterator[bytes]:
    """Some bytes, and what is packed in them: escaped, archives, compressed or as base64."""
    yield content
    if ESCAPED.search(content):  # plotly writes a slash so, in numbers as base64 too
        content = ESCAPED.sub(
            lambda found: chr(int(found[1], 16)).encode(errors="replace"), content
        )
        yield content
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                yield name.encode()
                yield from unpacked(archive.read(name))
    if content[:2] == b"\x1f\x8b":
        yield from unpacked(gzip.decompress(content))
    for packed in BASE64.findall(content):
        try:
            yield base64.b64decode(packed, validate=True)
        except binascii.Error:
            continue
