"""The forms of what the programme says of itself: its words, its partners, what it asks for."""

from __future__ import annotations

from impact.changes.form_fields import LINK, SHORT, Form, FormField
from impact.model.iati import ROLES
from impact.model.messages import Sentence

STORY = Form(
    "about.story",
    Sentence("Story"),
    (
        FormField("", Sentence("Paragraph"), kind="long", needed=True, help=Sentence(
            "It stands on the overview, in the report, and in the notes of the first slide.")),
    ),
    new=Sentence("A new paragraph"),
)  # fmt: skip

NAME = Form(
    "name",
    Sentence("Name and promise"),
    (
        FormField("about.name", Sentence("Name"), kind="words", needed=True, help=Sentence(
            "The full name, at the top of the first page and on the first slide.")),
        FormField("about.short_name", Sentence("Short name"), kind="words", needed=True,
                  help=Sentence("One or two words, for the menu and the browser's tab.")),
        FormField("about.promise", Sentence("Promise"), kind="long", needed=True, help=Sentence(
            "One sentence below the name: for whom the programme is there.")),
        FormField("about.data_note", Sentence("About the data"), kind="long", needed=True,
                  help=Sentence("What kind of records these are, and what they are not.")),
        FormField("about.as_of", Sentence("Day on which the records were gathered"), kind="date",
                  needed=True, help=Sentence("Every page says it.")),
        FormField("about.began", Sentence("Beginning of the programme"), help=Sentence(
            "A year, a month or a day, such as 2023-03. Empty where nothing is published.")),
        FormField("about.began_planned", Sentence("The beginning was only planned"), kind="flag",
                  help=Sentence("Yes where it was due to begin then, and no source says that it "
                                "did.")),
    ),
)  # fmt: skip

CONTACT = Form(
    "contact",
    Sentence("Contact and address of the site"),
    (
        FormField("about.contact_name", Sentence("Who answers"), kind="words", needed=True,
                  help=Sentence("An organisation or an office, not a private person.")),
        FormField("about.contact", Sentence("E-mail address or page"), help=Sentence(
            "Everybody can read it. Empty where none is public.")),
        FormField("about.support", Sentence("Page where one can give"), help=LINK),
        FormField("about.address", Sentence("Address of this site"), help=Sentence(
            "Where everybody finds the dashboard, such as https://wildcats.example.org. It is "
            "printed in reports and on slides. Empty while it is nowhere.")),
    ),
)  # fmt: skip

INITIATIVES = Form(
    "initiatives",
    Sentence("Initiatives"),
    (
        FormField("id", Sentence("Short name"), kind="id", needed=True, help=SHORT),
        FormField("title", Sentence("Title"), kind="words", needed=True,
                  help=Sentence("A few words.")),
        FormField("text", Sentence("Text"), kind="long", needed=True,
                  help=Sentence("What is done, with whom and where: two or three sentences.")),
        FormField("status", Sentence("Status"), kind="long", needed=True,
                  help=Sentence("How far it has come, and what is not known yet.")),
        FormField("source", Sentence("Source"), needed=True,
                  help=Sentence("A web address, or who says so.")),
        FormField("source_name", Sentence("Name of the source"), needed=True,
                  help=Sentence("Who published the source.")),
    ),
    new=Sentence("A new initiative"),
    title_key="title",
)  # fmt: skip

PARTNERS = Form(
    "partners",
    Sentence("Partners"),
    (
        FormField("name", Sentence("Name"), needed=True,
                  help=Sentence("As the partner writes it.")),
        FormField("names", Sentence("Name in each language"), kind="words",
                  help=Sentence("Only where the name is not the same in all languages.")),
        FormField("role", Sentence("Role"), kind="words", needed=True,
                  help=Sentence("What the partner does here, in a few words.")),
        FormField("iati_role", Sentence("Role in the file for IATI"), kind="choice", options=ROLES,
                  help=Sentence("Only where a source says as much as the word of the standard.")),
        FormField("url", Sentence("Web address"), help=LINK),
        FormField(
            "logo", Sentence("Logo"), kind="picture",
            help=Sentence("A PNG, JPEG or WebP that the partner has given you."),
        ),
    ),
    new=Sentence("A new partner"),
    title_key="name",
)  # fmt: skip

REPORTS = Form(
    "reports",
    Sentence("Reports to read"),
    (
        FormField("title", Sentence("Title"), kind="words", needed=True,
                  help=Sentence("As it stands on the report.")),
        FormField("publisher", Sentence("Publisher"), needed=True,
                  help=Sentence("Who published it.")),
        FormField("year", Sentence("Year"), needed=True, help=Sentence("Such as 2024.")),
        FormField("url", Sentence("Web address"), help=LINK),
        FormField("note", Sentence("Note"), kind="long",
                  help=Sentence("What a reader should know before opening it.")),
    ),
    new=Sentence("A new report"),
    title_key="title",
)  # fmt: skip

NEEDS = Form(
    "needs",
    Sentence("What is needed next"),
    (
        FormField("what", Sentence("What is needed"), kind="words", needed=True,
                  help=Sentence("Such as: 24 more cameras for the southern ridge.")),
        FormField("why", Sentence("What it is for"), kind="long", help=Sentence(
            "What could be known then that cannot be known now.")),
        FormField("who", Sentence("Who can help"), kind="words",
                  help=Sentence("Such as: donors, the ministry, herders. May stay empty.")),
        FormField("by", Sentence("By when"), help=Sentence(
            "A year or a month, such as 2027-03. May stay empty.")),
    ),
    new=Sentence("A new need"),
    title_key="what",
)  # fmt: skip

SHEETS = Form(
    "sheets",
    Sentence("Questions on wall sheets"),
    (
        FormField("area", Sentence("Area"), kind="choice", options="areas", needed=True,
                  help=Sentence("On whose wall sheet it stands.")),
        FormField("question", Sentence("Question"), kind="words", needed=True,
                  help=Sentence("As the people of the area asked it.")),
        FormField("claim", Sentence("Claim that answers it"), kind="choice",
                  options="indicators", needed=True,
                  help=Sentence("Its sentence stands below the question.")),
        FormField("language", Sentence("Language of the area"), kind="choice",
                  options="languages", help=Sentence("The sheet is printed in it.")),
    ),
    new=Sentence("A new question"),
    title_key="question",
)  # fmt: skip
