"""The office: takes what a desk was shown, and says who is staff at this moment."""

from __future__ import annotations

import logging
from pathlib import Path

from signin import audit
from signin.limits import Limiter, Tries
from signin.people import Caller, Desk, Person, Refusal, SignInError
from signin.sign_outs import SignOuts

LONGEST = 12 * 3600  # seconds that one sign-in lasts, whatever the provider says
MINUTES_10 = 600

FILES = 60  # that one person may upload in 10 minutes
BYTES = 2 * 2**30  # that one person may upload in 10 minutes; Streamlit keeps them in memory
REFUSALS = 100  # of strangers, written to the audit log in 10 minutes: it is not theirs to fill

logger = logging.getLogger(__name__)


class Office:
    """Judges every caller, at every page, action and upload, by the same rules.

    All processes of a server keep sign-outs and limits in one folder, and so judge alike.

    Attributes
    ----------
    desk : Desk
        The way of proving who one is.
    code_tries, provider_tries : Tries
        Wrong codes; visits to the provider and back.
    """

    def __init__(self, desk: Desk, folder: Path) -> None:
        """
        Raises
        ------
        SignInError
            Nothing can be kept in the folder.
        """
        file = folder / "limits.sqlite3"
        self.desk = desk
        self.code_tries = Tries(each=5, together=50, name="codes", seconds=MINUTES_10, file=file)
        self.provider_tries = Tries(
            each=40, together=400, name="provider", seconds=MINUTES_10, file=file
        )
        self._sign_outs = SignOuts(folder / "signed-out.json")
        self._files = Limiter(FILES, MINUTES_10, name="files", file=file)
        self._bytes = Limiter(BYTES, MINUTES_10, name="bytes", file=file)
        self._refusals = Limiter(REFUSALS, MINUTES_10, name="refusals", file=file)

    def judge(self, caller: Caller, now: float) -> Person | Refusal:
        """Who the caller is, or why they are not taken for staff.

        Parameters
        ----------
        now : float
            Unix time.
        """
        shown = self.desk.shown_by(caller)
        if isinstance(shown, Refusal):
            return shown
        person, issued, expires = shown
        if not now < min(expires, issued + LONGEST):
            return Refusal("expired", person.key)
        try:
            signed_out = self._sign_outs.since(person.key)
        except SignInError:
            logger.exception("Nobody is taken for staff.")
            return Refusal("unknown", person.key)
        return Refusal("signed_out", person.key) if issued <= signed_out else person

    def person(self, caller: Caller, now: float) -> Person | None:
        """The caller if they are staff."""
        judged = self.judge(caller, now)
        return judged if isinstance(judged, Person) else None

    def sign_out(self, person: Person, now: float) -> None:
        """From now on no cookie of this person from before opens anything."""
        self._sign_outs.note(person.key, now)
        audit.record("signed_out", person)

    def may_upload(self, caller: Caller, now: float) -> bool:
        """Whether the caller is staff; a refusal is written down."""
        judged = self.judge(caller, now)
        if isinstance(judged, Refusal):
            self.write_refusal("upload_refused", caller, judged, now)
        return isinstance(judged, Person)

    def has_room_for_upload(self, person: Person, size: int, now: float) -> bool:
        """Whether this person may upload so many bytes more; if so they are counted."""
        free = self._files.has_room(person.key, now)
        free = free and self._bytes.has_room(person.key, now, size)
        if free:
            self._files.take(person.key, now)
            self._bytes.take(person.key, now, size)
        return free

    def write_refusal(self, event: str, caller: Caller, refusal: Refusal, now: float) -> None:
        """Write a refusal down, if there is room; it stands all the same."""
        details = {"reason": refusal.reason, "who": refusal.who, "address": caller.address}
        try:
            if self._refusals.has_room("", now):
                self._refusals.take("", now)
                audit.record(event, None, details)
        except SignInError:
            logger.exception("A refusal could not be written down.")
