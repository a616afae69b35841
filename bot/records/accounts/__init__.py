"""The people who work with the hotline page and the reports: who they are and what they may do."""

from bot.records.accounts.identities import Identity as Identity
from bot.records.accounts.identities import bind as bind
from bot.records.accounts.identities import find_bound as find_bound
from bot.records.accounts.identities import list_identities as list_identities
from bot.records.accounts.identities import unbind as unbind
from bot.records.accounts.signing_in import Place as Place
from bot.records.accounts.signing_in import TooManyAttemptsError as TooManyAttemptsError
from bot.records.accounts.signing_in import locked_for as locked_for
from bot.records.accounts.signing_in import purge_attempts as purge_attempts
from bot.records.accounts.signing_in import sign_in as sign_in
from bot.records.accounts.store import ROLES as ROLES
from bot.records.accounts.store import Account as Account
from bot.records.accounts.store import AccountError as AccountError
from bot.records.accounts.store import add_account as add_account
from bot.records.accounts.store import find_account as find_account
from bot.records.accounts.store import list_accounts as list_accounts
from bot.records.accounts.store import remove_account as remove_account
from bot.records.accounts.store import rotate_stamp as rotate_stamp
from bot.records.accounts.store import set_password as set_password
