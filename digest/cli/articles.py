"""What was collected: `digest article …`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from digest.cli.arguments import Commands, Parser, add_command, add_group, number, since
from digest.cli.printing import Printer, complain, count, paragraphs, stamp, table

if TYPE_CHECKING:
    from digest.desk import (
        AddedPage,
        AddProgress,
        ArticleFilter,
        ArticleRow,
        ArticleVersion,
        Desk,
        ListedAddress,
        OpenArticle,
    )
    from digest.model import Article, Story

_STATES = ("new", "saved", "dismissed", "picked")
_STDIN_LIMIT = 32 * 2**20
"""Bytes read of standard input: more than any page, and little enough to hold."""


def add_commands(commands: Commands) -> None:
    """`article` with its three."""
    group = add_group(commands, "article", "what was collected")

    parser = add_command(
        group,
        "add",
        "collect one article from an address, a file (HTML, text or mail) or standard input; or a list of addresses",
        "digest article add https://paper.example/story --teasers",
        on_desk=_add,
    )
    parser.add_argument("target", metavar="URL|FILE|-", help="'-' reads standard input")
    parser.add_argument(
        "--teasers", action="store_true", help="also the headlines that the page shows beside its article"
    )

    parser = add_command(
        group,
        "list",
        "the articles, the newest first",
        'digest article list --since 7d --search "harbour"',
        on_desk=_list,
    )
    _add_filter(parser)

    parser = add_command(group, "show", "one article with its text", "digest article show 42", on_desk=_show)
    parser.add_argument("id", metavar="ID", type=number, help="the article's number in 'digest article list'")


def _add_filter(parser: Parser) -> None:
    parser.add_argument("--since", metavar="WHEN", help="collected since: an age like 12h or 7d, or a date")
    parser.add_argument("--search", metavar="Q", default="", help="with these words in title or text")
    parser.add_argument("--source", metavar="ID", type=number, help="from this source")
    parser.add_argument("--state", metavar="STATE", choices=_STATES, help=", ".join(_STATES))
    parser.add_argument("--stories", action="store_true", help="gathered into the stories that they tell")
    parser.add_argument("--limit", metavar="N", type=number, help="no more than this")


def _add(desk: Desk, args: argparse.Namespace, out: Printer) -> int:
    data = sys.stdin.buffer.read(_STDIN_LIMIT) if args.target == "-" else None
    listed = desk.articles.listed(args.target, data)
    if listed is not None:
        return _add_listed(desk, listed, args, out)
    page = desk.articles.add(args.target, teasers=args.teasers, stdin=data)
    out.report(page, _added_lines(page))
    return 0


def _add_listed(desk: Desk, listed: Sequence[ListedAddress], args: argparse.Namespace, out: Printer) -> int:
    from digest.model import DeskError

    if args.teasers:
        raise DeskError("--teasers goes with one page, not with a list of addresses: leave it out.")
    added = desk.articles.add_listed(listed, _show_progress if sys.stderr.isatty() else None)
    out.report(added, (f"Collected {article.id}: {article.title}" for article in added.articles))
    if not out.as_json:
        for failed in added.failed:
            complain(failed.error if failed.url in failed.error else f"{failed.url}: {failed.error}")
    return 1 if added.failed else 0


def _show_progress(progress: AddProgress) -> None:
    # One line that is written over, as in a fetch.
    ending = "\n" if progress.done == progress.total else ""
    print(f"\rReading {progress.done}/{progress.total}\x1b[K{ending}", end="", file=sys.stderr, flush=True)


def _list(desk: Desk, args: argparse.Namespace, out: Printer) -> None:
    wanted = _wanted(args, desk.newsletter.timezone)
    if args.stories:
        stories = desk.articles.stories(wanted, args.limit)
        out.report_each("stories", stories, _story_lines(stories, desk.newsletter.timezone))
    else:
        articles = desk.articles.list(wanted, args.limit)
        rows = desk.articles.list_rows(wanted, args.limit)
        out.report_each("articles", articles, _article_lines(rows, desk.newsletter.timezone))


def _show(desk: Desk, args: argparse.Namespace, out: Printer) -> None:
    opened = desk.articles.opened(args.id)
    versions = desk.articles.versions(args.id)
    out.report(opened.article, _text_lines(opened, versions, desk.newsletter.timezone))


def _wanted(args: argparse.Namespace, zone: str) -> ArticleFilter:
    from digest.desk import ArticleFilter
    from digest.model import ArticleState

    return ArticleFilter(
        state=ArticleState(args.state) if args.state else None,
        source_id=args.source,
        since=since(args.since, zone) if args.since else None,
        search=args.search,
    )


def _added_lines(page: AddedPage) -> Iterator[str]:
    yield f"Collected {page.article.id}: {page.article.title}"
    if page.teasers:
        yield f"with {count(len(page.teasers), 'teaser')}:"
        yield from table(("Group", "Title"), [(teaser.group, teaser.title) for teaser in page.teasers])


def _article_lines(rows: Iterable[ArticleRow], zone: str) -> Iterator[str]:
    cells = ((row.id, row.state, stamp(row.at, zone), row.site, row.title) for row in rows)
    return _lines(("ID", "State", "Published", "Site", "Title"), cells)


def _story_lines(stories: Iterable[Story], zone: str) -> Iterator[str]:
    cells = (
        (story.id if article.id == story.lead else "", *_cells(article, zone))
        for story in stories
        for article in sorted(story.articles, key=lambda article: article.id != story.lead)
    )
    return _lines(("Story", "ID", "State", "Published", "Site", "Title"), cells)


def _cells(article: Article, zone: str) -> tuple[object, ...]:
    published = stamp(article.published or article.collected, zone)
    return (article.id, article.state, published, article.site, article.title)


def _lines(heads: Sequence[str], cells: Iterable[Sequence[object]]) -> Iterator[str]:
    is_empty = True
    for line in table(heads, cells):
        is_empty = False
        yield line
    if is_empty:
        yield "No article is like that."


def _text_lines(opened: OpenArticle, versions: Sequence[ArticleVersion], zone: str) -> Iterator[str]:
    article = opened.article
    yield from paragraphs(article.title)
    credit = [article.site, article.byline, stamp(article.published, zone)]
    yield " · ".join(part for part in [*credit, f"{article.minutes} min", article.state] if part)
    if article.url:
        yield article.url
    if versions:
        yield f"{count(len(versions), 'former version')}, the last until {stamp(versions[0].until, zone)}"
    yield ""
    if opened.is_dropped:
        yield "(its text was dropped a while after it was dismissed; the desk reads it again from its page)"
    yield from paragraphs(article.text or article.blurb or "(no text was collected)")
