"""Sites whose feeds are known by rule: the address of a page there says the address of its feed."""

import re
from urllib.parse import parse_qs, urlsplit

# What is at a /@name of these hosts is no Mastodon account.
_OTHER_HANDLES = ("youtube.com", "medium.com", "tiktok.com", "threads.net", "threads.com", "substack.com")
_GITHUB_PAGES = {"about", "apps", "collections", "explore", "features", "login", "marketplace", "pricing", "search",
                 "settings", "sponsors", "topics", "trending", "orgs"}  # fmt: skip
_MASTODON = re.compile(r"/@(\w[\w.-]*)/?")


def known_feed(url: str) -> str | None:
    """The feed of a YouTube, Mastodon, Reddit, GitHub, Substack, Medium or Bluesky page; None for others."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    path = [part for part in parts.path.split("/") if part]
    if path and path[-1].endswith((".rss", ".atom", ".xml")):
        return None
    if host == "youtube.com":
        return _youtube(path, parse_qs(parts.query))
    if host in ("reddit.com", "old.reddit.com"):
        return (
            f"https://www.reddit.com/{'/'.join(path)}/.rss" if path[:1] in (["r"], ["user"], ["u"]) else None
        )
    if host == "github.com":
        return _github(path)
    if host.endswith(".substack.com"):
        return f"https://{host}/feed"
    if host == "medium.com" or host.endswith(".medium.com"):
        return _medium(host, path)
    if host == "bsky.app" and path[:1] == ["profile"] and len(path) == 2:
        return f"https://bsky.app/profile/{path[1]}/rss"
    if (found := _MASTODON.fullmatch(parts.path)) and not host.endswith(_OTHER_HANDLES):
        return f"{parts.scheme}://{parts.netloc}/@{found.group(1)}.rss"
    return None


def _youtube(path: list[str], query: dict[str, list[str]]) -> str | None:
    base = "https://www.youtube.com/feeds/videos.xml"
    if path[:1] == ["channel"] and len(path) > 1:
        return f"{base}?channel_id={path[1]}"
    if path[:1] == ["playlist"] and "list" in query:
        return f"{base}?playlist_id={query['list'][0]}"
    return None  # a @handle's page names its feed


def _github(path: list[str]) -> str | None:
    if not path or path[0] in _GITHUB_PAGES:
        return None
    if len(path) == 1:
        return f"https://github.com/{path[0]}.atom"
    repository = f"https://github.com/{path[0]}/{path[1]}"
    if path[2:3] == ["commits"]:
        return f"{repository}/{'/'.join(path[2:])}.atom"
    if path[2:] in ([], ["releases"], ["tags"]):
        return f"{repository}/{'tags' if path[2:] == ['tags'] else 'releases'}.atom"
    return None


def _medium(host: str, path: list[str]) -> str | None:
    if path[:1] == ["feed"]:
        return None
    if host != "medium.com":
        return f"https://{host}/feed"
    return f"https://medium.com/feed/{path[0]}" if len(path) == 1 else None
