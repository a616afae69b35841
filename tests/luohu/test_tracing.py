"""Whoever gathers traces sees where a turn's time went over both servers, and nobody's words."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.trace.v1.trace_pb2 import Span

from luohu.settings import ROOT

# A turn in one server, a part of it in another one, which fails.
TURN = """
import asyncio
from luohu.tracing import carried_headers, go_on, leave_off, span

async def turn():
    with span("rasa", "whole", channel="kiosk"), span("rasa", "action"):
        headers = carried_headers("rasa")
        await asyncio.to_thread(other_server, headers)

def other_server(headers):
    entered = go_on("actions", headers)
    try:
        with span("actions", "reading"):
            raise ValueError("我叫张三")
    except ValueError:
        pass
    leave_off(entered)

asyncio.run(turn())
import sys
print("opentelemetry" in sys.modules)
"""


@pytest.fixture
def gathered() -> Iterator[tuple[str, list[bytes]]]:
    """The address of what gathers traces, and what it got."""
    got: list[bytes] = []

    class Gatherer(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            assert self.path == "/v1/traces"
            body = self.rfile.read(int(self.headers["Content-Length"]))
            got.append(body)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Gatherer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/", got
    server.shutdown()


def run(**variables: str) -> str:
    """Make a turn in a process of its own, which tells all that it has when it ends."""
    given = {**os.environ, "PYTHONPATH": str(ROOT), "LUOHU_TRACES": "", **variables}
    return subprocess.run(
        [sys.executable, "-c", TURN], env=given, check=True, capture_output=True, text=True
    ).stdout


def spans_in(bodies: list[bytes]) -> dict[str, tuple[str, Span]]:
    """Spans by name, with their server."""
    found = {}
    for body in bodies:
        for resource in ExportTraceServiceRequest.FromString(body).resource_spans:
            named = {one.key: one.value.string_value for one in resource.resource.attributes}
            for scope in resource.scope_spans:
                for one in scope.spans:
                    found[one.name] = named["service.name"], one
    return found


def test_a_turn_is_one_trace_over_both_servers(gathered: tuple[str, list[bytes]]) -> None:
    address, bodies = gathered
    run(LUOHU_TRACES=address)
    spans = spans_in(bodies)
    assert {name: server for name, (server, _span) in spans.items()} == {
        "whole": "luohu-rasa",
        "action": "luohu-rasa",
        "reading": "luohu-actions",
    }
    whole, action, reading = (spans[name][1] for name in ("whole", "action", "reading"))
    assert (action.parent_span_id, reading.parent_span_id) == (whole.span_id, action.span_id)
    assert whole.trace_id == action.trace_id == reading.trace_id
    assert {one.key: one.value.string_value for one in whole.attributes} == {"channel": "kiosk"}


def test_a_trace_tells_the_kind_of_an_error_and_no_words(
    gathered: tuple[str, list[bytes]],
) -> None:
    address, bodies = gathered
    run(LUOHU_TRACES=address)
    (attribute,) = spans_in(bodies)["reading"][1].attributes
    assert (attribute.key, attribute.value.string_value) == ("error.type", "ValueError")
    assert "张三" not in b"".join(bodies).decode("utf-8", "ignore")


def test_nothing_is_traced_unless_it_is_set() -> None:
    assert run() == "False\n"


def test_a_turn_is_made_though_nobody_gathers() -> None:
    assert run(LUOHU_TRACES="http://127.0.0.1:9", OTEL_EXPORTER_OTLP_TIMEOUT="1") == "True\n"
