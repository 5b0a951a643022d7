"""From the network, a file or a paste to clean articles. Knows no SQL and no screen.

Its parts are imported by name when they are needed, so that the heavy libraries behind them are not loaded
before there is something to collect:

- `fetch.fetch_many`: ask sources for what is new.
- `discover.discover`: from an address to the feeds behind it.
- `feeds.parse_feed`: a feed's bytes to its entries.
- `client.Client`, `client.get`: the one guarded way out to the web.
- `sniff.read_bytes`: bytes to text, told to be a page or a plain text.
- `page.extract_page`, `textpage.parse_text_page`: one page to its article and teasers.
- `opml.read_opml`, `opml.write_opml`: lists of feeds in and out.
- `stories.assign`, `stories.sketch`: which articles tell the same story.
- `canonical.article_url`, `canonical.identity`: one address for one article.
"""
