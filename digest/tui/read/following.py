"""What Read does about sources: add one, tell how one fares, ask by itself those that fall due."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from digest.desk import (
    AddedPage,
    AddedSources,
    FoundFeed,
    NoFeedError,
    SeveralFeedsError,
    Standing,
)
from digest.model import DeskError, Source
from digest.tui.dialogs.choose import Choose
from digest.tui.read.errands import Errands
from digest.tui.read.paste import Collecting, Pasted, addresses_in

if TYPE_CHECKING:
    from digest.tui.read.add import Wanted
    from digest.tui.read.standing import Wish

AUTOMATIC_SECONDS = 60.0
"""How often a desk that fetches by itself looks for sources that have fallen due."""


class Following(Errands):
    """The part of Read that is about sources."""

    @property
    def source_id(self) -> int | None:
        """The source that is looked at. For the place to say."""
        raise NotImplementedError

    # By itself

    def watch_due(self) -> None:
        """Fetch what is due now, and later what falls due, while the newsletter's settings want that."""
        self.call_after_refresh(self._look_for_due)
        self.set_interval(AUTOMATIC_SECONDS, self._look_for_due)

    def _look_for_due(self) -> None:
        if self.desk.newsletter.fetch.automatic and not self.is_fetching:
            self.jobs.read("due", self.desk.sources.due, self._due_found)

    def _due_found(self, number: int) -> None:
        if number and not self.is_fetching:
            self.fetch(due=True)

    # Adding

    def action_add(self) -> None:
        """Ask for an address, and add what is there."""
        from digest.tui.read.add import AddDialog

        self.app.push_screen(AddDialog(), self._add)

    def _add(self, wanted: "Wanted | Pasted | None") -> None:
        if wanted is None:
            return
        if isinstance(wanted, Pasted):
            self._take_pasted(wanted)
            return
        self.say_errand(f"Looking at {wanted.address} …")
        if wanted.page_alone:
            add_page = partial(self.desk.articles.add, _with_scheme(wanted.address))
            self.jobs.start("add", add_page, self._page_added, self.errand_failed)
        else:
            notes: list[str] = []
            add_source = partial(self.desk.sources.add, wanted.address, wanted.selector, tell=notes.append)
            added = partial(self._sources_added, notes=notes)
            self.jobs.start("add", add_source, added, partial(self._not_added, wanted))

    def _take_pasted(self, pasted: Pasted) -> None:
        """Collect what was pasted, once it is said of several addresses what they are of."""
        addresses = addresses_in(pasted.text)
        if not addresses:
            self.collect(pasted)
            return

        def chosen(what: int | None) -> None:
            if what == 0:
                self._follow_all(addresses)
            elif what == 1:
                self.collect(Pasted("\n".join(addresses)))

        self.app.push_screen(
            Choose(
                f"{len(addresses):,} addresses",
                ("Follow each as a source", "Take each page alone"),
                "chooses",
            ),
            chosen,
        )

    def _follow_all(self, addresses: Sequence[str]) -> None:
        collecting = self.begin_collecting("sites")
        self.jobs.start(
            "add",
            partial(self.desk.sources.add_all, addresses, collecting.progress, collecting.stop),
            partial(self._all_followed, collecting),
        )

    def _all_followed(self, collecting: Collecting, added: AddedSources) -> None:
        self.sources += len(added.sources)
        self.end_collecting(collecting, collecting.followed(added), is_whole=not added.failed)
        if added.sources:
            self.fetch([source.id for source in added.sources])

    def _page_added(self, page: AddedPage) -> None:
        self.errand_done()
        self.notify(f"Added: {page.article.title}")

    def _sources_added(self, sources: list[Source], notes: Sequence[str] = ()) -> None:
        self.sources += len(sources)
        self.errand_done()
        self.notify(" ".join((*notes, "Following " + ", ".join(one.title or one.url for one in sources))))
        self.fetch([source.id for source in sources])

    def _not_added(self, wanted: "Wanted", error: DeskError) -> None:
        """Ask what the address did not say; where the curator has gone on to something else, only tell."""
        self.errand_done()
        if not self.is_active:
            self.desk_app.tell_error(error)
        elif isinstance(error, SeveralFeedsError):
            from digest.tui.read.add import ChooseFeed

            self.app.push_screen(ChooseFeed(error.feeds), self._choose)
        elif isinstance(error, NoFeedError) or wanted.selector:
            from digest.tui.read.add import AskSelector

            if isinstance(error, NoFeedError):
                asking = AskSelector(error.url, error.proposals)
            else:
                asking = AskSelector(wanted.address, wanted.proposals, wanted.selector or "", str(error))
            self.app.push_screen(asking, self._add)
        else:
            self.desk_app.tell_error(error)

    def _choose(self, feed: FoundFeed | None) -> None:
        if feed is not None:
            self.jobs.act(partial(self.desk.sources.follow, feed), self._sources_added)

    # One source

    def action_source(self) -> None:
        """Show how the source fares that is looked at: the one under the cursor, or the article's."""
        number = self.source_id
        if number is None:
            self.notify("Go to a source, or to an article of one.", severity="warning")
            return
        self.jobs.ask(partial(self.desk.sources.standings, [number]), self._show_standing)

    def _show_standing(self, standings: list[Standing]) -> None:
        from digest.tui.read.standing import StandingDialog

        if self.is_active:
            standing = standings[0]
            self.app.push_screen(StandingDialog(standing), partial(self._do_with, standing.source))

    def _do_with(self, source: Source, wish: "Wish | None") -> None:
        from digest.tui.read.standing import Wish

        if wish is Wish.FETCH:
            self.fetch([source.id])
        elif wish is Wish.OPEN:
            self.open_address(source.site_url or source.url)
        elif wish is Wish.LEAVE:
            self.jobs.act(partial(self.desk.sources.remove, source.id), self._left)

    def _left(self, source: Source) -> None:
        self.notify(
            f"No longer following {source.title or source.url}. Its articles stay;"
            f" {self.key('desk.undo')} follows it again."
        )
        self.desk_app.changed()


def _with_scheme(address: str) -> str:
    return address if "://" in address else f"https://{address}"
