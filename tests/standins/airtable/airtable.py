"""The whole service: accounts, tokens, workspaces, bases."""

from __future__ import annotations

from collections.abc import Iterable

from tests.standins.airtable.base import Base, Workspace
from tests.standins.airtable.identifiers import Identifiers
from tests.standins.airtable.limits import Limits
from tests.standins.airtable.people import SCOPES, Group, Token, User
from tests.standins.airtable.queries import Iterators
from tests.standins.airtable.settings import BUSINESS, Plan, Settings
from tests.standins.clock import Clock, Time


class Airtable:
    """Everything that the stand-in remembers. Tests build it, people's edits change it, `serve` puts it online."""

    def __init__(self, clock: Time | None = None, settings: Settings | None = None) -> None:
        self.clock: Time = clock or Clock()
        self.settings = settings or Settings()
        self.ids = Identifiers()
        self.users: dict[str, User] = {}
        self.groups: dict[str, Group] = {}
        self.tokens: dict[str, Token] = {}
        self.bases: dict[str, Base] = {}
        self.limits = Limits(self.clock, self.settings)
        self.iterators = Iterators(self.clock, self.settings)
        self.owner = self.person("Olive Owner", "olive@example.com")
        """Owns every workspace and base; edits without `by` are theirs."""

    def person(self, name: str, email: str) -> User:
        """Make a person's account."""
        return self._user(User(self.ids.new("usr"), name, email))

    def service_account(self, name: str) -> User:
        """Make an account for a robot."""
        key = self.ids.new("usr")
        return self._user(User(key, name, f"{key}@serviceaccounts.airtableemail.com", service=True))

    def group(self, name: str, *members: User) -> Group:
        """Make a user group."""
        group = Group(self.ids.new("ugp"), name, members)
        self.groups[group.id] = group
        return group

    def token(self, user: User, scopes: Iterable[str] = SCOPES, bases: Iterable[Base] | None = None) -> Token:
        """Make a token; its `secret` is what a client sends."""
        allowed = None if bases is None else frozenset(base.id for base in bases)
        token = Token(f"{self.ids.new('pat')}.{self.ids.new('')}", user, frozenset(scopes), allowed)
        self.tokens[token.secret] = token
        return token

    def workspace(self, plan: Plan = BUSINESS, *, grace: bool = False) -> Workspace:
        """Make a workspace."""
        return Workspace(self, self.ids.new("wsp"), plan, grace=grace)

    def base(self, name: str) -> Base:
        """Make a base in a workspace of its own, without a limit on calls a month."""
        return self.workspace().base(name)

    def account(self, key: str) -> User | Group:
        """Return a person, service account or group by id."""
        return self.users.get(key) or self.groups[key]

    def mentioned(self, key: str, *, by_name: bool = False) -> User | Group | None:
        """Return who is meant by an id or a mail address, or by a name where that is allowed."""
        if key in self.users or key in self.groups:
            return self.account(key)
        named = (user for user in self.users.values() if key == user.email or (by_name and key == user.name))
        return next(named, None)

    def _user(self, user: User) -> User:
        self.users[user.id] = user
        return user
