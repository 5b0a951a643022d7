"""From the network, a file or a paste to clean articles. Knows no SQL and no screen.

Its parts are imported by name when they are needed, so that the heavy libraries behind them are not loaded
before there is something to collect:

- `fetch.fetch_many`: ask sources for what is new.
- `follow.discover.discover`: from an address to the feeds behind it; `follow.opml`: lists of feeds in and out.
- `feeds.parse.parse_feed`: a feed's bytes to its entries.
- `pages.page.extract_page`, `pages.textpage.parse_text_page`: one page to its article and teasers.
- `mail.message.parse_mail`: a newsletter to the stories that it links to.
- `stories.assign.assign`, `stories.sketches.sketch`: which articles tell the same story.
- `addresses.canonical.article_url`, `addresses.canonical.identity`: one address for one article.
- `text.sniff.read_bytes`: bytes to text, told to be a page or a plain text.
- `web.client.Client`, `web.client.get`: the one guarded way out to the web.
- `workers.shared_workers`: work on hostile input in processes of its own.
"""
