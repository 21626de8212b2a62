"""The dashboard behind nginx and TLS on the loopback, with the very text of docs/hosting.md."""

from __future__ import annotations

import datetime as dt
import os
import re
import signal
import ssl
import subprocess
import sys
import urllib.error
import urllib.request
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from websockets.exceptions import InvalidStatus
from websockets.sync.client import ClientConnection, connect

from serving.headers import SECURITY_HEADERS
from serving.proxy import balanced, led
from tests.nginx import NGINX, free_ports, nginx_with
from walk import PATIENCE, ROOT, WILDCATS, Visit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext

pytestmark = pytest.mark.skipif(NGINX is None, reason="nginx is not installed (apt: nginx-light)")
OVER_TLS = "SameSite=None; Secure; Partitioned"
UNCHECKED = ssl.create_default_context()
UNCHECKED.check_hostname = False
UNCHECKED.verify_mode = ssl.CERT_NONE


class Site(NamedTuple):
    """What a visitor of the proxy knows, and what only we know."""

    url: str  # over TLS
    plain: str  # the same without
    log: Path  # of the dashboard


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("nginx")
    certificate(folder)
    tls, plain, *ports = free_ports(4)
    with (
        processes(folder, ports[0]) as log,
        nginx_with(folder, configured(folder, ports, tls, plain), tls),
    ):
        yield Site(f"https://localhost:{tls}", f"http://localhost:{plain}", log)


@contextmanager
def processes(folder: Path, first: int) -> Iterator[Path]:
    """Two processes of the dashboard, as the service of docs/hosting.md starts them; their log."""
    environment = os.environ | {
        "IMPACT_DATA": str(WILDCATS),
        "IMPACT_STATE": str(folder / "state"),
        "STREAMLIT_SERVER_ALLOWED_HOSTS": "localhost",
    }
    command = ["-m", "serving.workers", "--without-proxy", "--workers", "2", "--port", str(first)]
    log = folder / "log.txt"
    with (
        log.open("ab") as out,
        subprocess.Popen(
            [sys.executable, *command], cwd=ROOT, env=environment, stdout=out, stderr=out
        ) as program,
    ):
        try:
            while b"serve the dashboard" not in log.read_bytes():
                with suppress(subprocess.TimeoutExpired):
                    assert program.wait(timeout=0.1) is None, log.read_text()
            yield log
        finally:
            program.terminate()


def configured(folder: Path, ports: list[int], tls: int, plain: int) -> str:
    """The proxy of docs/hosting.md, in a folder of its own and on ports of its own."""
    text = (ROOT / "docs" / "hosting.md").read_text(encoding="utf-8")
    (site,) = re.findall(r"```nginx\n(.*?)```", text, flags=re.DOTALL)
    changed = {
        balanced(range(8501, 8505), OVER_TLS): balanced(ports, OVER_TLS, f"{folder}/plain"),
        "impact.example.org": "localhost",
        "listen 443 ssl;": f"listen {tls} ssl;",
        "listen 80;": f"listen {plain};",
        "/etc/letsencrypt/live/localhost/": f"{folder}/",
    }
    for before, after in changed.items():
        assert before in site, before
        site = site.replace(before, after)
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    places = "".join(f"{kind}_temp_path {folder}/{kind};\n" for kind in kinds)
    return (
        f"daemon off;\nmaster_process off;\npid {folder}/pid;\nerror_log {folder}/error.log;\n"
        f"events {{}}\nhttp {{\naccess_log off;\n{places}{site}}}\n"
    )


