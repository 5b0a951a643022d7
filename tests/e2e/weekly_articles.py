"""A week of six invented newspapers: three hundred articles from towns that there are not."""

from datetime import timedelta
from email.utils import format_datetime
from itertools import product

from digest.model import now
from tests.paper import Answer, Paper

PAPERS = (
    "The Quay Gazette",
    "The Mill Post",
    "Upland Notices",
    "The Fen Courier",
    "Dune Weekly",
    "The Lantern",
)
ARTICLES = 300

_TOWNS = [
    first + last
    for first, last in product(
        ("Ost", "Bel", "Quar", "Vim", "Nar", "Tol", "Hes", "Ulm", "Pry", "Jas",
         "Wend", "Gor", "Fal", "Ryk", "Sop", "Zell", "Dov", "Mur", "Kest", "Iln"),
        ("rand", "wick", "oven", "mere", "aby", "stad", "uff", "ingen",
         "ollo", "ydd", "esk", "arrow", "unt", "ipool", "ax"),
    )
]  # fmt: skip
_SUBJECTS = (
    "ferry captain", "clock tower", "baker", "school orchestra", "night bus", "beekeeper", "lighthouse",
    "weather office", "chess club", "bridge", "tram depot", "museum of spoons", "fire brigade", "swimming hall",
    "postwoman", "brass band", "market hall", "goat", "greenhouse", "radio station", "library", "ropewalk",
    "salt works", "ice rink", "observatory",
)  # fmt: skip
_DOINGS = (
    "waits for the late", "counts to nine again", "lends out ladders", "is older than its town",
    "answers every letter", "opens for one night", "has a second door", "moves a street away",
    "is heard two valleys off", "trades soup for maps", "finds its lost key", "sleeps until noon",
)  # fmt: skip
_TOLD = (
    "The {town}ers had not asked for it, which is why it took them a single afternoon.",
    "It began with a wager between two {town}ers, and the loser paid in pears.",
    "Three {town}ers had planned it for a decade, and then did it by mistake on a Tuesday.",
    "A committee of {town}ers met eleven times, and each time forgot the minutes.",
    "The youngest of the {town}ers drew the first sketch, in chalk, on a wall that is gone.",
    "What the {town}ers save by it would buy four wheelbarrows, or one very good one.",
    "The {town}ers learnt of it from a postcard without a stamp.",
)
_SAID = (
    "By old {town}ish custom the mayor wore her warmer gloves to look at it.",
    "The last to notice was a {town}ish harbour dog, who is deaf.",
    "Visitors may look at it on Sundays, say the {town}ish rules, but must not whistle.",
    "The {town}ish word for it means that it was always so.",
    "A plaque will follow as soon as the {town}ish spelling is agreed on.",
)
_MORE = (
    "Whoever wants to see it takes the path behind the chapel, and is asked to close the gate for the geese.",
    "Its costs are borne by the sale of candles, of which there are more in the cellar than anybody will admit.",
    "The neighbouring valley has announced something larger, with a flag, but has not said when or why.",
)


def publish_week(paper: Paper) -> list[str]:
    """Answer with a feed for each newspaper, and the page of each article; the feeds' addresses."""
    return [
        _publish(paper, f"/{at}", name, range(at, ARTICLES, len(PAPERS))) for at, name in enumerate(PAPERS)
    ]


def _publish(paper: Paper, path: str, name: str, numbers: range) -> str:
    entries = []
    for number in numbers:
        page = f"{path}/{number}"
        paper.answers[page] = Answer(_page(number).encode())
        entries.append(
            f"<item><title>{_title(number)}</title><link>{paper.url(page)}</link>"
            f"<pubDate>{format_datetime(now() - timedelta(minutes=number))}</pubDate>"
            f"<description>{_told(number)}</description></item>"
        )
    channel = f"<title>{name}</title><link>{paper.address}</link>{''.join(entries)}"
    feed = f"<rss version='2.0'><channel>{channel}</channel></rss>"
    paper.answers[path] = Answer(feed.encode(), "application/rss+xml")
    return paper.url(path)


def town_of(title: str) -> str:
    """The town that an article is about: no other is."""
    return title.partition(":")[0]


def in_blurb(title: str) -> str:
    """A word that stands in the article's blurb and text, and in no other article."""
    return f"{town_of(title)}ers"


def in_text(title: str) -> str:
    """A word that stands on the article's own page alone."""
    return f"{town_of(title)}ish"


def _title(number: int) -> str:
    subject, doing = _SUBJECTS[number % len(_SUBJECTS)], _DOINGS[number % len(_DOINGS)]
    return f"{_town(number)}: the {subject} {doing}"


def _town(number: int) -> str:
    return _TOWNS[number * 7 % ARTICLES]


def _told(number: int) -> str:
    return _TOLD[number % len(_TOLD)].format(town=_town(number))


def _page(number: int) -> str:
    title, said = _title(number), _SAID[number % len(_SAID)].format(town=_town(number))
    texts = (f"{_told(number)} {said}", _MORE[number % len(_MORE)], _MORE[(number + 1) % len(_MORE)])
    body = "".join(f"<p>{text}</p>" for text in texts)
    return (
        f"<html lang='en'><head><title>{title}</title></head>"
        f"<body><article><h1>{title}</h1>{body}</article></body></html>"
    )
