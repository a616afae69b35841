"""Traces of turns over both servers by OpenTelemetry, where LUOHU_TRACES names who gathers them.

Spans hold names, times and kinds of errors: no words of residents, and nobody's id. Without the
setting nothing of OpenTelemetry is imported. Its own variables, such as OTEL_TRACES_SAMPLER, count.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from luohu.settings import settings


@contextmanager
def span(server: str, name: str, **attributes: str) -> Iterator[None]:
    """While something is done, as a part of what is being done around it.

    Args:
        server: what the process is.
        name: what is done.
        attributes: what else to tell of it.
    """
    tracer = _tracer(server)
    if tracer is None:
        yield
        return
    # An error's own text may quote what a person said.
    silent = {"record_exception": False, "set_status_on_exception": False}
    with tracer.start_as_current_span(name, attributes=attributes, **silent) as begun:
        try:
            yield
        except BaseException as error:
            begun.set_attribute("error.type", type(error).__name__)
            raise


def carried_headers(server: str) -> dict[str, str]:
    """Headers that let another server's spans be a part of the present one."""
    headers: dict[str, str] = {}
    if _tracer(server) is not None:
        from opentelemetry.propagate import inject

        inject(headers)
    return headers


def go_on(server: str, headers: Mapping[str, str]) -> object | None:
    """Let spans of this task be a part of what a request's headers name, until ``leave_off``."""
    if _tracer(server) is None:
        return None
    from opentelemetry.context import attach
    from opentelemetry.propagate import extract

    return attach(extract(dict(headers)))


def leave_off(entered: object | None) -> None:
    """End what ``go_on`` began."""
    if entered is not None:
        from opentelemetry.context import detach

        detach(entered)  # type: ignore[arg-type]


@lru_cache
def _tracer(server: str) -> Any:  # noqa: ANN401 - OpenTelemetry's, where there is one
    if not settings().traces_url:
        return None
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    provider = TracerProvider(resource=Resource.create({"service.name": f"luohu-{server}"}))
    exporter = OTLPSpanExporter(endpoint=f"{settings().traces_url}/v1/traces")
    provider.add_span_processor(BatchSpanProcessor(exporter))
    return provider.get_tracer("luohu")
