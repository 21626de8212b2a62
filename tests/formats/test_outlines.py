"""Outlines of areas in every form that map programs give them."""

from __future__ import annotations

import io
import json
import sqlite3
import struct
import zipfile
from contextlib import suppress
from dataclasses import replace

import pyproj
import pytest
import shapefile
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from impact.changes.merge import Way
from impact.changes.prepare import prepare
from impact.changes.submit import checked
from impact.model.errors import FileError
from impact.model.records import Records
from impact.reading.country_outlines import outline_of
from impact.reading.map_files import read_map
from tests.formats.sending import KNOWN, received, zipped

# 0.3 degrees by 0.2 at 41.9 N: 24.9 km by 22.2 km.
BOX = shapely.box(78.3, 41.8, 78.6, 42.0)
RING = shapely.get_coordinates(BOX).tolist()
AREAS = KNOWN.areas.assign(
    country_code=["TM", "TM", "TM", "KG"],
    area_type=["country", "landscape", "landscape", "country"],
)
COUNTRIES = replace(KNOWN, areas=AREAS, countries=outline_of(["TM", "KG"]))
NAME = "Ridge"


def geojson(points=RING, kind="Polygon"):
    shape = {"type": kind, "coordinates": [points] if kind == "Polygon" else points}
    feature = {"type": "Feature", "properties": {"name": NAME}, "geometry": shape}
    return json.dumps({"type": "FeatureCollection", "features": [feature]})


def kml(before=""):
    points = " ".join(f"{x},{y},0" for x, y in RING)
    return (
        f'<?xml version="1.0"?>{before}<kml xmlns="http://www.opengis.net/kml/2.2"><Placemark>'
        f"<name>{NAME}</name><Polygon><outerBoundaryIs><LinearRing><coordinates>{points}"
        "</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark></kml>"
    )


def gpx():
    points = "".join(f'<trkpt lat="{y}" lon="{x}"/>' for x, y in RING)
    return (
        '<gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1"><trk>'
        f"<name>{NAME}</name><trkseg>{points}</trkseg></trk></gpx>"
    )


def in_utm():
    to = pyproj.Transformer.from_crs(4326, 32644, always_xy=True)
    return [list(to.transform(x, y)) for x, y in shapely.get_coordinates(BOX.segmentize(0.01))]


def shapefiles(name=NAME, codec="utf-8", told=True):
    parts = {end: io.BytesIO() for end in ("shp", "shx", "dbf")}
    with shapefile.Writer(**parts, encoding=codec) as writer:
        writer.field("NAME", "C", size=40)
        writer.poly([in_utm()])
        writer.record(name)
    files = {f"outline.{end}": part.getvalue() for end, part in parts.items()}
    crs = {"outline.prj": pyproj.CRS(32644).to_wkt("WKT1_ESRI")} if told else {}
    return zipped({**files, **crs})


def geopackage():
    base = sqlite3.connect(":memory:")
    base.executescript("""
        create table gpkg_contents (table_name, data_type);
        create table gpkg_geometry_columns (table_name, column_name, srs_id);
        create table gpkg_spatial_ref_sys (srs_id, organization, organization_coordsys_id);
        insert into gpkg_contents values ('reserves', 'features');
        insert into gpkg_geometry_columns values ('reserves', 'geom', 4326);
        insert into gpkg_spatial_ref_sys values (4326, 'EPSG', 4326);
        create table reserves (fid integer primary key, geom blob, name text);
    """)
    blob = b"GP\0\1" + struct.pack("<i", 4326) + shapely.to_wkb(BOX)
    base.execute("insert into reserves values (1, ?, ?)", (blob, NAME))
    base.commit()
    return bytes(base.serialize())


FILES = {
    "a.geojson": geojson(),
    "a.kml": kml(),
    "a.kmz": zipped({"doc.kml": kml()}),
    "a.gpx": gpx(),
    "a.zip": shapefiles(),
    "packed.zip": zipped({"WDPA_shp_0.zip": shapefiles()}),
    "a.gpkg": geopackage(),
    "a.csv": f'name,WKT\n{NAME},"{BOX.wkt}"\n',
}
ANSWERS = {"line:ridge": "yes"}


