"""The dashboard behind a server of its own: ``streamlit run server.py``, or ``make run``.

The pages are those of dashboard.py; this adds what serving/ holds.
"""

from __future__ import annotations

import gc
import logging
import os
import sys
from pathlib import Path

import pandas as pd
import streamlit as st
from starlette.middleware import Middleware
from streamlit.testing.v1 import AppTest

from pages.shared.streamlit_compat import set_option, without_a_visitor
from serving.addresses import NearlyRight
from serving.handout_routes import handout_routes
from serving.headers import FramedByError, SecurityHeaders, framed_by
from serving.holds_routes import holds_routes
from serving.middleware import (
    ClosedDoors,
    CompressedScripts,
    EarlyFiles,
    QuietLooks,
    make_ready_for_many,
    may_upload,
)
from serving.plain_routes import plain_routes
from serving.shell import SCRIPT_HASH, shell_routes
from signin.code import is_loopback
from signin.doors import OwnAddress, SmallBodies, StaffDoors
from signin.links import StaffLinks
from signin.messages import KnownMessages
from signin.opening import announce, open_office
from signin.people import SignInError
from signin.routes import sign_in_routes

# The tables behind the pages are small: Arrow's start costs more than it saves on each.
pd.set_option("mode.string_storage", "python")

make_ready_for_many()

OWN_NAMES = ["localhost", "*.localhost", "127.0.0.1", "::1"]
LARGEST_UPLOAD = 200  # MB: a zip of a season's tables
DASHBOARD = Path(__file__).with_name("dashboard.py")

# Secrets first: Streamlit puts their plain values in the environment.
secrets = st.secrets.to_dict() if st.secrets.load_if_toml_exists() else {}
port = st.get_option("server.port")
try:
    office = open_office(os.environ, secrets, port)
    # Behind a proxy on this machine people come to another port than ours.
    announce(office, sys.stdout, st.get_option("browser.serverPort"))
except SignInError as error:
    # The public page is served all the same: it needs no staff.
    logging.getLogger("impact").error("Staff cannot sign in. %s", error)
    office = None
try:
    sites = framed_by(os.environ)
except FramedByError as error:
    logging.getLogger("impact").error("Nobody may show the dashboard in a frame. %s", error)
    sites = ()
if is_loopback(st.get_option("server.address") or "") and not st.get_option("server.allowedHosts"):
    # Only this machine is asked then, and by its own names: a page elsewhere whose name leads
    # here (DNS rebinding) gets nothing. Behind a proxy the name must be set.
    set_option("server.allowedHosts", OWN_NAMES)
if office:
    # Under a plain `streamlit run dashboard.py`, where no door stands before the uploads,
    # config.toml leaves room for none.
    set_option("server.maxUploadSize", LARGEST_UPLOAD)

# One run before the first visitor: it warms the imports and caches, and it registers the page
# list, without which the first visitor on a deep link reads "Page not found".
with without_a_visitor():
    AppTest.from_file(DASHBOARD, default_timeout=600).run()  # a busy machine is no reason to stop

# What is loaded by now stays: the garbage collector need not look through it again.
gc.collect()
gc.freeze()


app = st.App(
    DASHBOARD,
    routes=[
        *shell_routes(),
        *handout_routes(),
        *holds_routes(),
        *plain_routes(),
        *sign_in_routes(office),
    ],
    middleware=[
        Middleware(SecurityHeaders, scripts=[SCRIPT_HASH], sites=sites),
        Middleware(OwnAddress),
        Middleware(NearlyRight),
        Middleware(ClosedDoors, may_upload=may_upload),
        Middleware(SmallBodies),
        Middleware(KnownMessages),
        Middleware(QuietLooks),
        *([Middleware(one, office=office) for one in (StaffDoors, StaffLinks)] if office else []),
        Middleware(CompressedScripts),
        Middleware(EarlyFiles),
    ],
)
