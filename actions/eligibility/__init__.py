"""Eligibility: rules as data, three-valued verdicts, and the next fact worth asking for."""

from actions.eligibility.judge import Eligibility, Judgement
from actions.eligibility.loader import RulesError

__all__ = ["Eligibility", "Judgement", "RulesError"]
