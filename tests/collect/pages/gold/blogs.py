"""Pages of blogs and of the platforms that newsletters are published on."""

from collections.abc import Iterator
from datetime import date
from html import escape

from tests.collect.pages.gold.model import Gold, html, paragraphs
from tests.collect.pages.gold.words import prose


def pages() -> Iterator[Gold]:
    """The pages, one shape each."""
    body = prose(4, 3)
    code = (
        "def cranes(quay):\n    return [one for one in quay if one.stands]\n\nassert len(cranes(north)) == 4"
    )
    yield Gold(
        "code",
        "https://rivet.example/2026/counting-cranes",
        html(
            '<title>Counting cranes in forty lines &mdash; rivet.example</title><meta name="author" content="Rowan Tesk">',
            f'<a href="/">rivet.example</a><div class="post"><h1>Counting cranes in forty lines</h1><div class="post-date">Posted on <time datetime="2026-10-21">Oct 21, 2026</time></div>'
            f'{paragraphs(body[:2])}<div class="highlight"><pre><code class="language-python">{escape(code)}</code></pre></div>{paragraphs(body[2:])}</div>'
            '<div class="tags">Tags: <a href="/t/1">python</a> <a href="/t/2">harbour</a></div><div class="prev-next"><a href="/p">« Older: What a rivet knows</a><a href="/n">Newer: Ropes are graphs »</a></div>',
        ),
        "Counting cranes in forty lines",
        [*body[:2], code, *body[2:]],
        date(2026, 10, 21),
        "Rowan Tesk",
    )
    body = prose(5, 6)
    yield Gold(
        "WordPress",
        "https://lowertarn.example/2026/11/05/the-drawing/",
        html(
            '<title>The drawing in the town hall &#8211; Lower Tarn Notes</title><meta name="generator" content="WordPress 6.6">'
            '<link rel="canonical" href="https://lowertarn.example/2026/11/05/the-drawing/"><link rel="shortlink" href="https://lowertarn.example/?p=88">',
            '<div id="page" class="site"><header id="masthead"><p class="site-title"><a href="/" rel="home">Lower Tarn Notes</a></p></header><div id="content"><main id="main">'
            '<article id="post-88" class="post-88 post type-post status-publish hentry"><header class="entry-header"><h1 class="entry-title">The drawing in the town hall</h1><div class="entry-meta">'
            '<span class="posted-on">Posted on <a href="#" rel="bookmark"><time class="entry-date published" datetime="2026-11-05T21:15:00+00:00">November 5, 2026</time></a></span> <span class="byline"> by <span class="author vcard"><a class="url fn n" href="/author/pia">Pia Holm</a></span></span></div></header>'
            f'<div class="entry-content">{paragraphs(body)}<div class="sharedaddy"><h3 class="sd-title">Share this:</h3><ul><li><a href="#">Twitter</a></li><li><a href="#">Facebook</a></li></ul></div>'
            '<div class="jp-relatedposts"><h3><em>Related</em></h3><a href="/r1">A day at the ropewalk with the ropemakers</a></div></div><footer class="entry-footer">Posted in <a href="/c">Town</a></footer></article>'
            '<nav class="navigation post-navigation"><a href="/prev">Previous: The ferry in court</a></nav></main></div><aside id="secondary"><section class="widget"><h2>Recent Posts</h2><ul><li><a href="/1">A day at the ropewalk</a></li></ul></section></aside></div>',
        ),
        "The drawing in the town hall",
        body,
        date(2026, 11, 5),
        "Pia Holm",
    )
    body = prose(6, 10)
    yield Gold(
        "Ghost",
        "https://lampblack.example/what-the-gulls-know/",
        html(
            '<title>What the gulls know</title><meta property="og:site_name" content="Lampblack"><meta property="og:type" content="article"><meta property="og:title" content="What the gulls know">'
            '<meta property="article:published_time" content="2026-10-12T07:00:00.000Z"><meta property="og:image" content="https://lampblack.example/content/images/gull.jpg"><meta name="twitter:label1" content="Written by"><meta name="twitter:data1" content="Signe Aas"><meta name="generator" content="Ghost 5.9">',
            f'<div class="gh-viewport"><header class="gh-head"><a class="gh-head-logo" href="/">Lampblack</a></header><main class="gh-main"><article class="gh-article post"><header class="gh-article-header"><h1 class="gh-article-title">What the gulls know</h1>'
            f'<div class="gh-article-meta"><h4 class="gh-article-author-name"><a href="/author/signe/">Signe Aas</a></h4><time class="gh-article-meta-date" datetime="2026-10-12">Oct 12, 2026</time> — 4 min read</div></header><section class="gh-content">{paragraphs(body[:3])}'
            f'<div class="kg-card kg-signup-card"><h2>Sign up for Lampblack</h2><p>Letters about harbours, every second Sunday.</p><p>No spam. Unsubscribe anytime.</p></div>{paragraphs(body[3:])}</section></article></main>'
            '<div class="gh-subscribe"><h3>Subscribe to Lampblack</h3><p>Join 3,000 readers who get it first.</p></div></div>',
        ),
        "What the gulls know",
        body,
        date(2026, 10, 12),
        "Signe Aas",
        "https://lampblack.example/content/images/gull.jpg",
    )
    body = prose(5, 13)
    yield Gold(
        "Substack",
        "https://elevenflorins.example/p/eleven-florins-a-day",
        html(
            '<title>Eleven florins a day - by Jonas Weel - Eleven Florins</title><meta property="og:title" content="Eleven florins a day"><meta property="og:image" content="https://cdn.example/florin.png"><meta name="author" content="Jonas Weel">'
            '<script type="application/ld+json">{"@type":"NewsArticle","url":"https://elevenflorins.example/p/eleven-florins-a-day","headline":"Eleven florins a day","datePublished":"2026-11-01T06:01:00+00:00","author":[{"@type":"Person","name":"Jonas Weel"}]}</script>',
            f'<div class="main-menu"><a href="/">Eleven Florins</a><button>Subscribe</button><button>Sign in</button></div><article class="typography newsletter-post post"><div class="post-header"><h1 class="post-title published">Eleven florins a day</h1><h3 class="subtitle">On paying for what is not there</h3>'
            f'<div class="byline"><a href="/@w">Jonas Weel</a><div>Nov 01, 2026</div><div>∙ Paid</div></div></div><div class="available-content"><div class="body markup">{paragraphs(body[:2])}<div class="subscription-widget-wrap"><p>Eleven Florins is a reader-supported publication. To receive new posts and support my work, consider becoming a free or paid subscriber.</p><button>Subscribe</button></div>{paragraphs(body[2:])}'
            '<p class="button-wrapper"><a href="/share">Share</a></p></div></div></article><div class="comments-section"><h4>Discussion about this post</h4><p>Comments</p><p>Restacks</p></div>',
        ),
        "Eleven florins a day",
        ["On paying for what is not there", *body],
        date(2026, 11, 1),
        "Jonas Weel",
        "https://cdn.example/florin.png",
    )
    body = prose(6, 16)
    yield Gold(
        "Medium",
        "https://medium.example/@tesk/the-rivet-9f2c",
        html(
            '<title>The rivet in my glove | by Rowan Tesk | Nov, 2026 | Medium</title><meta property="og:title" content="The rivet in my glove"><meta property="og:site_name" content="Medium"><meta property="article:published_time" content="2026-11-08T17:22:11.000Z"><meta name="author" content="Rowan Tesk">',
            '<div id="root"><div><a href="/">Open in app</a><a href="/s">Sign up</a></div><article><div><div><h1 id="1a" class="pw-post-title">The rivet in my glove</h1></div><div><a href="/@tesk">Rowan Tesk</a> · <a href="#">Follow</a><span>3 min read</span> · <span>Nov 8, 2026</span></div><div><button>Listen</button><button>Share</button></div>'
            + paragraphs(body, "p", 'class="pw-post-body-paragraph"')
            + '</div></article><div><h2>Written by Rowan Tesk</h2><p>212 followers</p><p>Engineer. Diver. Tea.</p></div><div><h2>More from Rowan Tesk</h2><a href="/2"><h3>Ropes are graphs, and graphs are ropes</h3></a></div></div>',
        ),
        "The rivet in my glove",
        body,
        date(2026, 11, 8),
        "Rowan Tesk",
    )
    body = prose(4, 19)
    steps = ["Clone the harbour", "Install the tide tables", "Run the lock"]
    yield Gold(
        "a repository's README",
        "https://forge.example/tesk/lockmaster",
        html(
            '<title>forge.example - tesk/lockmaster: A lock for small harbours</title><meta property="og:title" content="tesk/lockmaster: A lock for small harbours"><meta property="og:image" content="https://forge.example/card.png">',
            '<header><a href="/">forge</a><a href="/login">Sign in</a></header><div class="repo-head"><a href="/tesk">tesk</a>/<a href="/tesk/lockmaster">lockmaster</a><ul><li><a href="#">Code</a></li><li><a href="#">Issues 4</a></li><li><a href="#">Pull requests</a></li></ul></div>'
            '<table class="files"><tr><td><a href="#">src</a></td><td>last month</td></tr><tr><td><a href="#">README.md</a></td><td>last year</td></tr></table>'
            f'<article class="markdown-body"><h1>Lockmaster</h1>{paragraphs(body[:2])}<h2>Install</h2><ol>{paragraphs(steps, "li")}</ol><pre><code>make tide</code></pre><h2>Why</h2>{paragraphs(body[2:])}</article><footer>© forge.example <a href="/terms">Terms</a></footer>',
        ),
        "tesk/lockmaster: A lock for small harbours",
        [*body[:2], "Install", *steps, "make tide", "Why", *body[2:]],
        None,
        "",
        "https://forge.example/card.png",
    )
    body = prose(4, 23)
    asked = [
        "When did you last see it?",
        "What did it look like?",
        "Do you miss it?",
        "What will you do now?",
    ]
    talk = "".join(
        f"<dt>{question}</dt><dd>{answer}</dd>" for question, answer in zip(asked, body, strict=True)
    )
    yield Gold(
        "an interview as a definition list",
        "https://saltzine.example/talk/brelling",
        html(
            '<title>“I saw nothing but fog” « Salt Zine</title><meta name="dc.creator" content="Signe Aas"><meta name="dc.date.issued" content="2026-08-19">',
            f'<div class="head"><a href="/">Salt Zine</a></div><div class="body"><h1>“I saw nothing but fog”</h1><p>{prose(1, 3)[0]}</p><dl>{talk}</dl></div><div class="foot">Salt Zine is made by hand.</div>',
        ),
        "“I saw nothing but fog”",
        [prose(1, 3)[0], *(part for pair in zip(asked, body, strict=True) for part in pair)],
        date(2026, 8, 19),
        "Signe Aas",
    )
    body = prose(5, 26)
    names = [
        "The bakery on Chandler Street",
        "The lamp room",
        "The ropewalk",
        "The second bench",
        "The fish stairs",
    ]
    parts = "".join(
        f'<h2>{number}. {name}</h2><p><img src="/{number}.jpg" alt=""></p><p>{text}</p>'
        for number, (name, text) in enumerate(zip(names, body, strict=True), 1)
    )
    yield Gold(
        "a numbered list of places",
        "https://wander.example/five-places",
        html(
            '<title>Five places to wait for a crane • Wander Ostrand</title><meta property="og:title" content="Five places to wait for a crane • Wander Ostrand"><meta property="og:site_name" content="Wander Ostrand"><meta property="og:image" content="https://wander.example/five.jpg">'
            '<meta property="article:published_time" content="2026-06-24T08:00:00+0200">',
            f'<nav class="top"><a href="/">Wander Ostrand</a></nav><main class="post"><h1>Five places to wait for a crane</h1><p class="by">Words by <span class="author">Pia Holm</span></p><p>{prose(1, 15)[0]}</p>{parts}</main><div class="related-posts"><h3>You may also like</h3><a href="/a">Three bridges that are really ferries</a></div>',
        ),
        "Five places to wait for a crane",
        [
            prose(1, 15)[0],
            *(
                part
                for number, pair in enumerate(zip(names, body, strict=True), 1)
                for part in (f"{number}. {pair[0]}", pair[1])
            ),
        ],
        date(2026, 6, 24),
        "Pia Holm",
        "https://wander.example/five.jpg",
    )
    body = prose(5, 4)
    yield Gold(
        "a static blog, its byline at the end",
        "https://oldhenrik.example/swallowed.html",
        html(
            "<title>Everything the harbour has swallowed ~ Old Henrik</title>",
            f'<header>Old Henrik\'s list</header><section><h1>Everything the harbour has swallowed</h1>{paragraphs(body)}<p class="signature">— <span rel="author">Henrik Maal</span>, <time datetime="2026-03-02">2 March 2026</time></p></section><footer><a href="/feed.xml">RSS</a></footer>',
        ),
        "Everything the harbour has swallowed",
        body,
        date(2026, 3, 2),
        "Henrik Maal",
    )
