"""Drawings painted: as SVG text, and as a picture of pixels.

Text of the data is escaped here for SVG; nothing in it can act.
"""

from __future__ import annotations

import base64
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from PIL import Image, ImageDraw, ImageFont

from impact.figures.drawing import Area, Disc, Drawing, Label, Line, Relief
from impact.figures.style import DARK, LIGHT

if TYPE_CHECKING:
    from impact.figures.drawing import Shape
    from impact.figures.style import Style

ROOT = Path(__file__).parents[2]
FONT = Path(__file__).parent / "fonts" / "source-sans.woff2"
FAMILY = "'Source Sans 3', 'Source Sans', Arial, sans-serif"
CHAT = 1200  # pixels across, what chats show of a link as wide as they can
FINER = 2  # lines have no soft edges of their own: painted larger, then made smaller


def relief_file(style: Style) -> Path:
    """The relief in the colours of a style."""
    dark = "-dark" if style.name == "dark" else ""
    return ROOT / "static" / "geography" / f"relief{dark}.webp"


@cache
def _relief(path: Path) -> Image.Image:
    return Image.open(path).convert("RGB")


def _cut(path: Path, part: tuple[float, float, float, float]) -> Image.Image:
    whole = _relief(path)
    left, top, right, bottom = part
    return whole.crop(
        (
            round(left * whole.width),
            round(top * whole.height),
            round(right * whole.width),
            round(bottom * whole.height),
        )
    )


def svg(
    drawing: Drawing,
    style: Style,
    *,
    variables: bool = False,
    described: bool = True,
    light: bool = False,
) -> str:
    """A drawing as SVG text.

    Parameters
    ----------
    drawing : Drawing
    style : Style
    variables : bool
        Colours as CSS variables (``var(--ink)``) and both reliefs, for a page that has a light
        and a dark look.
    described : bool
        Whether the picture says what it shows; not, where words beside it say the same.
    light : bool
        Whether the relief may be coarse, for slow lines.
    """

    def colour(role: str) -> str:
        plain = getattr(style, role)
        return f"var(--{role}, {plain})" if variables else plain

    says = (
        f'role="img" aria-label="{_quoted(drawing.title)}"' if described else 'aria-hidden="true"'
    )
    title = f"<title>{escape(drawing.title)}</title>" if described else ""
    reliefs = (LIGHT, DARK) if variables else (style,)
    body = "".join(_svg_shape(shape, reliefs, colour, light=light) for shape in drawing.shapes)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {drawing.width:g} '
        f'{drawing.height:g}" width="{drawing.width:g}" height="{drawing.height:g}" '
        f'font-family="{FAMILY}" {says}>{title}{body}</svg>'
    )


def _quoted(text: str) -> str:
    return escape(text, {'"': "&quot;"})


def _svg_shape(shape: Shape, reliefs: tuple[Style, ...], colour, *, light: bool) -> str:
    if isinstance(shape, Area):
        path = "".join(f"M{_path(ring)}Z" for ring in shape.rings)
        return (
            f'<path d="{path}" style="fill:{colour(shape.fill)}" fill-rule="evenodd" '
            f'opacity="{shape.opacity:g}"/>'
        )
    if isinstance(shape, Line):
        dashes = ' stroke-dasharray="2 6" stroke-linecap="round"' if shape.dashed else ""
        return (
            f'<path d="M{_path(shape.points)}" fill="none" stroke-linejoin="round" '
            f'style="stroke:{colour(shape.stroke)}" stroke-width="{shape.width:g}" '
            f'opacity="{shape.opacity:g}"{dashes}/>'
        )
    if isinstance(shape, Disc):
        fill = "none" if shape.hollow else colour(shape.fill)
        return (
            f'<circle cx="{shape.x:.1f}" cy="{shape.y:.1f}" r="{shape.radius:.1f}" '
            f'style="fill:{fill};stroke:{colour(shape.line)}" stroke-width="{shape.width:g}">'
            f"{f'<title>{escape(shape.says)}</title>' if shape.says else ''}</circle>"
        )
    if isinstance(shape, Relief):
        return "".join(_svg_relief(shape, one, light=light) for one in reliefs)
    rim = (
        f";paint-order:stroke;stroke:{colour('paper')};stroke-width:{shape.size / 3.5:.1f}px;"
        "stroke-linejoin:bevel"
        if shape.halo
        else ""
    )
    weight = ' font-weight="650"' if shape.bold else ""
    return (
        f'<text x="{shape.x:.1f}" y="{shape.y:.1f}" font-size="{shape.size:g}"{weight} '
        f'text-anchor="{shape.anchor}" style="fill:{colour(shape.fill)}{rim}">'
        f"{escape(shape.text)}</text>"
    )


def _path(points) -> str:
    return "L".join(f"{x:.1f} {y:.1f}" for x, y in points)


