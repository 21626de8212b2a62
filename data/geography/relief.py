"""Shaded relief in the manner of a printed atlas, by day and by night, in Mercator.

The shading is the cosine law on a slope lit from the north-west (Horn 1981,
doi:10.1109/PROC.1981.11918), of the fine and of a generalised terrain together, as
cartographers who shade by hand do (Imhof, Kartographische Geländedarstellung, 1965).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw
from scipy import ndimage
from shapely import get_parts
from shapely.geometry.base import BaseGeometry
from vectors import CELLS, EAST, NORTH, SOUTH, WEST

WIDTH = 1600
FINE = 2  # the picture is drawn twice as large and reduced
EARTH = 6_371_000.0  # metres
DATA_NORTH, DATA_EAST = 50.0, 90.0  # where the elevation tile ends
FADE_NORTH, FADE_EAST = 2.2, 6.0  # degrees over which the relief dies away before that
FRAME = 0.030  # part of the width over which the picture runs out into the page


@dataclass(frozen=True)
class Paper:
    """The inks of a picture: page, hypsometric tint, water, shadow and light."""

    page: str
    metres: tuple[float, ...]
    tints: tuple[str, ...]
    sea: str
    shore: str
    shadow: str
    light: str
    depth: float
    glow: float
    quality: int


DAY = Paper(
    page="#FBF8F3",
    metres=(0, 200, 500, 1000, 1800, 2800, 3800, 5000),
    tints=(
        "#EFEDDB", "#F1EDDB", "#F4EAD3", "#F0DFC0", "#E8CDA5", "#DFBE98", "#E3CFB8", "#F6EFE6",
    ),
    sea="#D3E2DF",
    shore="#A9C6C8",
    shadow="#5A4038",
    light="#FFFBF0",
    depth=0.62,
    glow=0.55,
    quality=91,
)  # fmt: skip
NIGHT = Paper(
    page="#14191F",
    metres=(0, 200, 500, 1000, 1800, 2800, 3800, 5000),
    tints=(
        "#1A232C", "#1B242D", "#1F2831", "#272E37", "#31353D", "#3B3D45", "#454853", "#505562",
    ),
    sea="#0D1A25",
    shore="#2F5361",
    shadow="#05080C",
    light="#F5CB86",
    depth=0.72,
    glow=0.46,
    quality=91,
)  # fmt: skip


def mercator(latitude: np.ndarray | float) -> np.ndarray | float:
    """Mercator's ordinate of a latitude in degrees, in degrees of longitude."""
    return np.degrees(np.log(np.tan(np.pi / 4 + np.radians(latitude) / 2)))


def size() -> tuple[int, int]:
    """Width and height of the working picture in pixels."""
    tall = (mercator(NORTH) - mercator(SOUTH)) / (EAST - WEST)
    return WIDTH * FINE, round(WIDTH * tall) * FINE


