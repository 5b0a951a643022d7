"""An article's page: its words, and what stands around them."""

from dataclasses import dataclass, field

from digest.collect.workers import WorkerError, shared_workers
from digest.model import Article, DeskError, ImageSize, Teaser, TextLink

PAGE_LIMIT = 2_000_000
"""Characters of HTML that are read of a page; real ones have a tenth, and the reader's time grows with it."""

PAGE_SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class Page:
    """What was read of one page: its article, the teasers beside it, the size of its picture, if it tells it, and
    the links in the article's text.
    """

    article: Article
    teasers: list[Teaser] = field(default_factory=list)
    image_size: ImageSize | None = None
    links: list[TextLink] = field(default_factory=list)


def extract_page(markup: str | bytes, url: str | None = None, name: str = "The page") -> Page:
    """The article of an HTML page that came from `url`; read in a process that is ended after 20 seconds.

    `name` says in a message which page it was. Raises DeskError when there is no article in it. Blocks: on
    an event loop call it in a thread.
    """
    from digest.collect.pages.extract import extract
    from digest.collect.text.sniff import decode_text

    text = decode_text(markup) if isinstance(markup, bytes) else markup
    try:
        return shared_workers().run(PAGE_SECONDS, extract, text[:PAGE_LIMIT], url, name)
    except WorkerError as error:
        raise DeskError(f"{name} is too much to read, {error}.") from None
