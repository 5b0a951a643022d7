"""Pages in other languages, and of other times."""

from collections.abc import Iterator
from datetime import date

from tests.collect.pages.gold.model import Gold, html, paragraphs
from tests.collect.pages.gold.words import prose


def pages() -> Iterator[Gold]:
    """The pages, one shape each."""
    body = prose(5, 0, "fa")
    yield Gold(
        "Persian, a date of its own calendar",
        "https://bandar.example/news/1405/crane",
        html(
            '<title>نه جرثقیل در بندر ده‌جرثقیلی | خبرگزاری بندر</title><meta property="og:title" content="نه جرثقیل در بندر ده‌جرثقیلی"><meta property="og:site_name" content="خبرگزاری بندر"><meta property="og:image" content="https://bandar.example/1.jpg">',
            f'<div class="header"><ul><li><a href="/">خانه</a></li><li><a href="/p">سیاسی</a></li><li><a href="/e">اقتصادی</a></li></ul></div><div class="news-body"><h1 class="title">نه جرثقیل در بندر ده‌جرثقیلی</h1><div class="news-info"><span class="date">یکشنبه ۱ آذر ۱۴۰۵ - ۱۱:۳۰</span><span>کد خبر: ۴۸۸۲</span></div>'
            f'<div class="item-text">{paragraphs(body)}</div><div class="tags"><a href="#">بندر</a> <a href="#">جرثقیل</a></div></div><div class="sidebar"><h3>پربازدیدترین‌ها</h3><ul><li><a href="/1">قیمت نان در استراند دوباره بالا رفت</a></li><li><a href="/2">فانوس دریایی شیشه نو گرفت</a></li></ul></div>',
            "fa",
            'dir="rtl"',
        ),
        "نه جرثقیل در بندر ده‌جرثقیلی",
        body,
        date(2026, 11, 22),
        "",
        "https://bandar.example/1.jpg",
    )
    body = prose(5, 2, "ar")
    yield Gold(
        "Arabic",
        "https://mina.example/akhbar/9",
        html(
            '<title>الميناء يبحث عن رافعته العاشرة - صحيفة الميناء</title><meta property="og:title" content="الميناء يبحث عن رافعته العاشرة - صحيفة الميناء"><meta property="og:site_name" content="صحيفة الميناء"><meta property="article:published_time" content="2026-11-11T09:00:00+03:00"><meta name="author" content="سامي البحر">',
            f'<header><nav><a href="/">الرئيسية</a> <a href="/s">سياسة</a> <a href="/e">اقتصاد</a></nav></header><article><h1>الميناء يبحث عن رافعته العاشرة</h1>{paragraphs(body[:3])}<div class="read-also"><strong>اقرأ أيضاً</strong><a href="/7">العبارة تعود إلى المحكمة للمرة الثالثة</a></div>{paragraphs(body[3:])}</article><footer>جميع الحقوق محفوظة © صحيفة الميناء</footer>',
            "ar",
            'dir="rtl"',
        ),
        "الميناء يبحث عن رافعته العاشرة",
        body,
        date(2026, 11, 11),
        "سامي البحر",
    )
    body = prose(6, 1, "de", sentences=2)
    yield Gold(
        "German",
        "https://hafenbote.example/stadt/kran-1.4711",
        html(
            '<title>Zehnter Kran bleibt verschwunden | Hafenbote</title><meta property="og:title" content="Zehnter Kran bleibt verschwunden | Hafenbote"><meta property="og:image" content="https://hafenbote.example/kran.jpg"><meta name="date" content="2026-11-19T18:04:00+01:00"><link rel="canonical" href="/stadt/kran-1.4711">',
            f'<div id="menu"><a href="/">Startseite</a><a href="/abo">Abo</a><a href="/epaper">E-Paper</a></div><article><span class="kicker">Ostrand</span><h1>Zehnter Kran bleibt verschwunden</h1><p class="autor">Von Wiebke Harms</p><p class="datum">19.11.2026, 18:04 Uhr</p>{paragraphs(body[:3])}<div class="newsletter-box"><h4>Der Hafenbote am Morgen</h4><p>Melden Sie sich für unseren kostenlosen Newsletter an.</p></div>{paragraphs(body[3:])}'
            '<p class="mehr">Lesen Sie auch: <a href="/x">Fähre fährt wieder im Stundentakt</a></p></article><div class="footer">Impressum Datenschutz AGB</div>',
            "de",
        ),
        "Zehnter Kran bleibt verschwunden",
        body,
        date(2026, 11, 19),
        "Wiebke Harms",
        "https://hafenbote.example/kran.jpg",
    )
    body = prose(6, 3, "fr", sentences=2)
    yield Gold(
        "French, its date in words alone",
        "https://phare.example/societe/article-312",
        html(
            '<title>La dixième grue reste introuvable - Le Phare d\'Ostrand</title><meta property="og:title" content="La dixième grue reste introuvable"><meta name="description" content="Le conseil tranchera vendredi.">',
            f'<div class="entete"><a href="/">Le Phare d\'Ostrand</a></div><div class="article"><h1>La dixième grue reste introuvable</h1><p class="signature">Par Odile Marrant</p><p class="date">Publié le 6 novembre 2026 à 17h20</p>{paragraphs(body)}</div><div class="a-lire"><h2>À lire aussi</h2><ul><li><a href="/1">Le bac reprend son service dimanche matin</a></li></ul></div><div class="pied">Mentions légales - Nous contacter</div>',
            "fr",
        ),
        "La dixième grue reste introuvable",
        body,
        date(2026, 11, 6),
        "Odile Marrant",
    )
    body = prose(5, 0, "ja")
    yield Gold(
        "Japanese",
        "https://minato.example/articles/20261103",
        html(
            '<title>十基目のクレーン、行方知れず｜港新聞</title><meta property="og:title" content="十基目のクレーン、行方知れず｜港新聞"><meta property="og:site_name" content="港新聞"><meta property="article:published_time" content="2026-11-03T06:00:00+09:00"><meta property="og:image" content="https://minato.example/k.jpg">',
            f'<header><a href="/">港新聞</a><a href="/login">ログイン</a></header><main><h1>十基目のクレーン、行方知れず</h1><p class="date">2026年11月3日 6時00分</p><div class="body">{paragraphs(body)}</div><section class="ranking"><h2>アクセスランキング</h2><ol><li><a href="/1">灯台に新しいガラス、三十年ぶり</a></li></ol></section></main><footer>無断転載を禁じます</footer>',
            "ja",
        ),
        "十基目のクレーン、行方知れず",
        body,
        date(2026, 11, 3),
        "",
        "https://minato.example/k.jpg",
        hours=9,
    )
    body = prose(5, 8)
    yield Gold(
        "a date in the text alone",
        "https://parish.example/bell",
        html(
            "<title>May the chapel ring for iron?</title>",
            f'<div class="page"><h1>May the chapel ring for iron?</h1><p>By Father Aldous Pell</p><p>Published: October 3, 2026</p>{paragraphs(body)}</div>',
        ),
        "May the chapel ring for iron?",
        body,
        date(2026, 10, 3),
        "Father Aldous Pell",
    )
    body = prose(5, 12)
    yield Gold(
        "two columns in tables",
        "http://ferrywatch.example/news/0412.htm",
        '<HTML><HEAD><TITLE>Ferry Watch: Barges wait for the tide</TITLE></HEAD><BODY BGCOLOR=white><TABLE WIDTH=760><TR><TD COLSPAN=2><IMG SRC=banner.gif ALT="Ferry Watch"></TD></TR>'
        '<TR><TD WIDTH=140 VALIGN=top><A HREF="/">Home</A><BR><A HREF="/news">News</A><BR><A HREF="/tides">Tides</A><BR><A HREF="/links">Links</A></TD>'
        f"<TD VALIGN=top><H1>Barges wait for the tide</H1><I>by Sten Lode, April 12, 2026</I>{paragraphs(body)}</TD></TR><TR><TD COLSPAN=2><FONT SIZE=1>Best viewed in any browser. Webmaster: sten@ferrywatch.example</FONT></TD></TR></TABLE></BODY></HTML>",
        "Barges wait for the tide",
        body,
        date(2026, 4, 12),
        "Sten Lode",
    )
    body = prose(6, 18)
    yield Gold(
        "unclosed tags",
        "https://chandler.example/doors",
        '<html><head><title>Doors on Chandler Street</title><meta name=author content="Pia Holm"><meta name=date content=2026-07-07><body><div class=nav><a href=/>Chandler Street News</a><a href=/old>Archive</a></div><div class=text><h1>Doors on Chandler Street</h1>'
        + "".join(f"<p>{text}\n" for text in body)
        + "<hr><div class=foot>Written on Chandler Street. <a href=/mail>Write to us</a>",
        "Doors on Chandler Street",
        body,
        date(2026, 7, 7),
        "Pia Holm",
    )
    body = prose(5, 21)
    yield Gold(
        "microdata",
        "https://grainpost.example/prices/sack",
        html(
            "<title>Two florins more for a sack / Grain Post</title>",
            f'<div class="top">Grain Post</div><div itemscope itemtype="https://schema.org/NewsArticle"><h1 itemprop="headline">Two florins more for a sack</h1><span itemprop="author" itemscope itemtype="https://schema.org/Person">By <span itemprop="name">Marit Solheim</span></span>'
            f'<meta itemprop="datePublished" content="2026-09-28T12:00:00Z"><img itemprop="image" src="/sack.jpg" alt="A sack"><div itemprop="articleBody">{paragraphs(body)}</div></div><div class="ads">Advertisement</div>',
        ),
        "Two florins more for a sack",
        body,
        date(2026, 9, 28),
        "Marit Solheim",
        "https://grainpost.example/sack.jpg",
    )
    body = prose(6, 25)
    yield Gold(
        "nothing but og: and divs",
        "https://kiosk.example/n/552",
        html(
            '<title>Kiosk</title><meta property="og:title" content="The watchman and the drawer"><meta property="og:url" content="https://kiosk.example/n/552-watchman"><meta property="og:image" content="https://kiosk.example/w.jpg"><meta property="og:description" content="A sound in the night."><meta property="article:published_time" content="2026-11-04">',
            f'<div class="x1"><div class="x2"><div>Menu</div><div>Login</div></div><div class="x3"><div class="x4">The watchman and the drawer</div>{paragraphs(body, "div", "class=x5")}</div><div class="x6"><div>Kiosk © 2026</div><div>Imprint</div></div></div>',
        ),
        "The watchman and the drawer",
        body,
        date(2026, 11, 4),
        "",
        "https://kiosk.example/w.jpg",
        "https://kiosk.example/n/552-watchman",
    )
    body = prose(5, 15)
    yield Gold(
        "Drupal",
        "https://townhall.example/node/77",
        html(
            '<title>Council to meet on Friday | Town of Ostrand</title><meta name="Generator" content="Drupal 10"><link rel="canonical" href="https://townhall.example/news/council-meets">',
            f'<div class="region region-header"><a href="/">Town of Ostrand</a></div><nav class="breadcrumb"><ol><li><a href="/">Home</a></li><li>News</li></ol></nav><div class="region region-content"><h1 class="page-title"><span>Council to meet on Friday</span></h1><article class="node node--type-news"><div class="node__meta">Submitted by <span>clerk</span> on <span>Wed, 11/18/2026 - 09:12</span></div>'
            f'<div class="field field--name-body">{paragraphs(body)}</div><div class="field field--name-field-tags"><div class="field__label">Tags</div><a href="/t">council</a></div></article></div><div class="region region-sidebar"><h2>Opening hours</h2><p>Monday to Friday, nine to noon, except on the ninth.</p></div>',
        ),
        "Council to meet on Friday",
        body,
        date(2026, 11, 18),
        "",
        None,
        "https://townhall.example/news/council-meets",
    )
    body = prose(4, 27)
    yield Gold(
        "the simplest page there is",
        "http://henrik.example/~henrik/hook.html",
        f"<title>The foundry that cast the hook</title><h1>The foundry that cast the hook</h1>{paragraphs(body)}<address>Henrik Maal, 9 May 2026</address>",
        "The foundry that cast the hook",
        body,
        date(2026, 5, 9),
        "Henrik Maal",
    )
    body = prose(5, 0)
    yield Gold(
        "a title with dashes of its own",
        "https://courier.example/port/lock-12",
        html(
            '<title>Lock 12 – closed – until the ninth – The Ostrand Courier</title><meta property="og:site_name" content="The Ostrand Courier"><meta property="og:title" content="Lock 12 – closed – until the ninth – The Ostrand Courier"><meta property="article:published_time" content="2026-11-21T23:30:00-05:00"><meta name="author" content="By Ida Vance and Rui Bettencourt">',
            f'<article><h2 class="headline">Lock 12 – closed – until the ninth</h2>{paragraphs(body)}</article><div class="promo"><p>Download the Courier app for iOS and Android.</p></div>',
        ),
        "Lock 12 – closed – until the ninth",
        body,
        date(2026, 11, 21),
        "Ida Vance and Rui Bettencourt",
        hours=-5,
    )