def terrain(heights: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Elevation of each pixel in metres, its latitude, and how far it may be trusted (0 to 1)."""
    width, height = size()
    longitude = WEST + (np.arange(width) + 0.5) * (EAST - WEST) / width
    top, bottom = mercator(NORTH), mercator(SOUTH)
    ordinate = top - (np.arange(height) + 0.5) * (top - bottom) / height
    latitude = np.degrees(2 * np.arctan(np.exp(np.radians(ordinate))) - np.pi / 2)
    window = heights[: int((50 - SOUTH + 1) * CELLS), int((WEST - 1) * CELLS) :]
    calm = ndimage.gaussian_filter(window.astype(float), 0.9)
    rows = (DATA_NORTH - latitude) * CELLS - 0.5
    columns = (longitude - (WEST - 1)) * CELLS - 0.5
    at = np.meshgrid(rows, columns, indexing="ij")
    metres = ndimage.map_coordinates(calm, at, order=1, mode="nearest")
    known = np.outer(
        eased((DATA_NORTH - latitude) / FADE_NORTH), eased((DATA_EAST - longitude) / FADE_EAST)
    )
    return metres, latitude, known


def eased(value: np.ndarray) -> np.ndarray:
    """0 below 0, 1 above 1, and a soft passage between."""
    part = np.clip(value, 0, 1)
    return part * part * (3 - 2 * part)


def shading(metres: np.ndarray, latitude: np.ndarray) -> np.ndarray:
    """Light on the slopes: 0 level ground, negative in shadow, positive in light."""
    cell = EARTH * np.cos(np.radians(latitude)) * math.radians(EAST - WEST) / metres.shape[1]
    total = np.zeros_like(metres)
    for blur, exaggeration, azimuth, weight in (
        (0.0, 7.0, 315, 0.55),
        (3.0, 11.0, 315, 0.30),
        (10.0, 20.0, 330, 0.25),
    ):
        ground = ndimage.gaussian_filter(metres, blur) if blur else metres
        south, east = np.gradient(ground * exaggeration)
        south, east = south / cell[:, None], east / cell[:, None]
        sun = math.radians(azimuth)
        # The sun stands 45 degrees high; level ground gives sin 45.
        toward = -(east * math.sin(sun) - south * math.cos(sun))
        lit = (1 + toward) * math.sin(math.pi / 4) / np.sqrt(1 + south**2 + east**2)
        total += weight * (lit - math.sin(math.pi / 4))
    return total


def mask(areas: list[BaseGeometry]) -> np.ndarray:
    """True where the picture shows one of the areas."""
    width, height = size()
    picture = Image.new("1", (width, height), 0)
    pen = ImageDraw.Draw(picture)
    scale, top = width / (EAST - WEST), mercator(NORTH)

    def pixels(ring: object) -> list[tuple[float, float]]:
        x, y = np.asarray(ring.coords).T
        return list(zip((x - WEST) * scale, (top - mercator(y)) * scale, strict=True))

    for area in areas:
        for part in get_parts(area):
            pen.polygon(pixels(part.exterior), fill=1)
            for hole in part.interiors:
                pen.polygon(pixels(hole), fill=0)
    return np.asarray(picture)


def ink(colour: str) -> np.ndarray:
    """A colour's red, green and blue."""
    return np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)], dtype=float)


def mixed(under: np.ndarray, over: np.ndarray, share: np.ndarray) -> np.ndarray:
    """One colour over another, `share` of it."""
    return under + (over - under) * share[..., None]


def picture(
    metres: np.ndarray, light: np.ndarray, known: np.ndarray, wet: np.ndarray, paper: Paper
) -> Image.Image:
    """The relief in the inks of a paper, running out into the page at its frame."""
    tints = np.array([ink(tint) for tint in paper.tints])
    colour = np.stack([np.interp(metres, paper.metres, channel) for channel in tints.T], axis=-1)
    plain = np.broadcast_to((tints[1] + tints[2]) / 2, colour.shape)
    colour = mixed(plain, colour, known)
    light = light * known
    colour = mixed(colour, ink(paper.shadow), np.clip(-light, 0, 1) * paper.depth)
    colour = mixed(colour, ink(paper.light), np.clip(light, 0, 1) * paper.glow)
    from_shore = ndimage.distance_transform_edt(wet) / FINE
    water = mixed(ink(paper.sea) + 0 * colour, ink(paper.shore), water_lines(from_shore))
    soft = ndimage.gaussian_filter(wet.astype(float), 0.8)
    colour = mixed(colour, water, soft)
    page = ink(paper.page) + 0 * colour
    colour = mixed(page, colour, frame(metres.shape))
    whole = Image.fromarray(np.clip(colour + 0.5, 0, 255).astype(np.uint8))
    return whole.resize((whole.width // FINE, whole.height // FINE), Image.Resampling.LANCZOS)


def water_lines(pixels: np.ndarray) -> np.ndarray:
    """Lines along a shore that grow fainter and wider apart, as engravers drew water."""
    tone = 0.42 * np.exp(-pixels / 9)
    for number, away in enumerate((3.5, 8.0, 13.5, 20.0, 27.5)):
        tone += 0.42 * 0.72**number * np.exp(-(((pixels - away) / 0.9) ** 2))
    return np.clip(tone, 0, 1)


def frame(shape: tuple[int, int]) -> np.ndarray:
    """1 within the picture, falling to 0 at its edge."""
    height, width = shape
    run = FRAME * width
    across = np.minimum(np.arange(width), np.arange(width)[::-1]) / run
    down = np.minimum(np.arange(height), np.arange(height)[::-1]) / run
    return np.outer(eased(down), eased(across))
