"""The dashboard behind a server of its own: ``streamlit run server.py``, or ``make run``.

The pages are those of dashboard.py; this adds what serving.py holds.
"""

from __future__ import annotations

import logging
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from streamlit.testing.v1 import AppTest

from serving import ClosedDoors, CompressedScripts, SecurityHeaders, may_upload

DASHBOARD = Path(__file__).with_name("dashboard.py")

# One run before the first visitor: it warms the imports and caches, and it registers the page
# list, without which a first visitor on a deep link is told "Page not found". That nobody is
# there to see it is no reason for Streamlit's warning.
nobody_there = logging.getLogger("streamlit.runtime.scriptrunner_utils.script_run_context")
nobody_there.disabled = True
AppTest.from_file(DASHBOARD, default_timeout=60).run()
nobody_there.disabled = False

app = st.App(
    DASHBOARD,
    middleware=[
        Middleware(SecurityHeaders),
        Middleware(ClosedDoors, may_upload=may_upload),
        Middleware(CompressedScripts),
    ],
)
