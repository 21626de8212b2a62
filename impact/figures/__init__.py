"""Figures from small tables, each with the sentence and the numbers that belong to it.

`shown` is what a figure is, `frame` what every chart shares, `style` the colours. `charts` has
the small chart of a claim; `rates`, `wildlife`, `reports`, `estimates`, `coexistence`, `places`
and `maps` what the pages of these names show, `map_layers` what the map is drawn of.

`claim_charts` has the chart of a claim for slides and files, `map_picture` the map; both are a
`drawing`, which `painting` sets as SVG or as a picture.
"""
