"""Every page, in a real browser, at both sizes, by day and by night."""

from __future__ import annotations

import pytest

from walk import PAGES, SCHEMES, SIZES


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_quiet_fits_and_shuts_nobody_out(serve, visit, path, width, height, scheme):
    page = visit(serve().url + path, width=width, height=height, scheme=scheme)
    assert page.errors == []
    assert page.failed == []
    assert page.foreign == []
    assert page.too_wide() == []
    assert page.barriers() == []


@pytest.mark.parametrize("path", PAGES[1:2])  # one stands for all: each needs a new server
def test_the_very_first_visitor_may_come_by_a_deep_link(serve, visit, path):
    server = serve(fresh=True)
    first = visit(server.url + path)
    second = visit(server.url + path)
    overview = visit(server.url + "/")
    # The list of pages is made by dashboard.py: without it the page would have been run alone.
    assert {"/", path} <= first.links()
    assert first.page.get_by_role("dialog").count() == 0
    assert "Page not found" not in first.page.content()
    assert first.text() == second.text() != overview.text()
    assert "Traceback" not in server.log.read_text()


def test_every_page_of_the_navigation_is_walked_through(serve, visit):
    assert visit(serve().url).links() == set(PAGES)


def test_an_address_that_does_not_exist_shows_the_overview_and_breaks_nothing(serve, visit):
    page = visit(serve().url + "/no-such-page")
    assert [error for error in page.errors if "does not seem to exist" not in error] == []
    assert page.foreign == []
    assert "Page not found" in page.page.get_by_role("dialog").inner_text()
