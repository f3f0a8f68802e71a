"""A Notion workspace, and what people do in it: everything that a test may say without the API."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.standins.clock import Clock, Time
from tests.standins.notion import given, rich_text
from tests.standins.notion.columns import Column, Columns
from tests.standins.notion.ids import Ids
from tests.standins.notion.limits import Limits
from tests.standins.notion.state import (
    ALL,
    COMPUTED,
    Block,
    Capability,
    Comment,
    Database,
    DataSource,
    Discussion,
    Group,
    Json,
    Option,
    Page,
    Property,
    Quirks,
    Token,
    User,
)

_STATUS_GROUPS = (("To-do", "gray"), ("In progress", "blue"), ("Complete", "green"))


class Workspace:
    """Everything of one workspace. What its methods change is what people change in Notion's own window."""

    def __init__(self, clock: Time | None = None, seed: int = 0) -> None:
        self.clock: Time = clock or Clock()
        self.ids = Ids(seed)
        self.id = self.ids.uuid()
        self.name = "Workspace"
        self.quirks = Quirks()
        self.limits = Limits()
        self.tokens: dict[str, Token] = {}
        self.users: dict[str, User] = {}
        self.groups: dict[str, Group] = {}
        self.databases: dict[str, Database] = {}
        self.sources: dict[str, DataSource] = {}
        self.pages: dict[str, Page] = {}
        self.discussions: dict[str, Discussion] = {}
        self.comments: dict[str, Comment] = {}
        self.blocks: dict[str, str] = {}
        """The page of each block."""
        self.content: dict[str, Block] = {}
        self.inside: dict[str, list[str]] = {}
        """By page or block: the ids of the blocks, pages and databases in it, in order."""
        self.unindexed: set[str] = set()
        """Ids that search does not find."""
        self.rows: dict[str, list[str]] = {}
        """Page ids of each data source."""
        self.revision = 0
        """Counts changes, so that a query knows when to look again."""
        self.owner = self.member("Workspace Owner", "owner@label.example")
        self._below = ""
        self.home = self.add_page(None, {"title": "Home"})
        self._below = self.home.id

    # People and connections

    def connect(
        self, name: str = "Streetdate", capabilities: frozenset[Capability] = ALL, *, personal: bool = False
    ) -> Token:
        """Make a connection that sees everything that is not unshared from it; pass `.secret` to the client."""
        bot = self._user(User(self.ids.uuid(), name, bot=True))
        secret = f"ntn_{self.ids.uuid().replace('-', '')}"
        token = Token(secret, name, bot.id, frozenset(capabilities), personal=personal)
        self.tokens[secret] = token
        return token

    def revoke(self, token: Token) -> None:
        token.revoked = True

    def unshare(self, what: DataSource | Database | Page, token: Token | None = None) -> None:
        """Take a database (of a data source, all of it) or a page out of one connection's sight, or of everybody's."""
        for one in self.tokens.values() if token is None else (token,):
            one.unshared.add(what.database_id if isinstance(what, DataSource) else what.id)

    def share(self, what: DataSource | Database | Page, token: Token | None = None) -> None:
        """Undo `unshare`."""
        for one in self.tokens.values() if token is None else (token,):
            one.unshared.discard(what.database_id if isinstance(what, DataSource) else what.id)

    def member(self, name: str, mail: str | None = None) -> User:
        return self._user(User(self.ids.uuid(), name, mail))

    def guest(self, name: str, mail: str | None = None) -> User:
        """Add a guest: not in the list of users, but found by id."""
        return self._user(User(self.ids.uuid(), name, mail, guest=True))

    def group(self, name: str) -> Group:
        made = Group(self.ids.uuid(), name)
        self.groups[made.id] = made
        return made

    def remove_member(self, user: User) -> None:
        """Let a member leave: gone from the list, not found by id, left in properties as a bare id."""
        user.departed = True

    # Databases and their columns

    def database(self, title: str, columns: Columns, *, wiki: bool = False) -> DataSource:
        """Make a database with one data source; a wiki also gets its Verification and Owner columns."""
        now = self.clock.now()
        made = Database(self.ids.uuid(), title, self.home.id, now)
        self.databases[made.id] = made
        self.inside.setdefault(self.home.id, []).append(made.id)
        return self.add_data_source(made, title, {**columns, **({"Verification": "verification"} if wiki else {})})

    def add_data_source(self, database: Database | DataSource, title: str, columns: Columns) -> DataSource:
        """Add a data source to a database, as a click on "add data source" does."""
        holder = self.databases[database.database_id] if isinstance(database, DataSource) else database
        now = self.clock.now()
        made = DataSource(self.ids.uuid(), holder.id, title, now, now, self.owner.id, self.owner.id)
        self.sources[made.id] = made
        self.rows[made.id] = []
        holder.data_sources.append(made.id)
        for name, column in columns.items():
            self.add_property(made, name, column)
        if not any(prop.type == "title" for prop in made.properties.values()):
            self.add_property(made, "Name", "title")
        return made

    def put_inside(self, wiki: DataSource, child: DataSource) -> None:
        """Make a data source a child of a wiki, whose queries then bring it next to the pages."""
        child.inside = wiki.id
        self.revision += 1

    def add_property(self, source: DataSource, name: str, column: str | Column) -> Property:
        """Add a column."""
        wanted = Column(column) if isinstance(column, str) else column
        key = "title" if wanted.type == "title" else self.ids.property(frozenset(source.properties))
        made = Property(key, name, wanted.type, settings=dict(wanted.settings), compute=wanted.compute)
        made.options = [Option(self.ids.uuid(), option) for option in wanted.options]
        if wanted.type == "status":
            made.groups = self._groups(made.options)
        if wanted.type == "rollup":
            made.settings = self._rollup(source, wanted)
        made.related = wanted.related
        source.properties[key] = made
        if wanted.two_way:
            other = self.sources[wanted.related]
            back = self.add_property(other, wanted.two_way, Column("relation", related=source.id))
            made.synced, back.synced = back.id, made.id
        self._schema_changed(source)
        return made

    def rename_property(self, source: DataSource, name: str, new: str) -> None:
        self._column(source, name).name = new
        self._schema_changed(source)

    def retype(self, source: DataSource, name: str, column: str | Column) -> None:
        """Change a column's type; it keeps its id. Texts keep their words, everything else is emptied."""
        prop = self._column(source, name)
        wanted = Column(column) if isinstance(column, str) else column
        for page_id in self.rows[source.id]:
            values = self.pages[page_id].values
            stays = {prop.type, wanted.type} <= {"title", "rich_text"}
            values[prop.id] = values.get(prop.id) if stays else given.empty(wanted.type)
        prop.type, prop.settings, prop.compute = wanted.type, dict(wanted.settings), wanted.compute
        prop.options = [Option(self.ids.uuid(), option) for option in wanted.options]
        prop.groups = self._groups(prop.options) if wanted.type == "status" else []
        prop.related, prop.synced = wanted.related, ""
        self._schema_changed(source)

    def delete_property(self, source: DataSource, name: str) -> None:
        del source.properties[self._column(source, name).id]
        self._schema_changed(source)

    def add_option(self, source: DataSource, name: str, option: str) -> None:
        self._column(source, name).options.append(Option(self.ids.uuid(), option))
        self._schema_changed(source)

    def rename_option(self, source: DataSource, name: str, option: str, new: str) -> None:
        """Rename a choice; its id stays, and so do the values."""
        next(known for known in self._column(source, name).options if known.name == option).name = new
        self._schema_changed(source)

    def delete_option(self, source: DataSource, name: str, option: str) -> None:
        """Delete a choice; the values that held it lose it."""
        prop = self._column(source, name)
        gone = next(known for known in prop.options if known.name == option)
        prop.options.remove(gone)
        for page_id in self.rows[source.id]:
            values = self.pages[page_id].values
            if prop.type == "multi_select":
                values[prop.id] = [kept for kept in values.get(prop.id) or [] if kept != gone.id]
            elif values.get(prop.id) == gone.id:
                values[prop.id] = None
        self._schema_changed(source)

    # Pages

    def add_page(self, source: DataSource | None, values: Mapping[str, Any], by: User | None = None) -> Page:
        """Add a row with values by column name (`given.kept`), or, without a data source, a page that stands alone."""
        now, author = self.clock.now(), (by or self.owner).id
        page = Page(self.ids.uuid(), source.id if source else "", now, now, author, author)
        self.pages[page.id] = page
        if source is None:
            page.values["title"] = rich_text.of(values.get("title", ""))
            self.put_below(page, self._below)
            return page
        source.numbered += 1
        page.number = source.numbered
        self.rows[source.id].append(page.id)
        self.edit(page, values, by)
        return page

    def edit(self, page: Page, values: Mapping[str, Any], by: User | None = None) -> None:
        """Change values by column name."""
        source = self.sources[page.source]
        for name, value in values.items():
            prop = self._column(source, name)
            if prop.type in COMPUTED:
                raise ValueError(f"{name!r} is computed")
            self.put(page, prop, given.kept(prop, value, self.ids))
        self.touch(page, (by or self.owner).id)

    def put(self, page: Page, prop: Property, value: Any) -> None:
        """Keep a value; a two-way relation is kept at both ends."""
        before = page.values.get(prop.id)
        page.values[prop.id] = value
        self.revision += 1
        if prop.type == "relation" and prop.synced:
            for other in set(before or []) - set(value):
                self.pages[other].values[prop.synced].remove(page.id)
            for other in [found for found in value if found not in set(before or [])]:
                self.pages[other].values.setdefault(prop.synced, []).append(page.id)

    def touch(self, page: Page, author: str) -> None:
        """Move a page's edit time to now."""
        page.edited_at, page.edited_by = self.clock.now(), author
        self.revision += 1

    def put_below(self, page: Page, above: str) -> None:
        """Put a page that stands alone below another one ("": at the top of the workspace)."""
        if page.parent_page:
            self.inside[page.parent_page].remove(page.id)
        page.parent_page = above
        if above:
            self.inside.setdefault(above, []).append(page.id)

    def write(self, page: Page, words: str | list[Json], by: User | None = None, *, first: bool = False) -> Block:
        """Write a paragraph on a page, at its end or at its start."""
        now, author = self.clock.now(), (by or self.owner).id
        content: Json = {"rich_text": rich_text.of(words), "color": "default"}
        made = Block(self.ids.uuid(), page.id, page.id, "paragraph", content, now, now, author)
        self.content[made.id], self.blocks[made.id] = made, page.id
        body = self.inside.setdefault(page.id, [])
        body.insert(0 if first else len(body), made.id)
        return made

    def delete_block(self, block: Block) -> None:
        """Delete a block, with all that is in it."""
        block.in_trash = True

    def body(self, parent: str) -> list[Block]:
        """Return the blocks that stand on a page or in a block, in order; pages and databases are none."""
        found = [self.content[id_] for id_ in self.inside.get(parent, ()) if id_ in self.content]
        return [block for block in found if not block.in_trash]

    def below(self, above: Page) -> list[Page]:
        """Return the pages that stand below a page, in order."""
        found = [self.pages[id_] for id_ in self.inside.get(above.id, ()) if id_ in self.pages]
        return [page for page in found if not page.in_trash]

    def trash(self, page: Page) -> None:
        page.in_trash = True
        self.touch(page, self.owner.id)

    def restore(self, page: Page) -> None:
        page.in_trash = False
        self.touch(page, self.owner.id)

    # Comments

    def comment(self, page: Page, words: str | list[Json], by: User | None = None, *, block: str = "") -> Comment:
        """Say something on a page (or on a block of it) as a person; page-level remarks share one open thread."""
        return self.say(self.thread(page.id, block), (by or self.owner).id, rich_text.of(words))

    def reply(self, discussion_id: str, words: str | list[Json], by: User | None = None) -> Comment:
        """Answer in a thread as a person."""
        return self.say(self.discussions[discussion_id], (by or self.owner).id, rich_text.of(words))

    def block(self, page: Page) -> str:
        """Return the id of a new block of a page."""
        made = self.ids.uuid()
        self.blocks[made] = page.id
        return made

    def resolve_discussion(self, discussion_id: str) -> None:
        """Resolve a thread: it is no longer listed."""
        self.discussions[discussion_id].resolved = True

    def reopen_discussion(self, discussion_id: str) -> None:
        self.discussions[discussion_id].resolved = False

    def delete_comment(self, comment: Comment) -> None:
        """Delete a comment as a person; with a thread's first one the thread goes (`Quirks`)."""
        thread = self.remarks(comment.discussion_id)
        takes_all = self.quirks.first_comment_takes_thread and thread[0] is comment
        for gone in thread if takes_all else (comment,):
            gone.deleted_at = self.clock.monotonic()

    def thread(self, page_id: str, block: str = "") -> Discussion:
        """Return the open thread of a page or a block; a new one where there is none."""
        for found in self.discussions.values():
            if found.page_id == page_id and found.block_id == block and not found.resolved and self.remarks(found.id):
                return found
        made = Discussion(self.ids.uuid(), page_id, block)
        self.discussions[made.id] = made
        return made

    def remarks(self, discussion_id: str) -> list[Comment]:
        """Return a thread's standing comments, oldest first."""
        return [
            found
            for found in self.comments.values()
            if found.discussion_id == discussion_id and found.deleted_at is None
        ]

    def say(self, thread: Discussion, author: str, items: list[Json], display_name: Json | None = None) -> Comment:
        """Put a comment into a thread."""
        now = self.clock.now()
        shown = display_name or {"type": "user", "resolved_name": self.users[author].name}
        made = Comment(self.ids.uuid(), thread.id, author, now, now, items, shown)
        self.comments[made.id] = made
        if self.quirks.comments_edit_pages:
            self.touch(self.pages[thread.page_id], author)
        return made

    # Inside

    def _user(self, user: User) -> User:
        self.users[user.id] = user
        return user

    def _column(self, source: DataSource, name: str) -> Property:
        found = source.named(name)
        if found is None:
            raise KeyError(f"{source.title!r} has no column {name!r}")
        return found

    def _schema_changed(self, source: DataSource) -> None:
        source.edited_at, source.edited_by = self.clock.now(), self.owner.id
        self.revision += 1

    def _groups(self, options: list[Option]) -> list[Json]:
        todo: list[str] = []
        doing: list[str] = []
        done: list[str] = []
        for number, option in enumerate(options):
            (todo if number == 0 else done if number == len(options) - 1 else doing).append(option.id)
        return [
            {"id": self.ids.uuid(), "name": name, "color": color, "option_ids": members}
            for (name, color), members in zip(_STATUS_GROUPS, (todo, doing, done), strict=True)
        ]

    def _rollup(self, source: DataSource, wanted: Column) -> Json:
        through = self._column(source, wanted.settings["relation"])
        of = self._column(self.sources[through.related], wanted.settings["of"])
        return {"relation": through.id, "of": of.id, "function": wanted.settings["function"]}
