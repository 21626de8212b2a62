"""Pictures of every page: ``python tests/browser/screenshots.py OUTDIR [--lang en ru]``.

For each page, size, scheme and language one PNG of the whole page, for our own eyes.
``--overview FILE`` takes the one picture that stands in the README.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from itertools import product
from pathlib import Path

from walk import PAGES, SCHEMES, SIZES, WILDCATS, browsing, serving, visiting


def main() -> None:
    options = _options()
    options.outdir.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as logs,
        serving(options.data.resolve(), Path(logs, "log.txt")) as server,
        browsing() as browser,
    ):
        for path, (width, height), scheme, lang in product(
            options.pages, SIZES, SCHEMES, options.lang
        ):
            url = f"{server.url}{path}?lang={lang}"
            file = options.outdir / f"{path.strip('/') or 'overview'}-{width}-{scheme}-{lang}.png"
            with visiting(browser, url, width=width, height=height, scheme=scheme) as visit:
                visit.fit()
                visit.page.screenshot(path=file)
                print(file, *visit.errors, *visit.foreign, *visit.too_wide(), sep="\n    ")
        if options.overview:
            options.overview.parent.mkdir(parents=True, exist_ok=True)
            with visiting(browser, f"{server.url}/") as visit:
                visit.page.screenshot(path=options.overview)
                print(options.overview)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Take a picture of every page.")
    parser.add_argument("outdir", type=Path)
    data = Path(os.environ.get("IMPACT_DATA", WILDCATS))
    parser.add_argument("--data", type=Path, default=data, help="a data folder")
    parser.add_argument("--pages", nargs="+", default=PAGES, help="such as / /evidence")
    parser.add_argument("--lang", nargs="+", default=["en"], help="such as en ru")
    parser.add_argument("--overview", type=Path, help="also the top of the overview, as FILE")
    return parser.parse_args()


if __name__ == "__main__":
    main()
