"""The publication that answers, taken over anew whenever the store names another one."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock

from actions.consolidated import with_editions
from actions.conversation.editions import Editions
from actions.conversation.services import Services, load_services
from actions.corpus import Corpus, load_corpus
from actions.eligibility import Eligibility
from actions.eligibility.bases import load_bases
from actions.publications.bundle import INDEX, Publication, PublicationError
from actions.publications.fitness import indexes_of, unfit
from actions.publications.fitting import fitted, may_answer
from actions.publications.nesting import nested
from actions.publications.store import Store, store
from actions.retrieval.shelf import Shelf
from luohu.clock import today
from luohu.failing import kind_and_place
from luohu.places import load_gazetteer
from luohu.settings import Settings

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Refused:
    """A publication that was not taken over, and why."""

    publication: str
    why: str


class Serving:
    """What this process answers from.

    Whoever asks for ``services`` once and keeps them makes a whole turn from one publication.

    Attributes:
        publication: its id; None for the documents of the installation.
        refused: the publication that the store names, where it was not taken over.
    """

    def __init__(self, config: Settings) -> None:
        """Load what the installation has learnt, and the current publication.

        Raises:
            PublicationError, CorpusError, RulesError, StaleError, EncoderError: a part that is
                missing, damaged, or does not belong to the others.
        """
        self._config = config
        self._store: Store = store(config)
        self._installed = load_services(config)
        self._turn = Lock()
        self._other: tuple[str, Services] | None = None
        self._editions = _editions_of_installed(self._installed, config)
        self.publication: str | None = None
        self.refused: Refused | None = None
        named = self._store.current()
        if named:
            self._take(named)

    @property
    def services(self) -> Services:
        """The services over the documents of the publication that answer today."""
        return self._editions.on(today())

    @property
    def index_dir(self) -> Path:
        """Where the indexes lie that are searched."""
        named = self.publication
        return self._store.folder / named / INDEX if named else self._config.index_dir

    def look(self) -> bool:
        """Take over what the store names, if that is another publication; whether it was.

        One that cannot be used is refused and logged, and the one before goes on.
        """
        with self._turn:
            named = None
            try:
                named = self._store.current()
                if named == self.publication:
                    self.refused = None
                    return False
                if self.refused and named == self.refused.publication:
                    return False
                self._take(named)
            except Exception as error:  # whatever is wrong with it, residents are answered
                self._refuse(named, error)
                return False
            logger.warning("publication taken over: %s", named)
            return True

    def other(self, name: str) -> Services:
        """The services over another publication of the store, to be compared with what is served.

        The last one asked for is kept.

        Raises:
            PublicationError, CorpusError, RulesError: it cannot be used.
        """
        with self._turn:
            if self._other is None or self._other[0] != name:
                publication = self._store.publication(name)
                editions = over(self._config, self._installed, publication)
                self._other = name, editions.on(today())
            return self._other[1]

    def published(self) -> list[str]:
        """The publications that can be compared with, those that became current last first."""
        kept = self._store.names()
        latest = [one.publication for one in reversed(self._store.history())]
        return [one for one in dict.fromkeys([*latest, *kept]) if one in kept]

    def _refuse(self, named: str | None, error: Exception) -> None:
        told = str(error) if isinstance(error, ValueError | RuntimeError) else ""
        refused = Refused(str(named), told or kind_and_place(error))
        if refused != self.refused:
            kept = self.publication or "the documents of the installation"
            logger.error("publication refused: %s; %s goes on", refused.why, kept)
        self.refused = refused

    def _take(self, named: str | None) -> None:
        editions = _editions_of_installed(self._installed, self._config)
        if named:
            editions = over(self._config, self._installed, self._store.publication(named))
        editions.on(today())
        self._editions, self.publication, self.refused = editions, named, None


def _editions_of_installed(installed: Services, config: Settings) -> Editions:
    return _editions(installed, config.corpus_dir)


def _editions(services: Services, folder: Path) -> Editions:
    """The same services over those documents of a folder that answer on a day."""
    corpus = services.corpus

    def over(some: Corpus) -> Services:
        kept = some.documents.keys() == corpus.documents.keys()
        eligibility = services.eligibility if kept else Eligibility(some, folder, True)
        places = services.gazetteer.regions
        return replace(
            services,
            corpus=some,
            retriever=services.retriever.within(some),
            eligibility=eligibility,
            regions={one.code: one for one in places if some.by_region(one.code)},
        )

    return Editions(corpus, over)


def over(config: Settings, installed: Services, publication: Publication) -> Editions:
    """The services of an installation over the documents of a publication, on any day.

    Args:
        config: the installation.
        installed: its services over its own documents, which hold what was learnt.
        publication: the publication.

    Raises:
        PublicationError, CorpusError, RulesError: it is damaged, was made for another
            installation, or holds what cannot be used.
    """
    publication.verify()
    if reason := unfit(config, publication):
        raise PublicationError(
            f"publication {publication.id} does not fit this installation: {reason}; "
            "run: python -m actions.publishing publish"
        )
    indexes = {name: one.path for name, one in indexes_of(config, publication).items()}
    folder = publication.corpus_dir
    return _editions(over_documents(installed, folder, indexes), folder)


def over_documents(installed: Services, folder: Path, indexes: Mapping[str, Path]) -> Services:
    """The services of an installation over other documents, which were checked before.

    Args:
        installed: its services over its own documents, which hold what was learnt.
        folder: corpus of the documents.
        indexes: folder of each document -> where its index is.

    Raises:
        CorpusError, RulesError: a document or rule that cannot be used.
    """
    corpus = with_editions(load_corpus(folder), folder)
    gazetteer = nested(load_gazetteer(folder))
    eligibility = Eligibility(corpus, folder, known_good=True)

    def answered_by(region: str) -> set[str]:
        books = eligibility.books_of(region)
        unread = "".join(
            corpus.documents[book.folder].compact_received
            for book in books
            if not book.pathways and not book.absent
        )
        return may_answer(books, installed.topics, installed.subjects, unread)

    learnt = installed.retriever.answerability
    answerability = fitted(learnt, installed.corpus, corpus, answered_by)
    return replace(
        installed,
        corpus=corpus,
        retriever=installed.retriever.over(corpus, Shelf(indexes), answerability),
        eligibility=eligibility,
        bases=load_bases(folder, eligibility.facts),
        gazetteer=gazetteer,
    )
