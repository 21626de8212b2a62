"""What server.py adds to Streamlit's own server.

- `headers`: security headers, and who may show the dashboard in a frame.
- `middleware`: compressed scripts, early files, closed doors.
- `handout_routes`: the presentation and the single figures that are handed out.
"""
