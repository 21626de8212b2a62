"""The dashboard with one mistake in it: the address says which (``?leak=words``).

Each is something that somebody could write tomorrow. None of it is in the program.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import streamlit as st
from streamlit.web import cli

import impact.figures.maps as maps_figures
import impact.figures.rates as rates_figures
import impact.handouts.tables as tables
import impact.wording.rows as wording_rows
import impact.wording.sentences as sentences
from pages.shared import cache

ROWS = pd.read_csv(Path(os.environ["IMPACT_DATA"]) / "detections.csv")


def asked() -> str:
    """Which mistake this run makes."""
    return st.query_params.get("leak", "")


def instead(module: object, name: str, leak: str, make) -> None:
    """Let a function go wrong where it is asked to."""
    right = getattr(module, name)

    def perhaps(*given: object, **named: object) -> object:
        found = right(*given, **named)
        return make(found) if asked() == leak else found

    setattr(module, name, perhaps)


def _a_map_of_records(table: pd.DataFrame) -> pd.DataFrame:
    known = table["latitude"].notna()
    first = ROWS.iloc[: len(table)]
    return table.assign(
        latitude=table["latitude"].mask(known, first["latitude"].reindex(table.index)),
        longitude=table["longitude"].mask(known, first["longitude"].reindex(table.index)),
    )


def _a_chart_of_records(figure):
    figure.add_scatter(x=np.arange(20.0), y=ROWS["latitude"].to_numpy()[:20])
    return figure


def _a_file_of_days(content: bytes) -> bytes:
    return content + f"last,{ROWS['event_start'][7][:10]}\n".encode()


def main() -> None:
    """Serve, with the arguments of ``streamlit run server.py``."""
    remembered = cache._drawn  # noqa: SLF001
    cache._drawn = lambda key, _make: (  # noqa: SLF001
        _make() if asked() else remembered(key=key, _make=_make)
    )
    instead(sentences, "title", "words", lambda text: f"{text} ({ROWS['locality'][3]})")
    instead(wording_rows, "area_name", "ids", lambda text: f"{text} {ROWS['deployment_id'][5]}")
    instead(maps_figures, "areas_on_file", "map", _a_map_of_records)
    instead(rates_figures, "framed", "chart", _a_chart_of_records)
    right = tables.csv_of  # a file is fetched from an address of its own: there it is always wrong
    tables.csv_of = lambda *given, **named: _a_file_of_days(right(*given, **named))
    sys.argv = ["streamlit", "run", "server.py", *sys.argv[1:]]
    cli.main()


if __name__ == "__main__":
    main()
