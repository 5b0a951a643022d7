"""Pages without a feed: the links on them that look like headlines."""

import pytest

from digest.collect.feeds.links import read_links
from digest.collect.follow.discover import discover
from digest.collect.follow.found import NoFeedError, Proposal
from digest.collect.follow.proposals import propose_selectors
from digest.collect.web.client import Client
from digest.model import DeskError
from tests.collect.conftest import Site

URL = "https://office.example/news"


def page(body: str) -> str:
    menu = "".join(f"<li class='menu-item'><a href='/m/{n}'>Section {n}</a></li>" for n in range(12))
    small = "".join(f"<a href='/l/{n}'>Terms and conditions of use {n}</a>" for n in range(6))
    return f"<html><body><nav><ul>{menu}</ul></nav><main>{body}</main><footer>{small}</footer></body></html>"


def cards(count: int) -> str:
    return "".join(
        f"<div class='css-1x9 card'><a class='tag' href='/c/{n % 3}'>City</a>"
        f"<h3 class='card__title'><a href='/n/{n}'>Crane number {n} is counted again</a></h3>"
        "<p>The harbour master said so on Tuesday, at length.</p></div>"
        for n in range(count)
    )


def proposed(body: str) -> list[tuple[str, int]]:
    return [(one.selector, one.links) for one in propose_selectors(page(body).encode(), URL)]


def test_what_holds_headline_and_blurb_is_proposed_first_and_a_list_beside_it_after() -> None:
    beside = "".join(f"<li><a href='/n/{n}'>Crane number {n} is counted</a></li>" for n in range(5))
    first, second = propose_selectors(
        page(f"{cards(14)}<aside class='most-read'>{beside}</aside>").encode(), URL
    )
    assert first == Proposal(".card", 14, tuple(f"Crane number {n} is counted again" for n in range(3)))
    assert (second.selector, second.links) == (".most-read a", 5)


@pytest.mark.parametrize(
    ("body", "selector"),
    [
        ("<table>{}</table>", "<tr><td>2026</td><td><a href='/p/{n}'>Notice {n} of the office</a></td></tr>"),
        ("{}", "<h2><a href='/p/{n}'>Notice {n} of the office</a></h2>"),
        ("{}", "<a href='/p/{n}'><h4>Notice {n} of the office</h4></a>"),
        ("<ul>{}</ul>", "<li><a href='/p/{n}'>港口办公室第{n}号通知关于起重机</a></li>"),
        ("{}", "<p><a href='/p/{n}'>Notice {n} of the office</a></p>"),
        ("{}", "<div class='x1-B9zK'><a class='_a77' href='/p/{n}'>Notice {n} of the office</a></div>"),
    ],
)
def test_pages_of_many_makes(body: str, selector: str) -> None:
    items = "".join(selector.format(n=n) for n in range(80))
    found = proposed(body.format(items))
    assert found and found[0][1] == 80


@pytest.mark.parametrize(
    "body",
    [
        "",
        "<p>Only <a href='/a'>two words</a> here.</p>",
        cards(2),
        "<p>" + "<a href='/a'>The same one again</a>" * 9,
    ],
)
def test_where_nothing_looks_like_a_list_nothing_is_proposed(body: str) -> None:
    assert proposed(body) == []


async def test_what_is_proposed_can_be_followed(site: Site, client: Client) -> None:
    url = site.says("/news", page(cards(6)))
    with pytest.raises(NoFeedError) as refused:
        await discover(client, url)
    (best,) = refused.value.proposals
    assert "--selector '.card' would follow 6 links of the page (“Crane number 0" in str(refused.value)
    read = read_links(page(cards(6)).encode(), url, best.selector)
    assert [one.article.title for one in read.entries][:3] == list(best.titles)
    assert sum(request.path == "/news" for request in site.asked) == 1
    with pytest.raises(DeskError, match="like --selector 'h2 a'"):
        await discover(client, site.says("/bare", "<html></html>"))
