"""HTTP servers that stand in for programs a channel talks to."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

# Path, and the query of a GET or the JSON body of a POST in (other bodies as ``sent``); status and
# JSON body out.
Answering = Callable[[str, dict[str, Any]], tuple[int, Any]]


@contextmanager
def standing_in(answering: Answering) -> Iterator[int]:
    """Serve GET and POST on a port of this machine, which it gives."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            query = {name: values[0] for name, values in parse_qs(parts.query).items()}
            self._send(*answering(parts.path, query))

        def do_POST(self) -> None:
            sent = self.rfile.read(int(self.headers["Content-Length"]))
            is_json = self.headers["Content-Type"] == "application/json"
            self._send(*answering(self.path, json.loads(sent) if is_json else {"sent": sent}))

        def _send(self, status: int, body: Any) -> None:  # noqa: ANN401
            data = body if isinstance(body, bytes) else json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            """Nothing is logged."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()
