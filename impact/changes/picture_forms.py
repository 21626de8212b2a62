"""The form of how handouts look."""

from __future__ import annotations

from impact.changes.form_fields import Form, FormField
from impact.model.messages import Sentence

LOOK = Form(
    "look",
    Sentence("Colours of slides and reports"),
    (
        FormField("look.primary", Sentence("First colour"), kind="colour",
                  help=Sentence("For headings of tables on slides and in reports.")),
        FormField("look.accent", Sentence("Second colour"), kind="colour",
                  help=Sentence("For the line below a title on slides and in reports.")),
    ),
)  # fmt: skip
