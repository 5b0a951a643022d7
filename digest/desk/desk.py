"""The desk itself: one workspace, opened."""

import threading
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path

from digest.desk.choose.articles import Articles
from digest.desk.choose.picking import Picking
from digest.desk.choose.searches import Searches
from digest.desk.choose.stories import Stories
from digest.desk.collect.fetching import Ask, FetchReport, Progress
from digest.desk.collect.sources import Sources
from digest.desk.mail.output import Output
from digest.desk.mail.pictures import Pictures
from digest.desk.mail.sending import Sending
from digest.desk.mail.templates import Templates
from digest.desk.write.assistant import Assistant
from digest.desk.write.digests import Digests
from digest.desk.write.items import Items
from digest.desk.write.sections import Sections
from digest.desk.write.wording import Wording
from digest.desk.write.work import Work
from digest.model import KeyChoices, Newsletter
from digest.store import Store, TellDone
from digest.store.history import History
from digest.workspace import Workspace


@dataclass(frozen=True)
class Desk:
    """An open workspace. Every method of its steps is synchronous and may be called from any thread."""

    workspace: Workspace
    newsletter: Newsletter
    store: Store
    sources: Sources
    articles: Articles
    stories: Stories
    searches: Searches
    picking: Picking
    digests: Digests
    sections: Sections
    items: Items
    work: Work
    wording: Wording
    assistant: Assistant
    output: Output
    sending: Sending
    templates: Templates
    history: History
    ask: Ask | None = None
    rereads: int = 0

    @classmethod
    def open(cls, workspace: Workspace, ask: Ask | None = None, migrating: TellDone | None = None) -> "Desk":
        """Open a workspace; `ask` asks the sources in the network's place.

        `migrating` is told how far it is, in per cent and on this thread, where an older version's archive is brought
        to this one's form and that takes longer than a moment.
        Raises DeskError where its settings or its database are not in order.
        """
        newsletter = workspace.newsletter()
        return cls._of(workspace, newsletter, Store(workspace.database, migrating), ask)

    @classmethod
    def _of(cls, workspace: Workspace, newsletter: Newsletter, store: Store, ask: Ask | None) -> "Desk":
        digests = Digests(store, newsletter, workspace.languages)
        items = Items(store, digests)
        output = Output(workspace, newsletter, digests, Pictures(workspace.pictures))
        return cls(
            workspace=workspace,
            newsletter=newsletter,
            store=store,
            sources=Sources(store, newsletter, ask),
            articles=Articles(store, newsletter),
            stories=Stories(store),
            searches=Searches(store),
            picking=Picking(store, digests, items),
            digests=digests,
            sections=Sections(store, digests),
            items=items,
            work=Work(store, digests),
            wording=Wording(store, items),
            assistant=Assistant(store, newsletter, digests, items),
            output=output,
            sending=Sending(newsletter, digests, output),
            templates=Templates(workspace, newsletter),
            history=store.history,
            ask=ask,
        )

    def key_choices(self) -> list[tuple[Path, KeyChoices]]:
        """The keys that the curator chose, by the file that says so, of which the last one counts.

        Raises DeskError where the file for all newsletters is not in order.
        """
        from digest.settings import key_choices

        return key_choices(self.newsletter, self.workspace.toml)

    def remember(self, name: str, value: str) -> None:
        """Keep `value` under `name` for the next time, as the theme: no act, and nothing that undo takes back."""
        self.store.memory.keep(name, value)

    def remembered(self, name: str) -> str | None:
        """What was kept under `name`, or None."""
        return self.store.memory.get(name)

    def alone(self) -> AbstractContextManager[object]:
        """Until the block ends nobody else writes: what is read in it is what is written over."""
        return self.store.transaction()

    def reread(self) -> "Desk":
        """This desk with newsletter.toml as it is now; the database stays open, and the digest in work in work.

        Raises DeskError where there is a mistake in the file.
        """
        again = Desk._of(self.workspace, self.workspace.newsletter(), self.store, self.ask)
        self.work.use(again.digests)
        return replace(again, work=self.work, rereads=self.rereads + 1)

    def files_version(self) -> int:
        """A number that changes whenever the settings were written, or a template or a language of the workspace."""
        return hash(frozenset(self.workspace.written().items()))

    def fetch_apart(
        self,
        ids: Sequence[int] | None = None,
        *,
        due: bool = False,
        progress: Callable[[Progress], None],
        stop: threading.Event,
    ) -> FetchReport:
        """`sources.fetch` in a process of its own that gives way to this one, which has a screen to draw.

        Where `ask` answers in the network's place it is done here: no other process could ask it.
        """
        if self.ask is not None:
            return self.sources.fetch(ids, due=due, progress=progress, stop=stop)
        from digest.desk.collect.apart import fetch_apart

        return fetch_apart(self.workspace, ids, due=due, progress=progress, stop=stop)

    def after_fetch_apart(self, stop: threading.Event) -> None:
        """`articles.after_fetch` in a process of its own, but where `fetch_apart` does without. Raises DeskError."""
        if self.ask is not None:
            self.articles.after_fetch(stop)
            return
        from digest.desk.collect.apart import after_fetch_apart

        self.articles.remember_troubles(after_fetch_apart(self.workspace, stop))

    def close(self) -> None:
        """Close the database; reads that run in other threads are stopped."""
        self.store.close()

    def interrupt(self, thread: int) -> None:
        """Stop what the thread of this number reads: it raises `digest.model.Interrupted` there. Writes go on."""
        self.store.interrupt(thread)

    def data_version(self) -> int:
        """A number that changes whenever anything was written, here or by another program, put in work or reread."""
        return self.store.data_version() + self.work.openings + self.rereads
