"""The core of the impact dashboard: tables in, claims out.

    files → text → records → claims → version → what an audience may see → figures, words, files

Data flows one way; `docs/architecture.md` has the whole picture, and who may import whom. Nothing
here knows Streamlit; only the store of versions touches the network.
"""

__version__ = "0.2.0"
