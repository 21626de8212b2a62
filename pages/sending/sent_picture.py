"""A picture that is sent in with a form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from impact.reading.pictures import LOGO, PHOTOGRAPH, Use, prepared
from pages.sending.state import Sending

if TYPE_CHECKING:
    from impact.changes.form_fields import FormField
    from pages.sending.programme_fields import Fields

ENDINGS = ["jpg", "jpeg", "png", "webp", "gif", "tif", "tiff", "bmp", "heic", "svg"]
"""What may be chosen; what cannot be shown is refused with what to do instead."""


@dataclass(frozen=True)
class Sent:
    """What stands in the field of a picture: the one there is, another, or none any more."""

    now: str
    name: str
    content: bytes | None
    use: Use
    removed: bool

    def kept(self, change: Sending) -> str:
        """The name of the picture that is to stand there, kept with the change if it is new.

        Raises
        ------
        FileError
            It cannot be shown.
        """
        if self.content is None:
            return "" if self.removed else self.now
        name, made = prepared(self.content, self.name, self.use)
        change.pictures[name] = made
        return name


def sent_picture(fields: Fields, field: FormField) -> Sent:
    """The picture that stands there now, and a place for another."""
    now = fields.values.get(field.name) or ""
    use = PHOTOGRAPH if field.name == "file" else LOGO
    content = fields.change.picture(now)
    if content:
        st.image(
            content, width=320 if use is PHOTOGRAPH else 160, alt=fields.words.said(field.label)
        )
    file = st.file_uploader(
        fields.label(field), ENDINGS, help=fields.help(field), key=fields.key(field)
    )
    removed = bool(now) and not field.needed and st.checkbox(
        fields.words._("Take this picture out"), key=fields.key(field, "out")
    )  # fmt: skip
    return Sent(
        now, file.name if file else "", file.getvalue() if file else None, use, bool(removed)
    )
