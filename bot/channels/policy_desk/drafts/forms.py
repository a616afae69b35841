"""The form of a pathway, as the page sends it: checked in shape, so that it can be kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from bot.records.policy_desk.drafts import DraftError

JSON = dict[str, Any]

_STATES = ("proposed", "confirmed", "dropped")
_COMPARISONS = ("is", "in", "at_least", "less_than")
_JOINED = ("all", "any")
_DURATIONS = ("at_least", "less_than")
_RELATIONS = ("allowed", "not_listed", "conditional", "unknown")
_LONGEST = 1000
_MOST = 60
_MOST_MONTHS = 1200


def pathway_form(given: object) -> JSON:
    """A pathway's form with nothing in it but what belongs there.

    Whether it is complete is said by the check of rules; here it may be half filled.

    Raises:
        DraftError: it is no such form.
    """
    one = _object(given)
    return {
        "state": _one_of(one, "state", _STATES),
        **texts(one, ("title", "summary")),
        "quotes": _lines(one, "quotes"),
        "joined": _one_of(one, "joined", _JOINED),
        "conditions": [_condition(part) for part in _list(one, "conditions")],
        "materials": _part(one, "materials", _materials),
        "apply_at": _part(one, "apply_at", _stated),
        "lands_at": _part(one, "lands_at", _stated),
        "companions": _part(one, "companions", _companions),
        "facets": {_name(name): _facet(said) for name, said in _object(one.get("facets")).items()},
        "sure": _number(one.get("sure")),
    }


def texts(given: Mapping[str, Any], names: Iterable[str]) -> dict[str, str]:
    """Texts of a form, by name; an empty one where it is left out.

    Raises:
        DraftError: one is no text, or too long.
    """
    return {name: _text(given.get(name)) for name in names}


def _condition(given: object) -> JSON:
    one = _object(given)
    comparison = _one_of(one, "comparison", _COMPARISONS)
    return {
        "state": _one_of(one, "state", _STATES),
        "fact": _name(one.get("fact")),
        "comparison": comparison,
        "value": _value(one.get("value"), comparison),
        **texts(one, ("text", "quote", "meet")),
        "sure": _number(one.get("sure")),
    }


def _value(value: object, comparison: str) -> object:
    if comparison in _DURATIONS:
        is_length = isinstance(value, int) and not isinstance(value, bool)
        if not is_length or not 0 < int(str(value)) <= _MOST_MONTHS:
            raise DraftError("rules")
        return value
    if comparison == "in":
        if not isinstance(value, list) or not 0 < len(value) <= _MOST:
            raise DraftError("rules")
        return [_choice(one) for one in value]
    return _choice(value)


def _choice(value: object) -> object:
    return value if isinstance(value, bool) else _text(value)


def _materials(one: JSON) -> JSON:
    state = _one_of(one, "state", _STATES)
    return {"state": state, "items": _lines(one, "items"), **texts(one, ("quote",))}


def _stated(one: JSON) -> JSON:
    return dict(texts(one, ("text", "quote")))


def _companions(one: JSON) -> JSON:
    relations = {_name(name): _text(value) for name, value in _object(one.get("relations")).items()}
    if not set(relations.values()) <= set(_RELATIONS):
        raise DraftError("rules")
    return {**texts(one, ("quote",)), "relations": relations}


def _facet(given: object) -> JSON:
    one = _object(given)
    if not isinstance(one.get("silent"), bool):
        raise DraftError("rules")
    return {"silent": one["silent"], **texts(one, ("text", "quote"))}


def _part(one: JSON, name: str, read: Any) -> JSON | None:  # noqa: ANN401 - one of the readers above
    return None if one.get(name) is None else read(_object(one[name]))


def _object(given: object) -> JSON:
    if not isinstance(given, dict) or len(given) > _MOST:
        raise DraftError("rules")
    return given


def _list(one: JSON, name: str) -> list[Any]:
    given = one.get(name)
    if not isinstance(given, list) or len(given) > _MOST:
        raise DraftError("rules")
    return given


def _lines(one: JSON, name: str) -> list[str]:
    return [text for text in map(_text, _list(one, name)) if text]


def _one_of(one: JSON, name: str, allowed: tuple[str, ...]) -> str:
    value = one.get(name)
    if value not in allowed:
        raise DraftError("rules")
    return str(value)


def _name(value: object) -> str:
    if not isinstance(value, str) or not value.isidentifier() or len(value) > _MOST:
        raise DraftError("rules")
    return value


def _text(value: object) -> str:
    if value is None:
        return ""
    if not isinstance(value, str) or len(value) > _LONGEST:
        raise DraftError("rules")
    text = value.strip()
    # A quote may run over lines.
    if not text.replace("\n", "").replace("\t", "").isprintable():
        raise DraftError("rules")
    return text


def _number(value: object) -> float | None:
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return float(str(value)) if is_number else None
