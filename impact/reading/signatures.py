"""Files that hold no table of ours, each recognised by its content and refused by its own name.

A refusal names the format, never guesses, and says the way out: which program turns the file into
a table. To refuse one more format, add a line to `SIGNATURES`.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from impact.model.errors import FileError
from impact.model.messages import Sentence
from impact.reading.archives import is_zip, opened
from impact.reading.workbooks import OLD_OFFICE

if TYPE_CHECKING:
    from collections.abc import Callable

_STARTS_WITH = 6000
_ROOT = re.compile(
    # What was passed over is not gone back to: for a file of nothing else that would take for ever.
    r"\s*+(?:<\?(?>.*?\?>)\s*+|<!--(?>.*?-->)\s*+|<!doctype[^>]*+>\s*+)*+"
    r"<(?:[\w.-]+:)?(?P<root>[a-z][\w.-]*)(?P<about>[^>]*)",
    re.DOTALL,
)
_JSON = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:\{\s*[\"}]|\[\s*[\[{\"])")


@dataclass(frozen=True)
class Look:
    """A file as its signature is looked for.

    Attributes
    ----------
    content : bytes
    root, about : str
        Of XML and HTML: the outermost element, in small letters and without its prefix, and what
        stands in its tag; else empty.
    is_json : bool
    members : frozenset of str
        Of a zip file: the names of what is in it, in small letters.
    """

    content: bytes
    root: str
    about: str
    is_json: bool
    members: frozenset[str]

    def starts(self, *marks: bytes) -> bool:
        return self.content.startswith(marks)

    def says(self, *words: bytes) -> bool:
        """Whether all of these stand anywhere in it."""
        return all(word in self.content for word in words)

    def holds(self, *endings: str) -> bool:
        """Whether a zip file has a member of each of those endings."""
        return all(any(m.endswith(ending) for m in self.members) for ending in endings)

    def names_stream(self, name: str) -> bool:
        """Whether an old Office file has a part of that name."""
        return self.content.startswith(OLD_OFFICE) and name.encode("utf-16-le") in self.content


@dataclass(frozen=True)
class Signature:
    """A format that is refused: how it is recognised, what is said of it, and the way out."""

    fits: Callable[[Look], bool]
    message: Sentence
    cure: Sentence


_TABLE = Sentence("Send the table itself, as CSV or as an Excel workbook.")
REVIEW = Sentence(
    "Open it together with the pictures in a program in which people review them, such as "
    "Timelapse or AddaxAI, check what the machine found, and send the table that this program "
    "exports as CSV."
)
_POINTS = Sentence(
    "Open it in QGIS, save the layer as CSV with the coordinates as columns, and send that file."
)
_RESAVE = Sentence("Open it in Excel, save it as an Excel workbook (.xlsx), and send that file.")

SIGNATURES = (
    Signature(
        lambda f: f.starts(b"%PDF"),
        Sentence("{name} is a PDF document, not a table."),
        _TABLE,
    ),
    Signature(
        lambda f: (
            f.starts(b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*")
            or (f.starts(b"RIFF") and f.content[8:12] == b"WEBP")
            or (f.starts(b"BM") and f.content[6:10] == b"\0\0\0\0")
            or f.content[4:12] in (b"ftypheic", b"ftypmif1", b"ftypavif")
        ),
        Sentence("{name} is a picture, not a table."),
        _TABLE,
    ),
    Signature(
        lambda f: f.content[4:8] == b"ftyp" or (f.starts(b"RIFF") and f.content[8:11] == b"AVI"),
        Sentence("{name} is a video, not a table."),
        _TABLE,
    ),
    Signature(
        lambda f: (
            f.starts(b"{\\rtf")
            or f.holds("word/document.xml")
            or b"vnd.oasis.opendocument.text" in f.content[:200]
            or (f.names_stream("WordDocument") and not f.names_stream("Workbook"))
        ),
        Sentence("{name} is a text document, not a table."),
        _TABLE,
    ),
    Signature(
        lambda f: f.holds("ppt/presentation.xml") or f.names_stream("PowerPoint Document"),
        Sentence("{name} is a presentation, not a table."),
        _TABLE,
    ),
    Signature(
        lambda f: (
            f.starts(b"RDX", b"RDA", b"$FL2", b"ARROW1")
            or _packed(f.content).startswith((b"RDX", b"RDA", b"X\n\0"))
        ),
        Sentence("{name} is a file of a statistics program, not a table that is read here."),
        Sentence("Save the table as CSV in that program (in R: write.csv), and send that file."),
    ),
    Signature(
        lambda f: f.starts(b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!"),
        Sentence("{name} is a packed file of another kind than zip."),
        Sentence("Unpack it, and send the tables in it, one by one or in a zip file."),
    ),
    Signature(
        lambda f: f.starts(b"SQLite format"),
        Sentence("{name} is a database, not a table."),
        Sentence(
            "Open it in the program that made it (Timelapse, for one), export the data as CSV, "
            "and send that file."
        ),
    ),
    Signature(
        lambda f: f.content[4:19] in (b"Standard Jet DB", b"Standard ACE DB"),
        Sentence("{name} is a database of Microsoft Access, not a table."),
        Sentence("Open it in Access, export the table as an Excel workbook, and send that file."),
    ),
    Signature(
        lambda f: f.starts(b"\0\0\x27\x0a") or _is_dbase(f.content),
        Sentence("{name} is one part of a shapefile."),
        Sentence("Pack its parts (.shp, .shx, .dbf, .prj) into one zip file, and send that."),
    ),
    Signature(
        lambda f: f.is_json and f.says(b'"doc_id"'),
        Sentence("{name} is a link to a document of Google, not the document."),
        Sentence("Open it, choose File, Download, Microsoft Excel, and send the file it makes."),
    ),
    Signature(
        lambda f: f.starts(b"PAR1"),
        Sentence("{name} is a Parquet file, not a table that is read here."),
        _TABLE,
    ),
    Signature(
        lambda f: f.names_stream("EncryptedPackage"),
        Sentence("{name} is protected by a password."),
        Sentence(
            "Open it in Excel, take the password away (File, Info, Protect Workbook), save it, "
            "and send that file."
        ),
    ),
    Signature(
        lambda f: f.holds(".iwa") or f.holds("index.zip", "metadata/properties.plist"),
        Sentence("{name} is an Apple Numbers document."),
        Sentence("Open it in Numbers, choose File, Export To, Excel, and send the file it makes."),
    ),
    Signature(
        lambda f: f.root in ("patrol", "patrols") or "smartconservationsoftware" in f.about,
        Sentence("{name} is a SMART patrol file (XML), not a table."),
        Sentence(
            "In SMART run a query on the patrols or incidents, export its result as CSV, and send "
            "that file."
        ),
    ),
    Signature(
        lambda f: f.root == "kml" or f.holds(".kml"),
        Sentence("{name} is a KML file of map points and outlines, not a table."),
        _POINTS,
    ),
    Signature(
        lambda f: f.root == "gpx",
        Sentence("{name} is a GPX file of a GPS receiver, not a table."),
        _POINTS,
    ),
    Signature(
        lambda f: f.holds(".shp", ".dbf") and not f.holds(".csv"),
        Sentence("{name} is a shapefile of map points or outlines, not a table."),
        _POINTS,
    ),
    Signature(
        lambda f: f.is_json and f.says(b'"FeatureCollection"'),
        Sentence("{name} is a GeoJSON file of map points and outlines, not a table."),
        _POINTS,
    ),
    Signature(
        lambda f: f.is_json and f.says(b'"detection_categories"'),
        Sentence("{name} is the output of a detector such as MegaDetector: nobody has looked yet."),
        REVIEW,
    ),
    Signature(
        lambda f: (
            f.is_json
            and f.says(b'"predictions"')
            and (f.says(b'"prediction_source"') or f.says(b'"filepath"'))
        ),
        Sentence("{name} is the output of SpeciesNet: nobody has looked yet."),
        REVIEW,
    ),
    Signature(
        lambda f: f.is_json,
        Sentence("{name} is a JSON file that holds no table of ours."),
        Sentence("Export the table as CSV from the program that made it, and send that file."),
    ),
    Signature(
        lambda f: f.root == "workbook" and "schemas-microsoft-com" in f.about,
        Sentence("{name} is a workbook in the XML of Excel 2003."),
        _RESAVE,
    ),
    Signature(
        lambda f: (
            f.root in ("html", "table", "meta", "head", "body", "script")
            or f.starts(b"<!DOCTYPE html", b"<!doctype html")
        ),
        Sentence("{name} is a web page, not a table."),
        _RESAVE,
    ),
    Signature(
        lambda f: bool(f.root),
        Sentence("{name} is an XML file ({root}) that holds no table of ours."),
        Sentence("Export the table as CSV from the program that made it, and send that file."),
    ),
)
"""The first that fits is said."""


def refuse_by_signature(content: bytes, name: str) -> None:
    """See that a file is none of `SIGNATURES`.

    Raises
    ------
    FileError
        It is one of them: what it is, and how to make a table of it.
    """
    look = look_at(content, name)
    for signature in SIGNATURES:
        if signature.fits(look):
            values = {"name": name, "root": look.root} if look.root else {"name": name}
            raise FileError(signature.message.with_values(**values), signature.cure)


def look_at(content: bytes, name: str) -> Look:
    """A file as its signature is looked for."""
    members: frozenset[str] = frozenset()
    if is_zip(content):
        members = frozenset(member.lower() for member in opened(content, name).namelist())
    found = _ROOT.match(_beginning(content))
    root, about = (found["root"], found["about"]) if found else ("", "")
    return Look(content, root, about, _JSON.match(content) is not None, members)


def _packed(content: bytes) -> bytes:
    """The first bytes of what is packed by gzip; nothing where none is."""
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(content[:_STARTS_WITH], 8)
    except zlib.error:
        return b""


def _is_dbase(content: bytes) -> bool:
    """The head of a dBase table: version, day, and where its rows begin, after the end of it."""
    if len(content) < 33 or content[0] not in (0x03, 0x83, 0x8B, 0xF5):
        return False
    begins = int.from_bytes(content[8:10], "little")
    return content[begins - 1 : begins] == b"\r" and 1 <= content[2] <= 12 and content[3] <= 31


def _beginning(content: bytes) -> str:
    start = content[:_STARTS_WITH]
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return start.decode("utf-16", "replace").lower()
    return start.removeprefix(b"\xef\xbb\xbf").decode("latin-1").lower()
