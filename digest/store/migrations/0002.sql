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

-- When the curator decided what `state` says; NULL where that was before version 2.
ALTER TABLE article ADD COLUMN decided INTEGER;
-- The dismissed articles that still have a text, and since when. Of older decisions the time is not known: they
-- count from today. A table beside the articles, as to read all of them takes minutes where there are many.
CREATE TABLE text_to_drop (article_id INTEGER PRIMARY KEY, dismissed INTEGER NOT NULL);
INSERT INTO text_to_drop SELECT id, unixepoch() FROM article WHERE state = 'dismissed' ORDER BY id;
CREATE INDEX text_to_drop_by_time ON text_to_drop (dismissed);
CREATE TRIGGER article_came_dismissed AFTER INSERT ON article WHEN new.state = 'dismissed' AND new.text <> '' BEGIN
    INSERT INTO text_to_drop VALUES (new.id, coalesce(new.decided, unixepoch()));
END;
CREATE TRIGGER article_decided AFTER UPDATE OF state, decided, text ON article
WHEN old.state = 'dismissed' OR new.state = 'dismissed' BEGIN
    DELETE FROM text_to_drop WHERE article_id = new.id;
    INSERT INTO text_to_drop SELECT new.id, coalesce(new.decided, unixepoch())
    WHERE new.state = 'dismissed' AND new.text <> '';
END;
CREATE TRIGGER article_to_drop_removed AFTER DELETE ON article BEGIN
    DELETE FROM text_to_drop WHERE article_id = old.id;
END;

-- When its own page was last asked for its full text.
ALTER TABLE article ADD COLUMN page_asked INTEGER;

-- Its feed changed it after its text had come from its page, so that the page is to be read again.
ALTER TABLE article ADD COLUMN outdated INTEGER NOT NULL DEFAULT 0;

-- The links behind words of its text, each as [from character, before character, address].
ALTER TABLE article ADD COLUMN links TEXT NOT NULL DEFAULT '[]';

-- The size of its picture in pixels, where it is known.
ALTER TABLE article ADD COLUMN image_width INTEGER;
ALTER TABLE article ADD COLUMN image_height INTEGER;

-- Stories

-- The article that the curator chose to lead its story.
CREATE TABLE story_lead (article_id INTEGER PRIMARY KEY);

-- The articles of the stories that have several, in the order in which they lead: the chosen one, then those
-- that told it first. Told by article and story_lead alone, so that it stays right through undo.
CREATE TABLE story_member (
    article_id INTEGER PRIMARY KEY,
    story_id INTEGER NOT NULL,
    place INTEGER NOT NULL
);
CREATE INDEX members_of_story ON story_member (story_id, place, article_id);
CREATE VIEW story_order AS
    SELECT a.id AS article_id, a.story_id, iif(l.article_id IS NULL, a.at, -9223372036854775807) AS place
    FROM article a LEFT JOIN story_lead l ON l.article_id = a.id
    WHERE EXISTS (SELECT 1 FROM article o WHERE o.story_id = a.story_id AND o.id <> a.id);
-- Nobody has chosen any yet. From indexes alone: the articles themselves lie far apart.
INSERT INTO story_member
    WITH teller AS MATERIALIZED (
        SELECT id, story_id FROM article WHERE story_id IN
            (SELECT story_id FROM article WHERE story_id IS NOT NULL GROUP BY story_id HAVING count(*) > 1))
    SELECT a.id, t.story_id, a.at FROM article a INDEXED BY article_in_order CROSS JOIN teller t ON t.id = a.id;
CREATE TRIGGER story_begun AFTER INSERT ON article WHEN new.story_id IS NOT NULL BEGIN
    DELETE FROM story_member WHERE story_id = new.story_id;
    INSERT INTO story_member SELECT * FROM story_order WHERE story_id = new.story_id;
END;
CREATE TRIGGER story_changed AFTER UPDATE OF story_id, at ON article
WHEN old.story_id IS NOT new.story_id OR old.at <> new.at BEGIN
    DELETE FROM story_member WHERE story_id IN (old.story_id, new.story_id);
    INSERT INTO story_member SELECT * FROM story_order WHERE story_id IN (old.story_id, new.story_id);
