"""A feed to read, and what was read of it."""

from digest.collect.feeds.parse import Feed, parse_feed

URL = "https://harbour.example/feeds/all"


def channel(items: str, version: str = "2.0", namespaces: str = "", head: str = "") -> str:
    return (
        f'<?xml version="1.0"?><rss version="{version}" {namespaces}><channel><title>The Harbour Post</title>'
        f"<link>https://harbour.example/</link>{head}{items}</channel></rss>"
    )


def read(text: str | bytes, content_type: str | None = None) -> Feed:
    return parse_feed(text.encode() if isinstance(text, str) else text, URL, content_type)


def titles(feed: Feed) -> list[str]:
    return [entry.article.title for entry in feed.entries]
