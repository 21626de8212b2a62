"""Update data: choose, recognise, check, merge, rehearse, publish; a season on one page."""

from pages.sending import checking, choosing, rehearsing, season, templates
from pages.sending.state import Sending
from pages.sending.steps import Step, walk
from pages.shared.reader import current_words

NAME = "update"
words = current_words()
_ = words._
first = Step(_("Choose files"), choosing.choose, _("Read the files"))


def steps(change: Sending) -> tuple[Step, ...]:
    """Those of a season are fewer: it is all on one page."""
    if season.is_season(change):
        return (
            first,
            Step(_("The season"), lambda change, words: season.the_season(change, NAME, words)),
        )
    return (
        first,
        Step(_("Recognise"), choosing.recognise, _("Check the rows")),
        Step(_("Check"), checking.check, _("Bring them into the tables")),
        Step(_("Merge"), checking.merge, _("Rehearse")),
        Step(_("Rehearse"), rehearsing.rehearse, _("Go on to publishing")),
        Step(_("Publish"), lambda change, words: rehearsing.publish(change, NAME, words)),
    )


change = walk(NAME, _("Update data"), steps, words)
if change.step == 0:
    templates.offer_template(change, words)
