"""The command ``fuzz``: inputs made by chance, put to functions and to a bot of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from evaluation.fuzz.counting import Tally
from evaluation.fuzz.functions import fuzz_functions
from evaluation.fuzz.keeping import Fuzzed, fuzz_file, fuzz_table, keep
from evaluation.fuzz.routes import SETTINGS, fuzz_routes, numbers_kept
from evaluation.inside import built_bot
from evaluation.items import EvaluationError
from evaluation.tables import markdown_lines
from luohu.clock import today
from luohu.settings import ROOT, Settings
from tools.errors import UserError
from tools.run import running_bot
from tools.setup.environments import environments

# A run of an hour that is broken off is not lost.
_KEPT_EVERY = 50_000


def fuzz_command(
    config: Settings,
    count: int,
    requests: int,
    seed: int,
    progress: Callable[[int, int, str], None],
) -> int:
    """Fuzz, print tables and keep the figures; gives 1 where anything went wrong.

    Args:
        config: of the installation.
        count: how many inputs functions get.
        requests: how many rounds of requests a bot gets that is started for them; 0 for none.
        seed: the same inputs come of the same seed.
        progress: takes how many are done of how many, and where.

    Raises:
        EvaluationError: the bot is not built.
    """
    parts: list[Fuzzed] = []
    if count:
        tallies: dict[str, Tally] = {}

        def told(done: int, total: int, name: str) -> None:
            progress(done, total, name)
            if done % _KEPT_EVERY == 0:
                keep(fuzz_file(config), "functions", _fuzzed(seed, done, tallies))

        with built_bot(config, today()) as inside:
            fuzz_functions(count, seed, inside, tallies, told)
        parts.append(_kept(config, "functions", _fuzzed(seed, count, tallies)))
    if requests:
        try:
            with running_bot(SETTINGS) as bot:
                python = environments(ROOT)["bot"].python
                of_routes, numbers = fuzz_routes(bot, python, requests, seed, progress)
                kept = numbers_kept(bot.var_dir, numbers)
        except UserError as error:
            raise EvaluationError(str(error)) from error
        sent = sum(one.inputs for one in of_routes.values())
        found = _fuzzed(seed, sent, of_routes, len(set(numbers)), kept)
        parts.append(_kept(config, "routes", found))
    return 1 if any(one.faults for one in parts) else 0


def _fuzzed(
    seed: int, inputs: int, tallies: Mapping[str, Tally], numbers: int = 0, kept: int = 0
) -> Fuzzed:
    return Fuzzed(date.isoformat(today()), seed, inputs, tallies, numbers, kept)


def _kept(config: Settings, part: str, found: Fuzzed) -> Fuzzed:
    print("\n".join(markdown_lines(fuzz_table(part, found))))
    keep(fuzz_file(config), part, found)
    return found
