"""Odd pictures, as they come from phones, cameras and partners: each ends well or is refused."""

from __future__ import annotations

import io
import struct
import zlib

import numpy as np
import pytest
from PIL import Image

from impact.model.errors import FileError
from impact.reading.pictures import LOGO, PHOTOGRAPH, prepared

RED, WIDE = (200, 30, 40), (400, 300)
NAME = "қар барысы Шелек.jpg"


def saved(picture: Image.Image, kind: str, **options: object) -> bytes:
    kept = io.BytesIO()
    picture.save(kept, kind, **options)
    return kept.getvalue()


def plain(mode: str = "RGB", colour: object = RED, size: tuple[int, int] = WIDE) -> Image.Image:
    return Image.new(mode, size, colour)


def with_exif(tag: int, value: object) -> bytes:
    exif = Image.Exif()
    exif[tag] = value
    exif.get_ifd(0x8825).update({1: "N", 2: (43.0, 14.0, 5.0), 3: "E", 4: (78.0, 30.0, 9.0)})
    exif[0x0110] = "TrapCam 4"
    return saved(plain(), "JPEG", exif=exif)


def huge_png() -> bytes:
    """A hundred million pixels of nothing, in a file of a few bytes."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(
            ">I", zlib.crc32(name + content))  # fmt: skip

    size = struct.pack(">IIBBBBB", 10_000, 10_000, 1, 0, 0, 0, 0)
    rows = zlib.compress(b"\0" * 1000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", size) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def sixteen_bits() -> bytes:
    values = np.full((300, 400), 32_896, dtype="uint16")  # the middle: 128 of 255
    return saved(Image.fromarray(values), "PNG")


def animated(kind: str) -> bytes:
    frames = [plain("RGB", (0, 0, 255))]
    return saved(plain(), kind, save_all=True, append_images=frames, lossless=True)


ENDING_WELL = {
    "CMYK": (saved(plain("CMYK", (0, 217, 204, 55)), "JPEG"), WIDE, RED),
    "16 bits": (sixteen_bits(), WIDE, (128, 128, 128)),
    "transparent, on white": (saved(plain("RGBA", (0, 0, 0, 0)), "PNG"), WIDE, (255, 255, 255)),
    "palette with transparency": (
        saved(plain("RGBA", (*RED, 255)).convert("P"), "PNG"), WIDE, RED),
    "rotated by EXIF": (with_exif(0x0112, 6), WIDE[::-1], RED),
    "with GPS": (with_exif(0x0112, 1), WIDE, RED),
    "animated GIF": (animated("GIF"), WIDE, RED),
    "animated WebP": (animated("WEBP"), WIDE, RED),
    "grey": (saved(plain("L", 77), "JPEG"), WIDE, (77, 77, 77)),
    "TIFF": (saved(plain(), "TIFF"), WIDE, RED),
    "larger than shown": (saved(plain(size=(3200, 1600)), "JPEG"), (1600, 800), RED),
    "with a broken profile": (saved(plain(), "JPEG", icc_profile=b"none"), WIDE, RED),
}  # fmt: skip
REFUSED = {
    "a hundred million pixels": (huge_png(), "has 100 million pixels"),
    "HEIC": (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 99, "a picture of a phone (HEIC)"),
    "SVG with a script": (b"<svg><script>alert(1)</script></svg>", "which can hold a program"),
    "SVG behind a comment": (b"\xef\xbb\xbf\n<?xml version='1.0'?><svg/>", "can hold a program"),
    "cut off": (saved(plain(), "PNG")[:200], "cut off or damaged"),
    "a JPEG cut off": (saved(plain(colour=1), "JPEG")[:900], "cut off or damaged"),
    "one pixel": (saved(plain(size=(1, 1)), "PNG"), "is 1 × 1 pixels"),
    "a line": (saved(plain(size=(9000, 1)), "PNG"), "is 9000 × 1 pixels"),
    "no picture": (b"%PDF-1.7", "cut off or damaged"),
    "empty": (b"", "cut off or damaged"),
}


@pytest.mark.parametrize("odd", ENDING_WELL)
def test_an_odd_picture_ends_well_and_holds_nothing_but_colours(odd):
    content, size, colour = ENDING_WELL[odd]
    name, made = prepared(content, NAME, PHOTOGRAPH)
    with Image.open(io.BytesIO(made)) as picture:
        assert (picture.format, picture.mode, picture.size) == ("JPEG", "RGB", size)
        middle = picture.getpixel((size[0] // 2, size[1] // 2))
        assert max(abs(a - b) for a, b in zip(middle, colour, strict=True)) <= 12
        assert set(picture.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        assert not picture.getexif()
    assert b"TrapCam" not in made
    assert name.isascii()
    assert prepared(content, "another name", PHOTOGRAPH)[0] == name


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
@pytest.mark.parametrize("odd", REFUSED)
def test_what_cannot_be_shown_is_refused_with_its_name_and_what_to_do(odd):
    content, reason = REFUSED[odd]
    with pytest.raises(FileError) as refused:
        prepared(content, NAME, PHOTOGRAPH)
    assert reason in refused.value.message
    assert NAME in refused.value.message
    assert refused.value.cure


def test_a_logo_keeps_its_transparency_and_its_edges():
    picture = plain("RGBA", (0, 0, 0, 0), (900, 300))
    picture.paste((*RED, 255), (300, 100, 600, 200))
    name, made = prepared(saved(picture, "PNG"), "logo", LOGO)
    with Image.open(io.BytesIO(made)) as logo:
        assert (logo.format, logo.mode, logo.size) == ("PNG", "RGBA", (600, 200))
        assert (logo.getpixel((300, 100)), logo.getpixel((5, 5))[3]) == ((*RED, 255), 0)
    assert name.endswith(".png")


def test_colours_are_those_that_the_profile_of_the_file_means():
    from PIL import ImageCms

    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
    tagged = saved(plain(), "JPEG", icc_profile=profile.tobytes())
    assert prepared(tagged, NAME, PHOTOGRAPH)[1]  # a profile of other colours counts as none
