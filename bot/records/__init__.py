"""What is kept beside the conversations: turns for statistics, feedback, cases, accounts, calls."""

from bot.records import accounts as accounts
from bot.records import audit as audit
from bot.records import calls as calls
from bot.records import cases as cases
from bot.records import conversations as conversations
from bot.records import feedback as feedback
from bot.records import handovers as handovers
from bot.records import results as results
from bot.records import segments as segments
from bot.records import suggestions as suggestions
from bot.records import turns as turns
from bot.records import wechat as wechat
from bot.records.policy_desk import drafts as drafts
from bot.records.policy_desk import offices as offices
from bot.records.policy_desk import outcomes as outcomes
from bot.records.policy_desk import queue as queue
from bot.records.policy_desk import rights as rights
from bot.records.policy_desk import switches as switches
