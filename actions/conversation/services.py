"""Everything a conversation needs, loaded once for the life of the process."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import islice

from actions.consolidated import with_editions
from actions.conversation.editions import Editions
from actions.corpus import Corpus, load_corpus
from actions.eligibility import Eligibility
from actions.eligibility.bases import Basis, load_bases
from actions.eligibility.facets import Facet, load_facets
from actions.retrieval.loading import load_retriever
from actions.retrieval.search import Retriever
from actions.retrieval.subjects import Subject, load_subjects
from actions.retrieval.topics import Topic, load_topics
from actions.turns.wording import Wording, wording
from actions.understanding.danger import Lookout
from actions.understanding.kinship import Kinship, load_kinship
from actions.understanding.listening import Listener
from actions.understanding.terms import Term, load_terms
from luohu.artefacts import artefacts
from luohu.encoder import Encoder
from luohu.manifest import Manifest
from luohu.places import Gazetteer, Region, load_gazetteer
from luohu.policy import policy
from luohu.settings import Settings


@dataclass(frozen=True)
class Services:
    """The services behind the actions; all are read-only and shared by all conversations.

    Attributes:
        editions: the same over the documents of another day; None where there are no others.
    """

    corpus: Corpus
    retriever: Retriever
    listener: Listener
    lookout: Lookout
    kinship: Kinship
    facets: Mapping[str, Facet]
    bases: Mapping[str, Basis]
    eligibility: Eligibility
    gazetteer: Gazetteer
    regions: Mapping[str, Region]
    subjects: Mapping[str, Subject]
    topics: Mapping[str, Topic]
    terms: Mapping[str, Term]
    wording: Wording
    home_region: str | None
    editions: Editions | None = None

    def region_names(self) -> str:
        """The covered places in one phrase."""
        return self.names_of(self.regions.values())

    def names_of(self, regions: Collection[Region], between: str = "、") -> str:
        """Some covered places in one phrase; of many, the first and how many there are."""
        named = between.join(one.full_name for one in islice(regions, policy().places.named))
        if len(regions) <= policy().places.named:
            return named
        return self.wording.say("clarify.more", regions=named, count=len(regions))


def load_services(config: Settings) -> Services:
    """Load corpus, index, rules and places.

    Raises:
        CorpusError, RulesError, StaleError, EncoderError: a part that is missing, broken or does
            not belong to the others.
    """
    corpus = with_editions(load_corpus(config.corpus_dir), config.corpus_dir)
    Manifest(config.var_dir).require(artefacts(config).of_actions)
    encoder = Encoder(config.model_dir)
    gazetteer = load_gazetteer(config.corpus_dir)
    regions = {region.code: region for region in gazetteer.regions if corpus.by_region(region.code)}
    eligibility = Eligibility(corpus, config.corpus_dir)
    return Services(
        corpus=corpus,
        retriever=load_retriever(config, corpus, encoder),
        listener=Listener(config, encoder),
        lookout=Lookout(config),
        kinship=load_kinship(config.corpus_dir),
        facets=load_facets(config.corpus_dir),
        bases=load_bases(config.corpus_dir, eligibility.facts),
        eligibility=eligibility,
        gazetteer=gazetteer,
        regions=regions,
        subjects=load_subjects(config.corpus_dir),
        topics=load_topics(config.corpus_dir),
        terms=load_terms(config.corpus_dir),
        wording=wording(),
        home_region=config.home_region,
    )
