"""The folder that any host serves, opened from a disk with no network: every link is followed."""

from __future__ import annotations

from urllib.parse import urldefrag

import pytest

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


def test_from_a_disk_without_a_network_no_link_is_broken_and_nothing_is_asked_for(browser, site):
    context = browser.new_context(offline=True, viewport={"width": 320, "height": 640})
    page, asked, wrong = context.new_page(), [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("requestfailed", lambda request: wrong.append(request.url))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(f"{site.as_uri()}/index.html")
    page.wait_for_url("**/en/index.html")
    waiting, seen = [page.url], set()
    while waiting:
        page.goto(waiting.pop())
        seen.add(page.url)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= 320, (page.url, wide)
        links = {urldefrag(one)[0] for one in page.locator("a").evaluate_all(LINKS)}
        for link in links - seen - set(waiting):
            if link.endswith(".html"):
                waiting.append(link)
            else:
                assert (site / link.removeprefix(f"{site.as_uri()}/")).is_file(), link
    # Those of single figures and of codes are opened from elsewhere.
    pages = {one.as_uri() for one in (site / "en").rglob("*.html")}
    assert {one for one in pages if "/figure/" not in one and "/holds" not in one} <= seen
    assert wrong == []
    assert [one for one in asked if not one.startswith(("file:", "data:"))] == []
    context.close()
