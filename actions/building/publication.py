"""A publication made: documents and rules put together and checked, and their index written."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

import yaml

from actions.building.borrowing import Lender, borrowed, is_borrowed, write_borrowed
from actions.building.index import write_index
from actions.building.patterned import patterned
from actions.corpus import Corpus, CorpusError, Document, load_corpus
from actions.eligibility.loader import RulesError, quoted_clauses
from actions.eligibility.plain import load_plain
from actions.eligibility.rules_check import check_rules
from actions.publications.bundle import CORPUS, INDEX, Publication, PublicationError
from actions.publications.fitness import indexes_in, shared_files, unfit
from actions.publications.levels import is_of_residents
from actions.publications.store import Store, store
from actions.retrieval.asked import ASKED_FILE, load_asked
from actions.retrieval.index import read_index
from actions.retrieval.subjects import load_subjects, load_synonyms
from actions.retrieval.words import Segmenter
from luohu.artefacts import artefacts
from luohu.clock import today
from luohu.encoder import Encoder
from luohu.manifest import Manifest
from luohu.places import load_gazetteer, resolve
from luohu.settings import Settings

Say = Callable[[str, Mapping[str, object]], None]


@dataclass(frozen=True)
class Change:
    """What the next publication has other than the one it begins with.

    Attributes:
        folders: folders of documents to take in, in place of those of the same name.
        without: names of folders to leave out.
    """

    folders: tuple[Path, ...] = ()
    without: frozenset[str] = frozenset()


class BrokenError(PublicationError):
    """Documents or rules that cannot be published.

    Attributes:
        problems: each with file and line.
    """

    def __init__(self, problems: Collection[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


def first(config: Settings, say: Say) -> Publication | None:
    """Put the documents of the installation away as the first publication, once.

    Returns:
        None where there is a current publication already.
    """
    kept = store(config)
    if kept.current():
        return None
    made = _make(config, kept, _folders(config.corpus_dir), frozenset(), say)
    kept.make_current(made.id, "first")
    return made


def publish(config: Settings, change: Change, say: Say) -> Publication:
    """Make a publication of the current one and a change, and let it be the current one.

    With no change, it is the same documents with an index for the present installation.

    Args:
        config: the installation.
        change: what is to be other.
        say: is told of each step: its name, and values for its sentence.

    Raises:
        BrokenError: documents or rules that cannot be used; nothing has changed.
        PublicationError: the current publication is damaged.
    """
    kept = store(config)
    kept.folder.mkdir(parents=True, exist_ok=True)
    with kept.alone():
        begun = first(config, say) or kept.publication(str(kept.current()))
        begun.verify()
        folders = {**_folders(begun.corpus_dir), **{path.name: path for path in change.folders}}
        wanted = {name: path for name, path in folders.items() if name not in change.without}
        made = _make(config, kept, wanted, {path.name for path in change.folders}, say)
        if made.id != kept.current():
            kept.make_current(made.id, "publish")
    return made


def roll_back(config: Settings, name: str | None, say: Say) -> Publication:
    """Let an older publication be the current one again.

    Where the installation has changed since it was made, its documents get a new index.

    Args:
        config: the installation.
        name: its id; None for the one in whose place the current one was published.
        say: as for ``publish``.

    Raises:
        PublicationError: there is none, or it is damaged.
    """
    kept = store(config)
    kept.folder.mkdir(parents=True, exist_ok=True)
    with kept.alone():
        chosen = name or kept.before()
        if not chosen:
            raise PublicationError("nothing was published before the current publication")
        made = kept.publication(chosen)
        made.verify()
        if unfit(config, made):
            made = _make(config, kept, _folders(made.corpus_dir), frozenset(), say)
        if made.id != kept.current():
            kept.make_current(made.id, "roll-back")
    return made


def _folders(corpus_dir: Path) -> dict[str, Path]:
    return {path.parent.name: path.parent for path in sorted(corpus_dir.glob("*/document.yml"))}


def _make(
    config: Settings,
    kept: Store,
    folders: Mapping[str, Path],
    changed: Collection[str],
    say: Say,
) -> Publication:
    with kept.staging() as staged:
        corpus_dir = staged / CORPUS
        corpus_dir.mkdir()
        for name in shared_files(config.corpus_dir):
            _put(config.corpus_dir / name, corpus_dir / name)
        for name, path in folders.items():
            for file in sorted(path.rglob("*")):
                if file.is_file() and not file.name.startswith("."):
                    _put(file, corpus_dir / name / file.relative_to(path))
        _take_borrowed(config, kept, corpus_dir)
        say("checking", {"count": len(folders)})
        corpus = _checked(corpus_dir, folders, changed)
        _index(config, corpus, staged, _candidates(config, kept), say)
        return kept.keep(staged)


def _put(source: Path, target: Path) -> None:
    """A copy of a file; what lies in the store is not copied, as nobody changes it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if os.access(source, os.W_OK) and source.stat().st_mode & 0o222:
        shutil.copyfile(source, target)
    else:
        os.link(source, target)


def _checked(corpus_dir: Path, folders: Mapping[str, Path], changed: Collection[str]) -> Corpus:
    """The staged documents.

    Raises:
        BrokenError: what is wrong with them, each in the file that a person has to mend.
    """
    try:
        corpus = load_corpus(corpus_dir)
        problems = check_rules(corpus_dir, today(), changed)
        places = {region.code for region in load_gazetteer(corpus_dir).regions}
    except (CorpusError, RulesError, ValueError) as error:
        raise BrokenError([_named(str(error), corpus_dir, folders)]) from error
    problems += [
        f"{corpus_dir / name / 'region.yml'} is missing: no place has the code "
        f"{document.region} of document.yml"
        for name, document in corpus.documents.items()
        if document.region not in places and is_of_residents(document.region)
    ]
    problems += [
        f"{corpus_dir / name / 'document.yml'}: relations: it would end itself; name the folder of "
        "the document that it replaces"
        for name, document in corpus.documents.items()
        if any(relation.document == name for relation in document.relations)
    ]
    problems += _unread(corpus_dir)
    if problems:
        raise BrokenError([_named(one, corpus_dir, folders) for one in problems])
    return corpus


