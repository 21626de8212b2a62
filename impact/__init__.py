"""The core of the impact dashboard: tables in, claims out.

     files ──intake──▶ records ──metrics──▶ claims ──publishing──▶ version
                                                                      │
                                                                 disclosure
                                                                      ▼
     pages, handouts ◀── figures & words ◀──────────────────────── view

One direction, no way back. A reader who follows one noun (detections) through these rooms has
understood the program. Nothing here knows Streamlit, the clock or the network.
"""
