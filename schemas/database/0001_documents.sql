-- Documents: what was read, exactly as it was read.
--
-- Every id is a hash of content, never a counter, so that the same sources give the same base in whatever order and
-- however often they are loaded. Clock values live in "log" alone, which dumps leave out.

CREATE TABLE text (
    id INTEGER PRIMARY KEY,                 -- the first 63 bits of sha256; also the row number in search_index
    sha256 TEXT NOT NULL UNIQUE,            -- of the UTF-8
    length INTEGER NOT NULL CHECK (length >= 0)   -- code points
) STRICT;

-- The text itself, in contiguous passages of bounded length, so that checking one quote costs the same in a long text
-- as in a short one. SQLite's string functions stop at U+0000: a passage holds none, or nothing else.
CREATE TABLE passage (
    text INTEGER NOT NULL REFERENCES text (id),
    start INTEGER NOT NULL CHECK (start >= 0),
    "end" INTEGER NOT NULL CHECK ("end" > start),
    content TEXT NOT NULL,
    PRIMARY KEY (text, start),
    CHECK (
        length(content) = "end" - start
        OR (length(content) = 0 AND length(CAST(content AS BLOB)) = "end" - start)
    )
) STRICT, WITHOUT ROWID;

CREATE TRIGGER passage_follows BEFORE INSERT ON passage
WHEN NEW.start <> coalesce((SELECT max("end") FROM passage WHERE text = NEW.text), 0)
    OR NEW."end" > (SELECT length FROM text WHERE id = NEW.text)
BEGIN SELECT raise(ABORT, 'the passages of a text follow each other without gap'); END;

CREATE TRIGGER text_immutable BEFORE UPDATE ON text
BEGIN SELECT raise(ABORT, 'a stored text never changes'); END;
CREATE TRIGGER text_kept BEFORE DELETE ON text
BEGIN SELECT raise(ABORT, 'a stored text never changes'); END;
CREATE TRIGGER passage_immutable BEFORE UPDATE ON passage
BEGIN SELECT raise(ABORT, 'a stored text never changes'); END;
CREATE TRIGGER passage_kept BEFORE DELETE ON passage
BEGIN SELECT raise(ABORT, 'a stored text never changes'); END;

CREATE TABLE document (
    uri TEXT PRIMARY KEY,
    current TEXT NOT NULL REFERENCES document_version (id) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

CREATE TABLE document_version (
    id TEXT PRIMARY KEY,                    -- hash of uri, bytes, reader and text
    uri TEXT NOT NULL REFERENCES document (uri),
    sha256 TEXT NOT NULL,                   -- of the bytes
    reader TEXT NOT NULL,
    text INTEGER NOT NULL REFERENCES text (id),
    media_type TEXT NOT NULL,
    title TEXT,
    publisher TEXT,
    published_on TEXT,
    encoding TEXT,
    replaced INTEGER NOT NULL DEFAULT 0     -- undecodable bytes that were replaced
) STRICT, WITHOUT ROWID;
CREATE INDEX document_version_uri ON document_version (uri);
CREATE INDEX document_version_text ON document_version (text);

CREATE TRIGGER document_version_immutable BEFORE UPDATE ON document_version
BEGIN SELECT raise(ABORT, 'a document version never changes'); END;

CREATE TABLE block (
    version TEXT NOT NULL REFERENCES document_version (id),
    number INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL CHECK ("end" >= start),
    kind TEXT NOT NULL,
    reading_order INTEGER,                  -- NULL: not part of the running text
    locator TEXT NOT NULL CHECK (json_valid(locator)),
    cell TEXT CHECK (cell IS NULL OR json_valid(cell)),
    PRIMARY KEY (version, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE failure (
    uri TEXT NOT NULL,
    sha256 TEXT NOT NULL DEFAULT '',        -- '' where the bytes themselves could not be had
    reason TEXT NOT NULL,
    PRIMARY KEY (uri, sha256)
) STRICT, WITHOUT ROWID;

-- The only place for clock values and counters.
CREATE TABLE log (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    event TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail TEXT
) STRICT;

-- One row a text, holding its search tokens (extract/store/tokens.py makes them: one a Chinese character) and no copy
-- of it. The ascii tokenizer takes every character beyond ASCII as part of a token, so none is unsearchable.
CREATE VIRTUAL TABLE search_index USING fts5(
    tokens, content = '', tokenize = "ascii tokenchars '!""#$%&''()*+,-./:;<=>?@[\]^_`{|}~'"
);
