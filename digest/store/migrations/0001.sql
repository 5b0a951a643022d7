-- Version 1. Times are whole seconds since 1970 (UTC); lists are JSON arrays.

-- What the curator decides. Changes to these tables are acts: they can be undone.

CREATE TABLE source (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    url TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL DEFAULT '',
    site_url TEXT,
    language TEXT,
    tags TEXT NOT NULL DEFAULT '[]',
    added INTEGER NOT NULL
);

CREATE TABLE article (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    state TEXT NOT NULL DEFAULT 'new',
    at INTEGER NOT NULL,             -- where it stands in a list: when it was published, never in the future
    collected INTEGER NOT NULL,
    published INTEGER,
    source_id INTEGER,
    story_id INTEGER,
    minutes INTEGER NOT NULL DEFAULT 0,
    language TEXT,
    complete INTEGER NOT NULL DEFAULT 0, -- the text came from the article's own page
    url TEXT UNIQUE,
    title TEXT NOT NULL,
    site TEXT NOT NULL DEFAULT '',
    byline TEXT NOT NULL DEFAULT '',
    section_label TEXT NOT NULL DEFAULT '',
    image_url TEXT,
    image_alt TEXT NOT NULL DEFAULT '',
    caption TEXT NOT NULL DEFAULT '',
    blurb TEXT NOT NULL DEFAULT '',
    text TEXT NOT NULL DEFAULT ''    -- last, so that a list never reads the pages it spills over
);
-- A list in its order, and the same for what arrived since the last digest; both answer counts alone.
CREATE INDEX article_by_time ON article (state, at DESC, id DESC);
CREATE INDEX article_by_arrival ON article (state, collected, source_id, at, id);
CREATE INDEX article_by_source ON article (source_id, at DESC, id DESC);
CREATE INDEX article_in_order ON article (at DESC, id DESC, state, collected);
CREATE INDEX article_in_story ON article (story_id) WHERE story_id IS NOT NULL;

CREATE TABLE digest (
    number INTEGER PRIMARY KEY,
    date TEXT NOT NULL,
    subject TEXT NOT NULL DEFAULT '',
    preheader TEXT NOT NULL DEFAULT '',
    intro TEXT NOT NULL DEFAULT '',
    outro TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL DEFAULT 'draft',
    sent INTEGER
);

CREATE TABLE section (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    digest INTEGER NOT NULL,
    position INTEGER NOT NULL,
    title TEXT NOT NULL,
    kind TEXT NOT NULL
);
CREATE INDEX section_in_digest ON section (digest, position);

CREATE TABLE item (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    section_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    article_id INTEGER,
    headline TEXT NOT NULL DEFAULT '',
    summary TEXT NOT NULL DEFAULT '',
    credit TEXT NOT NULL DEFAULT '',
    byline TEXT NOT NULL DEFAULT '',
    url TEXT,
    minutes INTEGER NOT NULL DEFAULT 0,
    language TEXT,
    image_url TEXT,
    image_alt TEXT NOT NULL DEFAULT '',
    also TEXT NOT NULL DEFAULT '[]',
    draft INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX item_in_section ON item (section_id, position);
CREATE INDEX item_of_article ON item (article_id) WHERE article_id IS NOT NULL;

-- The acts themselves. `merge` names the field that was being typed into.
CREATE TABLE history (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    label TEXT NOT NULL,
    merge TEXT,
    undone INTEGER NOT NULL DEFAULT 0,
    changeset BLOB NOT NULL
);

-- What the network told. No act of the curator touches these.

CREATE TABLE fetch_state (
    source_id INTEGER PRIMARY KEY,
    etag TEXT NOT NULL DEFAULT '',       -- the server's own bytes (as Latin-1), sent back untouched
    last_modified TEXT NOT NULL DEFAULT '',
    body_hash TEXT NOT NULL DEFAULT '',
    checked INTEGER,
    status TEXT NOT NULL DEFAULT 'never',
    error TEXT,
    failures INTEGER NOT NULL DEFAULT 0, -- in a row
    due INTEGER                          -- when to ask again; NULL: the source is gone
);

-- Hosts that asked to be left alone, and until when.
CREATE TABLE host_rest (
    host TEXT PRIMARY KEY,
    until INTEGER NOT NULL
) WITHOUT ROWID;

-- Which entry of which feed became which article, and what it said then.
CREATE TABLE entry (
    source_id INTEGER NOT NULL,
    key TEXT NOT NULL,
    article_id INTEGER NOT NULL,
    content_hash BLOB NOT NULL,
    PRIMARY KEY (source_id, key)
) WITHOUT ROWID;
CREATE INDEX entry_of_article ON entry (article_id);

-- A few hashes of each text, to find the same text under another headline.
CREATE TABLE sketch (
    article_id INTEGER NOT NULL,
    hash INTEGER NOT NULL,
    PRIMARY KEY (article_id, hash)
) WITHOUT ROWID;
CREATE INDEX sketch_by_hash ON sketch (hash);

-- Full-text search. It keeps no copy of the text; what goes in is folded first (store/search.py), so
-- triggers only note what must be indexed, and the program does it after the list is shown.
CREATE VIRTUAL TABLE article_search USING fts5(
    title, blurb, text, byline, site,
    content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3'
);
CREATE TABLE search_pending (article_id INTEGER PRIMARY KEY);
CREATE TRIGGER article_added AFTER INSERT ON article BEGIN
    INSERT OR IGNORE INTO search_pending (article_id) VALUES (new.id);
END;
CREATE TRIGGER article_changed AFTER UPDATE OF title, blurb, text, byline, site ON article BEGIN
    INSERT OR IGNORE INTO search_pending (article_id) VALUES (new.id);
END;
CREATE TRIGGER article_removed AFTER DELETE ON article BEGIN
    DELETE FROM article_search WHERE rowid = old.id;
    DELETE FROM search_pending WHERE article_id = old.id;
    DELETE FROM sketch WHERE article_id = old.id;
    DELETE FROM entry WHERE article_id = old.id;
END;
