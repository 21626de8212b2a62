"""What exports of other systems ask: shown with what is suggested, confirmed once, then kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import pandas as pd
import streamlit as st

from impact.changes import publishing, submit
from impact.model.errors import ImpactError
from impact.reading.choices import Question
from impact.reading.uploads import Upload
from impact.wording import Words
from impact.wording.labels import area_type
from pages.sending.state import Sending
from pages.shared import people, versions
from pages.shared.text import paragraph, plain, show_error


def ask(sending: Sending, upload: Upload, words: Words) -> None:
    """All questions of an export at once, with what is suggested; nothing is used unconfirmed."""
    _ = words._
    with st.form(f"export-{upload.file}"):
        st.markdown(f"**{plain(upload.file)}**")
        paragraph(_("Look at what is suggested, correct it, and confirm. The next file asks only "
                    "for what is new."))  # fmt: skip
        areas = sending.base.version.records.areas
        answers = {one.id: _select(upload, one, areas, words) for one in upload.questions}
        if st.form_submit_button(_("Confirm"), type="primary"):
            people.require_staff()
            _confirm(sending, upload, answers, words)


def offer_to_ask_again(sending: Sending, words: Words) -> None:
    """A button by which what was said of the files is asked once more."""
    said = [one.choices for one in sending.reading().uploads]
    if any(s.answers or s.date_order or s.decimal or s.grid or s.axes for s in said):
        st.button(
            words._("Was something confirmed that is wrong? Ask again"),
            key="ask-again", type="tertiary", on_click=_ask_again, args=(sending,),
        )  # fmt: skip


def _ask_again(sending: Sending) -> None:
    people.require_staff()
    sending.choices = submit.without_answers(sending.choices)


def _select(upload: Upload, question: Question, areas: pd.DataFrame, words: Words) -> str | None:
    codes = {option.code: words.said(option.said.text) for option in question.options}
    codes |= _area_names(codes, areas, words)
    if question.id.startswith("area_type:"):
        codes = {code: area_type(code, words) for code in codes}
    # "None of these" is a likely answer to which column it is, and never to which area.
    likely = bool(question.suggested) or not question.id.startswith(("area:", "outline:"))
    known = likely and question.suggested in codes
    return st.selectbox(
        plain(words.said(question.said.text)),
        list(codes),
        index=list(codes).index(question.suggested) if known else None,
        format_func=codes.__getitem__,  # shown as it is, not as markdown
        key=f"export-{upload.file}-{question.id}",
        placeholder=words._("Choose an answer"),
    )


def _area_names(codes: Mapping[str, str], areas: pd.DataFrame, words: Words) -> dict[str, str]:
    """The areas among the answers by their name in this language; with their id where two are
    called the same."""
    rows = areas[areas["area_id"].astype("str").isin(codes)].to_dict("records")
    names = {str(row["area_id"]): words.cell(row, "name") for row in rows}
    twice = [name for name, times in Counter(names.values()).items() if times > 1]
    return {one: f"{name} ({one})" if name in twice else name for one, name in names.items()}


def _confirm(
    sending: Sending, upload: Upload, answers: dict[str, str | None], words: Words
) -> None:
    choices = upload.choices
    for question in upload.questions:
        code = answers[question.id]
        if code is not None:
            choices = choices.answered(question, code)
    sending.choices[upload.file] = choices
    try:
        publishing.keep_answers(versions.store(), choices.answers)
    except ImpactError as error:
        show_error(error, words)
        return
    st.rerun()
