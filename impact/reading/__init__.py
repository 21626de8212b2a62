"""Bytes → text tables: archives, encodings, delimiters, workbooks, headings, one upload.

- `grids`: bytes → the parts of a file that may hold a table, told by content and never by name.
- `text_tables`: rows of cells → a table of text, with the row numbers that a spreadsheet shows.
- `headings`: which column a heading means.
- `uploads`: a file as staff really send it → tables that can be checked.

Nothing is typed here: cells stay text until `impact.checking`.
"""
