"""Sites whose feeds are known by rule: the address of a page there says the address of its feed."""

import re
from urllib.parse import parse_qs, quote, urlsplit

# What is at a /@name of these hosts is no Mastodon account.
_OTHER_HANDLES = (
    "youtube.com", "medium.com", "tiktok.com", "threads.net", "threads.com", "substack.com", "gitlab.com", "x.com",
    "twitter.com", "flipboard.com", "dev.to",
)  # fmt: skip
_GITHUB_PAGES = {"about", "apps", "collections", "explore", "features", "login", "marketplace", "pricing", "search",
                 "settings", "sponsors", "topics", "trending"}  # fmt: skip
_YOUTUBE_FEED = "https://www.youtube.com/feeds/videos.xml"
_CHANNEL = re.compile(r'"(?:channelId|externalId)"\s*:\s*"(UC[\w-]{22})"')
_MADE_FOR_ONE = ("RD", "WL", "LL", "UL")
_MEDIUM_PAGES = {"about", "feed", "m", "me", "membership", "p", "search"}
_TUMBLR_PAGES = {"about", "apps", "blog", "changes", "communities", "dashboard", "explore", "help", "login", "new",
                 "policy", "press", "privacy", "register", "search", "settings", "tagged", "tips"}  # fmt: skip
_BLOGGER = re.compile(r"[\w-]+\.blogspot\.(?:com?\.)?[a-z]{2,3}")
_HACKER_NEWS = {
    "": "https://news.ycombinator.com/rss",
    "news": "https://news.ycombinator.com/rss",
    "show": "https://news.ycombinator.com/showrss",
}
_SUBSTACK_APP = ("substack.com", "open.substack.com")
# A post has a number after the name; the other pages of an account are about the account.
_MASTODON = re.compile(r"/(?:web/)?@(\w[\w.-]*)(?:@([\w-]+(?:\.[\w-]+)+))?(?:/(?:with_replies|media))?/?")
_MASTODON_TAGGED = re.compile(r"/(@\w[\w.-]*/tagged/[\w%]+)/?")
_MASTODON_TAG = re.compile(r"/(tags/[\w%]+)/?")
_MASTODON_USER = re.compile(r"/(users/\w[\w.-]*)/?")


def known_feed(url: str) -> str | None:
    """The feed of a page of one of the sites whose rules are known here (YouTube, Mastodon, Lemmy, Reddit, GitHub,
    Substack, Medium, Bluesky, WordPress.com, Tumblr, Blogger, Google News, Hacker News); None for others.
    """
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    path = [part for part in parts.path.split("/") if part]
    if path and path[-1].endswith((".rss", ".atom", ".xml")):
        return None
    if host in ("youtube.com", "music.youtube.com", "youtu.be"):
        return _youtube(path, parse_qs(parts.query))
    if host == "reddit.com" or host.endswith(".reddit.com"):
        return _reddit(path, parts.query)
    if host == "github.com":
        return _github(path)
    if host in _SUBSTACK_APP or host.endswith(".substack.com"):
        return _substack(host, path)
    if host == "medium.com" or host.endswith(".medium.com"):
        return _medium(host, path)
    if host == "bsky.app" and path[:1] == ["profile"] and len(path) > 1:
        return f"https://bsky.app/profile/{path[1]}/rss"
    if host == "tumblr.com" or host.endswith(".tumblr.com"):
        return _tumblr(host, path)
    if host == "news.google.com":
        return _google_news(path, parts.query)
    if host == "news.ycombinator.com":
        return _HACKER_NEWS.get("/".join(path))
    if host.endswith(".wordpress.com"):
        return _wordpress(host, path)
    if _BLOGGER.fullmatch(host):
        return _blogger(host, path)
    if host.startswith("lemmy.") and len(path) == 2 and path[0] in ("c", "u"):
        return f"https://{host}/feeds/{path[0]}/{path[1]}.xml?sort=New"
    if not host.endswith(_OTHER_HANDLES):
        return _mastodon(f"{parts.scheme}://{parts.netloc}", parts.path)
    return None


def known_in_page(url: str, markup: str) -> str | None:
    """The feed of the channel that a YouTube video's page belongs to; None for other pages."""
    host = (urlsplit(url).hostname or "").removeprefix("www.").removeprefix("m.")
    found = _CHANNEL.search(markup) if host in ("youtube.com", "youtu.be") else None
    return f"{_YOUTUBE_FEED}?channel_id={found[1]}" if found else None


