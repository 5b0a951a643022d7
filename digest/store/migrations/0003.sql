-- Version 3.

-- Articles below `below_of_1` were indexed as version 1 folded texts, the others below `below` as version 2 did. All
-- are looked through once more, the newest first: of the scripts of India and its neighbours both lost the vowels.
ALTER TABLE search_outdated ADD COLUMN below_of_1 INTEGER NOT NULL DEFAULT 0;
UPDATE search_outdated SET below_of_1 = below, below = (SELECT coalesce(max(id), 0) + 1 FROM article);
