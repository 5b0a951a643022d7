-- Version 2.

-- Sources

ALTER TABLE source ADD COLUMN selector TEXT;             -- of the links on a page that is no feed
ALTER TABLE fetch_state ADD COLUMN ttl INTEGER NOT NULL DEFAULT 0; -- minutes, as the feed asked

-- Articles

-- What an article said before it changed, the newest last. `completed`: it had been a stub, and its page was read.
CREATE TABLE article_version (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    article_id INTEGER NOT NULL,
    until INTEGER NOT NULL,
    completed INTEGER NOT NULL,
    title TEXT NOT NULL,
    blurb TEXT NOT NULL,
    text TEXT NOT NULL
);
CREATE INDEX version_of_article ON article_version (article_id, id);
CREATE TRIGGER article_versions_removed AFTER DELETE ON article BEGIN
    DELETE FROM article_version WHERE article_id = old.id;
END;
-- The last version that there was when the article was picked: what came after it is news to the curator.
ALTER TABLE item ADD COLUMN version INTEGER NOT NULL DEFAULT 0;

-- When the curator decided what `state` says. Of older decisions it is not known: they count from today.
ALTER TABLE article ADD COLUMN decided INTEGER;
UPDATE article SET decided = unixepoch() WHERE state = 'dismissed';
CREATE INDEX article_to_drop ON article (decided) WHERE state = 'dismissed' AND text <> '';

-- When its own page was last asked for its full text.
ALTER TABLE article ADD COLUMN page_asked INTEGER;

-- The size of its picture in pixels, where it is known.
ALTER TABLE article ADD COLUMN image_width INTEGER;
ALTER TABLE article ADD COLUMN image_height INTEGER;

-- Stories

-- Reading

-- A list in its order, with all that a filter asks of an article: it never reads the articles themselves.
DROP INDEX article_in_order;
CREATE INDEX article_in_order ON article (at DESC, id DESC, state, collected, source_id, minutes, language);

-- A search that the curator keeps under a name; `only_new`: among what came in since the last digest.
CREATE TABLE saved_search (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,
    search TEXT NOT NULL,
    only_new INTEGER NOT NULL DEFAULT 0
);

-- Writing

-- What the desk remembers: the digest in work, the theme. No act, so not in the history.
CREATE TABLE memory (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;
