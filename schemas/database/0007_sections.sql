-- Sections of an article, so that a target is cited with the headings that it stands under; and who published an
-- article, with the days between which it appeared where it names none.

ALTER TABLE article ADD COLUMN publisher TEXT;
ALTER TABLE article ADD COLUMN published_from TEXT;   -- inclusive; the same as published_to where the day is known
ALTER TABLE article ADD COLUMN published_to TEXT;

CREATE TABLE section (
    extraction TEXT NOT NULL REFERENCES extraction (id),
    article TEXT NOT NULL,
    number INTEGER NOT NULL,                -- position among the sections of the article, from 0
    parent INTEGER,                         -- number of the section that it lies in
    level INTEGER NOT NULL CHECK (level >= 1),
    title TEXT NOT NULL,                    -- as written, without line breaks
    path TEXT NOT NULL CHECK (json_valid(path)),   -- the titles from the highest down to its own
    start INTEGER NOT NULL,                 -- of the heading, in the document's text
    "end" INTEGER NOT NULL CHECK ("end" >= start),
    PRIMARY KEY (extraction, article, number),
    FOREIGN KEY (extraction, article) REFERENCES article (extraction, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE reading_section (
    extraction TEXT NOT NULL REFERENCES extraction (id),
    statement TEXT NOT NULL,
    article TEXT NOT NULL,
    section INTEGER NOT NULL,               -- the innermost one that the figure stands in
    PRIMARY KEY (extraction, statement),
    FOREIGN KEY (extraction, statement) REFERENCES reading (extraction, statement),
    FOREIGN KEY (extraction, article, section) REFERENCES section (extraction, article, number)
) STRICT, WITHOUT ROWID;
