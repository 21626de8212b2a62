"""What holds no table of ours is refused by its own name, told by its content alone."""

from __future__ import annotations

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
