"""What is made: `digest new`, `list`, `show`, `remove`, `pick`, `write`, `export` and `import`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from digest.cli.arguments import Commands, add_command, add_digest_number, number
from digest.cli.printing import (
    Printer,
    count,
    digest_name,
    paragraphs,
    read_file,
    table,
    utf8,
    write_file,
)

if TYPE_CHECKING:
    from digest.desk import Desk
    from digest.model import Digest, Item

_SUMMARY_LIMIT = 4 * 2**20
"""Bytes read of standard input for a summary."""


def add_commands(commands: Commands) -> None:
    """The commands about digests and the items in them."""
    _add_whole(commands)
    _add_items(commands)
    _add_files(commands)


def _add_whole(commands: Commands) -> None:
    parser = add_command(
        commands, "new", "begin a digest", 'digest new --subject "What the harbour learnt"', on_desk=_new
    )
    parser.add_argument("--subject", metavar="S", default="", help="its subject line")

    add_command(commands, "list", "your digests, the newest first", "digest list", on_desk=_list)

    parser = add_command(
        commands, "show", "a digest with its sections and items", "digest show 42", on_desk=_show
    )
    add_digest_number(parser)

    parser = add_command(commands, "remove", "remove a digest", "digest remove 42", on_desk=_remove)
    parser.add_argument("number", metavar="N", type=number, help="the digest's number")


def _add_items(commands: Commands) -> None:
    parser = add_command(
        commands,
        "pick",
        "put articles into a digest",
        'digest pick 17 23 --section "Must read"',
        on_desk=_pick,
    )
    parser.add_argument("articles", metavar="ARTICLE", nargs="+", type=number, help="an article's number")
    parser.add_argument(
        "--digest", metavar="N", type=number, dest="number", help="left out, the newest draft"
    )
    parser.add_argument("--section", metavar="NAME", help="the section; left out, the next with room")

    parser = add_command(
        commands,
        "write",
        "an item's headline and summary",
        'digest write 5 --headline "The harbour, rebuilt" --summary "A **short** summary."',
        on_desk=_write,
    )
    parser.add_argument("item", metavar="ITEM", type=number, help="the item's number in 'digest show'")
    parser.add_argument("--headline", metavar="H")
    summary = parser.add_mutually_exclusive_group()
    summary.add_argument("--summary", metavar="TEXT|-", help="Markdown; '-' reads standard input")
    summary.add_argument("--draft", action="store_true", help="propose a summary from the article's text")


def _add_files(commands: Commands) -> None:
    parser = add_command(
        commands,
        "export",
        "a digest as JSON; 'digest import' makes the same digest of it",
        "digest export 42 no42.json",
        on_desk=_export,
        json=False,
    )
    # Both may be left out, so what comes first may be either; _number_and_file tells which.
    parser.add_argument(
        "words", metavar="N", nargs="?", help="the digest's number; left out, the newest draft"
    )
    parser.add_argument("file", metavar="FILE", nargs="?", help="left out, it is printed")

    parser = add_command(
        commands, "import", "a digest that was exported as JSON", "digest import no42.json", on_desk=_import
    )
    parser.add_argument("file", metavar="FILE", type=Path)


def _new(desk: Desk, args: argparse.Namespace, out: Printer) -> None:
    digest = desk.digests.new(args.subject)
    out.report(digest, _digest_lines(digest))


def _list(desk: Desk, _args: argparse.Namespace, out: Printer) -> None:
    digests = desk.digests.all()
    out.report({"digests": digests}, _list_lines(digests))


def _show(desk: Desk, args: argparse.Namespace, out: Printer) -> None:
    digest = desk.digests.get(args.number)
    out.report(digest, _digest_lines(digest))


def _remove(desk: Desk, args: argparse.Namespace, out: Printer) -> None:
    desk.digests.remove(args.number)
    out.report({"number": args.number}, [f"Removed No. {args.number}; 'digest undo' brings it back."])


def _pick(desk: Desk, args: argparse.Namespace, out: Printer) -> None:
    items = desk.picking.pick(args.articles, number=args.number, section=args.section)
    digest = desk.digests.get(args.number)
    out.report({"digest": digest.number, "items": items}, _picked_lines(digest, items))


def _write(desk: Desk, args: argparse.Namespace, out: Printer) -> None:
    from digest.model import DeskError

    summary = args.summary
    if summary == "-":
        summary = utf8(sys.stdin.buffer.read(_SUMMARY_LIMIT), "Standard input")
    elif args.draft:
        summary = _proposed(desk, args.item)
    if summary is None and args.headline is None:
        raise DeskError("There is nothing to write: give --headline, --summary or --draft.")
    draft = args.draft if summary is not None else None
    item = desk.items.write(args.item, headline=args.headline, summary=summary, draft=draft)
    out.report(item, _item_lines(item))


def _proposed(desk: Desk, item: int) -> str:
    from digest.model import DeskError

    proposal = desk.wording.propose(item)
    if not proposal:
        raise DeskError(f"Item {item} has no text to draw a summary from: write one with --summary.")
    return proposal


def _export(desk: Desk, args: argparse.Namespace, out: Printer) -> None:
    number_, file = _number_and_file(args.words, args.file)
    text = desk.output.export_json(number_)
    if file:
        write_file(file, text)
    else:
        out.text(text)


def _number_and_file(first: str | None, second: str | None) -> tuple[int | None, Path | None]:
    if first and second is None and not first.isdecimal():
        return None, Path(first)
    return number(first) if first else None, Path(second) if second else None


def _import(desk: Desk, args: argparse.Namespace, out: Printer) -> None:
    digest = desk.output.import_json(utf8(read_file(args.file), str(args.file)))
    out.report(digest, [f"Imported {digest_name(digest)}."])


def _list_lines(digests: Sequence[Digest]) -> Iterator[str]:
    if not digests:
        yield "There is no digest yet: 'digest new' begins one, 'digest pick' puts articles into it."
        return
    rows = [
        (digest.number, digest.date.isoformat(), digest.state, len(digest.items), digest.subject)
        for digest in digests
    ]
    yield from table(("No.", "Date", "State", "Items", "Subject"), rows)


def _digest_lines(digest: Digest) -> Iterator[str]:
    yield digest_name(digest)
    yield f"Subject: {digest.subject or '(none yet)'}"
    if digest.preheader:
        yield f"Preheader: {digest.preheader}"
    if digest.intro:
        yield ""
        yield from paragraphs(digest.intro)
    for section in digest.sections:
        yield ""
        yield f"{section.title} ({section.kind}, {count(len(section.items), 'item')})"
        yield from table(("Item", "Words", "Credit", "Headline"), [_row(item) for item in section.items])
    if digest.outro:
        yield ""
        yield from paragraphs(digest.outro)


def _row(item: Item) -> tuple[object, ...]:
    words = len(item.summary.split())
    return (item.id, f"{words} draft" if item.draft else words, item.credit, item.headline)


def _picked_lines(digest: Digest, items: Sequence[Item]) -> Iterator[str]:
    if not items:
        yield f"No. {digest.number} has them already."
        return
    yield f"Put {count(len(items), 'article')} into No. {digest.number}:"
    yield from table(("Item", "Headline"), [(item.id, item.headline) for item in items])


def _item_lines(item: Item) -> Iterator[str]:
    yield f"Item {item.id}: {item.headline}"
    yield ""
    yield from paragraphs(item.summary or "(no summary yet)")
