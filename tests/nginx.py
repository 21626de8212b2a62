"""nginx on the loopback, with a configuration of ours; and ports for it."""

from __future__ import annotations

import random
import socket
import subprocess
from contextlib import ExitStack, contextmanager, suppress
from typing import TYPE_CHECKING

from serving import proxy

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NGINX = proxy.nginx()


def free_ports(number: int) -> list[int]:
    """So many ports in a row at which nothing listens.

    Below those that a system gives to connections and to the tests beside this one, which could
    take one before it is listened at.
    """
    while True:
        first = random.randrange(20_000, 32_000)
        ports = list(range(first, first + number))
        with ExitStack() as stack, suppress(OSError):
            for port in ports:
                stack.enter_context(socket.socket()).bind(("127.0.0.1", port))
            return ports


@contextmanager
def nginx_with(folder: Path, text: str, port: int) -> Iterator[None]:
    """nginx with this configuration, from when it answers at the port until the block ends."""
    (folder / "nginx.conf").write_text(text)
    command = [str(NGINX), "-p", str(folder), "-c", "nginx.conf", "-e", "error.log"]
    with subprocess.Popen(command) as nginx:
        try:
            _wait_for(port, nginx)
            yield
        finally:
            nginx.terminate()


def _wait_for(port: int, nginx: subprocess.Popen[bytes]) -> None:
    for _ in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        try:
            nginx.wait(timeout=0.1)
        except subprocess.TimeoutExpired:
            continue
        break
    raise RuntimeError("nginx did not start.")