def sent(files, known=COUNTRIES, **choices):
    """The one upload, with every question whose answer does not matter here answered."""
    got = received(files, ANSWERS, known, **choices)
    asked = {q.id: q for q in got.uploads[0].questions}
    mine = {id_: "own" for id_ in asked if id_.startswith("outline_licence:")}
    (upload,) = received(files, {**ANSWERS, **mine}, known, **choices).uploads
    return upload


@pytest.mark.parametrize("name", FILES)
def test_an_outline_is_read_from_every_form_and_found_by_the_name_of_its_area(name):
    upload = sent({name: FILES[name]})
    (row,) = upload.texts["areas"].frame.to_dict("records")
    outline = shapely.from_wkt(row["outline"])
    assert row["area_id"] == "ridge"
    assert outline.symmetric_difference(BOX).area < 0.001 * BOX.area
    measured = next(said for said in upload.account.notes if said.code == "account.outline")
    assert measured.values == {"name": NAME, "km2": "553", "width": "24.9", "height": "22.2"}
    assert upload.account.rows == {"outlines": 1}


def test_a_line_that_was_walked_is_asked_about_and_shown_before():
    got = received({"a.gpx": gpx()}, {}, COUNTRIES).uploads[0]
    assert [question.id for question in got.questions] == ["line:ridge"]
    assert shapely.from_wkt(got.texts["areas"].frame["outline"][0]).area == pytest.approx(0.06)
    (left,) = received({"a.gpx": gpx()}, {"line:ridge": "no"}, COUNTRIES).uploads
    assert left.account.counts == {"no_outline": 1}


@pytest.mark.parametrize(
    ("content", "question", "choice"),
    [
        (geojson([[y, x] for x, y in RING]), "axes", {"axes": "swapped"}),
        (geojson(in_utm()), "grid", {"grid": "32644"}),
    ],
)
def test_swapped_axes_and_metres_are_asked_about(content, question, choice):
    (asks,) = received({"a.geojson": content}, {}, COUNTRIES).uploads
    assert question in {each.id for each in asks.questions}
    row = sent({"a.geojson": content}, **choice).texts["areas"].frame.iloc[0]
    assert shapely.from_wkt(row["outline"]).symmetric_difference(BOX).area < 0.001 * BOX.area


def test_an_outline_of_no_area_on_file_is_asked_about_and_a_new_one_is_made_of_it():
    content = geojson().replace(NAME, "Верхнее ущелье")
    (asks,) = received({"a.geojson": content}, {}, COUNTRIES).uploads
    assert "outline:верхнее ущелье" in {each.id for each in asks.questions}
    answers = {"outline:верхнее ущелье": "new", "area_type:a.geojson": "conservancy"}
    answers |= {"area_status:": "proposed"}
    (again,) = received({"a.geojson": content}, answers, COUNTRIES).uploads
    (licence,) = again.questions
    done = received({"a.geojson": content}, {**answers, licence.id: "open"}, COUNTRIES)
    row = done.texts["areas"].frame.iloc[0]
    told = row[["name", "country_code", "parent_id", "area_type", "status", "outline_licence"]]
    assert told.tolist() == ["Верхнее ущелье", "KG", "KG", "conservancy", "proposed", "open"]


def test_what_is_on_file_of_an_area_stays_and_only_what_is_empty_is_filled_in():
    written = COUNTRIES.areas.assign(area_km2=[None, "700", None, None], designation="reserve")
    known = replace(COUNTRIES, areas_written=written)
    table = f'name,area_km2,designation,WKT\n{NAME},900,park,"{BOX.wkt}"\n'
    row = sent({"a.csv": table}, known).texts["areas"].frame.iloc[0]
    assert row[["area_km2", "designation"]].tolist() == ["700", "reserve"]


WDPA = """WDPAID,NAME,DESIG_ENG,STATUS,STATUS_YR,REP_AREA,ISO3
900001,Ridge,State Reserve,Designated,2003,554.2,TKM
900002,Plan,National Park,Proposed,0,120,KGZ
"""


