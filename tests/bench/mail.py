"""The mail: how long its drawing takes, beside npm's mjml and beside MJML alone."""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import date
from itertools import count
from pathlib import Path
from statistics import median

from digest.desk.demo import open_demo
from digest.model import Digest, Item, Newsletter, Section, SectionKind
from tests.bench.table import Line
from tests.npm import MissingError, command

ITEMS = (10, 30, 100)
PEER = "mjml@5.4.1"
_SCRIPT = Path(__file__).with_name("mjml.mjs")
_WARM = 20  # turns until the peer's compiler has seen enough
_EACH = 5  # turns in each round: one takes some milliseconds

_SUMMARY = "The *tenth* crane was counted again on Tuesday, and [the harbour](https://harbour.example/) is short of it."


def mails(root: Path, rounds: int) -> Iterator[Line]:
    """The lines about the mail; the demo's workspace is made in `root`."""
    for size in ITEMS:
        yield from _against_npm(size, rounds * _EACH)
    for size in ITEMS:
        yield _whole(size, rounds * _EACH)
    yield _from_a_changed_summary(root, rounds * _EACH)


def _edition(size: int) -> tuple[Newsletter, Digest]:
    items = [
        Item(
            headline=f"The harbour counts its cranes, part {number}",
            summary=_SUMMARY,
            credit="Ostrand Courier",
            byline="Ida Vance",
            minutes=3,
            url=f"https://ostrand.example/{number}",
        )
        for number in range(size)
    ]
    sections = [Section(title="Must read", kind=SectionKind.STORIES, items=items)]
    return Newsletter(name="The Ledger"), Digest(number=1, date=date(2026, 11, 22), sections=sections)


def _against_npm(size: int, turns: int) -> Iterator[Line]:
    """The same MJML to HTML, examined and hardened by ours, by npm's in one process that is warm."""
    from digest.render import mjml
    from digest.render.digest import render_digest

    source = render_digest(*_edition(size)).mjml
    try:
        with _peer() as peer:
            for _ in range(_WARM):
                peer(source)
            pairs = [(peer(source), _processor(lambda: mjml.to_html(source))) for _ in range(turns)]
    except MissingError as missing:
        print(f"not compared with {PEER}: {missing}", file=sys.stderr)
        return
    theirs, ours = zip(*pairs, strict=True)
    yield Line(f"MJML of {size} items to HTML, beside npm's mjml", median(theirs), median(ours), "ms")


@contextmanager
def _peer() -> Iterator[Callable[[str], float]]:
    """The milliseconds of the processor that npm's mjml takes for what it is given."""
    with command(_SCRIPT, PEER) as argv:
        process = subprocess.Popen(argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        sent, answered = process.stdin, process.stdout
        if sent is None or answered is None:
            raise RuntimeError("a process without its pipes")

        def milliseconds(source: str) -> float:
            print(json.dumps(source), file=sent, flush=True)
            taken, made = json.loads(answered.readline())
            if not made:
                raise RuntimeError("npm's mjml made nothing")
            return float(taken)

        with process:
            yield milliseconds
            sent.close()


def _whole(size: int, turns: int) -> Line:
    """HTML, text part and message, beside the native code that turns finished MJML into HTML."""
    from mjml import mjml2html

    from digest.render.digest import render_digest
    from digest.render.harden import harden

    newsletter, digest = _edition(size)
    source = harden(render_digest(newsletter, digest).mjml)
    pairs = [
        (
            _processor(lambda: mjml2html(source, fonts={})),
            _processor(lambda: render_digest(newsletter, digest)),
        )
        for _ in range(turns)
    ]
    least, whole = zip(*pairs, strict=True)
    return Line(f"HTML, text, message of {size} items, beside MJML alone", median(least), median(whole), "ms")


def _from_a_changed_summary(root: Path, turns: int) -> Line:
    """On the demo's desk, by the clock: a summary is stored and the HTML drawn, beside the drawing alone."""
    with closing(open_demo(root)) as desk:
        item = desk.digests.get().items[0].id
        texts = (f"{_SUMMARY} {number}" for number in count())
        drawing, all_of_it = [], []
        for _ in range(turns):
            drawing.append(_clock(desk.output.render))

            def type_and_draw(summary: str = next(texts)) -> None:
                desk.items.write(item, summary=summary, typing=True)
                desk.output.render()

            all_of_it.append(_clock(type_and_draw))
    return Line("a changed summary to new HTML, beside its drawing", median(drawing), median(all_of_it), "ms")


def _processor(work: Callable[[], object]) -> float:
    """Milliseconds of the processor's time, so that what else the machine does is not counted."""
    begun = time.process_time()
    work()
    return (time.process_time() - begun) * 1_000


def _clock(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1_000
