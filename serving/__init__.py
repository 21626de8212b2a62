"""What server.py adds to Streamlit's own server.

- `middleware`: security headers, compressed scripts, early files, closed doors.
- `handout_routes`: the presentation and the single figures that are handed out.
"""
