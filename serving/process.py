"""``streamlit run`` for one process of several: nobody is led to it before it can answer.

python -m serving.process SCRIPT [options of streamlit run]
"""

from __future__ import annotations

import runpy
import sys

from pages.shared.streamlit_compat import listen_when_ready

if __name__ == "__main__":
    listen_when_ready()
    sys.argv = ["streamlit", "run", *sys.argv[1:]]
    runpy.run_module("streamlit", run_name="__main__")
