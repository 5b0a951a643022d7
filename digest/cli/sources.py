"""Where articles come from: `digest source …` and `digest fetch`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from digest.cli.arguments import Commands, add_command, add_group, number
from digest.cli.printing import Printer, complain, count, paragraphs, read_file, stamp, table, write_file

if TYPE_CHECKING:
    from digest.desk import Desk, FetchReport, Progress, Standing
    from digest.model import Source


_URL_TOLD = 200
"""Characters of an address that a message repeats."""


def add_commands(commands: Commands) -> None:
    """`source` with its five, and `fetch`."""
    group = add_group(commands, "source", "the feeds and sites that you follow")
    _add_following(group)
    _add_files(group)

    parser = add_command(
        commands, "fetch", "collect what your sources published", "digest fetch", on_desk=_fetch
    )
    asked = parser.add_mutually_exclusive_group()
    asked.add_argument("ids", metavar="ID", nargs="*", type=number, default=[], help="only these sources")
    asked.add_argument(
        "--due", action="store_true", help="only sources whose time has come: for a scheduler, like cron"
    )


def _add_following(group: Commands) -> None:
    parser = add_command(
        group,
        "add",
        "follow a feed, a site whose feed is found, or the links on a page without one",
        "digest source add https://paper.example/",
        on_desk=_add,
    )
    parser.add_argument("urls", metavar="URL", nargs="+", help="the address of a feed or of a site")
    parser.add_argument(
        "--selector",
        metavar="CSS",
        help="follow the links that this finds on the page, like 'h2 a' or '.news li', where there is no feed; "
        "of a page that you follow already it takes the old one's place",
    )

    add_command(group, "list", "what you follow, and how each fared", "digest source list", on_desk=_list)

    parser = add_command(
        group,
        "remove",
        "follow a source no longer; its articles stay",
        "digest source remove 3",
        on_desk=_remove,
    )
    parser.add_argument("id", metavar="ID", type=number, help="the source's number in 'digest source list'")


def _add_files(group: Commands) -> None:
    parser = add_command(
        group,
        "import",
        "follow every feed of an OPML file, as feed readers export it",
        "digest source import feeds.opml",
        on_desk=_import,
    )
    parser.add_argument("file", metavar="FILE.opml", type=Path)

    parser = add_command(
        group,
        "export",
        "what you follow as OPML, for a feed reader",
        "digest source export feeds.opml",
        on_desk=_export,
        json=False,
    )
    parser.add_argument("file", metavar="FILE", nargs="?", type=Path, help="left out, it is printed")


def _add(desk: Desk, args: argparse.Namespace, out: Printer) -> int:
    from digest.model import DeskError

    known = {source.id for source in desk.sources.all()}
    added: list[Source] = []
    failures: list[str] = []
    notes: list[str] = []
    for url in args.urls:
        try:
            added += desk.sources.add(url, args.selector, tell=notes.append)
        except DeskError as error:
            # One of several addresses: say which, where the sentence itself does not.
            failures.append(str(error) if url in str(error) else f"{url[:_URL_TOLD]}: {error}")
    if failures and not added:
        raise DeskError(" ".join(failures))
    for told in (*notes, *failures):
        complain(told)
    out.report({"sources": added}, (_added_line(source, known) for source in added))
    return 1 if failures else 0


def _added_line(source: Source, known: Collection[int]) -> str:
    if source.id not in known:
        return f"Following {source.id}: {_title(source)}"
    by = f", now by '{source.selector}'" if source.selector else ""
    return f"You follow it already{by}: {source.id}: {_title(source)}"


def _list(desk: Desk, _args: argparse.Namespace, out: Printer) -> None:
    standings = desk.sources.standings()
    sources = [standing.source for standing in standings]
    out.report({"sources": sources}, _source_lines(standings, desk.newsletter.timezone))


def _remove(desk: Desk, args: argparse.Namespace, out: Printer) -> None:
    source = desk.sources.remove(args.id)
    out.report(
        source,
        [f"No longer following {_title(source)}; its articles stay, and 'digest undo' follows it again."],
    )


def _import(desk: Desk, args: argparse.Namespace, out: Printer) -> None:
    known = {source.id for source in desk.sources.all()}
    listed = desk.sources.import_opml(read_file(args.file), str(args.file))
    before = sum(source.id in known for source in listed)
    already = f"; {count(before, 'other')} you follow already" if before else ""
    out.report({"sources": listed}, [f"Following {count(len(listed) - before, 'new source')}{already}."])


def _export(desk: Desk, args: argparse.Namespace, out: Printer) -> None:
    opml = desk.sources.export_opml()
    if args.file:
        write_file(args.file, opml)
    else:
        out.text(opml)


def _fetch(desk: Desk, args: argparse.Namespace, out: Printer) -> int:
    report = desk.sources.fetch(
        args.ids or None, due=args.due, progress=_show_progress if sys.stderr.isatty() else None
    )
    next_due = desk.sources.next_due() if args.due and not report.sources else None
    completed = desk.articles.after_fetch()
    out.report(report, _fetch_lines(report, completed, stamp(next_due, desk.newsletter.timezone)))
    return 1 if any(source.status in ("failed", "gone") for source in report.sources) else 0


def _show_progress(progress: Progress) -> None:
    # One line that is written over: back to its start, the news, and clear what was longer before.
    ending = "\n" if progress.done == progress.total else ""
    line = f"\rFetching {progress.done}/{progress.total} · {progress.new} new\x1b[K{ending}"
    print(line, end="", file=sys.stderr, flush=True)


def _fetch_lines(report: FetchReport, completed: int, next_due: str) -> Iterator[str]:
    if not report.sources and next_due:
        yield f"Nothing is due before {next_due}."
        return
    if not report.sources:
        yield "There is nothing to fetch: follow a source first with 'digest source add URL'."
        return
    rows = [(source.id, source.status, source.new, source.error or source.url) for source in report.sources]
    yield from table(("ID", "Status", "New", "Source"), rows)
    yield f"{count(report.new, 'new article')} from {count(len(report.sources), 'source')}."
    if completed:
        yield f"{count(completed, 'full text')} of what you keep, read from its page."


def _source_lines(standings: Sequence[Standing], zone: str) -> Iterator[str]:
    if not standings:
        yield "You follow nothing yet: 'digest source add URL' follows a feed or a site."
        return
    rows = [
        (
            one.source.id,
            one.source.status,
            stamp(one.source.checked, zone),
            _next(one, zone),
            f"{one.source.title} · {one.source.url}" if one.source.title else one.source.url,
        )
        for one in standings
    ]
    yield from table(("ID", "Status", "Checked", "Next", "Source"), rows)
    for one in standings:
        if not one.in_order or one.source.error:
            again = f" 'digest fetch {one.source.id}' does that." if one.source.status == "gone" else ""
            yield from paragraphs(f"{one.source.id} {_title(one.source)}: {one.words}{again}")


def _next(standing: Standing, zone: str) -> str:
    if standing.source.status == "gone":
        return "never"
    return stamp(standing.due, zone) or "at once"


def _title(source: Source) -> str:
    return source.title or source.url
