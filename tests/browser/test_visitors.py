"""Visitors while somebody publishes, in short; the long run is benchmarks/soak/visitors.py."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from benchmarks.soak.visitors import crowd_at_the_example


def test_every_visitor_is_shown_what_is_published_meanwhile_and_no_page_fails():
    with ThreadPoolExecutor(1) as apart:  # the browser of other tests has the loop of this thread
        coming = apart.submit(crowd_at_the_example, visitors=3, seconds=40, publishes=1)
        crowd, weights = coming.result()
    assert crowd.failures == []
    assert set(crowd.published) == {2}
    assert len(crowd.seen[2]) == 3
    assert crowd.runs > 6
    assert min(weights) > 0
