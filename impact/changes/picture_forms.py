"""The forms of the pictures: photographs, the programme's logo and its colours."""

from __future__ import annotations

from impact.changes.form_fields import Form, FormField
from impact.model.messages import Sentence

PHOTOGRAPHS = Form(
    "photographs",
    Sentence("Photographs"),
    (
        FormField("file", Sentence("Photograph"), kind="picture", needed=True, help=Sentence(
            "A JPEG, PNG or WebP of your own. Place, time and camera are taken out of the file. "
            "The first photograph of the list stands at the top of the overview.")),
        FormField("alt", Sentence("What is to be seen"), kind="words", needed=True, help=Sentence(
            "For people who cannot see it: the animal and what it does, never the place.")),
        FormField("credit", Sentence("Who took it"), needed=True,
                  help=Sentence("As it is to stand below the photograph.")),
        FormField("licence", Sentence("Licence"), needed=True,
                  help=Sentence("Such as CC BY 4.0, or: used with permission.")),
        FormField("species", Sentence("Species"), kind="choice", options="species",
                  help=Sentence("It takes the place of the drawing of that cat.")),
        FormField("area", Sentence("Area"), kind="choice", options="areas", help=Sentence(
            "It is shown on the page of that area: choose one only where that tells nobody where "
            "a rare cat lives.")),
        FormField("initiative", Sentence("Initiative"), kind="choice", options="initiatives",
                  help=Sentence("It is shown above the text of that initiative.")),
        FormField("handed_out", Sentence("In the deck, the slides and the report too"),
                  kind="flag", help=Sentence("Where the licence allows to pass it on.")),
    ),
    new=Sentence("A new photograph"),
    title_key="alt",
)  # fmt: skip

LOOK = Form(
    "look",
    Sentence("Logo and colours"),
    (
        FormField("look.logo", Sentence("Logo of the programme"), kind="picture", help=Sentence(
            "A PNG, JPEG or WebP, for the overview, the deck, the slides and the report.")),
        FormField("look.primary", Sentence("First colour"), kind="colour",
                  help=Sentence("For headings of tables on slides and in reports.")),
        FormField("look.accent", Sentence("Second colour"), kind="colour",
                  help=Sentence("For the line below a title on slides and in reports.")),
    ),
)  # fmt: skip
