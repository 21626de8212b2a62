"""The forms of the rules: languages, species, who may see what, how records are counted."""

from __future__ import annotations

from impact.changes.form_fields import LINK, SHORT, Form, FormField
from impact.model.messages import Sentence

LANGUAGES = Form(
    "languages",
    Sentence("Languages"),
    (
        FormField("languages", Sentence("Languages of the pages"), kind="languages", needed=True,
                  help=Sentence("In the order of the menu. Where a text is missing, Russian "
                                "stands in its place, then English.")),
    ),
)  # fmt: skip

SPECIES = Form(
    "species",
    Sentence("Species"),
    (
        FormField("scientific_name", Sentence("Scientific name"), kind="id", needed=True,
                  help=Sentence("As the tables have it. It cannot be changed later.")),
        FormField("name", Sentence("Name"), kind="words", needed=True,
                  help=Sentence("In small letters, as in the middle of a sentence.")),
        FormField("short", Sentence("Short name"), kind="words", needed=True,
                  help=Sentence("As in “11 leopard detections”.")),
        FormField("genitive", Sentence("Name after a number"), kind="words", english=False,
                  help=Sentence(
                      "For languages that need it, as in “11 регистраций леопарда”.")),
        FormField("iucn_category", Sentence("Category of the Red List"), kind="words",
                  needed=True, help=Sentence("Such as Endangered.")),
        FormField("iucn_source", Sentence("Source of the category"), needed=True, help=LINK),
        FormField("synonyms", Sentence("Other scientific names"), kind="lines",
                  help=Sentence("One a line. Records under these names are of this species.")),
        FormField("recorded_as", Sentence("Broader names"), kind="lines", help=Sentence(
            "One a line. Names that can only mean this species here, such as Panthera pardus.")),
        FormField("drawing", Sentence("Drawing"), kind="choice", options={
            "": Sentence("None"), "persian-leopard": Sentence("Leopard"),
            "snow-leopard": Sentence("Snow leopard")},
            help=Sentence("It is shown until there is a photograph.")),
        FormField("category", Sentence("How sensitive its places are"), kind="choice", options={
            1: Sentence("1: no more than the area is public"), 2: Sentence("2: high"),
            3: Sentence("3: medium"), 4: Sentence("4: low")},
            help=Sentence("A rare cat that people hunt is of category 1.")),
    ),
    new=Sentence("A new species"),
    title_key="name",
)  # fmt: skip

AUDIENCES = Form(
    "audiences",
    Sentence("Audiences: who may see what"),
    (
        FormField("id", Sentence("Short name"), kind="id", needed=True, help=SHORT),
        FormField("name", Sentence("Name"), kind="words", needed=True,
                  help=Sentence("As the menu says it.")),
        FormField("records", Sentence("How exactly a place is shown"), kind="choice", options={
            "area": Sentence("No more than the area"), "cell": Sentence("A cell of a grid"),
            "exact": Sentence("Exactly")}, needed=True,
            help=Sentence("Of the species whose places are most sensitive.")),
        FormField("cell_degrees", Sentence("Size of a cell, in degrees"), kind="number",
                  help=Sentence("For cells of a grid alone, such as 0.1.")),
        FormField("times", Sentence("How exactly a date is shown"), kind="choice", options={
            "": Sentence("As exactly as the place"), "month": Sentence("The month"),
            "day": Sentence("The day"), "exact": Sentence("Exactly")},
            help=Sentence("Of the species whose places are most sensitive.")),
        FormField("delay_days", Sentence("Days for which new records are held back"),
                  kind="whole", needed=True,
                  help=Sentence("Counted back from the day of publishing.")),
        FormField("minimum_stations", Sentence("Fewest camera stations behind a figure"),
                  kind="whole", needed=True, help=Sentence(
                      "A figure of fewer would say where they stand. At least 3 for everybody.")),
    ),
    new=Sentence("A new audience"),
    title_key="name",
    staying=("public", "staff"),
)  # fmt: skip
COUNTING = Form(
    "counting",
    Sentence("Rules of counting"),
    (
        FormField("events.threshold_minutes", Sentence("Minutes between two detections"),
                  kind="whole", needed=True, help=Sentence(
                      "Records of one species at one camera station that are closer together "
                      "are one detection.")),
        FormField("events.rule", Sentence("Counted from"), kind="choice", options={
            "since_previous_record": Sentence("The record before"),
            "since_last_counted": Sentence("The last one that was counted")}, needed=True,
            help=Sentence("Where many records follow each other, this decides how many "
                          "detections they are.")),
        FormField("moved_metres", Sentence("Metres after which a camera station is another one"),
                  kind="number", needed=True, help=Sentence(
                      "A station of the same name that stood farther away is taken for another.")),
    ),
)  # fmt: skip
