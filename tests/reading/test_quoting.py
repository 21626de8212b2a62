"""Quotation marks in text files: around cells, or letters of the text; never joining rows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from impact.model.errors import FileError
from impact.reading.choices import Choices
from impact.reading.grids import grids_of

# What stands in cells of a download that is not quoted: any text without a tab or line break.
CELLS = st.text(st.sampled_from("ab \"'9"), max_size=8)


def rows(text: str) -> list[list[str]]:
    (grid,) = grids_of(text.encode(), "any.txt", Choices())
    return [cells for _, cells in grid.rows()]


@given(st.lists(CELLS, min_size=1, max_size=12))
def test_no_row_of_a_file_with_tabs_is_joined_to_another(cells: list[str]):
    lines = [f"{number}\t{cell}\tx" for number, cell in enumerate(cells)]
    read = rows("\n".join(["id\tlocality\tissue", *lines]) + "\n")
    assert [row[0] for row in read[1:]] == [str(number) for number in range(len(cells))]


def test_marks_that_do_not_all_enclose_belong_to_the_text():
    read = rows('id\tlocality\n1\t"Old" hut\n2\tgully 9" deep\n3\t"Camp\n4\t"new"\n')
    assert [row[1] for row in read[1:]] == ['"Old" hut', 'gully 9" deep', '"Camp', '"new"']


def test_marks_that_all_enclose_are_taken_off():
    read = rows('id\tlocality\n1\t"Old ""hut"""\n2\tplain\n3\t"new"\n')
    assert [row[1] for row in read[1:]] == ['Old "hut"', "plain", "new"]


def test_a_quoted_cell_may_hold_a_tab_or_a_line_break():
    assert rows('id\tlocality\n1\t"a\tb"\n2\t"c\nd"\n')[1:] == [["1", "a\tb"], ["2", "c\nd"]]


def test_lines_that_stand_whole_in_marks_are_taken_apart():
    text = '"id,place,note"\n"1,Camp 3,""x, y"""\n"2,River,z"\n'
    assert rows(text)[1:] == [["1", "Camp 3", "x, y"], ["2", "River", "z"]]


def test_a_single_row_may_end_in_a_cell_of_several_lines():
    assert rows('id\tlocality\n1\t"a ""b""\nand c"\n')[1:] == [["1", 'a "b"\nand c']]


@pytest.mark.parametrize("delimiter", [",", ";"])
def test_rows_joined_by_a_lone_mark_are_read_as_they_stand(delimiter: str):
    text = 'id,place,note\n1,"Camp 3,x\n2,River,y\n3,last",z\n4,"hut",w\n'
    read = rows(text.replace(",", delimiter))
    assert [row[0] for row in read[1:]] == ["1", "2", "3", "4"]


def test_rows_joined_beyond_repair_are_refused_with_the_line():
    wide = "a,b,c,d,e,f,g,h\n" + '1,"x,y",3,"open,5,6,7,8\n' + "1,2,3,4,5,6,7,8\n" * 3
    with pytest.raises(FileError, match="line 2"):
        rows(wide + '1,2,3,closed",5,6,7,8\n')
