"""The public pages as plain HTML, without a script: on the server below /plain/, or in a folder.

- `blocks`: what a page is made of.
- `claim_pages`, `figure_pages`, `text_pages`: the pages, of the same words, figures and claims as
  those in Streamlit, with everything chosen.
- `standing`: how the numbers of a version went on in those after it; `holds_pages` says it, and
  `code_asked` is where a code is typed.
- `correction_pages`, `feed`, `digest`: how the published claims changed, as a page, a feed, a mail.
- `embedding`: one figure alone, for the pages of others.
- `addresses`: how pages point to each other, on a server and in a folder.
- `site`: every page by its name; a page as HTML; all of them as files.
"""
