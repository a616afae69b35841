"""What another value of a number that decides would gain and cost on the open items."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from actions.corpus import Corpus
from evaluation.auditing import Auditor
from evaluation.inside import Inside
from evaluation.items import EvaluationError, Item
from evaluation.running import Progress, run_items
from luohu.policy import numbers, policy, trying, with_number

# Likelihoods and lengths alike are tried a little and clearly lower and higher.
_SHARES = (0.7, 0.9, 1.1, 1.4)


@dataclass(frozen=True)
class Tried:
    """What one value of a number comes to, against the value in use.

    Attributes:
        gained: how many items of each set pass with it and do not now.
        lost: how many pass now and do not with it.
    """

    name: str
    now: float
    value: float
    gained: Counter[str]
    lost: Counter[str]

    @property
    def net(self) -> int:
        """Items gained less items lost."""
        return self.gained.total() - self.lost.total()


def fitted(
    names: Sequence[str], items: Sequence[Item], bot: Inside, corpus: Corpus, progress: Progress
) -> Iterator[Tried]:
    """Try values of each number on the items, as they come.

    What is built with a number (the index, the dictionary) stays as it was built.

    Args:
        names: the numbers to try, ``section.number``; all where there are none.
        items: open items.
        bot: the built bot; what NLU hears of a message is asked once.
        corpus: the documents.
        progress: told of each value that is tried.

    Raises:
        EvaluationError: no number of that name.
    """
    known = {name: n for name, n in numbers(policy()).items() if isinstance(n, int | float)}
    unknown = set(names) - known.keys()
    if unknown:
        raise EvaluationError(f"policy.yml has no {', '.join(sorted(unknown))}")
    passed = _passed(items, bot, corpus)
    trials = [(name, value) for name in names or known for value in values(known[name])]
    for number, (name, value) in enumerate(trials, 1):
        progress(number, len(trials), name)
        with trying(with_number(policy(), name, value)):
            then = _passed(items, bot, corpus)
        sets = {item.id: item.set for item in items}
        gained = Counter(sets[one] for one in then - passed)
        lost = Counter(sets[one] for one in passed - then)
        yield Tried(name, known[name], value, gained, lost)


def values(now: float) -> list[float]:
    """The values to try beside the one in use; a likelihood stays one."""
    if isinstance(now, int):
        return sorted({max(1, round(now * share)) for share in _SHARES} - {now})
    most = 1.0 if now <= 1 else float("inf")
    return sorted({round(min(most, now * share), 3) for share in _SHARES} - {now})


def proposals(tried: Sequence[Tried]) -> list[Tried]:
    """For each number its best value, where one gains more than it costs."""
    best: dict[str, Tried] = {}
    for one in tried:
        if one.net > 0 and (one.name not in best or one.net > best[one.name].net):
            best[one.name] = one
    return list(best.values())


def in_words(tried: Tried) -> str:
    """One value in words."""
    changes = [f"+{count} {name}" for name, count in sorted(tried.gained.items())]
    changes += [f"-{count} {name}" for name, count in sorted(tried.lost.items())]
    return f"{tried.name} {tried.now} → {tried.value}: {', '.join(changes) or 'no item changes'}"


def _passed(items: Sequence[Item], bot: Inside, corpus: Corpus) -> set[str]:
    results = run_items(items, bot, corpus, Auditor.of(corpus, bot.day), _unseen)
    return {result.item.id for result in results if result.passed}


def _unseen(_number: int, _total: int, _name: str) -> None:
    """Progress of one value, of which nothing is shown: the values themselves are counted."""