def _svg_relief(shape: Relief, style: Style, *, light: bool) -> str:
    kept, cut = BytesIO(), _cut(relief_file(style), shape.part)
    if light:
        cut.thumbnail((round(shape.box[2] * 0.75), round(shape.box[3] * 0.75)))
    kind, quality = ("webp", 60) if light else ("jpeg", 88)
    cut.save(kept, kind, quality=quality)
    data = base64.b64encode(kept.getvalue()).decode("ascii")
    left, top, width, height = shape.box
    return (
        f'<image class="relief-{style.name}" href="data:image/{kind};base64,{data}" x="{left:g}" '
        f'y="{top:g}" width="{width:g}" height="{height:g}" preserveAspectRatio="none"/>'
    )


def png(drawing: Drawing, style: Style, *, scale: float = 2.0) -> bytes:
    """A drawing as a PNG, so many times as large as it measures."""
    kept = BytesIO()
    _painted(drawing, style, scale).save(kept, "PNG", compress_level=4)
    return kept.getvalue()


def for_a_chat(drawing: Drawing, style: Style) -> bytes:
    """A drawing as the PNG that a chat shows of a link; some pass over one of 600 KB or more."""
    kept = BytesIO()
    painted = _painted(drawing, style, CHAT / drawing.width)
    painted.quantize(dither=Image.Dither.NONE).save(kept, "PNG", optimize=True)
    return kept.getvalue()


def webp(drawing: Drawing, style: Style, *, scale: float = 1.5) -> bytes:
    """A drawing as a WebP, a tenth of the PNG where it has a relief: for a page on a slow line."""
    kept = BytesIO()
    _painted(drawing, style, scale).save(kept, "WEBP", quality=72)
    return kept.getvalue()


def _painted(drawing: Drawing, style: Style, scale: float) -> Image.Image:
    factor = scale * FINER
    size = (round(drawing.width * factor), round(drawing.height * factor))
    sheet = Image.new("RGB", size, style.paper)
    for shape in drawing.shapes:
        _paint(sheet, shape, style, factor)
    return sheet.reduce(FINER)


def _paint(sheet: Image.Image, shape: Shape, style: Style, factor: float) -> None:
    brush = ImageDraw.Draw(sheet, "RGBA")

    def colour(role: str, opacity: float = 1.0) -> tuple[int, int, int, int]:
        return (*bytes.fromhex(getattr(style, role)[1:]), round(255 * opacity))

    def large(points) -> list[tuple[float, float]]:
        return [(x * factor, y * factor) for x, y in points]

    if isinstance(shape, Relief):
        left, top, width, height = (round(value * factor) for value in shape.box)
        cut = _cut(relief_file(style), shape.part)
        sheet.paste(cut.resize((width, height), Image.Resampling.BICUBIC), (left, top))
    elif isinstance(shape, Area):
        for ring in shape.rings:
            brush.polygon(large(ring), fill=colour(shape.fill, shape.opacity))
    elif isinstance(shape, Line):
        _paint_line(brush, shape, large, colour, factor)
    elif isinstance(shape, Disc):
        x, y, radius = (value * factor for value in (shape.x, shape.y, shape.radius))
        brush.ellipse(
            (x - radius, y - radius, x + radius, y + radius),
            fill=None if shape.hollow else colour(shape.fill),
            outline=colour(shape.line),
            width=max(1, round(shape.width * factor)),
        )
    else:
        _paint_label(brush, shape, colour, factor)


def _paint_line(brush: ImageDraw.ImageDraw, shape: Line, large, colour, factor: float) -> None:
    width = max(1, round(shape.width * factor))
    fill = colour(shape.stroke, shape.opacity)
    if not shape.dashed:
        brush.line(large(shape.points), fill=fill, width=width, joint="curve")
        return
    for (x1, y1), (x2, y2) in zip(shape.points, shape.points[1:], strict=False):
        length = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5
        for step in range(0, int(length), 8):
            ends = [step / length, min(1.0, (step + 3) / length)]
            dash = [(x1 + (x2 - x1) * end, y1 + (y2 - y1) * end) for end in ends]
            brush.line(large(dash), fill=fill, width=width)


def _paint_label(brush: ImageDraw.ImageDraw, shape: Label, colour, factor: float) -> None:
    brush.text(
        (shape.x * factor, shape.y * factor),
        shape.text,
        font=_font(round(shape.size * factor), 650 if shape.bold else 400),
        fill=colour(shape.fill),
        anchor={"start": "ls", "middle": "ms", "end": "rs"}[shape.anchor],
        stroke_width=round(shape.size * factor / 7) if shape.halo else 0,
        stroke_fill=colour("paper"),
    )


@cache
def _font(size: int, weight: int) -> ImageFont.FreeTypeFont:
    # Pillow lays letters out by Raqm where a machine has FriBidi: another picture there, and an
    # error at a line break in a name.
    font = ImageFont.truetype(FONT, size, layout_engine=ImageFont.Layout.BASIC)
    font.set_variation_by_axes([weight])
    return font
