"""A visitor at the doors of the server, and what the audit log says."""

from __future__ import annotations

import json

from starlette.testclient import TestClient

from signin import audit

FILE = "/_stcore/upload_file/session/file"


def sign_in(client: TestClient, code: str, who: str = "Aida", **headers: str):
    return client.post("/auth/login", data={"who": who, "code": code}, headers=headers)


def events(tmp_path) -> list[str]:
    return [json.loads(line)["event"] for line in (tmp_path / audit.NAME).open()]
