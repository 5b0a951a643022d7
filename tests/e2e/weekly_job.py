"""How many keys the weekly job takes: `python -m tests.e2e.weekly_job`.

The real program on a real terminal, from six feeds that are followed, with three hundred new articles, to the files of
a checked digest of twelve. The curator looks at every headline; reads twelve articles and picks them into three
sections; types two sentences on seven, and has two drafted on five, mending their end; keeps eight headlines, takes two
that the desk offers, and types two; writes subject, preheader and intro; looks at the preview. What is not picked is
left as it is: it is not new any more once the digest has gone out.

Each key counts that is not a character typed into a field. Exits 1 where there are more than TARGET.
"""

import re
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import product
from pathlib import Path
from random import Random

from digest.model import Digest, Finding
from tests.e2e.terminal import Terminal, ask, open_desk
from tests.e2e.weekly_articles import ARTICLES, in_blurb, in_text, publish_week, town_of
from tests.paper import open_paper

TARGET = 354
"""Control keys that the job may take."""

_SENT_AS = {
    "space": " ", "enter": "\r", "esc": "\x1b", "up": "\x1b[A", "home": "\x1b[H", "pgdn": "\x1b[6~",
    "f8": "\x1b[19~", "f9": "\x1b[20~", "ctrl+d": "\x04", "ctrl+u": "\x15", "backspace": "\x7f",
}  # fmt: skip

_LEAD, _STORIES, _BRIEFS = "123"  # the digits of a new digest's sections
_SECTIONS = (
    _STORIES, _STORIES, _BRIEFS, _BRIEFS, _LEAD, _STORIES, _BRIEFS, _BRIEFS, _STORIES, _BRIEFS, _STORIES, _BRIEFS,
)  # fmt: skip
"""Where each of the picks goes, from the newest to the oldest."""

_DRAFTED = {2, 3, 6, 9, 10}  # places in the digest, from 0; the other summaries are typed
_OFFERED, _OWN = {1, 8}, {0, 7}  # headlines taken from what the desk offers, and typed; the others are kept
_SUBJECT = "Twelve towns that changed their minds"
_PREHEADER = "A ferry waits, a goat moves, and somebody finds a key."
_INTRO = "Good morning. This week the small places were the loud ones."

_SETTINGS = """\
name = "The Tide Table"
postal_address = "The Tide Table, 1 Quay Street, 00000 Ostrand"
unsubscribe_url = "https://tide.example/unsubscribe"
[sender]
email = "editor@tide.example"
"""


class Kind(StrEnum):
    """What a key is pressed for."""

    FETCH = "fetching"
    MOVE = "moving among the headlines"
    CHOOSE = "picking, and saying into which section"
    PLACE = "going between the three places"
    FIELD = "going to an item or field, and out of it"
    HELP = "drafts, and headlines that are offered"
    MEND = "deleting words"
    OUT = "writing the files, leaving"


@dataclass(frozen=True)
class Week:
    """What came of the job: the keys by kind, the characters typed, and the digest as the command line has it."""

    keys: Counter[Kind]
    typed: int
    digest: Digest
    findings: list[Finding]
    files: set[str]


