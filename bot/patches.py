"""Start-up changes to Rasa 3.6.21 that cost a turn less or lose less; importing applies them."""

from __future__ import annotations

import asyncio
import logging
from contextlib import AbstractAsyncContextManager, nullcontext
from functools import lru_cache
from types import SimpleNamespace
from typing import Any, NoReturn

import aiohttp
import jsonschema
import numpy as np
import rasa
import rasa.core.actions.action
import rasa.core.processor
from rasa.core.actions.action import RemoteAction
from rasa.core.channels.channel import OutputChannel, UserMessage
from rasa.core.policies.policy import PolicyPrediction
from rasa.core.processor import MessageProcessor
from rasa.core.tracker_store import FailSafeTrackerStore
from rasa.nlu.classifiers.logistic_regression_classifier import LogisticRegressionClassifier
from rasa.shared.core.constants import ACTION_SESSION_START_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker, EventVerbosity
from rasa.utils.endpoints import EndpointConfig
from sanic.handlers import ErrorHandler
from sanic.request import Request

from bot.acts import is_act
from bot.encoding import encode_ahead
from bot.essence import named_places
from bot.features import rows
from bot.graph import SequentialRunner
from bot.intake import without_command
from bot.limits import limits
from bot.metrics import ACTION, SERVER, STORING, UNDERSTANDING, stage
from bot.standing import STANDING, standing
from bot.trackers import copied, event_class
from luohu.failing import kind_and_place
from luohu.names import SESSION_SLOT
from luohu.tracing import carried_headers

logger = logging.getLogger(__name__)

GOES_ON = "goes_on"
"""Marks the slot with which a session goes on after one that was long enough."""

_SCHEMA = RemoteAction.action_response_format_spec()
# The conversation sets its slot and does nothing else; Rasa would try the forms of all its events.
_SCHEMA["properties"]["events"]["items"] = {
    "type": "object",
    "properties": {"event": {"const": "slot"}, "name": {"type": "string"}},
    "required": ["event", "name", "value"],
}
_VALIDATOR = jsonschema.validators.validator_for(_SCHEMA)(_SCHEMA)
_parse_message = MessageProcessor.parse_message
_request = EndpointConfig.request
_save_tracker = FailSafeTrackerStore.save
_update_session = MessageProcessor._update_tracker_session
_load_classifier = LogisticRegressionClassifier.load
# A person waits for the action server; Rasa itself would wait five minutes.
_ACTION_SECONDS = 7
# How long a connection to the action server waits for the next turn; the server waits longer.
_IDLE_SECONDS = 2


def _validate_action_result(_action: RemoteAction, result: dict[str, Any]) -> bool:
    """Check an action server's reply against a validator that is compiled once.

    Rasa compiles it for every reply, which is four fifths of a turn's time.

    Raises:
        jsonschema.ValidationError: the reply has another shape.
    """
    for error in _VALIDATOR.iter_errors(result):
        raise error
    return True


def _action_call(
    action: RemoteAction,
    tracker: DialogueStateTracker,
    domain: Domain,
) -> dict[str, Any]:
    """What the action server is told: what was said last, and what is remembered.

    Rasa sends the whole domain and everything that ever happened, which costs more with each turn.
    """
    return {
        "next_action": action.name(),
        "sender_id": tracker.sender_id,
        "tracker": _with_standing(tracker.current_state(EventVerbosity.NONE)),
        # The action asks for none, but its server for one.
        "domain": {},
        "version": rasa.__version__,
    }


def _with_standing(state: dict[str, Any]) -> dict[str, Any]:
    """A conversation's state with what the policy desk has set, for this turn and not to be kept.

    Offices go along for the place that is spoken of and those that the message names.
    """
    stands, latest = standing(), state.get("latest_message") or {}
    session = (state.get("slots") or {}).get(SESSION_SLOT) or {}
    named = named_places(latest.get("text") or "") if stands.offices else ()
    told = stands.told((session.get("region"), *named))
    if not told:
        return state
    metadata = {**(latest.get("metadata") or {}), STANDING: told}
    return {**state, "latest_message": {**latest, "metadata": metadata}}


@lru_cache(maxsize=1)
def _session(_loop: asyncio.AbstractEventLoop) -> aiohttp.ClientSession:
    connections = aiohttp.TCPConnector(limit=0, keepalive_timeout=_IDLE_SECONDS)
    return aiohttp.ClientSession(connector=connections)


def _kept_session(
    _endpoint: EndpointConfig,
) -> AbstractAsyncContextManager[aiohttp.ClientSession]:
    """The session for the action server, which stays open; Rasa would connect for each turn."""
    return nullcontext(_session(asyncio.get_running_loop()))


def _load_by_feature(
    *others: Any,  # noqa: ANN401 - as Rasa has them
    **named: Any,  # noqa: ANN401
) -> LogisticRegressionClassifier:
    """The classifier of intents, its weights lying in memory feature by feature.

    A message has few features, and scipy copies all weights for each one if they lie otherwise.
    """
    loaded = _load_classifier(*others, **named)
    if hasattr(loaded.clf, "coef_"):
        loaded.clf.coef_ = np.asfortranarray(loaded.clf.coef_)
    return loaded


