"""Pages as the systems that most sites run on write them: themes, cards, live blogs, paywalls, pages for machines."""

import json
from collections.abc import Iterator
from datetime import date

from tests.collect.pages.gold.model import Gold
from tests.collect.pages.gold.words import prose

LIVE = ["on the ferry", "from the bridge", "at the school", "in the old town", "on the wind", "at dawn"]


def pages() -> Iterator[Gold]:
    """The pages, one system each."""
    b = prose(6, 0)
    yield Gold(
        "a WordPress block theme",
        "https://lantern.example/2026/11/18/nine-cranes-counted/",
        f"""<!DOCTYPE html><html lang="en-US"><head><meta charset="UTF-8"><meta name="viewport" content="width=device-width"><title>Nine cranes counted – The Lantern</title><link rel="alternate" type="application/rss+xml" title="The Lantern &raquo; Feed" href="https://lantern.example/feed/"><link rel="canonical" href="https://lantern.example/2026/11/18/nine-cranes-counted/"><meta name="generator" content="WordPress 6.8"></head>
<body class="wp-singular post-template-default single single-post postid-512 wp-embed-responsive wp-theme-twentytwentyfive"><a class="skip-link screen-reader-text" href="#wp--skip-link--target">Skip to content</a>
<div class="wp-site-blocks"><header class="wp-block-template-part"><div class="wp-block-group alignfull has-global-padding is-layout-constrained"><p class="wp-block-site-title"><a href="https://lantern.example" rel="home">The Lantern</a></p><nav class="wp-block-navigation"><ul><li><a href="/about">About</a></li><li><a href="/blog">Blog</a></li></ul></nav></div></header>
<main class="wp-block-group has-global-padding is-layout-constrained" id="wp--skip-link--target"><div class="wp-block-group alignfull"><h1 class="wp-block-post-title">Nine cranes counted</h1>
<div class="wp-block-group has-link-color has-accent-4-color"><p>Written by</p><p class="wp-block-post-author-name"><a href="/author/ida">Ida Vance</a></p><p>in</p><div class="taxonomy-category wp-block-post-terms"><a href="/category/harbour/" rel="tag">Harbour</a></div></div>
<figure class="wp-block-post-featured-image"><img width="1200" height="800" src="https://lantern.example/wp-content/uploads/2026/11/crane.jpg" class="attachment-post-thumbnail" alt="A crane seen from below"></figure>
<div class="entry-content wp-block-post-content is-layout-constrained">
<p>{b[0]}</p>
<figure class="wp-block-image size-large"><img src="https://lantern.example/wp-content/uploads/2026/11/quay-1024x683.jpg" alt="The quay"/><figcaption class="wp-element-caption">The quay on Tuesday. Photo: Rui Bettencourt</figcaption></figure>
<p>{b[1]}</p><blockquote class="wp-block-quote is-layout-flow"><p>{b[2]}</p><cite>The harbour master</cite></blockquote>
<h2 class="wp-block-heading">What happens next</h2><p>{b[3]}</p><ul class="wp-block-list"><li>One crane is missing.</li><li>Nobody was asked about it.</li></ul><p>{b[4]}</p>
<div class="wp-block-buttons"><div class="wp-block-button"><a class="wp-block-button__link">Subscribe</a></div></div><p>{b[5]}</p></div>
<div class="wp-block-group"><nav class="wp-block-group"><div class="post-navigation-link-previous wp-block-post-navigation-link"><span class="arrow">←</span><a href="/x" rel="prev">The bell is cracked again</a></div></nav></div>
<div class="wp-block-comments"><h2>Comments</h2><ol class="wp-block-comment-template"><li><div class="wp-block-comment-content"><p>I saw it on Monday, by the fish market, and said so to my wife at once.</p></div></li></ol><div id="respond" class="comment-respond"><h3>Leave a Reply</h3><form>Name Email</form></div></div>
<h2 class="wp-block-heading has-small-font-size">More posts</h2><ul class="wp-block-post-template"><li class="wp-block-post"><h3 class="wp-block-post-title"><a href="/y">Why the ferry went to court</a></h3><time datetime="2026-11-10T08:00:00+00:00"><a href="/y">November 10, 2026</a></time></li></ul>
<div class="wp-block-post-date"><time datetime="2026-11-18T07:30:00+01:00"><a href="https://lantern.example/2026/11/18/nine-cranes-counted/">November 18, 2026</a></time></div></div></main><footer class="wp-block-template-part"><p>Designed with WordPress</p></footer></div></body></html>""",
        "Nine cranes counted",
        [
            b[0],
            b[1],
            b[2],
            "The harbour master",
            "What happens next",
            b[3],
            "One crane is missing.",
            "Nobody was asked about it.",
            b[4],
            b[5],
        ],
        date(2026, 11, 18),
        "Ida Vance",
        "https://lantern.example/wp-content/uploads/2026/11/crane.jpg",
        "",
        hours=1,
    )
    b = prose(6, 3)
    yield Gold(
        "Ghost, a card to sign up in",
        "https://letters.example/the-tide-table/",
        f"""<!DOCTYPE html><html lang="en"><head><title>The tide table was wrong</title><meta charset="utf-8"><link rel="canonical" href="https://letters.example/the-tide-table/"><meta property="og:site_name" content="Tideline"><meta property="og:type" content="article"><meta property="og:title" content="The tide table was wrong"><meta property="og:description" content="And nobody noticed for a year."><meta property="og:image" content="https://letters.example/content/images/2026/11/tide.jpg"><meta property="article:published_time" content="2026-11-16T05:00:21.000Z"><meta property="article:modified_time" content="2026-11-20T09:00:00.000Z"><meta property="article:tag" content="Harbour"><meta name="twitter:label1" content="Written by"><meta name="twitter:data1" content="Marit Solheim"><meta property="og:image:width" content="1200"><meta property="og:image:height" content="675"><script type="application/ld+json">{json.dumps({"@context": "https://schema.org", "@type": "Article", "publisher": {"@type": "Organization", "name": "Tideline"}, "author": {"@type": "Person", "name": "Marit Solheim", "url": "https://letters.example/author/marit/"}, "headline": "The tide table was wrong", "datePublished": "2026-11-16T05:00:21.000Z"})}</script><meta name="generator" content="Ghost 6.2"></head><body class="post-template"><div class="gh-viewport"><header class="gh-navigation"><a class="gh-navigation-logo" href="/">Tideline</a><ul class="nav"><li><a href="/">Home</a></li></ul></header><main class="gh-main"><article class="gh-article post"><header class="gh-article-header gh-canvas"><a class="gh-article-tag" href="/tag/harbour/">Harbour</a><h1 class="gh-article-title is-title">The tide table was wrong</h1><p class="gh-article-excerpt is-body">And nobody noticed for a year.</p><div class="gh-article-meta"><h4 class="gh-article-author-name"><a href="/author/marit/">Marit Solheim</a></h4><div class="gh-article-meta-content"><time class="gh-article-meta-date" datetime="2026-11-16">Nov 16, 2026</time><span class="gh-article-meta-length"><span class="bull">—</span> 4 min read</span></div></div><figure class="gh-article-image"><img src="/content/images/size/w1200/2026/11/tide.jpg" alt="Low tide"><figcaption>The pier at low tide</figcaption></figure></header><section class="gh-content gh-canvas is-body"><p>{b[0]}</p><p>{b[1]}</p><div class="kg-card kg-callout-card kg-callout-card-blue"><div class="kg-callout-emoji">💡</div><div class="kg-callout-text">Tide tables are printed once a year, in spring.</div></div><p>{b[2]}</p><figure class="kg-card kg-bookmark-card"><a class="kg-bookmark-container" href="https://o.example"><div class="kg-bookmark-content"><div class="kg-bookmark-title">How tides are reckoned</div><div class="kg-bookmark-description">A short guide for those who sail.</div></div></a></figure><p>{b[3]}</p><div class="kg-card kg-signup-card"><h2>Sign up for Tideline</h2><p>Letters from the coast, each Monday.</p><form><input><button>Subscribe</button></form></div><p>{b[4]}</p><p>{b[5]}</p></section></article><div class="gh-container is-grid"><section class="gh-comments"><h2>Member discussion</h2></section></div><section class="gh-container"><h2 class="gh-container-title">Read more</h2><div class="gh-feed"><article class="gh-card post"><a class="gh-card-link" href="/x/"><h3 class="gh-card-title is-title">A bell for the fog</h3><p class="gh-card-excerpt">It rings on its own.</p></a></article></div></section></main><footer class="gh-footer">Tideline © 2026</footer></div></body></html>""",
        "The tide table was wrong",
        ["And nobody noticed for a year.", *b],
        date(2026, 11, 16),
        "Marit Solheim",
        "https://letters.example/content/images/2026/11/tide.jpg",
        "",
        hours=0,
    )
    b = prose(5, 6)
    yield Gold(
        "Blogger, its words between line breaks",
        "https://oldsalt.blogspot.example/2026/10/ropes.html",
        f"""<!DOCTYPE html><html class='v2' dir='ltr' lang='en-GB'><head><title>Old Salt: Ropes that remember</title><meta content='blogger' name='generator'/><link href='https://oldsalt.blogspot.example/2026/10/ropes.html' rel='canonical'/><meta content='https://oldsalt.blogspot.example/2026/10/ropes.html' property='og:url'/><meta content='Ropes that remember' property='og:title'/><meta content='' property='og:description'/></head><body class='loading'><div class='header'><h1 class='title'><a href='/'>Old Salt</a></h1><p class='description'><span>Notes from a quay</span></p></div><div class='main'><div class='blog-posts hfeed'><div class='date-outer'><h2 class='date-header'><span>Sunday, 4 October 2026</span></h2><div class='date-posts'><div class='post-outer'><div class='post hentry' itemscope='itemscope' itemtype='http://schema.org/BlogPosting'><meta content='https://1.bp.example/s320/rope.jpg' itemprop='image_url'/><a name='123'></a><h3 class='post-title entry-title' itemprop='name'>Ropes that remember</h3><div class='post-body entry-content' itemprop='description articleBody'><div class="separator" style="clear: both; text-align: center;"><a href="https://1.bp.example/s1600/rope.jpg"><img border="0" height="400" src="https://1.bp.example/s640/rope.jpg" width="640" /></a></div>{"<br /><br />".join(b)}<div style='clear: both;'></div></div><div class='post-footer'><span class='post-author vcard'>Posted by <span class='fn' itemprop='author' itemscope='itemscope' itemtype='http://schema.org/Person'><a class='g-profile' href='https://www.blogger.example/p/1'><span itemprop='name'>Sten Lode</span></a></span></span><span class='post-timestamp'>at <a class='timestamp-link' href='x'><abbr class='published' itemprop='datePublished' title='2026-10-04T09:12:00+01:00'>09:12</abbr></a></span></div></div><div class='comments' id='comments'><h4>2 comments:</h4><div id='comment-holder'><p class='comment-content'>My grandfather had such a rope, and it hung in the kitchen for years and years.</p></div></div></div></div></div></div></div><div class='sidebar'><h2>Blog Archive</h2><ul><li><a href='/2026/'>2026 (12)</a></li></ul></div></body></html>""",
        "Ropes that remember",
        b,
        date(2026, 10, 4),
        "Sten Lode",
        "https://1.bp.example/s640/rope.jpg",
        "",
        hours=1,
    )
    b = prose(6, 9)
    yield Gold(
        "nothing but linked data",
        "https://newsapp.example/story/88121",
        f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>NewsApp</title><meta property="og:site_name" content="NewsApp"><script type="application/ld+json">{json.dumps([{"@context": "https://schema.org", "@type": "WebSite", "name": "NewsApp"}, {"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Harbour dues to rise in spring", "description": "The council voted nine to one.", "articleSection": "Economy", "datePublished": "2026-11-12T10:15:00+00:00", "image": [{"@type": "ImageObject", "url": "https://newsapp.example/dues.jpg", "width": 1600, "height": 900, "caption": "The toll house"}], "author": [{"@type": "Person", "name": "Ida Vance"}, {"@type": "Person", "name": "Rui Bettencourt"}], "publisher": {"@type": "Organization", "name": "NewsApp"}, "articleBody": "<p>".join(b), "inLanguage": "en-GB"}])}</script><script>window.__STATE__={{"a":1}}</script></head><body><div id="root"></div><noscript>You need to enable JavaScript to run this app.</noscript><script src="/main.js"></script></body></html>""",
        "Harbour dues to rise in spring",
        b,
        date(2026, 11, 12),
        "Ida Vance, Rui Bettencourt",
        "https://newsapp.example/dues.jpg",
        "",
        hours=0,
    )
    b = prose(6, 12)
    yield Gold(
        "a live blog",
        "https://gazette.example/live/storm",
        f"""<html lang="en"><head><title>Storm at Ostrand: latest updates - Gazette</title><meta property="og:title" content="Storm at Ostrand: latest updates"><meta property="og:site_name" content="The Gazette"><meta property="article:published_time" content="2026-11-20T06:00:00Z"><script type="application/ld+json">{json.dumps({"@type": "LiveBlogPosting", "headline": "Storm at Ostrand: latest updates", "datePublished": "2026-11-20T06:00:00Z", "author": {"@type": "Person", "name": "Pia Holm"}, "liveBlogUpdate": [{"@type": "BlogPosting", "headline": "x", "articleBody": "y", "author": {"@type": "Person", "name": "Somebody Else"}}]})}</script></head><body><header>Gazette <nav><a href=/>Home</a></nav></header><main><h1>Storm at Ostrand: latest updates</h1><div class="standfirst"><p>The ferry is stopped and the bridge is closed, the harbour office says.</p></div><div class="live-feed">{"".join(f'<article class="live-post" id="p{i}"><header><time datetime="2026-11-20T{15 - i:02}:1{i}:00Z">{15 - i:02}:1{i}</time><h2>Update {w}</h2></header><p>{t}</p></article>' for i, (t, w) in enumerate(zip(b, LIVE, strict=True)))}</div></main><footer>© Gazette</footer></body></html>""",
        "Storm at Ostrand: latest updates",
        [
            "The ferry is stopped and the bridge is closed, the harbour office says.",
            *(line for t, w in zip(b, LIVE, strict=True) for line in (f"Update {w}", t)),
        ],
        date(2026, 11, 20),
        "Pia Holm",
        None,
        "",
        hours=0,
    )
    b = prose(2, 15)
    yield Gold(
        "a paywall after two paragraphs",
        "https://ledgerly.example/markets/grain",
        f"""<html lang="en"><head><title>Grain traders look north | Ledgerly</title><meta property="og:title" content="Grain traders look north"><meta property="og:site_name" content="Ledgerly"><meta property="og:description" content="Why the price of a sack rose twice in a week"><meta name="author" content="Grete Aal"><meta property="article:published_time" content="2026-11-19T04:00:00Z"><script type="application/ld+json">{json.dumps({"@type": "NewsArticle", "isAccessibleForFree": False, "headline": "Grain traders look north", "hasPart": {"@type": "WebPageElement", "isAccessibleForFree": False, "cssSelector": ".paywall"}})}</script></head><body><nav><a href=/>Ledgerly</a></nav><article><h1>Grain traders look north</h1><p class=dek>Why the price of a sack rose twice in a week</p><div class=body><p>{b[0]}</p><p>{b[1]}</p></div><div class="barrier"><h2>Subscribe to continue reading</h2><p>Get unlimited access to Ledgerly for 1 florin a week. Cancel anytime.</p><p>Already a subscriber? <a href=/login>Log in</a></p><ul><li>Unlimited articles on every device</li><li>Our daily briefing for the trade</li></ul></div></article></body></html>""",
        "Grain traders look north",
        ["Why the price of a sack rose twice in a week", *b],
        date(2026, 11, 19),
        "Grete Aal",
        None,
        "",
        hours=0,
    )
    b = prose(6, 4, "fa")
    yield Gold(
        "a Persian agency, its date above the headline",
        "https://khabar.example/news/140508/%D8%A8%D9%86%D8%AF%D8%B1",
        f"""<html lang="fa" dir="rtl"><head><meta charset="utf-8"><title>بندر استراند بدون جرثقیل دهم - خبرگزاری ساحل</title><meta name="dc.title" content="بندر استراند بدون جرثقیل دهم"><meta name="dc.publisher" content="خبرگزاری ساحل"><meta name="description" content="رئیس بندر از کم بودن یک جرثقیل خبر داد."><meta property="og:image" content="https://khabar.example/d/1405/08/24/4/1.jpg"><meta property="og:locale" content="fa_IR"></head><body><div id="page"><div class="menu"><ul><li><a href="/">صفحه نخست</a></li><li><a href="/s">سیاست</a></li><li><a href="/e">اقتصاد</a></li></ul></div><article id="item"><div class="item-header"><div class="item-nav row"><div class="item-date col"><i></i> ۲۴ آبان ۱۴۰۵ - ۱۶:۰۵</div><div class="item-code"><span>کد خبر</span> 86012345</div></div><div class="item-title"><h4 class="kicker subtitle">رئیس بندر:</h4><h1 class="title"><a href="/news/1">بندر استراند بدون جرثقیل دهم</a></h1></div><figure class="item-img"><img src="https://khabar.example/d/1405/08/24/4/1.jpg" alt="جرثقیل" title="جرثقیل" width="800" height="533"></figure><p class="summary introtext">استراند - ساحل - رئیس بندر از کم بودن یک جرثقیل خبر داد.</p></div><div class="item-body"><div class="item-text">{"".join(f"<p>{t}</p>" for t in b[:3])}<section class="box related-items"><header><h2>خبرهای مرتبط</h2></header><ul><li><a href="/2">قیمت نان در استراند دوباره بالا رفت</a></li></ul></section>{"".join(f"<p>{t}</p>" for t in b[3:])}</div></div><div class="item-footer"><div class="short-link">لینک کوتاه</div><div class="tags"><span>برچسب‌ها</span><a href="/t">بندر</a></div></div></article><aside><h2>پربیننده‌ترین</h2><ul><li><a href="/9">فانوس دریایی شیشه نو گرفت</a></li></ul></aside></div></body></html>""",
        "بندر استراند بدون جرثقیل دهم",
        ["استراند - ساحل - رئیس بندر از کم بودن یک جرثقیل خبر داد.", *b],
        date(2026, 11, 15),
        "",
        "https://khabar.example/d/1405/08/24/4/1.jpg",
        "",
        hours=0,
    )
    b = prose(5, 3, "ja")
    yield Gold(
        "a Japanese paper, its writer under the headline",
        "https://shimbun.example/articles/DA3S1.html",
        f"""<!DOCTYPE html><html lang="ja"><head><meta charset="utf-8"><title>港のクレーン、数えたら九基 市「再調査」：潮風新聞</title><meta property="og:title" content="港のクレーン、数えたら九基 市「再調査」：潮風新聞"><meta property="og:site_name" content="潮風新聞"><meta name="pubdate" content="2026-11-17T05:00:00+09:00"><meta property="og:image" content="https://shimbun.example/k.jpg"></head><body><div id="Head"><a href="/">潮風新聞</a></div><main><article><div class="Title"><h1>港のクレーン、数えたら九基 市「再調査」</h1><p class="Author"><span>山本渚</span></p><p class="LastUpdated"><time datetime="2026-11-17T05:00:00+09:00">2026年11月17日 5時00分</time></p></div><figure><img src="/k.jpg" alt="クレーンの並ぶ港" width=640 height=480><figcaption>クレーンの並ぶ港＝16日、山本渚撮影</figcaption></figure><div class="ArticleText">{"".join(f"<p>　{t}</p>" for t in b)}</div><div class="notPortrait"><p>この記事は有料記事です。残り1234文字</p></div></article><aside><h2>関連ニュース</h2><ul><li><a href=/1>灯台に新しいガラス、三十年ぶり</a></li></ul></aside></main></body></html>""",
        "港のクレーン、数えたら九基 市「再調査」",
        b,
        date(2026, 11, 17),
        "山本渚",
        "https://shimbun.example/k.jpg",
        "",
        hours=9,
    )
    b = prose(6, 7, "de", sentences=2)
    yield Gold(
        "German, a kicker, a place and a date in words",
        "http://kueste.example/artikel.php?id=77",
        f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1"><title>Fährmann verklagt Brücke · Küstenkurier</title><meta name="author" content="Jürgen Größl"><meta name="language" content="de"><meta name="last-modified" content="Fr, 13 Nov 2026 08:00:00 +0100"></head><body><div id=kopf><a href="/">Küstenkurier</a></div><div id=inhalt><h1>Fährmann verklagt Brücke</h1><p class=dachzeile>Straßenverkehr</p><p>Von Jürgen Größl, Südhafen – 13. November 2026</p>{"".join(f"<p>{t}" for t in b)}<p><i>(jg)</i></div><div id=rechts><h3>Meistgelesen</h3><a href=/a>Bäcker streikt für Brötchen</a></div></body></html>""",
        "Fährmann verklagt Brücke",
        b,
        date(2026, 11, 13),
        "Jürgen Größl",
        None,
        "",
        hours=0,
    )
    b = prose(5, 20)
    yield Gold(
        "AMP on a mobile host",
        "https://m.dispatch.example/amp/city/barrier.amp.html",
        f"""<!doctype html><html amp lang="en"><head><meta charset="utf-8"><title>Barrier to be raised by a hand</title><link rel="canonical" href="https://dispatch.example/city/barrier.html"><script async src="https://cdn.ampproject.org/v0.js"></script><script type="application/ld+json">{json.dumps({"@context": "http://schema.org", "@graph": [{"@type": "NewsArticle", "mainEntityOfPage": "https://dispatch.example/city/barrier.html", "headline": "Barrier to be raised by a hand", "datePublished": "2026-11-09T22:15:00-05:00", "dateModified": "2026-11-10T01:00:00-05:00", "author": {"@type": "Person", "name": "By Father Aldous Pell"}, "publisher": {"@type": "Organization", "name": "The Dispatch"}, "image": {"@type": "ImageObject", "url": "https://dispatch.example/img/barrier.jpg", "height": 800, "width": 1200}}]})}</script></head><body><amp-sidebar id="s"><ul><li><a href="/">Home</a></li></ul></amp-sidebar><header class="h"><a href="/">The Dispatch</a></header><article><h1>Barrier to be raised by a hand</h1><div class="by">By Father Aldous Pell</div><amp-img src="https://dispatch.example/img/barrier.jpg" width="1200" height="800" layout="responsive" alt="The barrier"></amp-img><div class="caption">The barrier in October. Dispatch photo</div>{"".join(f"<p>{t}</p>" for t in b[:2])}<amp-ad type="x"></amp-ad>{"".join(f"<p>{t}</p>" for t in b[2:])}<amp-social-share type="twitter"></amp-social-share></article><section class="more"><h3>More from City</h3><a href="/city/x">Bridge tolls hit a record</a></section></body></html>""",
        "Barrier to be raised by a hand",
        b,
        date(2026, 11, 9),
        "Father Aldous Pell",
        "https://dispatch.example/img/barrier.jpg",
        "https://dispatch.example/city/barrier.html",
        hours=-5,
    )
    b = prose(6, 23)
    yield Gold(
        "Drupal 10, its picture in a field",
        "https://council.example/news/gutters",
        f"""<!DOCTYPE html><html lang="en" dir="ltr" prefix="og: https://ogp.me/ns#"><head><meta charset="utf-8"/><meta name="Generator" content="Drupal 10 (https://www.drupal.org)"/><link rel="canonical" href="https://council.example/news/gutters"/><link rel="shortlink" href="https://council.example/node/912"/><title>Gutters to be swept twice | Ostrand Council</title></head><body class="path-node page-node-type-article"><div class="dialog-off-canvas-main-canvas"><header role="banner"><div class="region region-header"><div class="site-branding"><a href="/">Ostrand Council</a></div></div></header><main role="main"><div class="layout-content"><div class="region region-breadcrumb"><nav><h2 class="visually-hidden">Breadcrumb</h2><ol><li><a href="/">Home</a></li><li><a href="/news">News</a></li></ol></nav></div><div class="region region-content"><div data-drupal-messages-fallback class="hidden"></div><div class="block block-core block-page-title-block"><h1 class="title page-title"><span class="field field--name-title">Gutters to be swept twice</span></h1></div><article class="node node--type-article node--view-mode-full"><footer class="node__meta"><article class="profile"></article><div class="node__submitted">By <span class="field field--name-uid"><span>hanne</span></span>, <span class="field field--name-created"><time datetime="2026-11-05T13:20:00+01:00" title="Thursday, November 5, 2026 - 13:20" class="datetime">5 November 2026</time></span></div></footer><div class="node__content"><div class="field field--name-field-image field--type-image field--label-hidden field__item"><img loading="eager" src="/sites/default/files/styles/large/public/2026-11/gutter.jpg?itok=ab" width="480" height="360" alt="A gutter full of leaves"/></div><div class="clearfix text-formatted field field--name-body field__item">{"".join(f"<p>{t}</p>" for t in b)}</div><div class="field field--name-field-tags field--label-above"><h3 class="field__label inline">Tags</h3><ul class="links field__items"><li><a href="/taxonomy/term/1">Streets</a></li></ul></div></div></article></div></div><aside class="layout-sidebar-second"><h2>Contact</h2><p>Town hall, second floor, on any day but the ninth.</p></aside></main></div></body></html>""",
        "Gutters to be swept twice",
        b,
        date(2026, 11, 5),
        "hanne",
        "https://council.example/sites/default/files/styles/large/public/2026-11/gutter.jpg?itok=ab",
        "",
        hours=1,
    )
    b = prose(6, 1)
    yield Gold(
        "the paper's name as the first headline",
        "https://courier.example/a/1",
        f"""<html lang="en"><head><title>Courier | Dredger finds a bell</title><meta property="og:title" content="Dredger finds a bell"><meta property="og:image" content="/share/default-logo.png"><meta property="article:modified_time" content="2026-11-21T10:00:00Z"></head><body><header><h1 class="logo"><a href="/">Courier</a></h1><div class="date">Sunday, November 22, 2026</div></header><ol class="breadcrumb"><li><a href=/>Home</a></li><li><a href=/port>Port</a></li></ol><article><h2>Dredger finds a bell</h2><div class="meta">Ida Vance | Nov. 19, 2026 4:30 p.m. ET | Updated Nov. 21</div><figure><img src="/i/bell.jpg" width="900" height="600" alt="The bell"><figcaption>The bell. <span>Ida Vance/Courier</span></figcaption></figure>{"".join(f"<p>{t}</p>" for t in b[:3])}<aside class="inline-related"><h4>Related</h4><a href=/x>The bell of 1911 was never found</a></aside>{"".join(f"<p>{t}</p>" for t in b[3:])}<p><em>Ida Vance covers the port for the Courier.</em></p></article></body></html>""",
        "Dredger finds a bell",
        [*b, "Ida Vance covers the port for the Courier."],
        date(2026, 11, 19),
        "Ida Vance",
        "https://courier.example/i/bell.jpg",
        "",
        hours=-5,
    )
    b = prose(6, 2, "fr", sentences=2)
    yield Gold(
        "French WordPress, a byline in words",
        "https://gazette.example/2026/11/la-cloche/",
        f"""<html lang="fr-FR"><head><title>La drague trouve une cloche - La Gazette du port</title><meta name="description" content="Une cloche au fond du port."></head><body><header><a href="/">La Gazette du port</a></header><main><article><span class="cat"><a href="/c">Port</a></span><h1>La drague trouve une cloche</h1><div class="entry-meta"><span class="posted-on">Publié le <time datetime="2026-11-14T18:00:00+01:00">14 novembre 2026</time></span> <span class="byline">par <a href="/a">Odile Marrant</a></span></div><div class="entry-content">{"".join(f"<p>{t}</p>" for t in b)}<div class="sharedaddy"><h3>Partager :</h3><ul><li>Facebook</li></ul></div><div class="jp-relatedposts"><h3>Articles similaires</h3><p>Le bac revient</p></div></div></article></main><footer>Propulsé par WordPress</footer></body></html>""",
        "La drague trouve une cloche",
        b,
        date(2026, 11, 14),
        "Odile Marrant",
        None,
        "",
        hours=1,
    )
    b = prose(6, 4, "ar")
    yield Gold(
        "Arabic, words that only a style sheet keeps apart",
        "https://mina.example/n/9",
        f"""<html lang="ar" dir="rtl"><head><meta charset=utf-8><title>الجرافة تعثر على جرس | الميناء</title><meta property="og:title" content="الجرافة تعثر على جرس"><meta property="og:site_name" content="الميناء"></head><body><main><h1>الجرافة تعثر على جرس</h1><div class=info><span>كتب: سامي البحر</span><span>الأربعاء 18 نوفمبر 2026 - 05:30 م</span></div><img src="/img/bell.jpg" width="700" height="400" alt="الجرس">{"".join(f"<p>{t}</p>" for t in b)}<p>اقرأ أيضاً: العبارة تعود إلى المحكمة</p></main></body></html>""",
        "الجرافة تعثر على جرس",
        b,
        date(2026, 11, 18),
        "سامي البحر",
        "https://mina.example/img/bell.jpg",
        "",
        hours=0,
    )
    b = prose(7, 8)
    yield Gold(
        "a platform for writers, two headlines",
        "https://stories.example/@ida/the-bell-91fe",
        f"""<html lang="en"><head><title>The bell under the crane. What a dredger found, and what it… | by Ida Vance | Nov, 2026 | Stories</title><meta property="og:title" content="The bell under the crane"><meta property="og:site_name" content="Stories"><meta name="author" content="Ida Vance"><meta property="article:published_time" content="2026-11-11T11:11:11.111Z"><meta property="og:image" content="https://img.example/1200/bell.jpeg"></head><body><div id="root"><div><a href="/">Open in app</a><button>Sign up</button></div><article><section><h1>The bell under the crane</h1><h2>What a dredger found, and what it kept</h2><div><a href="/@ida">Ida Vance</a><button>Follow</button><span>5 min read</span><span>Nov 11, 2026</span></div><div>--</div><figure><picture><img src="https://img.example/700/bell.jpeg" width="700" height="467" alt=""></picture><figcaption>Photo by Rui on Snapshots</figcaption></figure>{"".join(f"<p class=pw-post-body-paragraph>{t}</p>" for t in b[:4])}<h1>Part two</h1>{"".join(f"<p class=pw-post-body-paragraph>{t}</p>" for t in b[4:])}</section></article><div><h2>Written by Ida Vance</h2><p>120 followers</p></div></div></body></html>""",
        "The bell under the crane",
        ["What a dredger found, and what it kept", *b[:4], "Part two", *b[4:]],
        date(2026, 11, 11),
        "Ida Vance",
        "https://img.example/1200/bell.jpeg",
        "",
        hours=0,
    )