def _unread(corpus_dir: Path) -> list[str]:
    """The documents whose text was recognised from a picture and read by nobody."""
    return [
        f"{path}: proof_read is false: compare received.txt with the original, letter by letter, "
        "then write true"
        for path in sorted(corpus_dir.glob("*/document.yml"))
        if yaml.safe_load(path.read_text("utf-8")).get("proof_read") is False
    ]


def _named(problem: str, corpus_dir: Path, folders: Mapping[str, Path]) -> str:
    """A problem with the names of the files that were put together, not of their copies."""
    for name, path in folders.items():
        problem = problem.replace(f"{corpus_dir / name}/", f"{path}/")
    return problem


def _candidates(config: Settings, kept: Store) -> list[tuple[Path, Path]]:
    """Where an index may lie that needs not be written again, with its manifest's folder."""
    named = dict.fromkeys(event.publication for event in reversed(kept.history()))
    published = [kept.folder / name / INDEX for name in named]
    return [*((path, path) for path in published), (config.index_dir, config.var_dir)]


def _index(
    config: Settings,
    corpus: Corpus,
    staged: Path,
    candidates: Collection[tuple[Path, Path]],
    say: Say,
) -> None:
    corpus_dir, index_dir = staged / CORPUS, staged / INDEX
    index_dir.mkdir()
    manifest = Manifest(index_dir)
    wanted: list[str] = []
    for name, artefact in indexes_in(config, corpus_dir, index_dir).items():
        for folder, listed in candidates:
            made = replace(artefact, outputs=(folder / name,))
            if made.path.exists() and not Manifest(listed).outdated(made):
                with manifest.making(artefact):
                    for file in sorted(made.path.rglob("*")):
                        if file.is_file():
                            _put(file, artefact.path / file.relative_to(made.path))
                break
        else:
            wanted.append(name)
    if wanted:
        _write(config, corpus, staged, wanted, say)
    (index_dir / ".manifest.lock").unlink(missing_ok=True)


def _write(
    config: Settings, corpus: Corpus, staged: Path, wanted: Collection[str], say: Say
) -> None:
    corpus_dir = staged / CORPUS
    made, manifest = indexes_in(config, corpus_dir, staged / INDEX), Manifest(staged / INDEX)
    encoder = Encoder(config.model_dir)
    segmenter = Segmenter(artefacts(config).dictionary.path, load_synonyms(corpus_dir))
    subjects = load_subjects(corpus_dir)

    def write(name: str) -> None:
        document = corpus.documents[name]
        say("indexing", {"folder": name, "clauses": len(document.clauses)})
        asked = load_asked(corpus_dir, document)
        quotes = quoted_clauses(corpus, name, corpus_dir)
        lines = load_plain(corpus_dir / name)
        with manifest.making(made[name]):
            write_index(
                document, encoder, segmenter, made[name].path, asked, subjects, quotes, lines
            )

    lacking = [name for name in wanted if not _has_own_questions(corpus_dir / name)]
    for name in wanted:
        if name not in lacking:
            write(name)
    # They borrow of those that are written by now.
    if lacking:
        _borrow(corpus, staged, encoder, lacking)
    for name in lacking:
        write(name)


def _has_own_questions(folder: Path) -> bool:
    return (folder / ASKED_FILE).exists() and not is_borrowed(folder)


def _borrow(corpus: Corpus, staged: Path, encoder: Encoder, lacking: Collection[str]) -> None:
    """Write the questions of other documents beside those of which none is known."""
    corpus_dir, index_dir = staged / CORPUS, staged / INDEX
    lenders = [
        Lender(read_index(index_dir / name), list(chain.from_iterable(asked.values())))
        for name, document in corpus.documents.items()
        if _has_own_questions(corpus_dir / name)
        if (asked := load_asked(corpus_dir, document))
    ]
    documents = [corpus.documents[name] for name in lacking]
    for document, questions in lent(documents, corpus_dir, encoder, lenders):
        write_borrowed(corpus_dir / document.folder, questions)


def lent(
    documents: Iterable[Document], corpus_dir: Path, encoder: Encoder, lenders: Sequence[Lender]
) -> Iterator[tuple[Document, dict[str, list[str]]]]:
    """Questions for documents of which nobody has asked: those of others, then some by pattern."""
    gazetteer, subjects = load_gazetteer(corpus_dir), load_subjects(corpus_dir)

    def is_local(question: str) -> bool:
        return bool(resolve(question, gazetteer).mentions)

    for document in documents:
        questions = borrowed(document, encoder, lenders, is_local)
        questions |= patterned(document, subjects, without=questions)
        yield document, questions


def _take_borrowed(config: Settings, kept: Store, corpus_dir: Path) -> None:
    """Give a draft the questions that were borrowed for it before, so that its index holds."""
    for folder in (path.parent for path in corpus_dir.glob("*/document.yml")):
        if (folder / ASKED_FILE).exists():
            continue
        for index_dir, _listed in _candidates(config, kept):
            before = index_dir.parent / CORPUS / folder.name
            if is_borrowed(before) and _same_text(before, folder):
                _put(before / ASKED_FILE, folder / ASKED_FILE)
                break


def _same_text(one: Path, other: Path) -> bool:
    received = "received.txt"
    return (one / received).read_bytes() == (other / received).read_bytes()
