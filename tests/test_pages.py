"""What the pages show, and what they show when data changes, breaks or is missing."""

from __future__ import annotations

import re
import shutil
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from streamlit.testing.v1 import AppTest

from impact.checking.folder import read_folder

ROOT = Path(__file__).parent.parent
NUMBER = re.compile(r"\*\*(.*?)\*\*")
PAGES = sorted(path.relative_to(ROOT) for path in (ROOT / "pages" / "public").glob("*.py"))


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    """A copy of the published record that a test may change."""
    copy = tmp_path / "wildcats"
    shutil.copytree(ROOT / "data" / "wildcats", copy)
    monkeypatch.setenv("IMPACT_DATA", str(copy))
    return copy


def open_page(page: Path | None = None, **query: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    if page is not None:
        app.switch_page(str(page)).run()
    assert not app.exception
    return app


def said(app: AppTest) -> str:
    """Everything a page says, without the marks of markdown."""
    parts = [*app.title, *app.header, *app.subheader, *app.markdown, *app.caption]
    parts += [*app.info, *app.error, *app.warning]
    text = "\n".join(str(part.value) for part in parts)
    return unmarked(text)


def unmarked(text: str) -> str:
    """Without the marks of markdown."""
    return text.replace("\\", "").replace("*", "").replace("\xa0", " ")


@pytest.mark.parametrize("data", ["data/wildcats", "data/example"])
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_page_opens(page, data, monkeypatch):
    monkeypatch.setenv("IMPACT_DATA", data)
    app = open_page(page)
    assert app.title[0].value
    assert ("simulated" in said(app).lower()) == (data == "data/example")


@pytest.mark.usefixtures("folder")
def test_the_overview_leads_with_the_three_claims():
    app = open_page()
    sentences = [unmarked(heading.value) for heading in app.header][:3]
    assert sentences == [
        "11 leopard detections on Uly Balkan, up from 5",
        "None reported: human–leopard conflicts in Turkmenistan since early 2024",
        (
            "1st snow leopard reported in Jashyl-Oroon, "
            "which the programme calls the largest community-based conservancy in Kyrgyzstan"
        ),
    ]
    # The number is a part of its heading; where nobody's reports prove a zero there is none.
    assert [NUMBER.findall(heading.value) for heading in app.header][:3] == [["11"], [], ["1st"]]
    assert "These are the programme's own figures" in said(app)
    assert "if all later reporting was under 59% of the earlier, or if incidents came" in said(app)


@pytest.mark.usefixtures("folder")
def test_what_a_number_counts_is_one_look_away_on_the_page_of_its_evidence():
    app = open_page(ROOT / "pages/public/evidence.py")
    assert app.header[0].help.startswith("Detections")


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("page", ["wildlife", "coexistence", "evidence"])
def test_beneath_claims_stands_wherever_they_are_that_nobody_else_confirms_them(page):
    app = open_page(ROOT / f"pages/public/{page}.py")
    assert re.search("the programme's own figures?; no second source confirms", said(app))


def test_a_changed_cell_changes_the_page(folder):
    file = folder / "detections.csv"
    text = file.read_text(encoding="utf-8")
    rows = text.splitlines(keepends=True)
    changed = [
        row.replace(",11,", ",13,", 1) if row.startswith("D-TM-01,") else row for row in rows
    ]
    file.write_text("".join(changed), encoding="utf-8")
    app = open_page()
    assert "13 leopard detections on Uly Balkan" in said(app)
    evidence = open_page(ROOT / "pages/public/evidence.py")
    assert "The programme has published different figures: 11, compared with 5" in said(evidence)


def test_a_broken_table_shows_what_to_mend_and_no_number(folder):
    file = folder / "detections.csv"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("unknown", "sometime"), encoding="utf-8")
    app = open_page()
    assert app.title[0].value == "The data cannot be shown"
    assert "detections.csv" in said(app)
    assert "row " in said(app)
    assert not NUMBER.search(" ".join(heading.value for heading in app.header))


def test_a_broken_programme_shows_what_to_mend(folder):
    (folder / "programme.toml").write_text("[about\n", encoding="utf-8")
    app = open_page()
    assert app.title[0].value == "The data cannot be shown"
    assert not NUMBER.search(" ".join(heading.value for heading in app.header))


def test_without_detections_the_page_says_not_recorded_and_never_zero(folder):
    file = folder / "detections.csv"
    header = file.read_text(encoding="utf-8").splitlines()[0]
    file.write_text(header + "\n", encoding="utf-8")
    caveats = folder / "caveats.csv"
    caveats.unlink()
    app = open_page()
    assert "Not recorded: leopard detections on Uly Balkan" in said(app)


@pytest.mark.usefixtures("folder")
def test_a_link_opens_the_evidence_of_its_claim():
    app = open_page(ROOT / "pages/public/evidence.py", claim="turkmenistan-conflicts")
    assert "None reported: human–leopard conflicts" in said(app)
    assert "What would be needed to say more" in said(app)


@pytest.mark.usefixtures("folder")
def test_a_link_with_an_unknown_claim_opens_the_first():
    app = open_page(ROOT / "pages/public/evidence.py", claim="no-such-claim")
    assert "11 leopard detections" in said(app)


def test_a_photograph_takes_the_place_of_the_drawing_and_loses_what_its_camera_wrote(folder):
    (folder / "media").mkdir()
    picture, exif = Image.new("RGB", (400, 300), "orange"), Image.Exif()
    exif[0x010E] = "41.2345 N, 55.4321 E"  # ImageDescription
    picture.save(folder / "media" / "leopard.jpg", exif=exif)
    entry = """
[[photographs]]
file = "leopard.jpg"
alt = {en = "A leopard on a ridge", ru = "Леопард на хребте"}
credit = "Team Bars"
licence = "CC BY 4.0"
species = "Panthera pardus tulliana"
"""
    with (folder / "programme.toml").open("a", encoding="utf-8") as file:
        file.write(entry)
    app = open_page()
    captions = [caption for image in app.get("image") for caption in image.captions]
    assert "Team Bars · CC BY 4\\.0" in captions
    shown = read_folder(folder).pictures["leopard.jpg"]
    with Image.open(BytesIO(shown)) as bare:
        assert not bare.getexif()
    assert b"41.2345" not in shown


def test_a_photograph_that_is_not_there_is_named(folder):
    entry = """
[[photographs]]
file = "gone.jpg"
alt = {en = "A leopard"}
credit = "Team"
licence = "CC0"
species = "Panthera uncia"
"""
    with (folder / "programme.toml").open("a", encoding="utf-8") as file:
        file.write(entry)
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60).run()
    assert not app.exception
    assert "media/gone.jpg" in said(app)
