"""A picture that staff send in, made ready to be shown: upright, not large, only colours.

Whatever a camera writes into a file (place, time, serial number) stays behind: the picture is
written anew from its colours alone.
"""

from __future__ import annotations

import hashlib
import io
import struct
from typing import NamedTuple

import numpy as np
from PIL import Image, ImageCms, ImageOps
from PIL.JpegImagePlugin import JpegImageFile

from impact.model.errors import FileError
from impact.model.messages import Sentence

FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "TIFF", "BMP")
LARGEST = 50_000_000  # pixels, of what cannot be read in parts
LARGEST_JPEG = 170_000_000  # pixels: a JPEG is made smaller while it is read
SMALLER = Sentence("Make it smaller: 3000 pixels are more than a page shows.")
DAMAGED = (OSError, ValueError, SyntaxError, EOFError, struct.error)
"""What the decoders of eight formats raise for a file that is not as it should be."""
PAPER = (255, 255, 255)


class Use(NamedTuple):
    """What a picture is for: its longest side then, its least shorter one, both in pixels."""

    name: str
    longest: int
    least: int
    keeps_transparency: bool


PHOTOGRAPH = Use("photograph", 1600, 200, False)
LOGO = Use("logo", 600, 24, True)


def prepared(content: bytes, file: str, use: Use) -> tuple[str, bytes]:
    """The picture as it is published.

    Parameters
    ----------
    content : bytes
        As it was sent: any of `FORMATS`; of several frames or pages the first.
    file : str
        Its name, for what is wrong with it. It is kept nowhere.
    use : Use

    Returns
    -------
    tuple of (str, bytes)
        A name made of what is in it, and a JPEG, or a PNG where it is a logo.

    Raises
    ------
    FileError
        It is no picture, is cut off, is too small, or has more pixels than can be opened here.
    """
    _refuse_by_signature(content, file)
    try:
        with Image.open(io.BytesIO(content), formats=FORMATS) as opened:
            _refuse_by_size(opened, file, use)
            if isinstance(opened, JpegImageFile):
                opened.draft(opened.mode, (2 * use.longest, 2 * use.longest))
            upright = ImageOps.exif_transpose(opened)
            colours = _in_screen_colours(upright, transparent=use.keeps_transparency)
    except Image.DecompressionBombError as error:
        raise FileError(
            Sentence("“{file}” has far too many pixels.", file=file), SMALLER
        ) from error
    except DAMAGED as error:
        raise FileError(
            Sentence(
                "“{file}” is no picture that can be opened: it is cut off or damaged.", file=file
            ),
            Sentence("Open it in a program for pictures, save it as JPEG or PNG, and send that."),
        ) from error
    colours.thumbnail((use.longest, use.longest))
    made = io.BytesIO()
    alone = Image.new(colours.mode, colours.size)
    alone.paste(colours)
    if use.keeps_transparency:
        alone.save(made, "PNG", optimize=True)
    else:
        alone.save(made, "JPEG", quality=85, optimize=True)
    return named(made.getvalue(), use), made.getvalue()


def named(content: bytes, use: Use) -> str:
    """A name that says nothing but which picture it is: ``photograph-0f343b0931126a20.jpg``."""
    end = "png" if use.keeps_transparency else "jpg"
    return f"{use.name}-{hashlib.sha256(content).hexdigest()[:16]}.{end}"


def _refuse_by_signature(content: bytes, file: str) -> None:
    """Say of what people often send, and what cannot be shown, how to send it."""
    head = content[:512].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if head.startswith((b"<svg", b"<?xml", b"<!doctype svg", b"<!--")):
        raise FileError(
            Sentence("“{file}” is a drawing (SVG), which can hold a program.", file=file),
            Sentence("Save it as PNG, 600 pixels wide, and send that."),
        )
    if content[4:8] == b"ftyp":
        raise FileError(
            Sentence("“{file}” is a picture of a phone (HEIC) or a film.", file=file),
            Sentence("Save it as JPEG and send that; a phone does so when it mails a picture."),
        )


def _refuse_by_size(picture: Image.Image, file: str, use: Use) -> None:
    width, height = picture.size
    in_parts = picture.format in ("JPEG", "MPO") and not picture.info.get("progressive")
    if width * height > (LARGEST_JPEG if in_parts else LARGEST):
        raise FileError(
            Sentence("“{file}” has {n} million pixels.", file=file, n=round(width * height / 1e6)),
            SMALLER,
        )
    if min(width, height) < use.least:
        raise FileError(
            Sentence(
                "“{file}” is {width} × {height} pixels.", file=file, width=width, height=height
            ),
            Sentence("Send one of at least {least} pixels each way.", least=use.least),
        )


def _in_screen_colours(picture: Image.Image, *, transparent: bool) -> Image.Image:
    """The same in the colours of a screen, of 8 bits; on white where it must not be transparent."""
    if picture.mode.startswith(("I", "F")):
        picture = _of_8_bits(picture)
    if picture.mode in ("RGB", "CMYK", "L"):
        picture = _by_profile(picture)
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    picture = picture.convert("RGBA")
    if transparent:
        return picture
    paper = Image.new("RGBA", picture.size, (*PAPER, 255))
    return Image.alpha_composite(paper, picture).convert("RGB")


def _of_8_bits(picture: Image.Image) -> Image.Image:
    """A picture of 16 bits or of numbers, from its darkest to its brightest where it is neither."""
    values = np.asarray(picture, dtype="float64")
    top = 65535.0 if picture.mode.startswith("I;16") or values.max() > 255 else 255.0
    return Image.fromarray((np.clip(values / top, 0, 1) * 255).astype("uint8"))


def _by_profile(picture: Image.Image) -> Image.Image:
    """Colours as the file's own profile means them; a broken profile counts as none."""
    profile = picture.info.get("icc_profile")
    if not profile:
        return picture
    try:
        made = ImageCms.profileToProfile(
            picture, io.BytesIO(profile), ImageCms.createProfile("sRGB"), outputMode="RGB"
        )
    except (ImageCms.PyCMSError, OSError):
        return picture
    return made if made is not None else picture
