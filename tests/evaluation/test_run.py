import json
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from actions.corpus import Corpus
from evaluation.auditing import Auditor
from evaluation.cli import main
from evaluation.client import Bot, Reply, read_reply
from evaluation.fuzz.counting import Tally
from evaluation.fuzz.keeping import Fuzzed
from evaluation.items import EvaluationError, Expectation, Item, Split, Step
from evaluation.page import page
from evaluation.records import record
from evaluation.running import ItemResult, run_items
from evaluation.scorecard import make_scorecard, markdown, table
from evaluation.targets import Target
from tests.evaluation.conftest import RENTING

Make = Callable[..., dict[str, Any]]
LABEL = "房屋产权人同意落户承诺书"


class Repeats:
    """A bot that always says the same."""

    def __init__(self, turn: dict[str, Any]) -> None:
        self.turn = turn
        self.senders: list[str] = []

    def say(self, sender: str, message: str) -> Reply:
        self.senders.append(sender)
        return Reply((self.turn,), self.turn["text"], 0.05)


def item(number: int, split: Split) -> Item:
    steps = (Step("威海"), Step("租房能落户吗", Expectation(("answer",), "371000", (LABEL,))))
    return Item(f"made-{number:02}", "questions", split, "", "371000", steps)


@pytest.fixture
def results(corpus: Corpus, auditor: Auditor, cite: Make, turn: Make) -> tuple[ItemResult, ...]:
    bot = Repeats(turn(cite("371000-weihai", RENTING)))
    items = (item(1, "open"), item(2, "held_out"))
    return run_items(items, bot, corpus, auditor, lambda *_: None)


def test_each_item_is_a_conversation_of_its_own(
    corpus: Corpus, auditor: Auditor, turn: Make
) -> None:
    bot = Repeats(turn())
    run_items((item(1, "open"), item(2, "open")), bot, corpus, auditor, lambda *_: None)
    first, second, third, fourth = bot.senders
    assert first == second != third == fourth


def test_the_scorecard_reports_both_parts_apart_and_names_a_missed_target(
    results: tuple[ItemResult, ...], corpus: Corpus
) -> None:
    targets = {
        "questions.first": Target("questions.first", at_least=0.75),
        "questions.citations": Target("questions.citations", at_most=0.5),
    }
    card = make_scorecard(results, targets, corpus, ("asked <here>",))
    assert [part.missed for part in card.parts] == [("questions.citations",)] * 2
    assert not card.met
    assert "| questions.first | 1.000 | 1.000 | ≥ 0.75 |" in markdown(card)
    assert "1.00 ✗" in table(card)
    html = page(card)
    assert "<svg" in html and "asked &lt;here&gt;" in html and "http" not in html


def test_the_scorecard_shows_what_came_of_hostile_inputs(
    results: tuple[ItemResult, ...], corpus: Corpus
) -> None:
    fuzzed = {"functions": Fuzzed("2026-11-30", 1, 1_000_000, {"intake": Tally(1_000_000)})}
    card = make_scorecard(results, {}, corpus, (), fuzzed=fuzzed)
    for shown in (markdown(card), page(card)):
        assert "1,000,000 made on 2026-11-30 from seed 1; faults: 0." in shown


def test_the_record_tells_nothing_of_a_held_out_item_but_that_it_passed(
    results: tuple[ItemResult, ...],
) -> None:
    told, hidden = (record(result) for result in results)
    assert told["steps"][1]["citations"][0]["quote"] == RENTING
    assert hidden == {"id": "made-02", "split": "held_out", "passed": True}


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"[]", "the reply is empty"),
        (b"<html>", "the reply is not JSON"),
        (b"{}", "the reply is not a list of items"),
        (b'[{"text": "x"}]', "the reply holds no turn"),
    ],
)
def test_a_reply_without_a_turn_is_a_fault(content: bytes, fault: str) -> None:
    assert read_reply(content, 0.1).fault == fault


class _Rest(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.send_response(500 if body["message"] == "500" else 200)
        content = json.dumps([{"text": "好"}, {"custom": {"kind": body["message"]}}]).encode()
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Stay quiet."""


@pytest.fixture
def address() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Rest)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_text_and_turn_are_read_from_the_rest_channel(address: str) -> None:
    bot = Bot(address)
    reply = bot.say("someone", "你好\ud83d")
    assert (reply.text, reply.turn, reply.fault) == ("好", {"kind": "你好\ud83d"}, "")
    assert bot.say("someone", "500").fault == "HTTP status 500"


def test_without_a_running_bot_the_command_says_how_to_start_it(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    arguments = ["run", "--url", "http://127.0.0.1:9", "--only", "clarify", "--out", str(tmp_path)]
    assert main(arguments) == 2
    assert "start it with: make run" in capsys.readouterr().err


def test_an_address_without_a_scheme_is_explained() -> None:
    with pytest.raises(EvaluationError, match="write it as"):
        Bot("localhost:5005")