def _youtube(path: list[str], query: dict[str, list[str]]) -> str | None:
    if path[:1] == ["channel"] and len(path) > 1:
        return f"{_YOUTUBE_FEED}?channel_id={quote(path[1])}"
    if path[:1] == ["user"] and len(path) > 1:
        return f"{_YOUTUBE_FEED}?user={quote(path[1])}"
    # A video may be watched as a part of a list; lists that begin so are made for one viewer.
    if "list" in query and not query["list"][0].startswith(_MADE_FOR_ONE):
        return f"{_YOUTUBE_FEED}?playlist_id={quote(query['list'][0])}"
    return None  # the page of a @handle or of a /c/name names its feed


def _reddit(path: list[str], query: str) -> str | None:
    if path[:1] == ["u"]:
        path = ["user", *path[1:]]
    is_search = path == ["search"] and query
    if path and not is_search and (path[0] not in ("r", "user", "domain") or len(path) < 2):
        return None
    return "/".join(("https://www.reddit.com", *path, ".rss")) + (f"?{query}" if query else "")


def _github(path: list[str]) -> str | None:
    if path[:1] == ["orgs"]:
        path = path[1:2]
    if not path or path[0] in _GITHUB_PAGES:
        return None
    if len(path) == 1:
        return f"https://github.com/{path[0]}.atom"
    repository = f"https://github.com/{path[0]}/{path[1].removesuffix('.git')}"
    match path[2:]:
        case ["commits", *branch]:
            return f"{repository}/{'/'.join(['commits', *branch])}.atom"
        case ["tree", *branch] if branch:
            return f"{repository}/{'/'.join(['commits', *branch])}.atom"
        case [] | ["releases", *_]:
            return f"{repository}/releases.atom"
        case ["tags" | "discussions" | "wiki" as page, *_]:
            return f"{repository}/{page}.atom"
    return None


def _substack(host: str, path: list[str]) -> str | None:
    if host not in _SUBSTACK_APP:
        return f"https://{host}/feed"
    if path[:1] == ["pub"] and len(path) > 1:
        return f"https://{path[1]}.substack.com/feed"
    if path and path[0].startswith("@"):
        return f"https://{path[0][1:]}.substack.com/feed"
    return None


def _medium(host: str, path: list[str]) -> str | None:
    if path[:1] == ["feed"]:
        return None
    if host != "medium.com":
        return f"https://{host}/feed"
    if path[:1] == ["tag"] and len(path) > 1:
        return f"https://medium.com/feed/tag/{path[1]}"
    return f"https://medium.com/feed/{path[0]}" if path and path[0] not in _MEDIUM_PAGES else None


def _wordpress(host: str, path: list[str]) -> str | None:
    if path[-1:] == ["feed"]:
        return None  # perhaps that of its comments
    part = path[:2] if path[:1] in (["category"], ["tag"], ["author"]) else []
    return "/".join((f"https://{host}", *part, "feed/"))


def _blogger(host: str, path: list[str]) -> str | None:
    if path[:1] == ["feeds"]:
        return None  # perhaps that of a label
    label = f"/-/{path[2]}" if path[:2] == ["search", "label"] and len(path) > 2 else ""
    return f"https://{host}/feeds/posts/default{label}"


def _tumblr(host: str, path: list[str]) -> str | None:
    if host == "tumblr.com":
        name = path[2] if path[:2] == ["blog", "view"] and len(path) > 2 else "".join(path[:1])
        return f"https://{name}.tumblr.com/rss" if name and name not in _TUMBLR_PAGES else None
    tagged = path[:2] if path[:1] == ["tagged"] and len(path) > 1 else []
    return "/".join((f"https://{host}", *tagged, "rss"))


def _google_news(path: list[str], query: str) -> str | None:
    match path:
        case [] | ["home"]:
            told = ""
        case ["search"] if "q=" in query:
            told = "/search"
        case ["topics", topic, *_]:
            told = f"/topics/{topic}"
        case _:
            return None
    return f"https://news.google.com/rss{told}" + (f"?{query}" if query else "")


def _mastodon(origin: str, path: str) -> str | None:
    if found := _MASTODON.fullmatch(path):
        name, elsewhere = found.groups()
        return f"https://{elsewhere}/@{name}.rss" if elsewhere else f"{origin}/@{name}.rss"
    named = (_MASTODON_TAGGED, _MASTODON_TAG, _MASTODON_USER)
    if found := next(filter(None, (one.fullmatch(path) for one in named)), None):
        return f"{origin}/{found.group(1)}.rss"
    return None
