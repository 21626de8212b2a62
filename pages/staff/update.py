"""Update data: choose, recognise, check, merge, rehearse, publish."""

from pages.sending import checking, choosing, rehearsing
from pages.sending.steps import Step, walk
from pages.shared.reader import current_words

NAME = "update"
words = current_words()
_ = words._
change = walk(
    NAME,
    _("Update data"),
    (
        Step(_("Choose files"), choosing.choose, _("Read the files")),
        Step(_("Recognise"), choosing.recognise, _("Check the rows")),
        Step(_("Check"), checking.check, _("Bring them into the tables")),
        Step(_("Merge"), checking.merge, _("Rehearse")),
        Step(_("Rehearse"), rehearsing.rehearse, _("Go on to publishing")),
        Step(_("Publish"), lambda change, words: rehearsing.publish(change, NAME, words)),
    ),
    words,
)
if change.step == 0:
    choosing.offer_template(words)