def certificate(folder: Path) -> None:
    """A certificate for localhost that nobody but we has signed."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = dt.datetime.now(dt.UTC)
    signed = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    (folder / "fullchain.pem").write_bytes(signed.public_bytes(pem))
    private = serialization.PrivateFormat.PKCS8
    secret = key.private_bytes(pem, private, serialization.NoEncryption())
    (folder / "privkey.pem").write_bytes(secret)


def ask(url: str, method: str = "GET", **headers: str):
    """The answer, whatever its status."""
    request = urllib.request.Request(url, method=method, headers=headers)
    try:
        return urllib.request.urlopen(request, context=UNCHECKED)
    except urllib.error.HTTPError as error:
        return error


def stream(site: Site, origin: str) -> ClientConnection:
    """A websocket that a page of this origin opens."""
    address = site.url.replace("https", "wss") + "/_stcore/stream"
    headers = {"Origin": origin}
    return connect(address, ssl=UNCHECKED, additional_headers=headers, open_timeout=PATIENCE)


def test_a_visitor_sees_the_claims_over_tls(browser: Browser, site: Site):
    context = browser.new_context()
    visit = Visit(context.new_page(), urlsplit(site.url).netloc)
    visit.listen()
    visit.page.goto(site.url)
    visit.settle()
    assert "11 leopard detections on Uly Balkan" in " ".join(visit.text().split())
    visit.page.get_by_role("link", name="Wildlife").first.click()
    visit.page.wait_for_url("**/wildlife")
    visit.settle()
    assert (visit.errors, visit.failed, visit.foreign) == ([], [], [])
    assert all(cookie["secure"] for cookie in context.cookies())
    # The code of a laptop is no way in from elsewhere, and a proxy is elsewhere.
    assert visit.page.get_by_role("link", name="For staff: sign in").count() == 0
    context.close()


@pytest.mark.parametrize("path", ["/", "/plain/", "/_stcore/health", "/_stcore/metrics"])
def test_every_answer_keeps_the_browser_to_tls_and_carries_the_headers(site: Site, path):
    answer = ask(site.url + path)
    assert answer.status == (404 if path.endswith("metrics") else 200)
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"
    assert all(answer.headers[name] == value for name, value in SECURITY_HEADERS.items())
    assert "uvicorn" not in answer.headers["Server"]


def test_without_tls_a_visitor_is_led_to_it(site: Site):
    class Stay(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *_args):
            return None

    with pytest.raises(urllib.error.HTTPError) as led:
        urllib.request.build_opener(Stay).open(f"{site.plain}/wildlife")
    assert led.value.code == 301
    assert led.value.headers["Location"] == "https://localhost/wildlife"


def test_another_name_another_page_and_an_upload_are_refused(site: Site):
    assert ask(site.url, Host="evil.example").status == 421
    assert ask(f"{site.url}/_stcore/upload_file/a/b", "PUT", Origin=site.url).status == 403
    with pytest.raises(InvalidStatus) as refused:
        stream(site, "https://evil.example")
    assert refused.value.response.status_code == 403
    with stream(site, site.url):
        pass


def test_the_documented_way_to_a_process_is_that_of_make_run():
    text = (ROOT / "docs" / "hosting.md").read_text(encoding="utf-8")
    for line in led().splitlines():
        assert line in text


def test_who_was_at_a_process_that_is_killed_goes_on_at_the_other_in_the_same_view(
    browser: Browser, site: Site
):
    context = browser.new_context()
    visit = Visit(context.new_page(), urlsplit(site.url).netloc)
    visit.page.goto(f"{site.url}/wildlife?lang=ru")
    visit.settle()
    before, first = visit.text(), process_of(context)
    with not_started_again(number_of(first)):
        for _ in range(PATIENCE * 10):  # the page connects anew by itself
            if process_of(context) != first:
                break
            visit.page.wait_for_timeout(100)
        assert process_of(context) != first
        visit.settle()
        assert visit.text() == before
    context.close()


@contextmanager
def not_started_again(process: int) -> Iterator[None]:
    """A process killed; whoever started it is stopped meanwhile, so that no new one comes first."""
    starter = int(Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[1])
    os.kill(starter, signal.SIGSTOP)
    os.kill(process, signal.SIGKILL)
    try:
        yield
    finally:
        os.kill(starter, signal.SIGCONT)


def process_of(context: BrowserContext) -> str:
    """The port of the process that a visitor is at."""
    (named,) = (one for one in context.cookies() if one["name"] == "impact_process")
    return named["value"]


def number_of(port: str) -> int:
    """The number of the process that listens at a port (Linux, as /proc says it)."""
    for entry in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if (entry / "cmdline").read_bytes().endswith(b"--server.port\0%s\0" % port.encode()):
                return int(entry.name)
    raise LookupError(port)
