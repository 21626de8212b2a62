"""From bytes to checked tables, or to a list of problems that a field officer can mend.

- `files`: bytes → a table of text, with the row numbers of the file.
- `cells`: text → typed columns, by the schema of the table.
- `constraints`: what the schemas demand of one cell (required, limits, closed lists, patterns).
- `rules`: what rows and tables demand of one another (dates, places, counts, links).
- `checks`: all of these over a set of tables: (records, problems).
- `folder`: a data folder, or loose files, read and checked.
- `receiving`: all that is sent at once, exports of other systems (`formats`) among it.
- `sentences`: the few words that problems share.

Nothing is coerced in silence: a cell that cannot be read is a problem, and missing in the table.
"""
