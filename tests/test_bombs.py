"""Small files that would unpack to far more are refused by name, and nothing is unpacked."""

from __future__ import annotations

import gzip
import struct
import zlib

import pytest

from impact.formats.receiving import receive
from impact.model.errors import FileError
from impact.reading.pictures import PHOTOGRAPH, prepared

LAUGHS = b"""<?xml version="1.0"?>
<!DOCTYPE kml [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">]>
<kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark><name>&d;</name>
<Polygon><outerBoundaryIs><LinearRing><coordinates>74,41 75,41 75,42 74,41</coordinates>
</LinearRing></outerBoundaryIs></Polygon></Placemark></Document></kml>"""


def png(width: int, height: int) -> bytes:
    """A picture that says it is so large, and holds nothing."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = [(b"IHDR", header), (b"IDAT", zlib.compress(b"\0" * 100)), (b"IEND", b"")]
    chunks = (
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("detections.csv.gz", gzip.compress(b"a,b\n" * 1_000_000)),
        ("areas.kml", LAUGHS),
        ("picture.png", png(100_000, 100_000)),
    ],
)
def test_it_is_refused_when_it_is_sent(name, content):
    received = receive([(name, content)])
    assert [problem.file for problem in received.problems] == [name]
    assert not received.texts
    assert "haha" not in str(received.problems)


@pytest.mark.parametrize(
    "content",
    [png(100_000, 100_000), png(40, 40), b"no picture", b""],
    ids=["too large", "cut off", "no picture", "empty"],
)
def test_a_photograph_that_cannot_be_opened_is_named(content):
    with pytest.raises(FileError, match=r"cat\.png"):
        prepared(content, "cat.png", PHOTOGRAPH)
