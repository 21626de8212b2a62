"""What is handed out: files made from the same claims, words and figures as the pages.

- `claims_json`: the claims for other programs; `tables`: CSV for spreadsheets.
- `outline`: the slides of a meeting pack; `deck` sets them as an HTML file that presents,
  `slide_file` (with `slide_parts`) as a file for PowerPoint.
- `report`: the report as an HTML file; `paper`: a page printed as PDF.
- `pictures`: charts and the map as files; `embedded`: one of them for other people's pages.
- `packs`: all of these by name; `offline`: what a file needs to stand alone.
"""
