"""Start-up changes to Rasa 3.6.21 that cost a turn less or lose less; importing applies them."""

from __future__ import annotations

from typing import Any, NoReturn

import jsonschema
from rasa.core.actions.action import RemoteAction
from rasa.core.channels.channel import UserMessage
from rasa.core.processor import MessageProcessor
from rasa.core.tracker_store import FailSafeTrackerStore

from bot.encoding import encode_ahead

_SCHEMA = RemoteAction.action_response_format_spec()
_VALIDATOR = jsonschema.validators.validator_for(_SCHEMA)(_SCHEMA)
_parse_message = MessageProcessor.parse_message


def _validate_action_result(_action: RemoteAction, result: dict[str, Any]) -> bool:
    """Check an action server's reply against a validator that is compiled once.

    Rasa compiles it for every reply, which is four fifths of a turn's time.

    Raises:
        jsonschema.ValidationError: the reply has another shape.
    """
    for error in _VALIDATOR.iter_errors(result):
        raise error
    return True


async def _encode_and_parse(
    processor: MessageProcessor,
    message: UserMessage,
    *others: Any,  # noqa: ANN401 - as Rasa has them
    **named: Any,  # noqa: ANN401
) -> dict[str, Any]:
    """Understand a message, encoding it in a thread before.

    Here, and not in the channel, the conversation is locked already: of two messages sent at
    once a short one cannot overtake the long one before it.
    """
    if message.text and not message.text.startswith("/"):
        await encode_ahead(message.text)
    return dict(await _parse_message(processor, message, *others, **named))


def _raise(_store: FailSafeTrackerStore, error: Exception) -> NoReturn:
    """Let a conversation that cannot be read or written fail the turn.

    Rasa would go on with an empty conversation, or keep the turn in a memory that nothing reads,
    and log the failed statement with what the person said.

    Raises:
        Exception: the tracker store's own.
    """
    raise error


RemoteAction._validate_action_result = _validate_action_result
MessageProcessor.parse_message = _encode_and_parse
FailSafeTrackerStore.on_tracker_store_error = _raise
FailSafeTrackerStore.on_tracker_store_retrieve_error = _raise
