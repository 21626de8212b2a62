"""What a file for IATI needs and no record says: asked once, in a form."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st
from babel import Locale

from impact.changes.iati_edit import iati_values, with_iati
from impact.handouts.iati import countries_of_claims
from impact.model.errors import ImpactError
from impact.model.iati import EXAMPLE, ORGANISATION_TYPES, REGIONS, SECTORS, equal_shares
from impact.model.messages import Sentence
from impact.model.programme import read_programme
from impact.wording import Words
from pages.sending.state import Sending
from pages.shared import people
from pages.shared.text import paragraph, show_error


def iati_form(change: Sending, words: Words) -> None:
    """The form; what is kept goes into programme.toml with the other changes."""
    _ = words._
    text = change.programme_text or change.base.programme_text
    now = iati_values(text)
    programme, areas = read_programme(text.decode("utf-8-sig")), change.base.version.records.areas
    countries = sorted({*countries_of_claims(programme, areas), *now.get("countries", {})})
    paragraph(_("IATI asks for this of every activity. It is kept with the programme, and asked "
                "once."))  # fmt: skip
    shared = _shared(now, countries, words)
    with st.form("iati"):
        values = _publisher(now, words) | _recipients(shared, now, countries, words)
        if st.form_submit_button(_("Keep these changes")):
            people.require_staff()
            try:
                change.programme_text = with_iati(text, values)
            except ImpactError as error:
                show_error(error, words)
                return
            st.rerun()


def _shared(now: Mapping, countries: list[str], words: Words) -> str:
    """How the programme is shared out: by countries, equally or not, or not at all."""
    _ = words._
    ways = {
        "shares": _("Each country has its share"),
        "equal": _("The countries have equal shares"),
        "region": _("It is for a region as a whole"),
    }
    if len(countries) < 2:
        return "shares"
    start = "region" if now.get("region") else "shares" if now.get("countries") else None
    index = list(ways).index(start) if start else None
    chosen = st.radio(_("For whom the programme is"), list(ways), index=index,
                      format_func=ways.__getitem__, key="iati-shared")  # fmt: skip
    return chosen or ""


def _publisher(now: Mapping, words: Words) -> dict[str, str]:
    _ = words._
    return {
        "organisation": st.text_input(
            _("Identifier of the publisher at IATI"), now.get("organisation", ""),
            placeholder=EXAMPLE, max_chars=100, key="iati-organisation",
            help=_("It is given when the organisation registers at IATI. It may stay empty until "
                   "then."),
        ).strip(),
        "organisation_type": _one_of(
            _("Kind of organisation"), ORGANISATION_TYPES, now.get("organisation_type", "90"),
            "iati-type", words,
        ),
        "sector": _one_of(_("Sector"), SECTORS, now.get("sector", ""), "iati-sector", words),
    }  # fmt: skip


def _recipients(shared: str, now: Mapping, countries: list[str], words: Words) -> dict[str, object]:
    """The countries with their shares, or the region."""
    _ = words._
    if shared == "region":
        return {
            "region": _one_of(_("Region"), REGIONS, now.get("region", ""), "iati-region", words)
        }
    if shared == "equal":
        return {"countries": equal_shares(countries)}
    if shared != "shares" or len(countries) < 2:
        return {}
    names = Locale.parse(words.language).territories
    percent = _("{country}, percent of the programme")
    shares = {
        code: st.number_input(
            percent.format(country=names.get(code, code)), 0.0, 100.0,
            float(now.get("countries", {}).get(code, 0)), step=1.0, key=f"iati-share-{code}",
        )
        for code in countries
    }  # fmt: skip
    return {"countries": {code: share for code, share in shares.items() if share}}


def _one_of(label: str, options: Mapping[str, Sentence], now: str, key: str, words: Words) -> str:
    """A code of a list of IATI; one of the file that is not in the short list stays."""
    names = {code: f"{code}: {words.said(name)}" for code, name in options.items()}
    codes = list(names if now in names or not now else {**names, now: now})
    chosen = st.selectbox(
        label, codes, index=codes.index(now) if now in codes else None, key=key,
        format_func=lambda code: names.get(code, code),
    )  # fmt: skip
    return chosen or ""
