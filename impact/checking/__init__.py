"""Text → typed cells, and what is wrong with them: `Problem(file, row, column, value, rule, cure)`.

- `cells`: text → typed columns, by the schema of the table.
- `constraints`: what the schemas demand of one cell (required, limits, closed lists, patterns).
- `rules`: what rows and tables demand of one another (dates, places, counts, links).
- `checks`: all of these over a set of tables: (records, problems).
- `folder`: a data folder, or loose files, read and checked.

Nothing is coerced in silence: a cell that cannot be read is a problem, and missing in the table.
"""
