"""The benchmarks: `python -m tests.bench`. Prints ratios; nothing here fails because a machine is slow.

Each thing is measured in turn with what stands beside it, a round after the other, so that a busy moment meets both:
the least that it could be (Textual's smallest app; MJML alone), or a peer (npm's mjml, where node is installed). The
medians of the rounds are compared.
"""

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import chain
from pathlib import Path
from statistics import median

from digest.desk import ArticleFilter, Desk
from digest.model import ArticleState
from digest.workspace import Workspace
from tests.bench.acting import acts
from tests.bench.archive import archives
from tests.bench.fetching import fetches
from tests.bench.keys import keys
from tests.bench.mail import mails
from tests.bench.planning import plans
from tests.bench.reading import readings
from tests.bench.start import Start, start
from tests.bench.table import HEAD, Line
from tests.bench.workspace import make_workspace

SMALL, LARGE = 100, 100_000
_BEGINNING = 8  # characters of a title that every list has room for


def main() -> int:
    """Measure everything and print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--rounds", metavar="N", type=int, default=9)
    parser.add_argument(
        "--large", metavar="DIR", type=Path, help="a workspace that is large already, rather than to make one"
    )
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="digest-bench-") as folder:
        small = _filled(Path(folder) / "small", SMALL)
        large = args.large or _filled(Path(folder) / "large", LARGE)
        print(HEAD)
        for line in chain(
            _starts(small, large, args.rounds),
            archives(large, args.rounds),
            acts(large),
            keys(large, Path(folder) / "fed"),
            mails(Path(folder) / "demo", args.rounds),
            plans(Path(folder) / "plans", args.rounds),
            fetches(Path(folder) / "fetches", -(-args.rounds // 3)),  # each takes half a minute
            readings(),
        ):
            print(line, flush=True)
    return 0


def _filled(root: Path, articles: int) -> Path:
    for progress in make_workspace(root, articles):
        print(f"\r{progress.done:>9,} of {articles:,} articles", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    return root


def _starts(small: Path, large: Path, rounds: int) -> Iterator[Line]:
    """First frame, first rows and memory of the desk, against the smallest app."""
    programs: dict[str, Callable[[], Start]] = {
        "smallest": lambda: start([sys.executable, "-m", "tests.bench.smallest"], ["ready"]),
        "small": _opener(small),
        "large": _opener(large),
    }
    for run in programs.values():
        run()  # so that each finds its files in the machine's memory
    measured: dict[str, list[Start]] = {name: [] for name in programs}
    for _ in range(rounds):
        for name, run in programs.items():
            measured[name].append(run())
    least = measured["smallest"]
    for name in ("small", "large"):
        runs = measured[name]
        label = f"{_size(small if name == 'small' else large):,} articles"
        for what, at in (("first frame", 0), ("first rows", 1)):
            yield Line(
                f"{what}, {label}",
                median(one.seen[0] for one in least) * 1_000,
                median(one.seen[at] for one in runs) * 1_000,
                "ms",
            )
        yield Line(
            f"memory, {label}",
            median(one.megabytes for one in least),
            median(one.megabytes for one in runs),
            "MB",
        )


def _opener(root: Path) -> Callable[[], Start]:
    """Opens the desk until its name and the newest article are on the screen."""
    with closing(Desk.open(Workspace(root))) as desk:
        name = desk.newsletter.name
        wanted = ArticleFilter(state=ArticleState.NEW, since=desk.articles.since_last_digest())
        # A title in Latin letters is drawn as it is stored; others have marks between.
        title = next(row.title for row in desk.articles.first(wanted, 30) if row.title.isascii())
    return lambda: start([sys.executable, "-m", "digest", "-w", str(root)], [name, title[:_BEGINNING]])


def _size(root: Path) -> int:
    with closing(Desk.open(Workspace(root))) as desk:
        return len(desk.articles.ids(ArticleFilter()))


if __name__ == "__main__":
    sys.exit(main())
