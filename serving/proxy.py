"""nginx before several processes: to which of them a visitor is led, and where when it ends."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from pathlib import Path

PLACES = "/usr/sbin:/usr/local/sbin:/opt/homebrew/bin"  # not on everybody's PATH

# The cookie names the process that answered last, and nothing of the visitor. A random one that
# nginx hashes would lead back to a process that was started again, which knows nothing of the
# pages that are open by then at another one.
BALANCED = """\
proxy_cache_path {memory} keys_zone=plain:1m max_size=50m inactive=10s use_temp_path=off;
upstream processes {{
    zone processes 64k;
    least_conn;
{servers}
}}
map $cookie_impact_process $process {{
    "~^(?<asked>{ports})$" 127.0.0.1:$asked;
    default processes;
}}
map $upstream_addr $answered {{
    "~:(?<last>\\d+)$" $last;
}}
map "$cookie_impact_process $answered" $names_process {{
    "~^(?<same>\\d+) \\k<same>$" "";
    "~ (?<other>\\d+)$" "impact_process=$other; Path=/; HttpOnly; {kept}";
}}
"""

# Connections of this machine alone come without the header, as the staff code asks for; what
# another proxy on it has written stays.
FORWARDED = """\
map $remote_addr $forwarded_for {
    "~^(127\\.|::1$)" $http_x_forwarded_for;
    default $remote_addr;
}
"""

LED = """\
add_header Set-Cookie $names_process always;
proxy_http_version 1.1;
proxy_set_header Host $http_host;
proxy_set_header Upgrade $http_upgrade;
proxy_set_header Connection $http_connection;
proxy_set_header X-Forwarded-For {forwarded_for};
proxy_set_header X-Forwarded-Proto $scheme;
proxy_request_buffering off;
proxy_buffering off;
proxy_connect_timeout 2s;
proxy_read_timeout 1h;
# Who takes no cookie may ask for a picture that another process has made.
proxy_next_upstream error timeout http_404;

location / {{
    proxy_pass http://$process;
    error_page 502 504 = @another;
}}
location @another {{
    proxy_pass http://processes;
}}
# Plain pages are the same for everybody: in a rush each is asked for once a second. A memory of
# more than that would show what has been withdrawn.
location ~ ^(/[\\w.-]+)*/plain/ {{
    proxy_pass http://processes;
    proxy_buffering on;
    proxy_cache plain;
    proxy_cache_key $scheme$http_host$http_x_forwarded_prefix$request_uri;
    proxy_cache_valid 200 1s;
    proxy_cache_lock on;
    proxy_ignore_headers Cache-Control;
}}
"""

WHOLE = """\
daemon off;
{user}pid {folder}/nginx.pid;
error_log {folder}/nginx.log;
events {{
    worker_connections 4096;
}}
http {{
access_log off;
server_tokens off;
client_body_temp_path {folder}/client_body;
proxy_temp_path {folder}/proxy;
fastcgi_temp_path {folder}/fastcgi;
uwsgi_temp_path {folder}/uwsgi;
scgi_temp_path {folder}/scgi;

{balanced}
{forwarded}
server {{
listen {host}:{port};
client_max_body_size 201m;
{led}}}
}}
"""


def nginx() -> str | None:
    """Where nginx is on this machine; None where it is not."""
    return shutil.which("nginx", path=os.pathsep.join([os.environ.get("PATH", ""), PLACES]))


def balanced(
    ports: Sequence[int], kept: str = "SameSite=Lax", memory: str = "/var/lib/nginx/plain"
) -> str:
    """What stands in the ``http`` block: the processes, and which of them a visitor gets.

    A new visitor gets the one with the fewest connections.

    Parameters
    ----------
    ports : sequence of int
    kept : str
        How a browser keeps the cookie. Over TLS ``SameSite=None; Secure; Partitioned``: then it
        has it in a frame on the page of somebody else, too.
    memory : str
        A folder for the plain pages of the last second.
    """
    servers = (f"    server 127.0.0.1:{port} max_fails=1 fail_timeout=2s;" for port in ports)
    named = "|".join(map(str, ports))
    return BALANCED.format(servers="\n".join(servers), ports=named, kept=kept, memory=memory)


def led(forwarded_for: str = "$remote_addr") -> str:
    """What stands in the ``server`` block: the way to the process of a visitor, or to another.

    Parameters
    ----------
    forwarded_for : str
        The address of the visitor, as nginx names it.
    """
    return LED.format(forwarded_for=forwarded_for)


def configuration(folder: Path, host: str, port: int, ports: Sequence[int]) -> str:
    """All that nginx needs to serve these processes at one address, with its files in a folder."""
    # Started by root, it would work as nobody, who may not write into the folder.
    by_root = getattr(os, "geteuid", lambda: None)() == 0
    return WHOLE.format(
        user="user root;\n" if by_root else "",
        folder=folder,
        host=host,
        port=port,
        balanced=balanced(ports, memory=f"{folder}/plain"),
        forwarded=FORWARDED,
        led=led("$forwarded_for"),
    )
