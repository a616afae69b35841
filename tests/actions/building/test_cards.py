"""Cards say what messages are to be about; nothing on them but the text of the documents labels."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from actions.building.cards import CORPUS, Card, Deck, draw, read_deck

SHORTEST, LONGEST = 4, 60


@pytest.fixture(scope="module")
def deck() -> Deck:
    return read_deck()


@pytest.fixture(scope="module")
def cards(deck: Deck) -> list[Card]:
    return draw(deck, seed=7, count=1200)


def _received(region: str, corpus: Path = CORPUS) -> str:
    (path,) = corpus.glob(f"{region}-*/received.txt")
    return "".join(path.read_text("utf-8").split())


def test_the_same_seed_draws_the_same_cards_and_another_seed_others(deck: Deck) -> None:
    assert draw(deck, 3, 60) == draw(deck, 3, 60)
    assert draw(deck, 3, 60) != draw(deck, 4, 60)


def test_no_two_messages_are_asked_for_the_same_thing_in_the_same_situation(
    cards: list[Card],
) -> None:
    assert len(cards) == 1200
    assert len({(card.situation, card.ask) for card in cards}) == 1200


def test_labels_have_their_shares_and_regions_come_evenly(cards: list[Card]) -> None:
    assert Counter(card.label for card in cards) == {
        "answer": 420,
        "silent": 480,
        "out_of_scope": 300,
    }
    assert sum(bool(card.near) for card in cards) == 180
    assert set(Counter(card.region for card in cards).values()) == {240}


def test_manner_and_length_tell_nothing_about_the_label(deck: Deck, cards: list[Card]) -> None:
    labels = Counter(card.label for card in cards)
    for field in ("manner", "length"):
        for side in {getattr(card, field) for card in cards}:
            of_side = Counter(card.label for card in cards if getattr(card, field) == side)
            shares = [of_side[label] / labels[label] for label in labels]
            assert max(shares) - min(shares) < 0.02
    assert {card.manner for card in cards} == set(deck.people["manners"])


def test_kin_and_registration_are_spoken_of_under_every_label(
    deck: Deck, cards: list[Card]
) -> None:
    for even in deck.people["evened"].values():
        shares = []
        for label in {card.label for card in cards}:
            texts = [
                card.situation + card.ask + "".join(card.details)
                for card in cards
                if card.label == label
            ]
            shares.append(sum(bool(re.search(even["seen"], text)) for text in texts) / len(texts))
        assert max(shares) - min(shares) < 0.15


def test_a_person_quoted_to_finds_every_quote_in_the_received_text(deck: Deck) -> None:
    for topic in deck.topics:
        quotes = topic.gold + topic.near
        assert bool(topic.gold) == (topic.kind == "answer")
        assert bool(topic.near) == (topic.kind == "near_miss")
        for quote in quotes:
            (region,) = {code for _text, where in topic.situations for code in where}
            assert "".join(quote.split()) in _received(region)


def test_every_situation_is_told_in_a_few_words_and_asks_nothing(deck: Deck) -> None:
    for topic in deck.topics:
        texts = [text for text, _where in topic.situations]
        assert len(texts) == len(set(texts))
        assert all(SHORTEST <= len(text) <= LONGEST and "？" not in text for text in texts)


def test_one_manner_can_be_asked_for_and_an_unknown_one_is_named(deck: Deck) -> None:
    assert {card.manner for card in draw(deck, 1, 30, "letter")} == {"letter"}
    with pytest.raises(ValueError, match="poem"):
        draw(deck, 1, 30, "poem")


def test_a_deck_that_is_used_up_says_so(deck: Deck) -> None:
    with pytest.raises(ValueError, match="no further card"):
        draw(deck, 1, 100_000)
