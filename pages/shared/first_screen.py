"""The first screen: a picture, three claims with their charts, the map, and the way on."""

from __future__ import annotations

from html import escape
from urllib.parse import urlencode

import streamlit as st

from impact.claims import Claim
from impact.disclosure import View
from impact.figures.first_screen import ABREAST, as_image, small_map
from impact.figures.style import Style
from impact.handouts.packs import map_names
from impact.wording import Words
from impact.wording.headline import in_few_words
from impact.wording.preview import beneath_all, to_pass_on
from impact.wording.sentences import sentence
from pages.shared import claims, photographs
from pages.shared.cache import cached_for_view, shared_for_view
from pages.shared.page_list import public_pages
from pages.shared.reader import current_style, drawing
from pages.shared.text import as_html, paragraph, plain

FEW = 5  # other claims: so few need not be folded
ONWARD = ("map", "wildlife", "coexistence", "places")


def masthead(view: View, words: Words) -> None:
    """The name and the promise beside a picture: a photograph where there is one."""
    about = view.programme.about
    with st.container(key="masthead"):
        with st.container(gap=None):
            st.title(plain(words.of(about.name)), anchor=False)
            paragraph(words.of(about.promise))
            photographs.logo(view, view.programme.look.logo, words.of(about.name), "programme")
        if view.programme.photographs:
            with st.container(key="masthead-photo"):
                photographs.show(view, view.programme.photographs[0], words)
        else:
            st.html(f'<img src="{escape(drawing("ridge"))}" alt="">')


def three_claims(view: View, words: Words) -> None:
    """The first three claims, and what is true of all of them."""
    first = view.claims[:ABREAST]
    claims.cards(view, words, tuple(claim.id for claim in first))
    st.caption(plain(beneath_all(first, words)))


@cached_for_view
def places(view: View, words: Words) -> None:
    """The map of the places, small, and the ways to the pages with more."""
    map_picture(view, words, phone=True)
    with st.container(key="onward", horizontal=True, gap="small"):
        titles = public_pages(words)
        for path in ONWARD:
            label = f":primary[**{plain(titles[path])} →**]"
            st.page_link(f"pages/public/{path}.py", label=label)


@cached_for_view
def head_of_places(view: View, words: Words) -> None:
    """The map of the places at the head of a page about them."""
    with st.container(key="head-map"):
        map_picture(view, words)


def map_picture(view: View, words: Words, *, phone: bool = False) -> None:
    """The map of the programme's places as a picture; nothing where no place is published.

    With `phone` a smaller one stands in its place there: no part of a map can be left out.
    """
    style, images, legend = current_style(), "", ""
    for shown in ("on-a-desk", "on-a-phone") if phone else ("",):
        picture = shared_for_view(_small_map, view, words, style, shown == "on-a-phone")
        if picture is None:
            return
        content, told, legend = picture
        images += as_image(content, style, told, shown=shown)
    st.html(f'<figure class="small-map">{images}<figcaption>{escape(legend)}</figcaption></figure>')


def _small_map(
    view: View, words: Words, style: Style, thumb: bool
) -> tuple[bytes, str, str] | None:
    return small_map(view, words, style, map_names(), thumb=thumb)


@cached_for_view
def way_on(view: View, words: Words, home: str) -> None:
    """What a reader can do: pass it on, give, write. The link leads to where this was read."""
    about, _ = view.programme.about, words._
    told = to_pass_on(view, view.claims[:ABREAST], words)
    plain_page = f"{home}/brief?lang={words.language}"
    said = f'data-share="{escape(told)}" data-done="{escape(_("The link is copied."))}"'
    links = [f'<a href="{escape(plain_page)}" {said}>{escape(_("Share"))}</a>']
    if about.support:
        links.append(f'<a href="{escape(about.support)}">{escape(_("Support"))}</a>')
    if about.contact:
        mail = "@" in about.contact and "/" not in about.contact
        to = f"mailto:{about.contact}" if mail else about.contact
        name = _("Write to {name}").format(name=words.of(about.contact_name))
        links.append(f'<a href="{escape(to)}">{escape(name)}</a>')
    with st.container(key="way-on"):
        st.html(f"<p>{' '.join(links)}</p><p role=status></p>")


@cached_for_view
def more_claims(view: View, words: Words) -> None:
    """The other claims by the initiative that they belong to; folded where they are many."""
    others = view.claims[ABREAST:]
    if not others:
        return
    _ = words._
    st.header(_("More figures"), anchor="more")
    titles = {one.id: words.of(one.title) for one in view.programme.initiatives}
    opened, groups = " open" if len(others) <= FEW else "", []
    for initiative in [*titles, ""]:
        group = [one for one in others if (one.indicator.initiative or "") == initiative]
        if not group:
            continue
        title = as_html(titles.get(initiative, _("Other figures")))
        label = f"<summary>{title} ({escape(words.number(len(group)))})</summary>"
        lines = "".join(_line(view, one, words) for one in group)
        groups.append(f'<details class="more"{opened}>{label}<ul>{lines}</ul></details>')
    # One text: each piece costs a page more than what stands in it.
    st.html("".join(groups))


def _line(view: View, claim: Claim, words: Words) -> str:
    """A claim as a line that leads to its evidence."""
    address = f"evidence?{urlencode({'claim': claim.id, 'lang': words.language})}"
    told, mark = escape(sentence(view, claim, words)), escape(in_few_words(claim, words))
    return f'<li><a data-page="" href="{escape(address)}">{told}</a> · {mark}</li>'
