-- Documents that name each other. Both tables are what one run read from one text; which document is meant follows from
-- their keys (folded titles without marks; issuer's code, year and number) and is never stored.

-- What a document is known by.
CREATE TABLE designation (
    extraction TEXT NOT NULL REFERENCES extraction (id),
    kind TEXT NOT NULL CHECK (kind IN ('title', 'carries', 'number')),   -- carries: a title within its own title
    key TEXT NOT NULL,
    PRIMARY KEY (extraction, kind, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX designation_key ON designation (key);

-- Where a text names a document: 《title》 or number.
CREATE TABLE citation (
    extraction TEXT NOT NULL REFERENCES extraction (id),
    start INTEGER NOT NULL CHECK (start >= 0),
    "end" INTEGER NOT NULL CHECK ("end" > start),
    kind TEXT NOT NULL CHECK (kind IN ('title', 'number')),
    key TEXT NOT NULL,
    quote TEXT NOT NULL,
    PRIMARY KEY (extraction, start)
) STRICT, WITHOUT ROWID;
CREATE INDEX citation_key ON citation (key);

-- The current documents that a citation means. Where a document names itself (its number in its heading) it cites none.
CREATE VIEW v_citation AS
SELECT d.uri, c.start, c."end", c.kind, c.quote, g.kind AS by, o.uri AS target
FROM v_document d
JOIN citation c ON c.extraction = d.extraction
LEFT JOIN (designation g JOIN v_document o ON o.extraction = g.extraction AND o.first)
    ON g.key = c.key AND (g.kind = 'number') = (c.kind = 'number') AND o.uri <> d.uri
WHERE NOT EXISTS (SELECT 1 FROM designation own WHERE own.extraction = d.extraction AND own.key = c.key);
