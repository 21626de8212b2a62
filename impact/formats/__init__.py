"""What other systems export → our tables: one module a format, told by what the file is.

- `sheets`: a part of a file under its own headings, its cells read fast.
- `recognition`: which parts of one upload belong together, and to which format.
- `known`: what the programme knows already: species with their synonyms, areas, locations.
- `columns`, `times`, `ids`, `species`, `places`: cells of other systems as our schemas want them.
- `account`: what was taken, what was set aside and why, row by row.
- `camtrap_dp`, `wildlife_insights`, `smart`, `earthranger`, `darwin_core`, `failures`: the formats.
- `incidents`: what SMART and EarthRanger share: which report is which incident, asked once.
- `personal`: what could name a person is dropped at reading, and blanked in what is kept.

Nothing is guessed: what an export leaves open is a question, its answer is kept and used for the
next one.
"""