@dataclass
class Curator:
    """A person at the keyboard, who goes on when the screen shows what the last key did."""

    desk: Terminal
    keys: Counter[Kind] = field(default_factory=Counter)
    typed: int = 0

    def press(self, kind: Kind, key: str, *seen: str) -> None:
        """Press a key, and wait until all of `seen` is on the screen."""
        self.desk.send(_SENT_AS.get(key, key))
        self.keys[kind] += 1
        self.desk.wait_for(*seen)

    def type(self, words: str) -> None:
        """Type words into the field that the cursor is in."""
        last = words.split()[-1]
        before = self.desk.text.count(last)
        self.desk.send(words)
        self.typed += len(words)
        self.desk.wait_until(lambda screen: screen.count(last) > before, f"{words!r} to be typed")

    def go_to_field(self, key: str, text: str, below: int = 0) -> None:
        """Go to another field that is on the screen, with `text` or so many lines `below` it, and see it lit up."""
        before = self.desk.shade_at(text, below)
        self.press(Kind.FIELD, key)
        self.desk.wait_until(
            lambda _: self.desk.shade_at(text, below) not in ("", before), f"the field at {text!r} to be lit"
        )

    # Reading and picking

    def read(self, titles: list[str], picks: list[int]) -> None:
        """Go down the whole list, and pick the articles in these places on the way."""
        # What a fetch brings later may stand above the article that the cursor is on.
        self.press(Kind.MOVE, "g", in_blurb(titles[0]))
        lines = self.desk.text.splitlines()[:-2]  # the last row may be cut
        page = sum(f"{town_of(title)}:" in "\n".join(lines) for title in titles)
        at = 0
        for number, (place, section) in enumerate(zip(picks, _SECTIONS, strict=True)):
            self._go_to_row(titles, at, place, page)
            at = place
            self.desk.wait_for(in_text(titles[at]))
            self._pick(section, f"· {number + 1} item", has_lead=_LEAD in _SECTIONS[:number])
        while at < len(titles) - 1:
            at = min(at + page, len(titles) - 1)
            self.press(Kind.MOVE, "pgdn", in_blurb(titles[at]))

    def _go_to_row(self, titles: list[str], at: int, to: int, page: int) -> None:
        for key, rows in _strides(to - at, page, room=len(titles) - 1 - at):
            at += rows
            self.press(Kind.MOVE, key, in_blurb(titles[at]))

    def _pick(self, section: str, told: str, *, has_lead: bool) -> None:
        if section == _STORIES and has_lead:  # this is where a pick goes by itself then
            self.press(Kind.CHOOSE, "space", told)
        else:
            self.press(Kind.CHOOSE, "p", "Pick 1 article into")
            self.press(Kind.CHOOSE, section, told)

    # Writing

    def write(self, headlines: list[str]) -> None:
        """Subject, preheader and intro, then the words of each item."""
        self.press(Kind.PLACE, "2", "Preheader", "enter write", in_text(headlines[0]))
        self.press(Kind.FIELD, "s", "esc outline")
        self.type(_SUBJECT)
        self.go_to_field("enter", "what an inbox shows")
        self.type(_PREHEADER)
        self.press(Kind.FIELD, "enter", "enter write")
        self.press(Kind.FIELD, "home", "A few words before the first story")
        self.press(Kind.FIELD, "enter", "esc outline")
        self.type(_INTRO)
        for place, headline in enumerate(headlines):
            self.press(Kind.FIELD, "pgdn", in_text(headline))
            self._have_help(place, in_text(headline))
            if place in _OWN:
                self._type_headline(f"{town_of(headline)} surprises itself")
            if place in _DRAFTED:
                self._mend_end()
            else:
                self.type(f"It took a town and one borrowed ladder. {in_text(headline)} patience helped.")
        self.press(Kind.FIELD, "esc", "enter write")

    def _have_help(self, place: int, said: str) -> None:
        """Have another headline, or the second proposal, which is of the text and says this too."""
        if place in _OFFERED:
            self.press(Kind.HELP, "f9", "A headline for this item")
            self.press(Kind.HELP, "enter")
            self.desk.wait_until(lambda screen: "A headline for" not in screen, "the headline to be taken")
        if place in _DRAFTED:
            self.desk.wait_until(lambda _: self._length == 0, "the summary to be empty")
            self.press(Kind.HELP, "f8")
            self.desk.wait_until(lambda _: self._length > 0, "the first proposal")
            before = self._length
            self.press(Kind.HELP, "f8")
            self.desk.wait_until(
                lambda screen: screen.count(said) > 1 and self._length != before, "the next proposal"
            )

    @property
    def _length(self) -> int:
        """The characters of the summary, as they are counted under it."""
        counted = re.search(r"(\d+) chars", self.desk.text)
        assert counted is not None
        return int(counted[1])

    def _mend_end(self) -> None:
        """Go on where the draft's full stop is."""
        self.press(Kind.MEND, "backspace", f"{self._length - 1} chars")
        self.type(", the neighbours say.")

    def _type_headline(self, headline: str) -> None:
        self.go_to_field("up", "Headline", below=1)
        self.press(Kind.MEND, "ctrl+u", "a headline in your own words")
        self.type(headline)
        self.go_to_field("enter", "A summary in Markdown")

    # Looking

    def check(self) -> None:
        """Look at the mail and the findings, write the files and leave."""
        self.press(Kind.PLACE, "3", "Text part", _SUBJECT)
        self.desk.wait_until(
            lambda screen: "checking …" not in screen and "rendering …" not in screen, "the findings"
        )
        self.press(Kind.OUT, "W", "Written:")
        self.press(Kind.OUT, "q")
        assert self.desk.wait_for_exit() == 0


def _strides(rows: int, page: int, room: int) -> list[tuple[str, int]]:
    """The fewest keys that lead so many rows down, each with its rows.

    None is longer than the screen, so that nothing is passed over unseen; `room` is how far it is to the end.
    """
    half = page // 2
    ways = []
    for pages, halves in product(range(rows // page + 2), (0, 1, -1)):
        far = pages * page + max(halves, 0) * half
        if far <= room:
            rest = rows - pages * page - halves * half
            ways.append(
                [("pgdn", page)] * pages
                + [("ctrl+d", half) if halves > 0 else ("ctrl+u", -half)] * abs(halves)
                + [("j", 1) if rest > 0 else ("k", -1)] * abs(rest)
            )
    return min(ways, key=len)


def do_the_week(root: Path) -> Week:
    """The whole job in a new workspace at `root`. Raises AssertionError where the program does not do its part."""
    root.mkdir()
    (root / "newsletter.toml").write_text(_SETTINGS, encoding="utf-8")
    env = {"DIGEST_WORKSPACE": str(root), "DIGEST_ALLOW_PRIVATE": "1"}
    picks = sorted(Random(43).sample(range(ARTICLES), len(_SECTIONS)))
    with open_paper() as paper:
        ask(env, "source", "add", *publish_week(paper))
        with open_desk(env=env) as desk:
            curator = Curator(desk)
            desk.wait_for("r fetch")
            curator.press(Kind.FETCH, "r", f"{ARTICLES} new articles from 6 sources")
            articles = ask(env, "article", "list", "--limit", str(ARTICLES))["articles"]
            curator.read([article["title"] for article in articles], picks)
            curator.write([item.headline for item in _digest(env).items])
            curator.check()
    return Week(
        curator.keys,
        curator.typed,
        _digest(env),
        [Finding.model_validate(finding) for finding in ask(env, "check")["findings"]],
        {file.suffix for file in (root / "out").glob("digest-001.*")},
    )


def _digest(env: dict[str, str]) -> Digest:
    return Digest.model_validate(ask(env, "show"))


def main() -> int:
    """Print how many keys it took, by kind."""
    with tempfile.TemporaryDirectory() as folder:
        week = do_the_week(Path(folder) / "tide")
    for kind in Kind:
        print(f"{kind:42}{week.keys[kind]:5}")
    print(f"{'control keys':42}{week.keys.total():5}   at most {TARGET}")
    print(f"{'characters typed, not counted':42}{week.typed:5}")
    print(f"{'items in the digest':42}{len(week.digest.items):5}")
    return int(week.keys.total() > TARGET)


if __name__ == "__main__":
    sys.exit(main())
