"""Choose and Recognise: files from a person, and what each was taken for."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import streamlit as st

from impact.changes import publishing, submit
from impact.model.errors import ImpactError
from impact.model.schemas import TABLES, schema
from impact.reading.answers import read_answers, written_answers
from impact.reading.choices import ENCODINGS, Choices, Question
from impact.reading.uploads import Upload, UploadedTable
from impact.wording import Words
from impact.wording.lists import table_name
from pages.sending import exports, outlines, sent_places
from pages.sending.replacing import replace_file
from pages.sending.state import READERS, Sending
from pages.shared import people, versions
from pages.shared.reader import current_style
from pages.shared.text import heading, note, paragraph, plain, reading_table, show_error

ENDINGS = [
    *("csv", "tsv", "txt", "xlsx", "xlsm", "xls", "ods", "zip", "json", "toml"),
    *("geojson", "kml", "kmz", "gpx", "gpkg"),
    *("xml", "kml", "gpx", "geojson", "numbers"),  # refused with the way out
]
DELIMITERS = (",", ";", "\t")


def choose(sending: Sending, words: Words) -> str:
    """The files; why one cannot go on, where there is none."""
    _ = words._
    READERS.prepare()
    paragraph(_("Choose all files of a season together, as the team keeps them: stations, records "
                "of the cats, conflicts, villages. Nothing is public before you press "
                "“Publish now”."))  # fmt: skip
    given = st.file_uploader(
        _("Files: CSV, TSV or zip up to 200 MB, Excel up to 20 MB. Outlines of areas: GeoJSON, "
          "KML, GPX, GeoPackage or a zipped shapefile."),
        type=ENDINGS,
        accept_multiple_files=True,
        key=f"files-{sending.times}",
    )  # fmt: skip
    if given:
        people.require_staff()
        answers = [file for file in given if file.name.endswith(".toml")]
        sending.files |= {file.name: file.getvalue() for file in given if file not in answers}
        taken = [_take_answers(sending, file.getvalue(), words) for file in answers]
        if all(taken):
            sending.times += 1  # an empty uploader for the next files
            st.rerun()
    chosen_files(sending, words, where="choose")
    return "" if sending.files else _("Choose a file first.")


def _take_answers(sending: Sending, content: bytes, words: Words) -> bool:
    """Answers that were saved here before, or written for the command line."""
    try:
        said = read_answers(content.decode("utf-8-sig", errors="replace"))
    except ImpactError as error:
        show_error(error, words)
        return False
    sending.choices = submit.with_answers(sending.choices, said)
    return True


def chosen_files(sending: Sending, words: Words, *, where: str) -> None:
    """The files so far, each with the ways to replace it and to take it out."""
    _ = words._
    for name, content in list(sending.files.items()):
        size = words.number(max(1, len(content) / 1000))
        with st.container(horizontal=True, vertical_alignment="center"):
            paragraph(f"{name} ({_('{n} KB').format(n=size)})")
            replace_file(sending, name, words, where=where)
            st.button(
                _("Take out"), key=f"take-out-{where}-{name}", on_click=_take_out,
                args=(sending, name),
            )  # fmt: skip


def _take_out(sending: Sending, name: str) -> None:
    people.require_staff()
    sending.files.pop(name, None)
    sending.choices = submit.without(sending.choices, name)
    # What was confirmed of several files together is not asked again of those that stay.
    sending.choices |= publishing.kept_choices(versions.store())


def open_questions(sending: Sending, words: Words) -> str:
    """What the files leave open; why one cannot go on, while something is."""
    reading = sending.reading()
    for problem in reading.problems:
        if problem.rule == "file.question":  # it is asked below, with its answers
            continue
        show = st.error if problem.severity == "error" else st.warning
        show(f"**{plain(problem.file)}**  \n{plain(words.said(problem.message))}  \n"
             f"{plain(words.said(problem.cure))}")  # fmt: skip
    asking = [upload for upload in reading.uploads if upload.format and upload.questions]
    for upload in asking:
        exports.ask(sending, upload, words)
    questions = submit.questions_of(reading)
    for file, question in questions:
        if file not in {upload.file for upload in asking}:
            _ask(sending, file, question, words)
    exported = {upload.file for upload in asking}
    if not questions:
        for upload in reading.uploads:
            sent_places.show_answered(upload, words)
        exports.offer_to_ask_again(sending, words)
    if questions and all(file in exported and q.suggested for file, q in questions):
        return words._("Look at the suggestions above. If they are right, press Confirm.")
    return words._("Answer the questions above first.") if questions else ""


def recognise(sending: Sending, words: Words) -> str:
    """What each file was taken for; why one cannot go on, where one cannot."""
    _ = words._
    waiting = open_questions(sending, words)
    reading = sending.reading()
    for upload in reading.uploads:
        with st.container(border=True):
            _upload(sending, upload, words)
    if any(said != Choices() for said in sending.choices.values()):
        st.download_button(
            _("Save the answers as a file, for the next time or for the command line"),
            written_answers(sending.choices),
            file_name="answers.toml",
            on_click="ignore",
        )
    if waiting:
        return waiting
    if any(upload.format for upload in reading.uploads) and not reading.texts:
        return _("Nothing was taken from these files: see above why their rows were set aside.")
    return "" if reading.texts else _("No table was recognised. Go back and choose another file.")


def _ask(sending: Sending, file: str, question: Question, words: Words) -> None:
    """A question that the file leaves open. Nothing is chosen beforehand."""
    codes = {option.code: words.said(option.said.text) for option in question.options}
    st.warning(f"**{plain(file)}**  \n{plain(words.said(question.said.text))}")
    key = f"answer-{file}-{question.id}"

    def answer() -> None:
        people.require_staff()
        sending.choices = submit.answered(
            sending.reading(), sending.choices, question, file, st.session_state[key]
        )

    st.radio(
        words.said(question.said.text),
        list(codes),
        index=None,
        format_func=lambda code: plain(codes[code]),
        key=key,
        on_change=answer,
        label_visibility="collapsed",
    )


def _upload(sending: Sending, upload: Upload, words: Words) -> None:
    for table in upload.tables:
        _, *rest = table.taken_for
        name = table_name(table.table, words) if table.table else words.said(_.text)
        part = f", {table.part}" if table.part else ""
        heading(f"{upload.file}{part}: {name}")
        note(", ".join(words.said(line.text) for line in rest))
        rows = table.text.frame
        count = words.ngettext("{n} row", "{n} rows", len(rows))
        paragraph(count.format(n=words.number(len(rows))))
        reading_table(numbered(rows, 20, words), name, current_style())
        if table.table and not upload.format:
            _mapping(sending, upload, table, words)
    outlines.show(upload, words)
    for line in upload.account.said:
        note(words.said(line.text))
    for line in upload.left_out:
        note(words.said(line.text))
    _read_otherwise(sending, upload, words)


def numbered(rows: pd.DataFrame, most: int, words: Words) -> pd.DataFrame:
    """The first rows of a file, each with its number there before it."""
    columns = ["row", *(name for name in rows if name != "row")]
    return rows.head(most)[columns].fillna("").rename(columns={"row": words._("Row")})


def _mapping(sending: Sending, upload: Upload, table: UploadedTable, words: Words) -> None:
    """Headings that are no column of the table, to be mapped by hand; then saved by a name."""
    _ = words._
    columns = {place: name for name, place in table.columns.items()}
    lost = {each.heading: each for each in table.set_aside}
    label = _("Columns: {n} recognised, {left} left out").format(n=len(columns), left=len(lost))
    with st.expander(label, expanded=bool(lost)):
        names = schema(table.table).names
        for place, heading in enumerate(table.headings):
            if not heading:
                continue
            now, meant = columns.get(place, ""), lost[heading].meant if heading in lost else ""
            options = ["", *names, *([now] if now and now not in names else [])]
            key = f"map-{upload.file}-{table.part}-{heading}"
            st.selectbox(
                plain(heading),
                options,
                index=options.index(now),
                format_func=lambda name: _column(name, table.table, words),
                key=key,
                help=_("Did you mean {column}?").format(column=meant) if meant else None,
                on_change=_map,
                args=(sending, upload.file, heading, key),
            )
            if meant:
                st.button(
                    plain(_("Did you mean {column}? Yes").format(column=meant)),
                    key=f"meant-{key}",
                    on_click=_map_to,
                    args=(sending, upload.file, heading, meant, key),
                )
        _saved_mappings(sending, upload, words)


def _column(name: str, table: str, words: Words) -> str:
    if not name:
        return words._("(left out)")
    return f"{name}: {words.of(schema(table).field(name).labels)}"


def _map(sending: Sending, file: str, heading: str, key: str) -> None:
    _map_to(sending, file, heading, st.session_state[key])


def _map_to(sending: Sending, file: str, heading: str, column: str, key: str = "") -> None:
    people.require_staff()
    before = sending.choices.get(file, Choices())
    sending.choices[file] = submit.with_mapping(before, {heading: column})
    if key:
        st.session_state[key] = column


def _saved_mappings(sending: Sending, upload: Upload, words: Words) -> None:
    _ = words._
    key = f"mapping-{upload.file}"
    saved = versions.store().mappings()
    if saved:
        st.selectbox(
            _("Use what was saved as"), ["", *saved], key=f"{key}-use", on_change=_use,
            args=(sending, upload.file, f"{key}-use"),
        )  # fmt: skip
    name = st.text_input(_("Save this for the next file, as"), key=f"{key}-name", max_chars=80)
    if st.button(_("Save"), key=f"{key}-save", disabled=not name.strip()):
        people.require_staff()
        try:
            choices = sending.choices.get(upload.file, Choices())
            versions.store().save_mapping(name, replace(choices, sheets=()).as_json())
        except ImpactError as error:
            show_error(error, words)
        else:
            st.success(plain(_("Saved as {name}.").format(name=name)))


def _use(sending: Sending, file: str, key: str) -> None:
    people.require_staff()
    name = st.session_state[key]
    if name:
        sending.choices[file] = Choices.from_json(versions.store().mappings()[name])


def _read_otherwise(sending: Sending, upload: Upload, words: Words) -> None:
    """What a person may say where the file was taken for something else than it is."""
    _ = words._
    choices = sending.choices.get(upload.file, Choices())
    with st.expander(_("Wrong type of file? Change it here.")):
        table = st.selectbox(
            _("Table"), ["", *TABLES], index=["", *TABLES].index(choices.table),
            format_func=lambda t: table_name(t, words) if t else _("as recognised"),
            key=f"otherwise-table-{upload.file}",
        )  # fmt: skip
        encodings = ["", *ENCODINGS]
        encoding = st.selectbox(
            _("Encoding"), encodings, index=encodings.index(choices.encoding),
            format_func=lambda e: ENCODINGS.get(e, _("as recognised")),
            key=f"otherwise-encoding-{upload.file}",
        )  # fmt: skip
        signs = {"": _("as recognised"), ",": _("comma"), ";": _("semicolon"), "\t": _("tab")}
        delimiter = st.selectbox(
            _("Between the columns"), list(signs), index=list(signs).index(choices.delimiter),
            format_func=signs.get, key=f"otherwise-delimiter-{upload.file}",
        )  # fmt: skip
        row = st.number_input(
            _("Row of the headings (0: as recognised)"), 0, 1000, choices.header_row or 0,
            key=f"otherwise-row-{upload.file}",
        )  # fmt: skip
        if st.button(_("Read it again"), key=f"otherwise-{upload.file}"):
            people.require_staff()
            sending.choices[upload.file] = replace(
                choices, table=table, encoding=encoding, delimiter=delimiter, header_row=row or None
            )
            st.rerun()
