"""The dashboard behind a server of its own: ``streamlit run server.py``, or ``make run``.

The pages are those of dashboard.py; this adds what serving.py holds.
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st
from starlette.middleware import Middleware
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route
from streamlit.testing.v1 import AppTest

from impact.errors import ImpactError
from impact.handouts.brief import brief_html
from impact.wording import words_in
from pages.shared import session
from serving import ClosedDoors, CompressedScripts, SecurityHeaders, may_upload

if TYPE_CHECKING:
    from starlette.requests import Request

DASHBOARD = Path(__file__).with_name("dashboard.py")

# One run before the first visitor: it warms the imports and caches, and it registers the page
# list, without which a first visitor on a deep link is told "Page not found". That nobody is
# there to see it is no reason for Streamlit's warning.
nobody_there = logging.getLogger("streamlit.runtime.scriptrunner_utils.script_run_context")
nobody_there.disabled = True
AppTest.from_file(DASHBOARD, default_timeout=60).run()
nobody_there.disabled = False


def brief(request: Request) -> Response:
    """The claims as plain HTML, also for those without JavaScript."""
    asked = request.query_params.get("lang", "en")
    words = words_in(asked if asked in session.LANGUAGES else "en")
    try:
        view = session.current_view()
    except ImpactError:
        text = words._("The data cannot be shown: something in it has to be mended first.")
        return PlainTextResponse(text, status_code=503)
    address = str(request.base_url).rstrip("/")
    return HTMLResponse(brief_html(view, words, session.LANGUAGES, address))


app = st.App(
    DASHBOARD,
    routes=[Route("/brief", brief)],
    middleware=[
        Middleware(SecurityHeaders),
        Middleware(ClosedDoors, may_upload=may_upload),
        Middleware(CompressedScripts),
    ],
)
