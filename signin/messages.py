"""What a browser may ask over the websocket: what our pages ask, and nothing else.

Streamlit obeys a few more messages, from anybody: to empty the caches of every visitor, to tell
the state of the git folder, to install files for coding agents, to watch the source files.
"""

from __future__ import annotations

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pages.shared.streamlit_compat import message_kind

KNOWN = {
    "",
    "rerun_script",
    "stop_script",
    "app_heartbeat",
    "file_urls_request",
    "operation deferred_file",  # a download
    "operation dataframe_chunk",  # rows of a table
}
UNREADABLE = 1003  # the code of a websocket that ends for data of a kind that is not taken


class KnownMessages:
    """Passes over what no page of ours asks; what cannot be read ends the connection."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def receive_known() -> Message:
            while True:
                message = await receive()
                if message["type"] != "websocket.receive":
                    return message
                content = message.get("bytes")
                kind = None if content is None else message_kind(content)
                if kind is None:
                    await send({"type": "websocket.close", "code": UNREADABLE})
                    return {"type": "websocket.disconnect", "code": UNREADABLE}
                if kind in KNOWN:
                    return message

        await self.app(scope, receive_known if scope["type"] == "websocket" else receive, send)
