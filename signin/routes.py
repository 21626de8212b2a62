"""Where the form with the staff code goes, and how whoever used it signs out again."""

from __future__ import annotations

import logging
import re
import time

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from pages.shared.streamlit_compat import CALLBACK, at
from signin import audit
from signin.code import COOKIE, HOURS_12, cookie_settings
from signin.office import Office
from signin.people import Caller, Person, Refusal, SignInError, caller_of, one_line
from signin.provider import ProviderDesk

LOGIN = "/auth/login"
LOGOUT = "/auth/logout"
SIGN_IN_PAGE = "/sign-in"
LANGUAGE = re.compile("[a-z]{2,3}")

logger = logging.getLogger(__name__)


def sign_in_routes(office: Office | None) -> list[Route]:
    """Our addresses of the sign-in; none where people sign in at a provider, for they are its.

    Without a provider nothing is at the addresses where Streamlit would lead to one.
    """
    if office is not None and isinstance(office.desk, ProviderDesk):
        return []
    nothing = [Route(at(path), _nothing, methods=["GET"]) for path in (LOGIN, LOGOUT, CALLBACK)]
    return [*nothing, *(code_routes(office) if office else [])]


async def _nothing(_request: Request) -> Response:
    return PlainTextResponse("Not found", status_code=404)


def code_routes(office: Office) -> list[Route]:
    """The two addresses of sign-in by code.

    Both take POST alone, and only from a page of ours: `doors` refuses any other origin, and
    here one must be named, as every browser does.
    """
    desk = office.desk

    async def login(request: Request) -> Response:
        caller, now = caller_of(request), time.time()
        form = await request.form(max_files=0, max_fields=4)
        name = one_line(str(form.get("who", "")))
        back = _page(str(form.get("language", "")))
        if not desk.serves(caller) or "origin" not in request.headers:
            return _refused(office, caller, "elsewhere", back)
        try:
            if not office.code_tries.has_room(caller.address, now):
                return _refused(office, caller, "wait", back)
            if not desk.takes(str(form.get("code", ""))):
                office.code_tries.take(caller.address, now)
                return _refused(office, caller, "code", back)
            if not name:
                return _refused(office, caller, "name", back)
            audit.record("signed_in", Person(name), {"by": "code", "address": caller.address})
        except SignInError:
            logger.exception("Nobody signs in without limits and a line in the audit log.")
            return _refused(office, caller, "unknown", back)
        answer = RedirectResponse(back, status_code=303)
        settings = cookie_settings(secure=request.url.scheme == "https")
        answer.set_cookie(COOKIE, desk.cookie_for(name, now), max_age=HOURS_12, **settings)
        return answer

    async def logout(request: Request) -> Response:
        if "origin" not in request.headers:
            raise HTTPException(403, "Sign out with the button on the page.")
        # `doors` has already noted that this person has signed out.
        answer = RedirectResponse("../", status_code=303)
        answer.delete_cookie(COOKIE, **cookie_settings(secure=request.url.scheme == "https"))
        return answer

    return [Route(at(LOGIN), login, methods=["POST"]), Route(at(LOGOUT), logout, methods=["POST"])]


def _page(language: str) -> str:
    """The sign-in page, in the language of the form; found also where a proxy takes off a path."""
    return f"..{SIGN_IN_PAGE}?lang={language if LANGUAGE.fullmatch(language) else 'en'}"


def _refused(office: Office, caller: Caller, reason: str, back: str) -> Response:
    """Back to the form, which says why."""
    office.write_refusal("sign_in_refused", caller, Refusal(reason), time.time())
    return RedirectResponse(f"{back}&refused={reason}", status_code=303)
