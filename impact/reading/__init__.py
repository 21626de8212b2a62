"""Bytes → text tables: archives, encodings, delimiters, workbooks, headings, one upload.

- `grids`: bytes → the parts of a file that may hold a table, recognised by content, never by name.
- `encodings`, `delimiters`, `quoting`, `archives`, `workbooks`: what `grids` takes apart.
- `header_row`: which row holds the headings; `headings`: which column a heading means;
  `table_recognition`: which table headings belong to.
- `text_tables`: rows of cells → a table of text, with the row numbers that a spreadsheet shows;
  `short_rows`: rows that lack cells.
- `canonical`: cells as people write them → as the schema wants them, with `dates_written`,
  `numbers_written` and `coordinates` (`grid_zones`, `country_outlines`).
- `uploads`: a file as staff really send it → tables that can be checked, with `choices` (what a
  person said of it), `answers` (the same as a file) and `account` (what became of its rows).

Nothing is typed here: cells stay text until `impact.checking`.
"""
