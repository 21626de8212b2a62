"""Drives Debian's Firefox by WebDriver BiDi, which it speaks by itself: no driver is needed."""

from __future__ import annotations

import itertools
import json
import re
import shutil
import subprocess
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
        look = """(wanted) => new Promise((resolve) => {
            const look = () => {
                const text = document.body.innerText.replace(/\\s+/g, " ");
                if (text.includes(wanted)) resolve(text); else setTimeout(look, 100);
            };
            look();
        })"""
        return self.run(look, wanted)

    def run(self, function: str, *given: str) -> Any:
        """What a function of JavaScript returns on the page: a text, or a list of texts."""
        answer = self.ask(
            "script.callFunction",
            functionDeclaration=function,
            arguments=[{"type": "string", "value": one} for one in given],
            awaitPromise=True,
            target={"context": self.context},
        )
        assert answer["type"] == "success", answer
        value = answer["result"].get("value")
        return [one["value"] for one in value] if isinstance(value, list) else value


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
