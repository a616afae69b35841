"""A stand-in for WeChat's API on the loopback interface, which can be told to fail."""

from __future__ import annotations

import itertools
import json
import threading
import time
from collections import defaultdict
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

SEND = "/cgi-bin/message/custom/send"
CHECK = "/wxa/msg_sec_check"
STABLE_TOKEN = "/cgi-bin/stable_token"
TOKEN = "/cgi-bin/token"
LOGIN = "/sns/jscode2session"

# The texts of WeChat's errors, as far as a caller might look at them.
_TOLD = {
    -1: "system error",
    40001: "invalid credential, access_token is invalid or not latest",
    40029: "invalid code",
    40125: "invalid appsecret",
    45011: "api minute-quota reach limit",
    45015: "response out of time limit or subscription is canceled",
    45047: "out of response count limit",
}


@dataclass(frozen=True)
class Sent:
    """A customer-service message that was taken."""

    openid: str
    text: str


@dataclass
class WeChat:
    """WeChat's side. Use as a context manager.

    Attributes:
        secrets: the secret of each app id.
        codes: the openid for each code of ``wx.login``; a code is good once.
        risky: texts that hold one of these are risky.
        calls: path and request of each call, in order.
        sent: the customer-service messages that were taken, in order.
    """

    secrets: dict[str, str]
    codes: dict[str, str] = field(default_factory=dict)
    risky: set[str] = field(default_factory=set)
    calls: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    sent: list[Sent] = field(default_factory=list)
    address: str = ""

    def __post_init__(self) -> None:
        self._failures: dict[str, list[int | float]] = defaultdict(list)
        self._tokens: dict[str, str] = {}
        self._numbers = itertools.count(1)
        self._lock = threading.Lock()
        self._stopping = threading.Event()

    def fail(self, path: str, code: int, times: int = 1) -> None:
        """Answer the next calls of a path with one of WeChat's errors."""
        with self._lock:
            self._failures[path] += [code] * times

    def hang(self, path: str, seconds: float, times: int = 1) -> None:
        """Do nothing for so long in the next calls of a path, and then hang up."""
        with self._lock:
            self._failures[path] += [float(seconds)] * times

    def void_tokens(self) -> None:
        """Let all tokens given so far be refused with 40001."""
        with self._lock:
            self._tokens.clear()

    def count(self, path: str) -> int:
        """How often a path was called."""
        return sum(called == path for called, _request in self.calls)

    def wait(self, count: int, seconds: float = 10) -> list[Sent]:
        """The messages sent, once there are so many; fails if they do not come."""
        end = time.monotonic() + seconds
        while len(self.sent) < count:
            assert time.monotonic() < end, f"{len(self.sent)} of {count} messages were sent"
            time.sleep(0.01)
        return list(self.sent)

    def __enter__(self) -> WeChat:
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,))
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._stopping.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def answer(self, path: str, query: dict[str, str], request: dict[str, Any]) -> Any:  # noqa: ANN401
        """The answer to a call; None to hang up without one."""
        with self._lock:
            self.calls.append((path, {**query, **request}))
            failure = self._failures[path].pop(0) if self._failures[path] else None
        if isinstance(failure, float):
            self._stopping.wait(failure)
            return None
        if failure is not None:
            return _error(failure)
        with self._lock:
            return self._answer(path, query, request)

    def _answer(self, path: str, query: dict[str, str], request: dict[str, Any]) -> Any:  # noqa: ANN401
        if path == STABLE_TOKEN:
            return self._token(request, new=bool(request.get("force_refresh")))
        if path == TOKEN:
            return self._token(query, new=True)
        if path == LOGIN:
            return self._login(query)
        if query.get("access_token") not in self._tokens.values():
            return _error(40001)
        if path == SEND:
            text = request["text"]["content"]
            assert len(text.encode()) <= 2048, "45002: content size out of limit"
            self.sent.append(Sent(request["touser"], text))
            return _error(0)
        if path == CHECK:
            risky = any(word in request["content"] for word in self.risky)
            return {**_error(0), "result": {"suggest": "risky" if risky else "pass", "label": 100}}
        return _error(40066)

    def _token(self, told: dict[str, Any], new: bool) -> dict[str, Any]:
        app_id = told.get("appid", "")
        if self.secrets.get(app_id, "") != told.get("secret"):
            return _error(40125)
        if new or app_id not in self._tokens:
            self._tokens[app_id] = f"token-{next(self._numbers)}"
        return {"access_token": self._tokens[app_id], "expires_in": 7200}

    def _login(self, query: dict[str, str]) -> dict[str, Any]:
        if self.secrets.get(query.get("appid", ""), "") != query.get("secret"):
            return _error(40125)
        openid = self.codes.pop(query.get("js_code", ""), None)
        return {"openid": openid, "session_key": "a" * 24} if openid else _error(40029)


def _error(code: int) -> dict[str, Any]:
    return {"errcode": code, "errmsg": _TOLD.get(code, "ok" if code == 0 else "error")}


def _handler(wechat: WeChat) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self._serve({})

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            self._serve(json.loads(body) if body else {})

        def _serve(self, request: dict[str, Any]) -> None:
            split = urlsplit(self.path)
            told = wechat.answer(split.path, dict(parse_qsl(split.query)), request)
            if told is None:
                self.close_connection = True
                return
            body = json.dumps(told).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args: object) -> None:
            """Nothing: tests say what went wrong."""

    return Handler
