"""The parts of the meeting pack's page: present, download, one figure."""

from __future__ import annotations

from functools import partial
from urllib.parse import urlencode

import streamlit as st

from impact.disclosure import View
from impact.handouts import packs, pictures
from impact.handouts.deck import keys
from impact.handouts.packs import KINDS, Choice
from impact.model.errors import HandoutError, PrinterError
from impact.wording import Words
from pages.shared import url_state
from pages.shared.cache import cached_for_view, key_of, made_for_view
from pages.shared.packs import pack
from pages.shared.text import note, paragraph, plain, told_apart
from pages.shared.view import earlier_versions, view_of

FIGURE = 840  # pixels at most: larger, its letters would shout


def earlier(view: View, words: Words) -> View | None:
    """The earlier version to tell the changes from; nobody is asked where there is none."""
    numbers = ["", *map(str, earlier_versions(view))]
    if len(numbers) == 1:
        return None
    chosen = st.selectbox(
        words._("Show what changed since"),
        numbers,
        format_func=lambda number: (
            words._("version {number}").format(number=number) if number else words._("none of them")
        ),
    )
    return view_of(chosen) if chosen else None


def present(choice: Choice, before: View | None, view: View, words: Words) -> None:
    """A link to the presentation, and the keys that move it."""
    _ = words._
    if url_state.asked("draft"):  # its address is anybody's, and a draft is not
        note(_("A draft cannot be presented from a link. Download it as a file instead."))
        return
    asked = {"lang": words.language, "parts": ",".join(choice.sections)}
    if choice.dark:
        asked["dark"] = "1"
    if view.number is not None:
        asked["version"] = str(view.number)
    if before is not None:
        asked["since"] = str(before.number)
    st.link_button(
        _("Open the presentation"),
        f"{url_state.home()}/deck?{urlencode(asked)}",
        icon=":material/slideshow:",
    )
    note(keys(words))


def download(
    kind: str,
    text: str,
    name: str,
    choice: Choice,
    before: View | None,
    view: View,
    words: Words,
) -> None:
    """Make a file when it is asked for, then offer it.

    The bar moves while it is made; whatever else is pressed meanwhile stops it.
    """
    _ = words._
    paragraph(text)
    ready = st.session_state.setdefault("packs", {})
    key = key_of(kind, view, words, choice, before)
    place = st.empty()
    finished = ready.get(kind, ("",))[0] == key
    if not finished and place.button(_("Make the file"), key=f"make-{kind}"):
        try:
            with place.container():
                ready[kind] = key, _making(kind, choice, before, view, words)
        except PrinterError as error:
            st.warning(plain(_("The PDF is made by Chromium, which is not on this server.")))
            note(f"{error.message} {error.cure}")
            return
        except HandoutError:
            text = _(
                "What is on file about this area does not fit on one page. Shorten its texts, or "
                "choose the larger paper."
            )
            st.warning(plain(text))
            return
        finished = True
    if finished:  # in the place of the button that made it
        place.download_button(
            _("Download {name}").format(name=name),
            ready[kind][1],
            file_name=name,
            mime=KINDS[kind][1],
            key=f"download-{kind}",
        )


def _making(kind: str, choice: Choice, before: View | None, view: View, words: Words) -> bytes:
    _ = words._
    bar = st.progress(0.0, text=_("Making the file…"))
    st.button(_("Cancel"), key=f"cancel-{kind}")  # any press ends the run, at the next step
    steps = iter(range(1, 1000))

    def on_wait() -> None:
        step = next(steps)
        bar.progress(1 - 1 / (1 + step / 6), text=_("Making the file…"))

    return pack(kind, view, words, choice, before=before, on_wait=on_wait)


def one_figure(view: View, words: Words) -> None:
    """A chart or the map as a picture, its sentence to copy, and the lines to show it elsewhere."""
    _ = words._
    by_id = {one.id: one for one in _pictures(view, words)}
    titles = told_apart({name: one.title for name, one in by_id.items()})
    chosen = st.selectbox(_("Figure"), list(titles), format_func=titles.get)
    picture = by_id[chosen]
    kind = "svg" if picture.id == "map" else "png"
    # Made before, for who draws a page keeps all others from drawing theirs meanwhile.
    _preview(view, words, picture.id, drawn=_content(view, words, picture.id, kind))
    left, right = st.columns(2)
    for place, kind in ((left, "png"), (right, "svg")):
        with place:
            _picture_file(view, words, picture, kind)
    st.caption(_("Sentence to copy, with its citation"))
    st.code(pictures.to_copy(picture, view, words), language=None, wrap_lines=True)
    if picture.id in pictures.names_of_drawn(view) and not url_state.asked("draft"):
        st.caption(_("To show it on another page: always the latest version, or always this one"))
        st.code(_frame(picture, view, words, pinned=False), language=None, wrap_lines=True)
        if view.number is not None:
            st.code(_frame(picture, view, words, pinned=True), language=None, wrap_lines=True)


@cached_for_view
def _preview(view: View, words: Words, picture_id: str, *, drawn: bytes) -> None:
    """The picture itself; the map as a drawing, a tenth of the bytes, for its relief is large."""
    sentence = next(one.sentence for one in _pictures(view, words) if one.id == picture_id)
    picture = drawn.decode("utf-8") if picture_id == "map" else drawn
    st.image(picture, width=FIGURE, alt=sentence)


def _picture_file(view: View, words: Words, picture: pictures.Picture, kind: str) -> None:
    _ = words._
    name = f"{view.programme.about.id}-{picture.id}-{words.language}.{kind}"
    mime = "image/png" if kind == "png" else "image/svg+xml"
    label = _("Download {name}").format(name=name)
    make = partial(_content, view, words, picture.id, kind)  # it is made while it is fetched
    st.download_button(label, make, file_name=name, mime=mime, key=f"file-{kind}")


def _frame(picture: pictures.Picture, view: View, words: Words, *, pinned: bool) -> str:
    asked = {"id": picture.id, "lang": words.language}
    if pinned:
        asked["version"] = str(view.number)
    address = f"{url_state.home()}/figure?{urlencode(asked)}"
    title = picture.title.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
    return (
        f'<iframe src="{address.replace("&", "&amp;")}" title="{title}" width="100%" '
        'height="480" style="border:0" loading="lazy"></iframe>'
    )


def _pictures(view: View, words: Words) -> list[pictures.Picture]:
    return made_for_view(_all, view, words)


def _all(view: View, words: Words) -> list[pictures.Picture]:
    return pictures.pictures(view, words, packs.map_names())


def _content(view: View, words: Words, picture_id: str, kind: str) -> bytes:
    return made_for_view(_file, view, words, picture_id, kind)


def _file(view: View, words: Words, picture_id: str, kind: str) -> bytes:
    wanted = next(one for one in _pictures(view, words) if one.id == picture_id)
    return pictures.content(wanted, kind)
