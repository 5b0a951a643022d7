-- Version 2.

-- Sources

-- Articles

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
