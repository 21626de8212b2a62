"""What holds no table of ours is refused by its own name, told by its content alone."""

from __future__ import annotations

import gzip
import io
import zipfile

import pytest

from impact.model.errors import FileError
from impact.reading.choices import Choices
from impact.reading.grids import grids_of


def zip_of(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return out.getvalue()


REFUSED = {
    "PDF": b"%PDF-1.7 ...",
    "picture": b"\x89PNG\r\n\x1a\n....",
    "Apple Numbers": zip_of("Index/Document.iwa", "Metadata/Properties.plist"),
    "database of Microsoft Access": b"\0\1\0\0Standard ACE DB\0",
    "statistics program": b"RDX3\nX\n",
    "file of a statistics program": gzip.compress(b"X\n\0\0\0\3"),  # R packs what it saves
    "packed file of another kind than zip": gzip.compress(b"a,b\n1,2\n"),
    "one part of a shapefile": b"\0\0\x27\x0a" + b"\0" * 96,
    "link to a document of Google": b'{"url": "https://docs.google.com/", "doc_id": "1"}',
    "text document": zip_of("word/document.xml"),
    "SMART patrol": b'<?xml version="1.0"?><ns2:patrol xmlns:ns2="http://www.x.org/p"/>',
    "KML": b'<?xml version="1.0"?>\n<kml xmlns="http://www.opengis.net/kml/2.2"/>',
    "GPX": b'<gpx version="1.1"><trk/></gpx>',
    "GeoJSON": b'{"type": "FeatureCollection", "features": []}',
    "MegaDetector": b'{"images": [], "detection_categories": {"1": "animal"}}',
    "SpeciesNet": b'{"predictions": [{"filepath": "a.jpg"}]}',
    "JSON": b'\xef\xbb\xbf[{"a": 1}]',
    "XML file (iati-activities)": b'<iati-activities version="2.03"></iati-activities>',
    "web page": b"<!DOCTYPE html><html><body><table></table></body></html>",
}


@pytest.mark.parametrize("what", REFUSED)
def test_it_is_named_whatever_the_file_is_called(what):
    with pytest.raises(FileError) as error:
        list(grids_of(REFUSED[what], "data.csv", Choices()))
    assert what in str(error.value.message)
    assert str(error.value.cure)


def test_the_table_of_a_shapefile_alone_is_named():
    head = b"\x03\x7d\x0b\x1e" + (1).to_bytes(4, "little") + (65).to_bytes(2, "little")
    content = head + b"\x0b\0" + b"\0" * 20 + b"NAME".ljust(32, b"\0") + b"\r" + b" area one  "
    with pytest.raises(FileError, match="one part of a shapefile"):
        list(grids_of(content, "areas.dbf", Choices()))


def test_a_shapefile_with_nothing_in_it_is_called_damaged():
    content = zip_of("area.shp", "area.dbf", "area.prj")
    with pytest.raises(FileError, match="damaged map file"):
        list(grids_of(content, "data.zip", Choices()))


def test_a_table_that_begins_with_a_bracket_or_speaks_of_html_is_a_table():
    for text in (
        b"a,b\n[1],2\n",
        b"site,note\nA,<html>\n",
        "станция;дата\nА-1;1.2.2024\n".encode(),
    ):
        assert len(list(grids_of(text, "a.csv", Choices()))) == 1
