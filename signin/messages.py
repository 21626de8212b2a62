"""What a browser may say over the websocket: what our pages say, and nothing else.

Streamlit obeys a few more messages, from anybody: to empty the caches of every visitor, to tell
the state of the git folder, to install files for coding agents, to watch the source files.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from google.protobuf.message import DecodeError
from streamlit.proto.BackMsg_pb2 import BackMsg

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

SAID = {"rerun_script", "stop_script", "app_heartbeat", "file_urls_request"}
ASKED = {"deferred_file", "dataframe_chunk"}  # of the operations: a download, rows of a table


class KnownMessages:
    """Passes over what no page of ours says; what cannot be read ends the connection."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def receive_known() -> Message:
            while True:
                message = await receive()
                if message["type"] != "websocket.receive" or is_known(message.get("bytes")):
                    return message

        heard = receive_known if scope["type"] == "websocket" else receive
        await self.app(scope, heard, send)


def is_known(content: bytes | None) -> bool:
    """Whether a message is one that our pages send; Streamlit refuses what it cannot read."""
    message = BackMsg()
    try:
        message.ParseFromString(content or b"")
    except DecodeError:
        return True
    kind = message.WhichOneof("type")
    if kind == "backend_operation_request":
        return message.backend_operation_request.WhichOneof("payload") in ASKED
    return kind is None or kind in SAID
