"""The scorecard as one self-contained page with bars."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from evaluation.bars import bar
from evaluation.scorecard import (
    REGION_COLUMNS,
    Part,
    Scorecard,
    figure,
    other_tables,
    part_tables,
)
from evaluation.tables import html_lines

_STYLE = """
:root{color-scheme:light dark;--good:#2a78d6;--bad:#c8502e;--track:#8883;--mark:#888}
body{font:16px/1.5 system-ui,sans-serif;max-width:64rem;margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse;margin:1rem 0;display:block;overflow-x:auto}
th,td{padding:.25rem .7rem .25rem 0;text-align:left;white-space:nowrap;vertical-align:middle}
td.n{font-variant-numeric:tabular-nums}
th{border-bottom:1px solid var(--mark);font-weight:600}
svg{vertical-align:middle}.missed{color:var(--bad);font-weight:600}
"""


def page(card: Scorecard) -> str:
    """The whole page; it refers to nothing outside itself."""
    return "\n".join(_lines(card)) + "\n"


def _lines(card: Scorecard) -> Iterator[str]:
    yield '<!doctype html><html lang="en"><head><meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width,initial-scale=1">'
    yield f"<title>Scorecard</title><style>{_STYLE}</style></head><body><h1>Scorecard</h1><ul>"
    yield from (f"<li>{escape(line)}</li>" for line in card.about)
    yield "</ul>"
    for part in card.parts:
        yield from _part(card, part)
    for shown in other_tables(card):
        yield from html_lines(shown)
    yield "</body></html>"


def _part(card: Scorecard, part: Part) -> Iterator[str]:
    yield f"<h2>{escape(part.title.capitalize())} ({part.items} items)</h2><table>"
    yield "<tr><th>metric</th><th></th><th>figure</th><th>cases</th><th>target</th></tr>"
    for name, metric in part.metrics.items():
        target, missed = card.targets.get(name), name in part.missed
        yield (
            f"<tr><td>{escape(name)}</td><td>{bar(metric, target, missed)}</td>"
            f'<td class="n{" missed" if missed else ""}">{escape(figure(part, name))}</td>'
            f'<td class="n">{metric.cases}</td><td class="n">{target or ""}</td></tr>'
        )
    yield "</table><h3>Questions by region</h3><table><tr><th>region</th>"
    yield "".join(f"<th>{name}</th>" for name in REGION_COLUMNS) + "</tr>"
    for code, figures in part.regions.items():
        cells = "".join(f'<td class="n">{figures[name]}</td>' for name in REGION_COLUMNS)
        first = bar(figures["first"], card.targets.get("questions.first"), False)
        yield f"<tr><td>{escape(card.names.get(code, code))}</td>{cells}<td>{first}</td></tr>"
    yield "</table>"
    for shown in part_tables(card, part):
        yield from html_lines(shown, 3)
