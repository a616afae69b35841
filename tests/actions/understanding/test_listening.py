"""Facts are heard in words that nobody foresaw, by what was learnt from the sayings."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
import pytest
import yaml
from sklearn.feature_extraction.text import TfidfVectorizer

from actions.building.listener import build_listener
from actions.building.sayings import Saying, load_sayings
from actions.eligibility.loader import load_facts
from actions.eligibility.model import Fact, FactValue
from actions.understanding.classifying import NGRAMS, Words, grams
from actions.understanding.listening import Listener, plain
from luohu.artefacts import artefacts
from luohu.encoder import Encoder
from luohu.manifest import StaleError
from luohu.settings import ROOT, Settings, read_settings, settings
from luohu.text import compact, normalise

CORPUS = ROOT / "policy_corpus"
BOOK: Mapping[str, Fact] = load_facts(CORPUS)
TALKED = ROOT / "evaluation" / "questions" / "sayings"
SHORT = 3

FEW = {
    "landlord_consents": {
        "told": {
            "true": ["房东同意我落户", "房东答应让我落户", "房东愿意给我签字"],
            "false": ["房东不同意我落户", "房东不让我落户", "房东不愿意签字"],
        },
        "answered": {"true": ["他同意了", "答应了"], "false": ["他不同意", "不答应"]},
    },
    "social_insurance": {
        "told": {
            "true": ["我一直交着社保", "单位给我交了社保", "我的社保没断过"],
            "false": ["我没交过社保", "单位不给交社保", "我的社保早断了"],
        },
        "answered": {"true": ["交着呢", "在交"], "false": ["没交", "断了"]},
    },
}


@pytest.fixture(scope="module")
def listener(encoder: Encoder) -> Listener:
    return Listener(settings(), encoder)


@pytest.fixture(scope="module")
def sayings() -> list[Saying]:
    return load_sayings(CORPUS, BOOK)


@pytest.fixture
def small(tmp_path: Path) -> Settings:
    """Settings with the facts, a few sayings, and the encoder of this installation."""
    corpus, var = tmp_path / "corpus", tmp_path / "var"
    var.mkdir()
    (var / "model").symlink_to(settings().model_dir.resolve())
    shutil.copytree(CORPUS / "schema", corpus / "schema")
    shutil.copy(CORPUS / "facts.yml", corpus)
    write(corpus, FEW)
    return read_settings({"LUOHU_CORPUS_DIR": str(corpus), "LUOHU_VAR_DIR": str(var)})


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A few answers and messages, to learn from in no time."""
    folder = tmp_path / "data"
    for name in ("answers/facts", "nlu", "messages"):
        (folder / name).mkdir(parents=True)
    few = {"social_insurance": {"true": ["厂里给交着呢"], "false": ["一天都没交过"]}}
    question = {"ask": "您养猫吗？", "answers": [["curt", True, "养着"], ["curt", False, "没养"]]}
    came = [["curt", 1, "坐车来的"], ["curt", 2, "走来的"]]
    chosen = {"ask": "您怎么来的？", "choices": ["坐车", "走路"], "answers": came}
    nlu = {"nlu": [{"intent": "menu", "examples": "- 你能干什么\n- 有哪些功能\n"}]}
    for name, entries in (
        ("answers/facts/author.yml", few),
        ("answers/questions.yml", [question, chosen]),
        ("answers/unsure.yml", ["不晓得", "说不准"]),
        ("nlu/acts.yml", nlu),
    ):
        text = yaml.safe_dump(entries, allow_unicode=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def write(corpus: Path, entries: object) -> None:
    text = yaml.safe_dump(entries, allow_unicode=True)
    (corpus / "sayings.yml").write_text(text, encoding="utf-8")


def strings(entry: object) -> Iterator[str]:
    """Every string of a YAML file but its keys."""
    if isinstance(entry, str):
        yield entry
    for part in entry.values() if isinstance(entry, dict) else ():
        yield from strings(part)
    for part in entry if isinstance(entry, list) else ():
        yield from strings(part)


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("landlord_consents", "房东爽快得很,叫我尽管把户口迁进去", True),
        ("landlord_consents", "房东摇头,说户口这事没得谈", False),
        ("lease_registered", "房管局那边已经登过记", True),
        ("lease_registered", "口头租的,哪儿也没去登记", False),
        ("dwelling_in_town", "就在县政府旁边的小区", True),
        ("social_insurance", "养老医疗月月都扣着呢", True),
        ("social_insurance", "厂里压根不给缴,说要社保就走人", False),
        ("dwelling_kind", "每个月给房主交房租", "rented"),
        ("dwelling_kind", "跟爸妈一块挤着,房子是他们的", "family"),
        ("dwelling_kind", "厂里分的职工楼,不收钱", "lent"),
    ],
)
def test_lay_words_that_nobody_foresaw_are_heard(
    listener: Listener, sayings: list[Saying], name: str, text: str, value: FactValue
) -> None:
    assert text not in [saying.text for saying in sayings]
    heard = listener.hear(text, [BOOK[name]])[name]
    assert heard.value == value
    assert heard.likelihood > 0.6
    assert heard.elsewhere < 0.3


@pytest.mark.parametrize("name", ["landlord_consents", "social_insurance", "lease_registered"])
@pytest.mark.parametrize("text", ["红烧肉怎么做", "昨天看了场电影", "火车几点开"])
def test_talk_of_something_else_is_heard_as_something_else(
    listener: Listener, name: str, text: str
) -> None:
    heard = listener.hear(text, [BOOK[name]])[name]
    assert heard.elsewhere > 0.8
    assert heard.sureness < 0.2


