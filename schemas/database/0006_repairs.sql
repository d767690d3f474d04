-- Repairs: damaged characters and what they probably were. Suggestions beside the text, which keeps what was read.

CREATE TABLE repair (
    extraction TEXT NOT NULL REFERENCES extraction (id),
    number INTEGER NOT NULL CHECK (number >= 0),
    start INTEGER NOT NULL CHECK (start >= 0),
    "end" INTEGER NOT NULL CHECK ("end" > start),
    quote TEXT NOT NULL,                    -- as read
    suggested TEXT NOT NULL,                -- with ? for each lost character
    method TEXT NOT NULL CHECK (
        method IN ('gbk-shift', 'utf-8-as-gbk', 'utf-8-as-latin-1', 'gbk-as-latin-1', 'replaced')
    ),
    PRIMARY KEY (extraction, number)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER repair_is_in_text BEFORE INSERT ON repair
WHEN NEW.quote IS NOT (
    SELECT substr(group_concat(content, ''), NEW.start - min(start) + 1, NEW."end" - NEW.start)
    FROM (
        SELECT p.start, p.content
        FROM extraction e JOIN document_version v ON v.id = e.version JOIN passage p ON p.text = v.text
        WHERE e.id = NEW.extraction AND p."end" > NEW.start AND p.start < NEW."end"
        ORDER BY p.start
    )
)
BEGIN SELECT raise(ABORT, 'the quote of a repair is not in its document'); END;

-- A character of which bytes are lost; lead and trail are those of its GBK code that are left.
CREATE TABLE repair_lost (
    extraction TEXT NOT NULL,
    repair INTEGER NOT NULL,
    at INTEGER NOT NULL CHECK (at >= 0),    -- in the suggested text
    lead INTEGER CHECK (lead BETWEEN 0 AND 255),
    trail INTEGER CHECK (trail BETWEEN 0 AND 255),
    PRIMARY KEY (extraction, repair, at),
    FOREIGN KEY (extraction, repair) REFERENCES repair (extraction, number)
) STRICT, WITHOUT ROWID;

-- What a lost character was, by a name that fits around it: known in the same document, or elsewhere in the base.
CREATE TABLE repair_proposal (
    extraction TEXT NOT NULL,
    repair INTEGER NOT NULL,
    at INTEGER NOT NULL,
    character TEXT NOT NULL CHECK (length(character) = 1),
    source TEXT NOT NULL CHECK (source IN ('document', 'base')),
    mention TEXT NOT NULL REFERENCES mention (id),   -- the evidence: the name where it is whole
    PRIMARY KEY (extraction, repair, at, character),
    FOREIGN KEY (extraction, repair, at) REFERENCES repair_lost (extraction, repair, at)
) STRICT, WITHOUT ROWID;
