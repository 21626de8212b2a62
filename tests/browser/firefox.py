"""Drives Debian's Firefox by WebDriver BiDi, which it speaks by itself: no driver is needed."""

from __future__ import annotations

import itertools
import json
import re
import shutil
import subprocess
from base64 import b64decode
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from websockets.sync.client import connect

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from websockets.sync.client import ClientConnection

PATIENCE = 180  # seconds, for a slow machine
LISTENS = re.compile(r"ws://[\w.:]+")
LOOKS = """(...given) => new Promise((resolve) => {
    const wanted = %s;
    const look = () => {
        const found = wanted(...given);
        if (found) resolve(found); else setTimeout(look, 100);
    };
    look();
})"""


def find() -> str | None:
    """The path of a Firefox, or None."""
    return shutil.which("firefox-esr") or shutil.which("firefox")


@dataclass
class Tab:
    """The one tab of a Firefox."""

    line: ClientConnection
    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))
    context: str = ""

    def ask(self, method: str, **params: object) -> dict:
        """The answer to a command; events that come meanwhile are passed over."""
        number = next(self.numbers)
        self.line.send(json.dumps({"id": number, "method": method, "params": params}))
        while True:
            answer = json.loads(self.line.recv(timeout=PATIENCE))
            if answer.get("id") == number:
                assert answer["type"] == "success", answer
                return answer["result"]

    def goto(self, url: str) -> None:
        """Open an address, as far as its scripts have been loaded."""
        self.ask("browsingContext.navigate", context=self.context, url=url, wait="complete")

    def text_with(self, wanted: str) -> str:
        """The words of the page, as soon as they have some."""
        look = """(wanted) => {
            const text = document.body.innerText.replace(/\\s+/g, " ");
            return text.includes(wanted) && text;
        }"""
        return self.wait(look, wanted)

    def wait(self, function: str, *given: str) -> Any:
        """What a function returns on the page, as soon as that is neither false nor nothing."""
        return self.run(LOOKS % function, *given)

    def run(self, function: str, *given: str) -> Any:
        """What a function of JavaScript returns on the page: a text, or a list of texts."""
        value = self._called(function, *given).get("value")
        return [one["value"] for one in value] if isinstance(value, list) else value

    def click(self, selector: str, words: str = "") -> None:
        """Press the mouse on the first element to be seen with these words, once it is there."""
        seen = """(selector, words) => {
            const found = [...document.querySelectorAll(selector)].find((e) => e.checkVisibility()
                && `${e.textContent} ${e.getAttribute("aria-label")}`.includes(words));
            found?.scrollIntoView({block: "center"});
            return found;
        }"""
        self.press(self._called(LOOKS % seen, selector, words)["sharedId"])

    def press(self, element: str) -> None:
        """Press the mouse on an element, by the name that Firefox has for it."""
        at = {"type": "element", "element": {"sharedId": element}}
        move = {"type": "pointerMove", "x": 0, "y": 0, "origin": at}
        steps = [move, {"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}]
        mouse = {"type": "pointer", "id": "mouse", "actions": steps}
        self.ask("input.performActions", context=self.context, actions=[mouse])

    def elements(self, selector: str) -> list[dict]:
        """Elements, also where no script may run."""
        by = {"type": "css", "value": selector}
        return self.ask("browsingContext.locateNodes", context=self.context, locator=by)["nodes"]

    def resize(self, width: int, height: int) -> None:
        """Make the window another size."""
        size = {"width": width, "height": height}
        self.ask("browsingContext.setViewport", context=self.context, viewport=size)

    def back(self) -> None:
        """What the key *Back* does."""
        self.ask("browsingContext.traverseHistory", context=self.context, delta=-1)

    def printed(self) -> bytes:
        """The page on paper, as a PDF."""
        return b64decode(self.ask("browsingContext.print", context=self.context)["data"])

    def inside(self) -> Tab:
        """The first frame of the page, as soon as it has an address."""
        while True:
            (page,) = self.ask("browsingContext.getTree", root=self.context)["contexts"]
            if page["children"] and page["children"][0]["url"] != "about:blank":
                return Tab(self.line, self.numbers, page["children"][0]["context"])

    @contextmanager
    def anew(self, first: str = "() => {}") -> Iterator[Tab]:
        """Another tab, in which a script runs before those of each page."""
        context = self.ask("browsingContext.create", type="tab")["context"]
        tab = Tab(self.line, self.numbers, context)
        tab.ask("script.addPreloadScript", functionDeclaration=first, contexts=[context])
        yield tab
        tab.ask("browsingContext.close", context=context)

    def _called(self, function: str, *given: str) -> dict:
        answer = self.ask(
            "script.callFunction",
            functionDeclaration=function,
            arguments=[{"type": "string", "value": one} for one in given],
            awaitPromise=True,
            target={"context": self.context},
        )
        assert answer["type"] == "success", answer
        return answer["result"]


@contextmanager
def firefox(path: str, profile: Path, **preferences: str) -> Iterator[Tab]:
    """A Firefox without a window, with a profile and preferences (`a__b` is ``a.b``) of its own."""
    lines = [f'user_pref("{k.replace("__", ".")}", {v});\n' for k, v in preferences.items()]
    (profile / "user.js").write_text("".join(lines), encoding="utf-8")
    command = [path, "--headless", "--no-remote", "--profile", str(profile)]
    command += ["--remote-debugging-port", "0", "about:blank"]
    pipes = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, **pipes) as process:
        try:
            lines = (LISTENS.search(line) for line in process.stderr)
            address = next(found[0] for found in lines if found)
            with connect(f"{address}/session", max_size=None, open_timeout=PATIENCE) as line:
                tab = Tab(line)
                tab.ask("session.new", capabilities={})
                tree = tab.ask("browsingContext.getTree")
                tab.context = tree["contexts"][0]["context"]
                yield tab
        finally:
            process.kill()
