"""The dashboard behind nginx and TLS on the loopback, with the very text of docs/hosting.md."""

from __future__ import annotations

import datetime as dt
import re
import shutil
import socket
import ssl
import subprocess
import urllib.error
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from serving.headers import SECURITY_HEADERS
from staffed import served
from walk import ROOT, Visit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

NGINX = shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/opt/homebrew/bin:/usr/bin:/bin")
pytestmark = pytest.mark.skipif(NGINX is None, reason="nginx is not installed (apt: nginx-light)")
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
    settings = {
        "STREAMLIT_SERVER_ADDRESS": "127.0.0.1",
        "STREAMLIT_SERVER_ALLOWED_HOSTS": "localhost",
    }
    with served(folder, settings) as place:
        tls, plain = free_port(), free_port()
        (folder / "nginx.conf").write_text(configured(folder, place.url, tls, plain))
        command = [NGINX, "-p", str(folder), "-c", "nginx.conf", "-e", "error.log"]
        with subprocess.Popen(command) as nginx:
            wait_for(tls, nginx)
            yield Site(f"https://localhost:{tls}", f"http://localhost:{plain}", place.log)
            nginx.terminate()


def configured(folder: Path, behind: str, tls: int, plain: int) -> str:
    """The proxy of docs/hosting.md, in a folder of its own and on ports of its own."""
    text = (ROOT / "docs" / "hosting.md").read_text(encoding="utf-8")
    (site,) = re.findall(r"```nginx\n(.*?)```", text, flags=re.DOTALL)
    changed = {
        "impact.example.org": "localhost",
        "listen 443 ssl;": f"listen {tls} ssl;",
        "listen 80;": f"listen {plain};",
        "http://127.0.0.1:8501": behind.replace("localhost", "127.0.0.1"),
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


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(port: int, nginx: subprocess.Popen[bytes]) -> None:
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


def ask(url: str, method: str = "GET", **headers: str):
    """The answer, whatever its status."""
    request = urllib.request.Request(url, method=method, headers=headers)
    try:
        return urllib.request.urlopen(request, context=UNCHECKED)
    except urllib.error.HTTPError as error:
        return error


def test_a_visitor_sees_the_claims_over_tls(browser: Browser, site: Site):
    context = browser.new_context(ignore_https_errors=True)
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
    stream = site.url.replace("https", "wss") + "/_stcore/stream"
    with pytest.raises(InvalidStatus) as refused:
        connect(stream, ssl=UNCHECKED, additional_headers={"Origin": "https://evil.example"})
    assert refused.value.response.status_code == 403
    with connect(stream, ssl=UNCHECKED, additional_headers={"Origin": site.url}):
        pass