def test_silence_says_nothing(listener: Listener) -> None:
    assert listener.hear("", BOOK.values()) == {}


def test_a_few_sayings_are_enough_to_hear_their_facts_and_no_others(
    small: Settings, data: Path, encoder: Encoder
) -> None:
    build_listener(small, data)
    heard = Listener(small, encoder).hear("房东说不让我落户", BOOK.values())
    assert heard.keys() == FEW.keys()
    assert heard["landlord_consents"].value is False
    assert heard["landlord_consents"].sureness > heard["social_insurance"].sureness


@pytest.mark.parametrize(
    "text", ["房东不让我落户", "落户落户落户", "A  b\t\nc 户口", "", "龘", "一" * 300, "ＡBc"]
)
def test_words_weigh_when_served_what_they_weighed_when_learnt(text: str) -> None:
    learnt = TfidfVectorizer(analyzer="char", ngram_range=NGRAMS, min_df=2, sublinear_tf=True)
    learnt.fit([*strings(FEW), "a b c 户口", "a b C"])
    words = Words(learnt.vocabulary_, learnt.idf_)
    weighed = learnt.transform([text]).toarray()[0]
    assert np.allclose(words.weigh(grams(plain(text))), weighed, atol=1e-6)


def test_before_anything_is_learnt_the_mend_is_named(small: Settings, encoder: Encoder) -> None:
    with pytest.raises(StaleError, match="make build"):
        Listener(small, encoder)


def test_a_file_that_somebody_else_wrote_is_not_believed(
    small: Settings, data: Path, encoder: Encoder
) -> None:
    build_listener(small, data)
    artefacts(small).listener.path.write_bytes(b"no ears")
    with pytest.raises(StaleError, match="not as it was built; run: make build"):
        Listener(small, encoder)


@pytest.mark.parametrize("name", ["sayings.yml", "facts.yml"])
def test_what_was_learnt_of_other_files_is_stale(
    small: Settings, data: Path, encoder: Encoder, name: str
) -> None:
    build_listener(small, data)
    Listener(small, encoder)
    with (small.corpus_dir / name).open("a", encoding="utf-8") as file:
        file.write("# changed\n")
    with pytest.raises(StaleError, match=r"older than .*make build"):
        Listener(small, encoder)


def test_sayings_of_an_unknown_fact_are_named(small: Settings) -> None:
    write(small.corpus_dir, {"landlord_smiles": FEW["landlord_consents"]})
    with pytest.raises(ValueError, match=r"sayings\.yml: landlord_smiles/told: .*no such fact"):
        load_sayings(small.corpus_dir, BOOK)


@pytest.mark.parametrize(
    "values", [{"true": ["同意"]}, {"true": ["同意"], "false": ["不"], "maybe": ["再说"]}]
)
def test_sayings_of_a_missing_or_a_foreign_value_are_named(
    small: Settings, values: dict[str, list[str]]
) -> None:
    few = FEW["landlord_consents"]
    write(small.corpus_dir, {"landlord_consents": {**few, "answered": values}})
    with pytest.raises(ValueError, match=r"sayings\.yml: landlord_consents/answered: .*true, fal"):
        load_sayings(small.corpus_dir, BOOK)


def test_sayings_that_cannot_be_read_are_named(small: Settings) -> None:
    path = small.corpus_dir / "sayings.yml"
    path.write_text("a: [", encoding="utf-8")
    with pytest.raises(ValueError, match=r"sayings\.yml cannot be read"):
        load_sayings(small.corpus_dir, BOOK)


def test_every_saying_states_a_value_that_its_fact_can_take(sayings: list[Saying]) -> None:
    allowed = {
        name: [choice.value for choice in fact.choices] or [True, False]
        for name, fact in BOOK.items()
        if fact.type != "duration"
    }
    assert {s.fact for s in sayings if s.value not in allowed.get(s.fact, [])} == set()
    # Relatives are read by the table of kinship.yml.
    read = {name for name, fact in BOOK.items() if fact.kinship}
    assert {s.fact for s in sayings} == allowed.keys() - read
    of_each = {name: {s.value for s in sayings if s.fact == name} for name in allowed}
    assert {n for n in allowed.keys() - read if of_each[n] != set(allowed[n])} == set()


def test_the_same_words_never_tell_two_values_of_a_fact() -> None:
    told: dict[tuple[str, str], set[FactValue]] = {}
    for saying in load_sayings(CORPUS, BOOK):
        told.setdefault((saying.fact, saying.text), set()).add(saying.value)
    assert {words: values for words, values in told.items() if len(values) > 1} == {}


@pytest.mark.parametrize("path", sorted(TALKED.glob("*.yml")), ids=lambda path: path.stem)
def test_no_sentence_that_is_learnt_is_used_for_measuring(path: Path) -> None:
    # Only how many: what is measured with is not to be read, not even in the report of a test,
    # which shows every value that an assertion names.
    shared = len(sentences(CORPUS / "sayings.yml") & sentences(path))
    assert shared == 0


def sentences(path: Path) -> set[str]:
    entries = yaml.safe_load(path.read_text(encoding="utf-8"))
    told = {compact(normalise(text)).strip(",。!?") for text in strings(entries)}
    found = {text for text in told if len(text) > SHORT}
    # One set alone would have no sentence in common with anything.
    assert len(found) > 100
    return found
