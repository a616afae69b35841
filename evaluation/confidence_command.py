"""The command that measures how sure the operator's desk may be."""

from __future__ import annotations

from collections.abc import Sequence

from actions.corpus import Corpus
from actions.desk.confidence import TABLE
from evaluation.auditing import Auditor
from evaluation.confidence import COUNTED, SET, WEIGHED, counted, fit, make_cases, table, write
from evaluation.inside import built_bot
from evaluation.items import Item
from evaluation.running import Progress
from luohu.clock import today
from luohu.settings import Settings


def confidence_command(
    items: Sequence[Item], config: Settings, corpus: Corpus, progress: Progress
) -> int:
    """Put the open items to the bot, weigh the signals, and write what was measured.

    Raises:
        EvaluationError: the bot is not built, or too few turns are wrong to measure on.
    """
    day = today()
    with built_bot(config, day) as bot:
        cases = make_cases(
            items,
            bot,
            corpus,
            Auditor.of(corpus, day),
            lambda number: progress(number, len(items), "open"),
        )
    fitted = [fit(cases, kinds, names) for kinds, names in WEIGHED.items()]
    write(TABLE, fitted, {kind: counted(cases, kind) for kind in COUNTED} | SET)
    print(table(fitted))
    print(f"\nwritten: {TABLE}")
    return 0
