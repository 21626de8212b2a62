"""Edit in place: a few cells or a part of the programme, then rehearse and publish."""

from pages.sending import cells, checking, rehearsing
from pages.sending.steps import Step, walk
from pages.shared.reader import current_words

NAME = "edit"
words = current_words()
_ = words._
walk(
    NAME,
    _("Edit in place"),
    (
        Step(_("Edit"), cells.edit_cells, _("Check the changes")),
        Step(_("Check"), checking.check_edits, _("Rehearse")),
        Step(_("Rehearse"), rehearsing.rehearse, _("Go on to publishing")),
        Step(_("Publish"), lambda change, words: rehearsing.publish(change, NAME, words)),
    ),
    words,
)
