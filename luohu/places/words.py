"""The language of places, read from ``places.yml`` and compiled."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from luohu import fast_yaml
from luohu.expressions import compiled

Pattern = re.Pattern[str]
Around = tuple[tuple[Pattern, Pattern], ...]

_BEFORE = (
    "rejected",
    "settle_before",
    "origin_before",
    "home_before",
    "past_before",
    "supposed_before",
    "done_before",
    "kin_before",
    "stay_before",
    "called_before",
    "moved_before",
    "others_before",
    "wished_before",
    "heard_before",
    "told_before",
)
_AFTER = (
    "origin_after",
    "home_after",
    "away_after",
    "weak_after",
    "settle_after",
    "stay_after",
    "done_after",
    "gone_after",
    "visit_after",
    "home_there_after",
    "topic_after",
    "wanted_after",
    "matter_after",
    "told_after",
)
# Characters between a place and the 公司 or 银行 at the end of a firm's name.
LONGEST_BODY = 8
_ANYWHERE = (
    "compare",
    "listed",
    "join_kin",
    "kin_joins",
    "here",
    "points_here",
    "return",
    "stops",
    "moves_there",
    "asking",
)


class PlaceDataError(ValueError):
    """A file of place data cannot be used; the message names the file and the mend."""


@dataclass(frozen=True)
class Words:
    """Compiled ``places.yml``.

    ``before`` patterns end where a name begins, ``after`` patterns begin where it ends, ``around``
    are pairs of the two, ``anywhere`` patterns look at the whole message. ``whereabouts`` patterns
    tell by their names which of these they are.
    """

    suffix: Pattern
    outside_aliases: Mapping[str, str]
    ordinary: frozenset[str]
    cued: frozenset[str]
    things: frozenset[str]
    goods: tuple[str, ...]
    bodies: frozenset[str]
    between: frozenset[str]
    firm: Pattern
    brands: Pattern
    hiding: tuple[str, ...]
    links: frozenset[str]
    tail: Pattern
    town_tail: Pattern
    town_ending: Pattern
    place_after: Pattern
    opening: Pattern
    before: Mapping[str, Pattern]
    after: Mapping[str, Pattern]
    around: Mapping[str, Around]
    anywhere: Mapping[str, Pattern]
    origin_to_next: Pattern
    owned: Pattern
    joined: Pattern
    only_place: Pattern
    every: Pattern
    document_number: Pattern
    sounds_alike: Mapping[str, str]
    whereabouts: Mapping[str, Pattern]

    def short(self, name: str) -> str:
        """``name`` without the ending that people leave off; at least two characters stay."""
        found = self.suffix.search(name, 2)
        return name[: found.start()] if found else name

    def bears(self, name: str) -> bool:
        """Whether ``name`` ends like a street or a house, which says little without 街道."""
        return any(name.endswith(thing) for thing in self.things)

    def is_head(self, word: str, heads: frozenset[str]) -> bool:
        """Whether ``word`` is one of ``heads``, alone or behind a word such as 北 (北路)."""
        return word in heads or any(
            word[cut:] in heads and word[:cut] in self.between for cut in range(1, len(word))
        )


def load_words(file: Path) -> Words:
    """Read and compile ``file``.

    Raises:
        PlaceDataError: a key is missing or a pattern does not compile.
    """
    data = read_yaml(file)
    try:
        return _compiled(data)
    except KeyError as error:
        raise PlaceDataError(f"{file}: the key {error} is missing") from error
    except re.error as error:
        raise PlaceDataError(f"{file}: not a regular expression: {error}") from error


def read_yaml(file: Path) -> Any:  # noqa: ANN401 - YAML holds any shape; callers check what they use
    """Read ``file``."""
    return fast_yaml.load(file.read_text(encoding="utf-8"))


def _compiled(data: Mapping[str, Any]) -> Words:
    cues = _with_kin(data["cues"], data["kin"])
    bearers = data["bearers"]
    around = {key: value for key, value in cues.items() if key.endswith("_around")}
    return Words(
        suffix=_suffix(data["suffixes"], data["nationalities"]),
        outside_aliases=data["outside_aliases"],
        ordinary=frozenset(data["ordinary"].split()),
        cued=frozenset(data["cued"]),
        things=frozenset(bearers["things"]),
        goods=tuple(bearers["goods"]),
        bodies=frozenset(bearers["bodies"]),
        between=frozenset(bearers["between"]),
        firm=compiled(
            f"(?:(?!{bearers['apart']})[一-鿿]){{0,{LONGEST_BODY}}}?"
            f"(?:(?:有限|股份)*(?:{bearers['firms']}))+"
        ),
        brands=_joined(bearers["brands"], "(?:{})"),
        hiding=tuple(data["hiding_words"]),
        links=frozenset(["", *data["links"]]),
        tail=compiled(data["tails"]),
        town_tail=compiled(f"{data['town_tails']}|{data['town_endings']}"),
        town_ending=compiled(data["town_endings"]),
        place_after=compiled(data["place_after"]),
        opening=compiled(f"{data['opening']}$"),
        before={key: _joined(cues[key], "(?:{})[ ]?$") for key in _BEFORE},
        after={key: _joined(cues[key], "[ ]?(?:{})") for key in _AFTER},
        around={
            key: tuple(
                (_joined([left], "(?:{})$"), _joined([right], "{}")) for left, right in value
            )
            for key, value in around.items()
        },
        anywhere={key: _joined(cues[key], "{}") for key in _ANYWHERE},
        origin_to_next=_joined(cues["origin_to_next"], "(?:{})$"),
        owned=_joined(cues["owned"], "(?:{})"),
        joined=_joined(cues["joined"], "(?:{})$"),
        only_place=_joined(data["only_place"], "(?:{})*"),
        every=_joined(data["every"], "{}"),
        sounds_alike=data["sounds_alike"],
        document_number=compiled(data["document_number"]),
        whereabouts={
            key: _joined(patterns, "(?:{})$" if key.endswith("_before") else "{}")
            for key, patterns in _with_kin(data["whereabouts"], data["kin"]).items()
        },
    )


def _with_kin(cues: Mapping[str, list[Any]], kin: str) -> dict[str, list[Any]]:
    return {
        key: [text.replace("{kin}", kin) if isinstance(text, str) else text for text in patterns]
        for key, patterns in cues.items()
    }


def _joined(patterns: Iterable[str], form: str) -> Pattern:
    return compiled(form.format("|".join(patterns)), re.IGNORECASE)


def _suffix(suffixes: list[str], nationalities: list[str]) -> Pattern:
    peoples = "|".join(sorted(nationalities, key=len, reverse=True))
    return compiled(f"(?:{peoples})*(?:{'|'.join(suffixes)})$")
