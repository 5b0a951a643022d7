"""Pages of newspapers and magazines."""

from collections.abc import Iterator
from datetime import date

from tests.collect.pages.gold.model import Gold, html, paragraphs
from tests.collect.pages.gold.words import prose

_NAV = (
    '<header class="site-header"><a href="/">The Ostrand Courier</a><nav><ul><li><a href="/port">Port</a></li>'
    '<li><a href="/city">City</a></li><li><a href="/sport">Sport</a></li><li><a href="/opinion">Opinion</a></li></ul></nav></header>'
)
_FOOT = (
    '<footer class="site-footer"><p>© 2026 The Ostrand Courier. All rights reserved. No part of this site may be '
    'reproduced without permission.</p><ul><li><a href="/about">About us</a></li><li><a href="/terms">Terms of use</a></li>'
    '<li><a href="/privacy">Privacy policy</a></li></ul></footer>'
)
_COOKIES = (
    '<div id="cookie-banner" class="consent" role="dialog"><p>We and our 214 partners store and access information on '
    "your device, such as cookies, to show you personalised content. You can change your choices at any time.</p>"
    "<button>Accept all</button><button>Manage preferences</button></div>"
)
_SIGN_UP = (
    '<div class="newsletter-signup"><h3>Get the Courier in your inbox</h3><p>Sign up for our morning newsletter and never '
    'miss a story from the harbour. You can unsubscribe at any time.</p><form><input type="email"><button>Sign up</button></form></div>'
)
_RELATED = (
    '<aside class="related-box"><h3>Related articles</h3><ul><li><a href="/a1">Ferry prices to rise again in spring</a></li>'
    '<li><a href="/a2">Lighthouse keeper wins the prize for the third year</a></li>'
    '<li><a href="/a3">Five things to know about the new lock</a></li></ul></aside>'
)
_SHARE = (
    '<div class="share-tools"><a href="#">Share on Facebook</a> <a href="#">Share on X</a> <a href="#">Email this</a> '
    '<a href="#">Print</a></div>'
)


