"""What the load showed, channel by channel."""

from __future__ import annotations

from collections.abc import Sequence

from evaluation.bench.channels.visitor import Visitor
from evaluation.bench.figures import milliseconds
from evaluation.bench.report import machine

_HEAD = (
    "| channel | at once | turns | turns/s | p50 ms | p95 ms | longest ms | lost or mixed |",
    "|---|---|---|---|---|---|---|---|",
)


def summary(visitors: Sequence[Visitor], seconds: float) -> str:
    """The report as Markdown."""
    channels = dict.fromkeys(visitor.channel for visitor in visitors)
    rows = [_row(name, [v for v in visitors if v.channel == name], seconds) for name in channels]
    total = _row("all", visitors, seconds)
    lines = ["# All channels at once", "", machine(), "", *_HEAD, *rows, total]
    return "\n".join([*lines, "", *(f"- {fault}" for fault in worst(visitors)), ""])


def worst(visitors: Sequence[Visitor]) -> list[str]:
    """What went wrong, each once with how often."""
    faults = [s.fault for visitor in visitors for s in visitor.samples if s.fault]
    silent = sum(not visitor.samples for visitor in visitors)
    counted = [f"{faults.count(fault)} x {fault}" for fault in sorted(set(faults))]
    return [*counted, *([f"{silent} visitors met nothing at all"] if silent else [])]


def _row(name: str, visitors: Sequence[Visitor], seconds: float) -> str:
    samples = [sample for visitor in visitors for sample in visitor.samples]
    times = [sample.seconds for sample in samples if not sample.fault]
    figures = [f"{milliseconds(times, share):.0f}" if times else "-" for share in (0.5, 0.95, 1.0)]
    lost = sum(bool(sample.fault) for sample in samples)
    cells = [name, len(visitors), len(samples), f"{len(samples) / seconds:.1f}", *figures, lost]
    return f"| {' | '.join(map(str, cells))} |"
