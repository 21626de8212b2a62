"""What server.py adds to Streamlit's own server.

- `headers`: security headers, and who may show the dashboard in a frame.
- `middleware`: compressed scripts, early files, closed doors.
- `shell`: the page around the app: name, preview, first words, the way to the plain page.
- `preview`: what a chat shows of a link.
- `addresses`: addresses that are nearly right.
- `handout_routes`: the presentation, the pictures and the single figures that are handed out.
- `plain_routes`: the public pages as plain HTML.
- `holds_routes`: what became of the numbers of a handout.
- `asking`: what a request asks for: language, version, address.
"""
