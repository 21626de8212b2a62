"""What is written and read again is the same."""

from __future__ import annotations

import pandas as pd
import pytest

from impact.checking.cells import type_table
from impact.checking.written import written
from impact.model.schemas import TABLES
from impact.reading.text_tables import read_csv_text
from tests.folders import DATA, folder_of


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("folder", ["wildcats", "example"])
def test_a_table_written_and_read_again_is_the_same(folder, table):
    records = folder_of(DATA / folder).records
    rows = records.table(table)
    content = written(records, table).to_csv(index=False).encode()
    again = type_table(read_csv_text(content, f"{table}.csv"), table).frame
    columns = [column for column in rows.columns if column != "row"]
    pd.testing.assert_frame_equal(
        again.reindex(columns=columns).reset_index(drop=True).astype("object"),
        rows[columns].reset_index(drop=True).astype("object"),
        check_dtype=False,
    )
