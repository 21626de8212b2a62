"""nginx on the loopback, with a configuration of ours; and ports for it."""

from __future__ import annotations

import socket
import subprocess
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from serving import proxy

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NGINX = proxy.nginx()


def free_ports(number: int) -> list[int]:
    """So many ports at which nothing listens."""
    with ExitStack() as stack:
        probes = [stack.enter_context(socket.socket()) for _ in range(number)]
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [probe.getsockname()[1] for probe in probes]


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
