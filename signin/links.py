"""A saved link to a page of staff leads whoever is signed out to the sign-in, and then back."""

from __future__ import annotations

import re
import time
from urllib.parse import quote, unquote

from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from signin.code import cookie_settings
from signin.office import Office
from signin.people import caller_of
from signin.routes import SIGN_IN_PAGE

PAGES = ("update", "edit", "history", "activity")
NEXT = "impact_next"
MINUTES_10 = 600
# Where somebody is led back to: a page of staff, and nothing that a browser takes for an address
# elsewhere.
LINK = re.compile(rf"({'|'.join(PAGES)})(\?[\w=&%.~+-]{{0,300}})?")


class StaffLinks:
    """Keeps the link in a cookie while somebody signs in."""

    def __init__(self, app: ASGIApp, *, office: Office) -> None:
        self.app = app
        self.office = office

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer: ASGIApp | None = None
        if scope["type"] == "http" and scope["method"] == "GET":
            page = scope["path"].rpartition("/")[2]
            if page in PAGES:
                answer = self._to_sign_in(Request(scope), page)
            # Addresses are given as from the page itself: a proxy may have taken off a path.
            elif page in ("", SIGN_IN_PAGE.strip("/")):
                answer = self._back(Request(scope))
        await (answer or self.app)(scope, receive, send)

    def _to_sign_in(self, request: Request, page: str) -> RedirectResponse | None:
        caller = caller_of(request)
        if self.office.person(caller, time.time()) or not self.office.desk.serves(caller):
            return None
        link = f"{page}?{request.url.query}" if request.url.query else page
        language = request.query_params.get("lang", "en")
        answer = RedirectResponse(f".{SIGN_IN_PAGE}?lang={quote(language)}", status_code=303)
        if LINK.fullmatch(link):
            answer.set_cookie(NEXT, quote(link), max_age=MINUTES_10, **_settings(request))
        return answer

    def _back(self, request: Request) -> RedirectResponse | None:
        link = unquote(request.cookies.get(NEXT, ""))
        if not LINK.fullmatch(link) or not self.office.person(caller_of(request), time.time()):
            return None
        answer = RedirectResponse(f"./{link}", status_code=303)
        answer.delete_cookie(NEXT, **_settings(request))
        return answer


def _settings(request: Request) -> dict[str, object]:
    # Lax: a provider sends its visitors back from another site.
    secure = request.url.scheme == "https"
    return {**cookie_settings(secure=secure), "samesite": "lax"}