def _expect_known_intents(_processor: MessageProcessor, _parsed: dict[str, Any]) -> None:
    """Nothing: the intents are trained from this very domain.

    Rasa would build an empty domain for each message, to see that its own is none.
    """


async def _ask_again(endpoint: EndpointConfig, *given: Any, **named: Any) -> Any:  # noqa: ANN401
    """Ask the action server, and once more where the connection broke.

    It keeps nothing, so that asking twice does no harm; where it has several servers, another one
    answers.
    """
    with stage(ACTION):
        if carried := carried_headers(SERVER):
            named["headers"] = {**named.get("headers", {}), **carried}
        try:
            return await _request(endpoint, *given, **dict(named))
        except aiohttp.ClientConnectionError:
            return await _request(endpoint, *given, **dict(named))


async def _encode_and_parse(
    processor: MessageProcessor,
    message: UserMessage,
    *others: Any,  # noqa: ANN401 - as Rasa has them
    **named: Any,  # noqa: ANN401
) -> dict[str, Any]:
    """Understand a message, encoding it in a thread before.

    Here, and not in the channel, the conversation is locked already: of two messages sent at
    once a short one cannot overtake the long one before it. Whichever channel it came by, nobody's
    words are a command: Rasa would obey it (``/restart``), or warn with the words in its log.
    """
    with stage(UNDERSTANDING):
        if message.text and not is_act(message.text):
            message.text = without_command(message.text)
            await encode_ahead(message.text)
        return dict(await _parse_message(processor, message, *others, **named))


async def _update_bounded_session(
    processor: MessageProcessor,
    tracker: DialogueStateTracker,
    output_channel: OutputChannel,
    metadata: dict[str, Any] | None = None,
) -> None:
    """Begin a session where the last one is over, or so long that each turn replays too much.

    What is remembered goes on into a session that follows a long one.
    """
    if processor._has_session_expired(tracker) or not is_long(tracker):
        await _update_session(processor, tracker, output_channel, metadata)
        return
    known = tracker.get_slot(SESSION_SLOT)
    await processor._run_action(
        action=processor._get_action(ACTION_SESSION_START_NAME),
        tracker=tracker,
        output_channel=output_channel,
        nlg=processor.nlg,
        prediction=PolicyPrediction.for_action_name(processor.domain, ACTION_SESSION_START_NAME),
    )
    tracker.update(SlotSet(SESSION_SLOT, known, metadata={GOES_ON: True}), processor.domain)


def is_long(tracker: DialogueStateTracker) -> bool:
    """Whether the latest session of a conversation has as many events as one may have."""
    most = limits().events_of_a_session
    # Counting those of the latest session goes through all of them.
    return len(tracker.events) >= most and len(tracker.applied_events()) >= most


async def _save(store: FailSafeTrackerStore, tracker: DialogueStateTracker) -> None:
    with stage(STORING):
        await _save_tracker(store, tracker)


def _raise(_store: FailSafeTrackerStore, error: Exception) -> NoReturn:
    """Let a conversation that cannot be read or written fail the turn.

    Rasa would go on with an empty conversation, or keep the turn in a memory that nothing reads,
    and log the failed statement with what the person said.

    Raises:
        Exception: the tracker store's own.
    """
    raise error


def _log_without_words(request: Request | None, error: Exception) -> None:
    """Say which route failed and where, without what an address or an error may quote.

    Sanic would write the whole address, with what was searched for, and the error's own text.
    """
    if getattr(error, "quiet", False):
        return
    route = request.route.path if request and request.route else "-"
    logger.error("request to %s failed: %s", route, kind_and_place(error))


rasa.core.actions.action.DEFAULT_REQUEST_TIMEOUT = _ACTION_SECONDS
RemoteAction._validate_action_result = _validate_action_result
RemoteAction._action_call_format = _action_call
EndpointConfig.session = _kept_session
EndpointConfig.request = _ask_again
rasa.core.processor.DaskGraphRunner = SequentialRunner
# Rasa copies what happens in each turn for debug lines, which are written at once or not at all.
rasa.core.processor.copy = SimpleNamespace(deepcopy=lambda said: said)
LogisticRegressionClassifier.load = _load_by_feature
LogisticRegressionClassifier._create_X = rows
DialogueStateTracker.copy = copied
Event.resolve_by_type = staticmethod(event_class)
MessageProcessor.parse_message = _encode_and_parse
MessageProcessor._check_for_unseen_features = _expect_known_intents
MessageProcessor._update_tracker_session = _update_bounded_session
FailSafeTrackerStore.save = _save
FailSafeTrackerStore.on_tracker_store_error = _raise
FailSafeTrackerStore.on_tracker_store_retrieve_error = _raise
ErrorHandler.log = staticmethod(_log_without_words)  # type: ignore[method-assign]