def pages() -> Iterator[Gold]:
    """The pages, one shape each."""
    body = prose(6)
    yield Gold(
        "related links inside the body",
        "https://courier.example/port/crane?utm_source=x",
        html(
            "<title>Nine cranes counted where ten should stand | The Ostrand Courier</title>"
            '<meta property="og:title" content="Nine cranes counted where ten should stand">'
            '<meta property="og:site_name" content="The Ostrand Courier">'
            '<meta property="og:image" content="https://courier.example/img/crane.jpg">'
            '<meta property="article:published_time" content="2026-11-17T08:30:00+01:00"><meta name="author" content="Ida Vance">'
            '<link rel="canonical" href="https://courier.example/port/crane">',
            f'{_NAV}<main><article><h1>Nine cranes counted where ten should stand</h1><div class="byline">By <a href="/ida">Ida Vance'
            f"</a></div>{_SHARE}{paragraphs(body[:3])}{_RELATED}{paragraphs(body[3:])}</article></main>{_FOOT}",
        ),
        "Nine cranes counted where ten should stand",
        body,
        date(2026, 11, 17),
        "Ida Vance",
        "https://courier.example/img/crane.jpg",
        "https://courier.example/port/crane",
    )
    body = prose(6, 5)
    yield Gold(
        "sign-up box in the midst and a cookie banner",
        "https://courier.example/city/reward",
        html(
            '<title>Ropemakers offer a reward - The Ostrand Courier</title><meta property="og:title" content="Ropemakers offer a reward">'
            '<meta property="article:published_time" content="2026-11-16T19:00:00Z"><meta name="author" content="Tamsin Okoro">'
            '<meta property="og:image" content="/img/rope.jpg">',
            f'{_COOKIES}{_NAV}<div class="content"><h1>Ropemakers offer a reward</h1><p class="meta">Tamsin Okoro · 16 November 2026</p>'
            f'<div class="article-body">{paragraphs(body[:2])}{_SIGN_UP}{paragraphs(body[2:4])}<p><strong>Read more:</strong> '
            f'<a href="/x">The ferry that went to court</a></p>{paragraphs(body[4:])}</div></div>{_FOOT}',
        ),
        "Ropemakers offer a reward",
        body,
        date(2026, 11, 16),
        "Tamsin Okoro",
        "https://courier.example/img/rope.jpg",
    )
    updates = prose(5, 2, sentences=2)
    times = ("14:05", "13:40", "13:12", "12:30", "12:01")
    headings = (
        "Diver goes down",
        "Council adjourns",
        "The man with the ruler arrives",
        "Fog lifts",
        "Crane reported missing",
    )
    live = "".join(
        f'<div class="live-entry" id="e{number}"><time datetime="2026-11-18T{at}:00Z">{at}</time><h2>{heading}</h2><p>{text}</p></div>'
        for number, (at, heading, text) in enumerate(zip(times, headings, updates, strict=True))
    )
    yield Gold(
        "live blog",
        "https://courier.example/live/crane-search",
        html(
            "<title>Live: the search for the tenth crane</title><meta property='og:title' content='Live: the search for the tenth crane'>"
            '<script type="application/ld+json">{"@context":"https://schema.org","@type":"LiveBlogPosting","headline":"Live: the search '
            'for the tenth crane","datePublished":"2026-11-18T12:00:00Z","dateModified":"2026-11-18T14:05:00Z","author":[{"@type":"Person",'
            '"name":"Rui Bettencourt"},{"@type":"Person","name":"Ida Vance"}]}</script>',
            f'{_NAV}<article><h1>Live: the search for the tenth crane</h1><p>{prose(1, 20)[0]}</p><div class="live-blog">{live}</div></article>{_FOOT}',
        ),
        "Live: the search for the tenth crane",
        [prose(1, 20)[0], *(part for pair in zip(headings, updates, strict=True) for part in pair)],
        date(2026, 11, 18),
        "Rui Bettencourt, Ida Vance",
    )
    body = prose(8, 9, sentences=4)
    quote = '<blockquote class="pullquote"><p>“{}”</p></blockquote>'
    pulled = [one.split(". ")[1] for one in body]
    yield Gold(
        "long read with pull quotes",
        "https://tidewater.example/long/the-sound",
        html(
            '<title>The sound of a very large drawer — Tidewater</title><meta property="og:site_name" content="Tidewater">'
            '<meta property="og:title" content="The sound of a very large drawer"><meta name="author" content="Marit Solheim">'
            '<meta name="date" content="2026-10-30"><meta property="og:image" content="https://tidewater.example/i/drawer.png">',
            f'<nav><a href="/">Tidewater</a></nav><article class="longform"><header><h1>The sound of a very large drawer</h1>'
            f'<p class="standfirst">A harbour loses a crane, and a town finds out what it weighed.</p></header>{paragraphs(body[:2])}'
            f"{quote.format(pulled[1])}{paragraphs(body[2:5])}<hr>{quote.format(pulled[4])}{paragraphs(body[5:])}</article>"
            '<section class="more"><h2>More from Tidewater</h2><a href="/1">What gulls know about iron and about us</a></section>',
        ),
        "The sound of a very large drawer",
        ["A harbour loses a crane, and a town finds out what it weighed.", *body],
        date(2026, 10, 30),
        "Marit Solheim",
        "https://tidewater.example/i/drawer.png",
    )
    body = prose(2, 14)
    lines = [
        "Two sacks of barley flour",
        "A handful of sea salt",
        "Nine eggs, or ten if you can find them",
        "A pinch of rust",
    ]
    steps = [
        "Sift the flour over the quay wall until it stops.",
        "Beat the eggs against the tide.",
        "Bake until the bell rings twice.",
    ]
    yield Gold(
        "recipe",
        "https://ladle.example/harbour-bread",
        html(
            '<title>Harbour bread » Ladle & Lamp</title><meta property="og:title" content="Harbour bread"><meta property="og:type" content="article">'
            '<script type="application/ld+json">[{"@type":"Recipe","name":"Harbour bread","author":{"name":"Odile Marrant"},"datePublished":"2026-09-04"}]</script>',
            f"<header>Ladle &amp; Lamp</header><main><h1>Harbour bread</h1><span>by Odile Marrant</span>{paragraphs(body)}<h2>Ingredients</h2>{'<ul>' + paragraphs(lines, 'li') + '</ul>'}"
            f'<h2>Method</h2><ol>{paragraphs(steps, "li")}</ol></main><div class="comments"><h3>12 comments</h3><p>Made this twice, my gulls loved it!</p><p>Can I use goose eggs instead?</p></div>',
        ),
        "Harbour bread",
        [*body, "Ingredients", *lines, "Method", *steps],
        date(2026, 9, 4),
        "Odile Marrant",
    )
    body = prose(4, 17)
    rows = [
        ["Quay", "Cranes", "Tonnes"],
        ["North", "4", "1,210"],
        ["South", "3", "980"],
        ["Coal", "2", "455"],
    ]
    table = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    yield Gold(
        "a table in the text",
        "https://courier.example/port/figures",
        html(
            '<title>The harbour in figures | Port | The Ostrand Courier</title><meta property="og:title" content="The harbour in figures">'
            '<meta itemprop="datePublished" content="2026-11-02T06:00:00Z"><meta name="author" content="Ida Vance">',
            f'{_NAV}<ol class="breadcrumb"><li><a href="/">Home</a></li><li><a href="/port">Port</a></li></ol><article><h1>The harbour in figures</h1>'
            f"{paragraphs(body[:2])}<table><tbody>{table}</tbody></table>{paragraphs(body[2:])}</article>{_FOOT}",
        ),
        "The harbour in figures",
        [*body[:2], *(" ".join(row) for row in rows), *body[2:]],
        date(2026, 11, 2),
        "Ida Vance",
    )
    body = prose(5, 20)
    yield Gold(
        "press release",
        "https://selmline.example/press/2026-11-12",
        html(
            "<title>Selm Line: New timetable from December</title>",
            '<div id="top"><img src="/logo.png" alt="Selm Line"></div><div id="main"><p class="label">PRESS RELEASE</p><h1>New timetable from December</h1>'
            f'<p class="date">12 November 2026</p><p>OSTRAND, 12 November 2026 – {body[0]}</p>{paragraphs(body[1:])}</div>'
            '<div id="contact"><h4>Press contact</h4><p>Selm Line, Quay 4, Ostrand. Phone 555 0100. press@selmline.example</p></div>',
        ),
        "New timetable from December",
        [f"OSTRAND, 12 November 2026 – {body[0]}", *body[1:]],
        date(2026, 11, 12),
    )
    body = prose(2, 22)
    yield Gold(
        "paywall stub",
        "https://ledgerandlight.example/a/iron",
        html(
            '<title>Who insures what is gone? · Ledger and Light</title><meta property="og:title" content="Who insures what is gone?">'
            '<meta property="og:site_name" content="Ledger and Light"><meta property="article:published_time" content="2026-11-10T05:00:00Z">'
            '<meta name="author" content="Jonas Weel"><meta property="og:image" content="https://ledgerandlight.example/i.jpg">',
            f'<article><h1>Who insures what is gone?</h1>{paragraphs(body)}<div class="paywall"><h2>Keep reading for 1 florin</h2><p>Subscribe to '
            "Ledger and Light to read the rest of this article and everything else we publish. Cancel whenever you like.</p>"
            '<a href="/subscribe">Subscribe now</a><p>Already a subscriber? <a href="/login">Log in</a></p></div></article>',
        ),
        "Who insures what is gone?",
        body,
        date(2026, 11, 10),
        "Jonas Weel",
        "https://ledgerandlight.example/i.jpg",
    )
    body = prose(5, 24)
    comments = "".join(
        f'<li class="comment"><b>reader{number}</b> <time datetime="2026-11-15T0{number}:00:00Z">today</time><p>{text}</p></li>'
        for number, text in enumerate(prose(5, 3, sentences=2))
    )
    yield Gold(
        "comments below",
        "https://courier.example/opinion/let-it-go",
        html(
            '<title>Let the crane go - Opinion - The Ostrand Courier</title><meta property="og:title" content="Let the crane go">'
            '<meta property="article:published_time" content="2026-11-14T10:00:00Z"><meta property="article:author" content="https://courier.example/by/weel">',
            f'{_NAV}<article><h1>Let the crane go</h1><p class="author">By Jonas Weel</p>{paragraphs(body)}</article><section id="comments"><h2>Comments (5)</h2><ol>{comments}</ol></section>{_FOOT}',
        ),
        "Let the crane go",
        body,
        date(2026, 11, 14),
        "Jonas Weel",
    )
    body = prose(5, 1)
    yield Gold(
        "AMP",
        "https://courier.example/amp/port/fog",
        html(
            '<title>Fog holds the barges</title><link rel="canonical" href="https://courier.example/port/fog"><script async src="https://cdn.example/v0.js"></script>'
            '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Fog holds the barges","datePublished":"2026-11-13T04:10:00+01:00",'
            '"author":{"@type":"Person","name":"Tamsin Okoro"},"image":{"@type":"ImageObject","url":"https://courier.example/img/fog.jpg"}}</script>',
            f'<amp-sidebar><ul><li>Home</li><li>Port</li></ul></amp-sidebar><main><h1>Fog holds the barges</h1><amp-img src="/img/fog.jpg" width="600" height="400"></amp-img>{paragraphs(body)}<amp-ad type="x"></amp-ad></main>',
            attributes="amp",
        ),
        "Fog holds the barges",
        body,
        date(2026, 11, 13),
        "Tamsin Okoro",
        "https://courier.example/img/fog.jpg",
        "https://courier.example/port/fog",
    )
    body = prose(6, 7)
    figure = '<figure><img src="/p{0}.jpg" alt="A view"><figcaption>{1} Photograph: Ivo Brandt</figcaption></figure>'
    yield Gold(
        "figures with captions",
        "https://tidewater.example/photo/hole",
        html(
            '<title>A hole four paces across – Tidewater</title><meta property="og:site_name" content="Tidewater"><meta property="og:title" content="A hole four paces across">'
            '<meta name="parsely-pub-date" content="2026-11-09T09:00:00Z"><meta name="parsely-author" content="Marit Solheim">'
            '<meta name="twitter:image" content="https://tidewater.example/p1.jpg">',
            f"<article><h1>A hole four paces across</h1>{figure.format(1, 'The hole at noon, with the harbour office behind it.')}{paragraphs(body[:2])}"
            f"{figure.format(2, 'The man from the insurers unfolds his ruler.')}{paragraphs(body[2:4])}{figure.format(3, 'Gulls where the arm used to be, seen from Chandler Street.')}{paragraphs(body[4:])}</article>",
        ),
        "A hole four paces across",
        body,
        date(2026, 11, 9),
        "Marit Solheim",
        "https://tidewater.example/p1.jpg",
    )
    body = prose(5, 11)
    yield Gold(
        "dates in JSON-LD alone",
        "https://quellpoint.example/news/lamp",
        html(
            "<title>Quell Point Gazette :: New glass for the lamp</title>"
            '<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"WebSite","name":"Quell Point Gazette"},'
            '{"@type":"NewsArticle","headline":"New glass for the lamp","dateModified":"2026-11-20T10:00:00Z","datePublished":"2026-11-07T10:00:00Z",'
            '"author":{"@id":"#a"},"image":["https://quellpoint.example/lamp.webp"]},{"@type":"Person","@id":"#a","name":"Ebba Lund"}]}</script>',
            f'<div class="wrap"><div class="menu"><a href="/">Home</a><a href="/tides">Tides</a></div><h1 class="entry">New glass for the lamp</h1><p class="u">Updated on 20 November 2026</p>'
            f'<div class="story">{paragraphs(body)}</div><div class="widget"><h4>Most read</h4><a href="/m1">The keeper and her thirty years of fog</a><a href="/m2">Tide tables for December</a></div></div>',
        ),
        "New glass for the lamp",
        body,
        date(2026, 11, 7),
        "Ebba Lund",
        "https://quellpoint.example/lamp.webp",
    )
