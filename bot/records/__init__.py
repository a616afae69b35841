"""What is kept beside the conversations: turns for statistics, feedback, cases, accounts, calls."""

from bot.records import accounts as accounts
from bot.records import calls as calls
from bot.records import cases as cases
from bot.records import conversations as conversations
from bot.records import feedback as feedback
from bot.records import handovers as handovers
from bot.records import segments as segments
from bot.records import suggestions as suggestions
from bot.records import turns as turns
from bot.records import wechat as wechat
