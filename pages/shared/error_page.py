"""What is shown in place of the dashboard when its data is broken."""

import streamlit as st

from impact.disclosure import shown_problems
from impact.model.errors import (
    BusyError,
    ImpactError,
    NoSuchVersion,
    NothingPublished,
    RecordsError,
    StaffOnly,
    StoreError,
    WithdrawnVersion,
)
from impact.wording import Words
from pages.shared import banners
from pages.shared.text import plain

MOST = 50


def show(error: ImpactError, words: Words) -> None:
    """Say what to fix: never a traceback, and never a number."""
    _ = words._
    if isinstance(error, StaffOnly):
        st.title(_("Staff only"))
        st.warning(_("This link shows a draft to staff. Sign in to see it."))
        return
    if isinstance(error, BusyError):
        st.info(plain(f"{words.said(error.message)} {words.said(error.cure)}"))
        return
    if isinstance(error, StoreError):
        _about_the_store(error, words)
        return
    st.title(_("The data cannot be shown"))
    st.write(_("There is an error in the data. Figures will return when it is fixed."))
    if not isinstance(error, RecordsError):
        st.error(plain(error.message))
        st.info(plain(error.cure))
        return
    problems = shown_problems(error.problems)
    errors = [problem for problem in problems if problem.severity == "error"]
    count = words.ngettext("{n} error", "{n} errors", len(errors))
    st.header(count.format(n=words.number(len(errors))))
    for problem in errors[:MOST]:
        where = [plain(problem.file)]
        if problem.row is not None:
            where.append(_("row {n}").format(n=problem.row))
        if problem.column:
            where.append(plain(problem.column))
        st.error(f"**{' · '.join(where)}**  \n{plain(problem.message)}  \n{plain(problem.cure)}")
    if len(errors) > MOST:
        st.write(_("Only the first {n} are shown.").format(n=MOST))


def _about_the_store(error: StoreError, words: Words) -> None:
    """Say no more than a visitor needs: the error itself may name a folder or a bucket."""
    _ = words._
    if isinstance(error, WithdrawnVersion):
        st.title(_("This version was withdrawn"))
        st.write(
            _(
                "It contained something that should not have been published, so it is "
                "no longer shown."
            )
        )
    elif isinstance(error, NothingPublished):
        st.title(_("Nothing is published"))
        st.write(_("This version has been withdrawn. Please check back later."))
    elif isinstance(error, NoSuchVersion):
        st.title(_("There is nothing here"))
        st.write(_("There is no such version or draft. A draft expires after seven days."))
    else:
        st.title(_("The data cannot be reached"))
        st.write(_("The published data cannot be read right now. Try again in a minute."))
    if not banners.back(words):
        st.write(_("The people who run this dashboard find the reason in its log."))
