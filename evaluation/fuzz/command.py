"""The command ``fuzz``: inputs made by chance, put to functions and to a bot of its own."""

from __future__ import annotations

from collections.abc import Callable

from evaluation.fuzz.counting import Tally, table
from evaluation.fuzz.functions import fuzz_functions
from evaluation.fuzz.routes import SETTINGS, fuzz_routes, numbers_kept
from evaluation.items import EvaluationError
from evaluation.tables import markdown_lines
from luohu.settings import ROOT
from tools.errors import UserError
from tools.run import running_bot
from tools.setup.environments import environments


def fuzz_command(
    count: int, requests: int, seed: int, progress: Callable[[int, int, str], None]
) -> int:
    """Fuzz, print tables; gives 1 where anything went wrong.

    Args:
        count: how many inputs functions get.
        requests: how many rounds of requests a bot gets that is started for them; 0 for none.
        seed: the same inputs come of the same seed.
        progress: takes how many are done of how many, and where.

    Raises:
        EvaluationError: the bot is not built.
    """
    tallies: dict[str, Tally] = {}
    kept = 0
    if count:
        try:
            found = fuzz_functions(count, seed, progress)
        except OSError as error:
            raise EvaluationError(f"the bot is not built ({error}); run: make build") from error
        tallies |= _shown(found, "Functions")
    if requests:
        try:
            with running_bot(SETTINGS) as bot:
                python = environments(ROOT)["bot"].python
                of_routes, numbers = fuzz_routes(bot, python, requests, seed, progress)
                kept = numbers_kept(bot.var_dir, numbers)
        except UserError as error:
            raise EvaluationError(str(error)) from error
        tallies |= _shown(of_routes, "Routes of a running bot")
        print(f"\npersonal numbers sent: {len(numbers)}, found in its databases and logs: {kept}")
    return 1 if kept or any(one.faults for one in tallies.values()) else 0


def _shown(tallies: dict[str, Tally], title: str) -> dict[str, Tally]:
    print("\n".join(markdown_lines(table(tallies, title))))
    return tallies
