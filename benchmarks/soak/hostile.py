"""Files made to be slow or large to read, of any size: what each would cost a careless reader."""

from __future__ import annotations

import io
import zipfile

SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OPENED = f'<worksheet xmlns="{SHEET}"><sheetData>'
CLOSED = "</sheetData></worksheet>"
HEADINGS = "area_id,name,country_code,area_type,established,latitude,source"
# What patterns of readers repeat; each is followed by a sign that fits none of them.
UNITS = (
    " ",
    "1",
    "0-",
    "1 ",
    "a",
    "a ",
    "-",
    ".",
    ",",
    '"',
    "'",
    "; ",
    "°",
    "1°2'",
    "(",
    "=",
    "\t",
)


def quadratic_texts(size: int) -> dict[str, bytes]:
    """One cell, one heading or one line of what a pattern may go through again and again."""
    files = {}
    for number, unit in enumerate(UNITS):
        text = unit * (size // len(unit)) + "!"
        quoted = '"' + text.replace('"', '""') + '"'
        files[f"cell-{number}.csv"] = f"{HEADINGS}\nA-1,{quoted},KZ\n".encode()
        files[f"heading-{number}.csv"] = f"{quoted},name\nA-1,x\n".encode()
        files[f"line-{number}.csv"] = f"{HEADINGS}\n{text}\n".encode()
    return files


def spaces(size: int) -> dict[str, bytes]:
    """A text of spaces alone, below headings and by itself."""
    return {"headings.csv": HEADINGS.encode() + b"\n" + b" " * size, "alone.csv": b" " * size}


def deep_nesting(size: int) -> dict[str, bytes]:
    """Brackets and elements within each other, as deep as the size allows."""
    deep, brackets = size // 7, size // 2
    shape = '{"type":"Polygon","coordinates":' + "[" * brackets + "]" * brackets + "}"
    marks = "<a>" * deep + "</a>" * deep
    return {
        "deep.geojson": shape.encode(),
        "deep.json": b'{"a":' * (size // 6) + b"1" + b"}" * (size // 6),
        "deep.kml": f"<kml><Placemark><Polygon/>{marks}</Placemark></kml>".encode(),
        "sheet.xlsx": workbook(OPENED + marks + CLOSED),
        "styles.xlsx": workbook(
            OPENED + CLOSED, styles=f'<styleSheet xmlns="{SHEET}">{marks}</styleSheet>'
        ),
    }


def shared_formulas(size: int) -> dict[str, bytes]:
    """One formula for all cells there are, and many cells that share it; none has a result."""
    first = '<row r="1"><c r="A1"><f t="shared" ref="A1:XFD1048576" si="0">1+1</f>{}</c></row>'
    cells = "".join(
        f'<row r="{n}"><c r="A{n}"><f t="shared" si="0"/></c></row>' for n in range(2, size // 50)
    )
    return {
        "one.xlsx": workbook(OPENED + first.format("<v>2</v>") + CLOSED),
        "many.xlsx": workbook(OPENED + first.format("") + cells + CLOSED),
    }


def comments(size: int) -> dict[str, bytes]:
    """Comments of XML: one that is long, one that never ends, and very many."""
    short = "<!--" + "-x" * 8 + "-->"
    return {
        "long.xlsx": workbook(f"{OPENED}<!--{'x ' * (size // 2)}-->{CLOSED}"),
        "open.xlsx": workbook(f"{OPENED}{'<!--' * (size // 4)}{CLOSED}"),
        "many.xlsx": workbook(f"{OPENED}{'<!--x-->' * (size // 8)}{CLOSED}"),
        "dashes.xlsx": workbook(f"{OPENED}{short * (size // len(short))}{CLOSED}"),
        "open.kml": f"<kml>{'<!--' * (size // 4)}<Polygon/></kml>".encode(),
    }


def many_styles(size: int) -> dict[str, bytes]:
    """A workbook of a few cells with very many formats, or very many names of sheets."""
    styles = f'<styleSheet xmlns="{SHEET}"><cellXfs>{"<xf/>" * (size // 5)}</cellXfs></styleSheet>'
    return {"styles.xlsx": workbook(OPENED + CLOSED, styles=styles)}


KINDS = (quadratic_texts, spaces, deep_nesting, shared_formulas, comments, many_styles)


def workbook(sheet: str, styles: str = "") -> bytes:
    """A workbook with one sheet, whose XML is given as it is."""
    parts = {
        "[Content_Types].xml": (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="xml" ContentType="application/xml"/></Types>'
        ),
        "_rels/.rels": _links("officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": (
            f'<workbook xmlns="{SHEET}" xmlns:r="{LINKS}"><sheets>'
            '<sheet name="areas" sheetId="1" r:id="rId1"/></sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": _links("worksheet", "worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": sheet,
    } | ({"xl/styles.xml": styles} if styles else {})
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


def _links(kind: str, target: str) -> str:
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{LINKS}/{kind}" Target="{target}"/></Relationships>'
    )
