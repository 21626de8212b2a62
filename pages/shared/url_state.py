"""Choices that stand in the address, so that a copied link opens the same view.

The address holds ids, which are the same in every language (Streamlit's own binding would put
the words on screen there). A choice outlives a change of page, where Streamlit empties the
address.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode, urlsplit

import pandas as pd
import streamlit as st

from impact.wording import words_in
from pages.shared.page_list import public_pages, staff_pages
from pages.shared.streamlit_compat import at
from pages.shared.text import plain, told_apart

ADDRESSES = {*public_pages(words_in("en")), *staff_pages(words_in("en")), "sign-in"}
NOT_CITED = ("draft", "see")  # a draft is for staff alone, and expires
EARLIEST, LATEST = pd.Timestamp("1900-01-01"), pd.Timestamp("2100-01-01")


def arrive() -> None:
    """Look whether this run is of another page than the last; before the first choice is asked.

    On one page the address alone says what is chosen: *Back* takes choices out of it. On the way
    to another page Streamlit empties it.
    """
    here = urlsplit(st.context.url or "").path
    st.session_state["elsewhere"] = not here or here != st.session_state.get("here")
    st.session_state["here"] = here
    st.session_state.setdefault("linked", {})


def _brought(name: str) -> str | None:
    """What was chosen on the page before."""
    if not st.session_state.get("elsewhere", True):
        return None
    return st.session_state.setdefault("linked", {}).get(name)


def chosen(name: str, options: Sequence[str], default: str) -> str:
    """What the address says, else what was chosen on the page before, else the default."""
    asked = st.query_params.get(name, _brought(name))
    value = asked if asked is not None and asked in options else default
    _keep(name, value, default)
    return value


def address(version: int | None, anchor: str = "") -> str:
    """The link that opens this page as it stands now, at the version that it shows.

    A version without a number cannot be asked for: the words of the citation name it.
    """
    here = st.context.url or ""
    asked = {k: v for k, v in st.query_params.to_dict().items() if k not in NOT_CITED}
    asked |= {} if version is None else {"version": str(version)}
    query = f"?{urlencode(asked)}" if asked else ""
    return f"{here}{query}#{anchor}" if here and anchor else f"{here}{query}" if here else ""


def home() -> str:
    """Where the dashboard is, as the browser says, without a slash at its end."""
    here = urlsplit(st.context.url or "")
    if not here.netloc:
        return at("")
    path = here.path.rstrip("/")
    start, _slash, page = path.rpartition("/")
    # A page that there is not is no folder either; a site's path ends in a slash, or was set.
    taken_off = st.context.headers.get("X-Forwarded-Prefix", "").rstrip("/")
    is_page = page in ADDRESSES or not (here.path.endswith("/") or path in (at(""), taken_off))
    return f"{here.scheme}://{here.netloc}{start if is_page else path}"


def asked(name: str) -> str:
    """What the address says of a name, else that of the page before; empty where neither does."""
    value = st.query_params.get(name, _brought(name)) or ""
    _keep(name, value, "")
    return value


def keep(name: str, value: str) -> None:
    """Put a choice in the address, and in this session."""
    _keep(name, value, "")


def forget(*names: str) -> None:
    """Take choices out of the address, and out of this session."""
    for name in names:
        _keep(name, "", "")


def select(
    label: str,
    name: str,
    options: Mapping[str, str],
    *,
    default: str | None = None,
    place=None,
    note: str | None = None,
) -> str:
    """A drop-down whose choice stands in the address.

    Parameters
    ----------
    options : mapping
        The ids and what each is called. No function: a session keeps what its widgets were given
        for as long as it lasts, and a function of a page would keep the whole version shown then.

    Returns
    -------
    str
        The chosen id.
    """
    options = told_apart(options)
    first = next(iter(options)) if default is None else default
    key = f"choose-{name}"
    _say_if_unknown(label, name, options)
    st.session_state[key] = chosen(name, list(options), first)

    def keep() -> None:
        # On a slow line a browser may still send the words of the language before.
        if (value := st.session_state[key]) in options:
            _keep(name, value, first)

    return (place or st).selectbox(
        label, list(options), format_func=options.get, key=key, on_change=keep, help=note
    )


def _say_if_unknown(label: str, name: str, options: Mapping[str, str]) -> None:
    """Say that a link names what is not here; not that one choice rules out another of before."""
    asked = st.query_params.get(name)
    if not asked or asked in options or asked == st.session_state.get("linked", {}).get(name):
        return
    words = words_in(st.session_state.get("language", "en"))
    text = words._("This link asks for “{value}” under “{choice}”, which is not available here.")
    st.info(plain(text.format(value=asked, choice=label)))


def _keep(name: str, value: str, default: str) -> None:
    st.session_state["linked"][name] = value
    asked = None if value == default else value
    if asked == st.query_params.get(name):
        return  # said again, it could reach a browser that has gone back meanwhile
    if asked is None:
        del st.query_params[name]
    else:
        st.query_params[name] = asked


def day(label: str, name: str, default: pd.Timestamp) -> pd.Timestamp:
    """A day whose choice stands in the address, as 2026-11-23."""
    asked = pd.to_datetime(
        st.query_params.get(name, _brought(name)), format="%Y-%m-%d", errors="coerce"
    )
    value = default if asked is None or pd.isna(asked) else min(max(asked, EARLIEST), LATEST)
    key = f"choose-{name}"
    st.session_state[key] = value.date()

    def keep() -> None:
        _keep(name, st.session_state[key].isoformat(), default.date().isoformat())

    _keep(name, value.date().isoformat(), default.date().isoformat())
    picked = st.date_input(
        label,
        key=key,
        on_change=keep,
        min_value=EARLIEST,
        max_value=LATEST,
        format="YYYY-MM-DD",
    )
    return pd.Timestamp(picked)
