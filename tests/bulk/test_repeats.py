"""A repeated id is found whatever the numbers say."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from impact.bulk.repeats import numbers_of, repeated

IDS = st.lists(st.one_of(st.none(), st.sampled_from("abc"), st.text(max_size=20)), max_size=20)


def expected(ids):
    column = pd.Series(ids, dtype="object")
    return np.flatnonzero(column.duplicated() & column.notna()).tolist()


@given(IDS)
def test_an_id_repeats_where_it_stands_in_a_row_above(ids):
    column = pa.array(ids, pa.string())
    assert repeated(pa.chunked_array([column]), numbers_of(column)).tolist() == expected(ids)


@given(IDS)
def test_ids_that_share_a_number_by_chance_are_no_repeat(ids):
    column = pa.chunked_array([pa.array(ids, pa.string())])
    assert repeated(column, np.zeros(len(ids), dtype="uint64")).tolist() == expected(ids)


@given(st.lists(st.text(min_size=1, max_size=24), unique=True, max_size=20))
def test_different_ids_have_different_numbers(ids):
    numbers = numbers_of(pa.array(ids, pa.string()))
    assert len(set(numbers.tolist())) == len(ids)
    # And the same ones in whatever company.
    assert [numbers_of(pa.array([one], pa.string()))[0] for one in ids] == numbers.tolist()
