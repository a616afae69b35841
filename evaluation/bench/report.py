"""What the benchmark prints and writes."""

from __future__ import annotations

import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from evaluation.bench.measuring import (
    ANSWER,
    MANY,
    ONE,
    VERDICT,
    Measured,
    Round,
    kinds,
    times_stock,
)
from evaluation.bench.parts import Part
from evaluation.metrics import Metric
from evaluation.targets import Target

Row = tuple[str, ...]


def figures(ours: Measured, stock: Measured | None, parts: Sequence[Part]) -> dict[str, Any]:
    """All figures by dotted name; those that were not measured are missing."""
    found: dict[str, Any] = {
        "ready_seconds": ours.ready_seconds,
        "memory_mb": ours.memory_mb,
        "lost_turns": ours.lost,
        "faults": list(ours.faults),
        **_of_bot(ours, ""),
        "answer.p50_ms": ours.best(ONE).load.ms(0.5, ANSWER),
        "verdict.p50_ms": ours.best(ONE).load.ms(0.5, VERDICT),
        "kinds": kinds([one for rounds in ours.rounds.values() for one in rounds]),
        "parts": [asdict(part) for part in parts],
    }
    if parts:
        found["rasa_ms"] = found["one_user.p50_ms"] - parts[0].p50_ms
    times = times_stock(ours, stock, MANY)
    if stock and times is not None:
        found |= {
            "times_stock": times,
            "stock.ready_seconds": stock.ready_seconds,
            "stock.memory_mb": stock.memory_mb,
            "stock.lost_turns": stock.lost,
            "stock.faults": list(stock.faults),
            **_of_bot(stock, "stock."),
        }
    return found


def _of_bot(bot: Measured, prefix: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for users, rounds in bot.rounds.items():
        name = f"{prefix}one_user" if users == ONE else f"{prefix}users_{users}"
        best = bot.best(users)
        found |= {
            f"{name}.turns_a_second": best.load.turns_a_second,
            f"{name}.p50_ms": best.load.ms(0.5),
            f"{name}.p95_ms": best.load.ms(0.95),
            f"{name}.cpu_ms": best.cpu_ms_a_turn,
            f"{name}.rounds": [_round(one) for one in rounds],
        }
    return found


def _round(one: Round) -> dict[str, Any]:
    load, turns = one.load, max(len(one.load.samples), 1)
    return {
        "turns": len(load.samples),
        "turns_a_second": load.turns_a_second,
        "p50_ms": load.ms(0.5),
        "p95_ms": load.ms(0.95),
        "cpu_ms": {server: taken * 1000 / turns for server, taken in one.cpu.items()},
    }


def missed(found: Mapping[str, Any], targets: Mapping[str, Target]) -> list[str]:
    """A line for each target that was measured and is not met."""
    return [
        f"{name} is {found[name]:.1f}, target {target}"
        for name, target in targets.items()
        if name in found and not target.met(Metric(float(found[name]), 1))
    ]


def load_rows(ours: Measured, stock: Measured | None) -> list[Row]:
    """The table of loads: heading first."""
    rows: list[Row] = [("bot", "users", "turns/s", "p50 ms", "p95 ms", "CPU ms a turn", "turns")]
    for name, bot in (("this bot", ours), ("stock Rasa", stock)):
        for users in bot.rounds if bot else ():
            best = bot.best(users) if bot else None
            if best:
                load = best.load
                rates = (f"{load.turns_a_second:.1f}", f"{load.ms(0.5):.0f}")
                rest = (f"{load.ms(0.95):.0f}", f"{best.cpu_ms_a_turn:.0f}")
                rows.append((name, str(users), *rates, *rest, str(len(load.samples))))
    return rows


def part_rows(parts: Sequence[Part]) -> list[Row]:
    """The table of parts: heading first."""
    rows: list[Row] = [("part of a turn", "p50 ms", "p95 ms", "calls")]
    rows += [(p.name, f"{p.p50_ms:.2f}", f"{p.p95_ms:.2f}", str(p.calls)) for p in parts]
    return rows


def target_rows(found: Mapping[str, Any], targets: Mapping[str, Target]) -> list[Row]:
    """The table of targets: heading first."""
    rows: list[Row] = [("target", "wanted", "measured", "")]
    for name, target in targets.items():
        if name in found:
            met = target.met(Metric(float(found[name]), 1))
            rows.append((name, str(target), f"{found[name]:.1f}", "met" if met else "MISSED"))
        else:
            rows.append((name, str(target), "not measured", ""))
    return rows


def notes(found: Mapping[str, Any]) -> list[str]:
    """What is worth knowing beside the tables."""
    counted = ", ".join(f"{kind} {count}" for kind, count in found["kinds"].items())
    lines = [
        f"Ready {found['ready_seconds']:.1f} s after the start; both servers together take "
        f"{found['memory_mb']:.0f} MB after the loads.",
        f"At one user an answer takes {found['answer.p50_ms']:.0f} ms, a verdict "
        f"{found['verdict.p50_ms']:.0f} ms (p50).",
        f"Turns: {counted}; lost: {found['lost_turns']}.",
    ]
    lines += [f"Lost because: {fault}" for fault in found["faults"]]
    if "busy_percent" in found:
        lines.append(
            f"Before the start other programs used {found['busy_percent']:.0f} % of the processors."
        )
    servers = found["one_user.rounds"][0]["cpu_ms"] if "one_user.rounds" in found else {}
    if servers:
        each = ", ".join(f"{taken:.0f} ms in the {server}" for server, taken in servers.items())
        lines.append(f"Of the processor a turn takes at one user: {each}.")
    if "rasa_ms" in found:
        lines.append(
            "Rasa's own part of a turn (channel, understanding, rules, tracker): "
            f"{found['rasa_ms']:.0f} ms, the whole turn less the action server's round trip."
        )
    if "times_stock" in found:
        lines.append(
            f"{found['times_stock']:.1f} times the turns a second of stock Rasa at {MANY} users; "
            f"its server was ready after {found['stock.ready_seconds']:.1f} s, and with the same "
            f"action server it takes {found['stock.memory_mb']:.0f} MB."
        )
    return lines


def machine() -> str:
    """The machine in one line: processor count, system, load at this moment."""
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    return f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, load {load}"


def plain(rows: Sequence[Row]) -> str:
    """A table for the terminal: the first column to the left, the others to the right."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = []
    for row in rows:
        cells = [cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)]
        lines.append("  ".join([row[0].ljust(widths[0]), *cells]).rstrip())
    return "\n".join(lines)


def markdown(rows: Sequence[Row]) -> str:
    """A table in Markdown."""
    head, *body = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join([head, "|---" + "|---:" * (len(rows[0]) - 1) + "|", *body])
