"""The folder that any host serves, opened from a disk with no network: every link is followed.

A page of each kind keeps nobody out by axe-core, on a phone.
"""

from __future__ import annotations

from urllib.parse import urldefrag

import pytest
from axe_playwright_python.sync_playwright import Axe

from impact.disclosure import for_audience
from impact.plain.site import folder
from tests.folders import WILDCATS, version_of

LINKS = "all => all.map(a => a.href).filter(href => href.startsWith('file:'))"


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    place = tmp_path_factory.mktemp("site")
    for name, content in folder(for_audience(version_of(WILDCATS), "public"), ("en",)):
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_bytes(content)
    return place


def one_of_each_kind(site) -> set[str]:
    """The pages, of evidence and of places one each."""
    found = [*(site / "en").glob("*.html")]
    found += [min((site / "en" / kind).glob("*.html")) for kind in ("evidence", "places")]
    return {one.as_uri() for one in found}


def test_from_a_disk_without_a_network_no_link_is_broken_and_nothing_is_asked_for(browser, site):
    context = browser.new_context(offline=True, viewport={"width": 320, "height": 640})
    page, asked, wrong = context.new_page(), [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("requestfailed", lambda request: wrong.append(request.url))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    kinds, barriers = one_of_each_kind(site), []
    page.goto(f"{site.as_uri()}/index.html")
    page.wait_for_url("**/en/index.html")
    waiting, seen = [page.url], set()
    while waiting:
        page.goto(waiting.pop())
        seen.add(page.url)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= 320, (page.url, wide)
        if page.url in kinds:
            barriers += [(page.url, one["id"]) for one in Axe().run(page).response["violations"]]
        links = {urldefrag(one)[0] for one in page.locator("a").evaluate_all(LINKS)}
        for link in links - seen - set(waiting):
            if link.endswith(".html"):
                waiting.append(link)
            else:
                assert (site / link.removeprefix(f"{site.as_uri()}/")).is_file(), link
    # Those of single figures and of codes are opened from elsewhere.
    pages = {one.as_uri() for one in (site / "en").rglob("*.html")}
    assert {one for one in pages if "/figure/" not in one and "/holds" not in one} <= seen
    assert barriers == wrong == []
    assert [one for one in asked if not one.startswith(("file:", "data:"))] == []
    context.close()
