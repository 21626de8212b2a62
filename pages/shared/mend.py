"""What is shown in place of the dashboard when its data is broken."""

import streamlit as st

from impact.disclosure import shown_problems
from impact.errors import ImpactError, RecordsError
from impact.wording import Words
from pages.shared.text import plain

MOST = 50


def show(error: ImpactError, words: Words) -> None:
    """Say what to mend: never a traceback, and never a number."""
    _ = words._
    st.title(_("The data cannot be shown"))
    st.write(_("Something in the data has to be mended first. No figure is shown until then."))
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