def test_the_world_database_gives_statuses_years_and_countries_and_is_not_passed_on():
    answers = {"outline:plan": "new"}
    (upload,) = received({"wdpa.csv": WDPA}, answers, COUNTRIES).uploads
    rows = upload.texts["areas"].frame.set_index("area_id")
    assert upload.questions == ()
    assert rows.loc["WDPA-900002", ["status", "country_code"]].tolist() == ["proposed", "KG"]
    assert rows["established"].fillna("").to_dict() == {"ridge": "2003", "WDPA-900002": ""}
    drawn = WDPA.replace("ISO3\n", "ISO3,WKT\n").replace("TKM", f'TKM,"{BOX.wkt}"')
    drawn = drawn.replace("KGZ", "KGZ,")
    (upload,) = received({"wdpa.csv": drawn}, answers, COUNTRIES).uploads
    row = upload.texts["areas"].frame.iloc[0]
    assert row["outline_licence"] == "not to be passed on"
    assert "UNEP-WCMC" in row["outline_source"]


def test_stations_that_come_with_an_outline_find_their_area_by_it():
    deployments = (
        "deploymentID,locationID,latitude,longitude,deploymentStart,deploymentEnd\n"
        "d1,L1,41.9,78.4,2024-04-01T10:00:00,2024-06-01T10:00:00\n"
    )
    files = {"deployments.csv": deployments, "a.geojson": geojson()}
    (licence,) = received(files, {}, COUNTRIES).uploads[0].questions
    got = received(files, {licence.id: "own"}, COUNTRIES)
    assert got.texts["deployments"].frame["area_id"].tolist() == ["ridge"]


def test_many_stations_in_no_known_area_are_one_question_and_no_problem_of_each():
    rows = "".join(f"d{n},L{n},41.9,{70 + n / 1000},2024-04-01,2024-06-01\n" for n in range(640))
    heads = "deploymentID,locationID,latitude,longitude,deploymentStart,deploymentEnd\n"
    got = received({"deployments.csv": heads + rows})
    found = prepare(None, Records.of(), got.texts, dict.fromkeys(got.texts, Way.REPLACE_ROWS))
    assert [p.rule for p in checked(got, found).errors] == ["file.question"]


@pytest.mark.parametrize(
    "content",
    [kml('<!DOCTYPE kml SYSTEM "a.dtd">'), geojson()[:-9], geopackage()[:6000]],
    ids=["names of its own", "cut off", "damaged database"],
)
def test_a_damaged_map_file_is_refused_by_name(content):
    name = "a.kml" if isinstance(content, str) and "kml" in content else "a.bin"
    (refused,) = received({name: content}, {}, COUNTRIES).refused
    assert refused[0] == name


@given(st.data())
@settings(max_examples=60)
def test_a_map_file_with_changed_bytes_is_read_or_refused_and_never_more(data):
    shp, dbf = shapefile_parts()
    kind = data.draw(st.sampled_from(["shp", "dbf", "gpkg"]))
    whole = bytearray({"shp": shp, "dbf": dbf, "gpkg": geopackage()}[kind])
    for _ in range(data.draw(st.integers(0, 4))):
        place = data.draw(st.integers(0, min(len(whole), 4000) - 1))
        whole[place] = data.draw(st.integers(0, 255))
    cut = bytes(whole[: data.draw(st.integers(0, len(whole)))])
    files = {"shp": {"a.shp": cut, "a.dbf": dbf}, "dbf": {"a.shp": shp, "a.dbf": cut}}
    content = zipped(files[kind]) if kind in files else cut
    with suppress(FileError):
        read_map(content, "a.zip", "gpkg" if kind == "gpkg" else "shp")


def shapefile_parts() -> tuple[bytes, bytes]:
    with zipfile.ZipFile(io.BytesIO(shapefiles())) as archive:
        return archive.read("outline.shp"), archive.read("outline.dbf")


def test_letters_of_an_old_shapefile_are_read_by_the_code_page_of_the_region():
    content = shapefiles("Хребет", "cp1251")
    assert sent({"a.zip": content}).texts["areas"].frame["area_id"].tolist() == ["ridge"]


def test_points_are_no_outlines_and_the_way_out_is_said():
    (refused,) = received({"a.geojson": geojson([78.3, 41.8], "Point")}, {}, COUNTRIES).refused
    assert "QGIS" in str(refused[1].cure)