END;
CREATE TRIGGER story_left AFTER DELETE ON article WHEN old.story_id IS NOT NULL BEGIN
    DELETE FROM story_member WHERE story_id = old.story_id;
    INSERT INTO story_member SELECT * FROM story_order WHERE story_id = old.story_id;
END;
CREATE TRIGGER story_lead_chosen AFTER INSERT ON story_lead BEGIN
    UPDATE story_member SET place = -9223372036854775807 WHERE article_id = new.article_id;
END;
CREATE TRIGGER story_lead_dropped AFTER DELETE ON story_lead BEGIN
    UPDATE story_member SET place = (SELECT at FROM article WHERE id = old.article_id)
    WHERE article_id = old.article_id;
END;

-- The articles for which no story was found or begun yet. From indexes alone, as above.
CREATE TABLE article_unplaced (article_id INTEGER PRIMARY KEY);
INSERT INTO article_unplaced
    SELECT id FROM article INDEXED BY article_in_order WHERE id NOT IN
        (SELECT id FROM article INDEXED BY article_in_story WHERE story_id IS NOT NULL);
CREATE TRIGGER article_came_unplaced AFTER INSERT ON article WHEN new.story_id IS NULL BEGIN
    INSERT INTO article_unplaced VALUES (new.id);
END;
CREATE TRIGGER article_placed AFTER UPDATE OF story_id ON article
WHEN (old.story_id IS NULL) <> (new.story_id IS NULL) BEGIN
    DELETE FROM article_unplaced WHERE article_id = new.id;
    INSERT INTO article_unplaced SELECT new.id WHERE new.story_id IS NULL;
END;

-- What an article is recognised by (collect/telling.py), and in how many articles each word was (0: in all).
CREATE TABLE telling (article_id INTEGER PRIMARY KEY, told BLOB NOT NULL);
CREATE TABLE word_seen (code INTEGER PRIMARY KEY, articles INTEGER NOT NULL);

-- The same for every spelling of an article's address. `is_detour`: the one that is kept is an AMP cache's, a
-- mobile host's or the like, and gives way to the site's own.
CREATE TABLE article_address (
    article_id INTEGER PRIMARY KEY,
    address INTEGER NOT NULL,
    is_detour INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX article_by_address ON article_address (address);
CREATE TRIGGER article_unrecognised AFTER DELETE ON article BEGIN
    DELETE FROM telling WHERE article_id = old.id;
    DELETE FROM article_unplaced WHERE article_id = old.id;
    DELETE FROM article_address WHERE article_id = old.id;
END;

-- Reading

-- A list in its order, with all that a filter asks of an article: it never reads the articles themselves.
DROP INDEX article_in_order;
CREATE INDEX article_in_order ON article (at DESC, id DESC, state, collected, source_id, minutes, language);
-- The same by number, as a search comes upon them.
CREATE INDEX article_by_number ON article (id, at, state, collected, source_id, minutes, language);

-- Articles with a smaller id were indexed as version 1 folded texts, and are looked through once more, the newest first.
CREATE TABLE search_outdated (below INTEGER NOT NULL);
INSERT INTO search_outdated SELECT coalesce(max(id), 0) + 1 FROM article;

-- The newest articles of a large archive once more, all from `first` on: what a word's beginning finds first is found
-- among these few at once. The program fills it, and lowers `first` as it does (store/index.py).
CREATE VIRTUAL TABLE recent_search USING fts5(
    title, blurb, text, byline, site,
    content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3'
);
CREATE TABLE recent_since (first INTEGER NOT NULL);
INSERT INTO recent_since VALUES (9223372036854775807);
CREATE TRIGGER recent_article_removed AFTER DELETE ON article
WHEN old.id >= (SELECT first FROM recent_since) BEGIN
    DELETE FROM recent_search WHERE rowid = old.id;
END;

-- A search that the curator keeps under a name; `only_new`: among what came in since the last digest.
CREATE TABLE saved_search (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,
    search TEXT NOT NULL,
    only_new INTEGER NOT NULL DEFAULT 0
);

-- Writing

-- The size of an item's picture in pixels: its own copy, as of all that it shows.
ALTER TABLE item ADD COLUMN image_width INTEGER;
ALTER TABLE item ADD COLUMN image_height INTEGER;

-- What the desk remembers: the digest in work, the theme. No act, so not in the history.
CREATE TABLE memory (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;
