"""An S3 interface on the loopback: moto's, one request at a time, so that a conditional write is
the one step that it is on S3 itself.

    python benchmarks/soak/s3.py

prints its port and serves until its standard input ends.
"""

from __future__ import annotations

import subprocess
import sys
import threading
import urllib.request
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

BUCKET = "versions"


@contextmanager
def s3_server() -> Iterator[dict[str, str]]:
    """Serve an empty bucket; the environment that a store needs for ``s3://versions/...``."""
    server = subprocess.Popen(
        [sys.executable, __file__],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    with server:
        try:
            endpoint = f"http://127.0.0.1:{int(server.stdout.readline())}"
            new = urllib.request.Request(f"{endpoint}/{BUCKET}", method="PUT")
            urllib.request.urlopen(new, timeout=30).close()
            yield {
                "AWS_ENDPOINT_URL": endpoint,
                "AWS_ALLOW_HTTP": "true",
                "AWS_REGION": "us-east-1",
                "AWS_ACCESS_KEY_ID": "loopback",
                "AWS_SECRET_ACCESS_KEY": "loopback",
            }
        finally:
            server.kill()


def serve() -> None:
    """Serve on a free port until standard input ends."""
    from moto.server import DomainDispatcherApplication, MotoRequestHandler, create_backend_app
    from werkzeug.serving import make_server

    application = DomainDispatcherApplication(create_backend_app)
    server = make_server(
        "127.0.0.1", 0, application, threaded=False, request_handler=MotoRequestHandler
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(server.port, flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    serve()
