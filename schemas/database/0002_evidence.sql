-- Evidence: where something stands in a text. Ids come from text, span and type, never from the extractor, so that a
-- later extractor that finds the same thing finds the same row, with every human judgement about it.

CREATE TABLE mention (
    id TEXT PRIMARY KEY,                    -- begins with the text's hash, so that a text's mentions lie together
    text INTEGER NOT NULL REFERENCES text (id),
    type TEXT NOT NULL CHECK (type IN ('figure', 'organization', 'place', 'enumeration', 'numeral')),
    quote TEXT NOT NULL,                    -- the fragments joined
    start INTEGER NOT NULL,                 -- of the first fragment
    "end" INTEGER NOT NULL                  -- of the last fragment
) STRICT, WITHOUT ROWID;

-- The fragments of a mention. They are written first and the mention last, which then seals them.
CREATE TABLE evidence (
    mention TEXT NOT NULL REFERENCES mention (id) DEFERRABLE INITIALLY DEFERRED,
    part INTEGER NOT NULL CHECK (part >= 0),
    text INTEGER NOT NULL REFERENCES text (id),
    start INTEGER NOT NULL CHECK (start >= 0),
    "end" INTEGER NOT NULL CHECK ("end" > start),
    quote TEXT NOT NULL,
    PRIMARY KEY (mention, part)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER evidence_is_in_text BEFORE INSERT ON evidence
WHEN NEW.quote IS NOT (
    SELECT substr(group_concat(content, ''), NEW.start - min(start) + 1, NEW."end" - NEW.start)
    FROM (
        SELECT start, content FROM passage
        WHERE text = NEW.text
            AND start >= (SELECT max(start) FROM passage WHERE text = NEW.text AND start <= NEW.start)
            AND start < NEW."end"
        ORDER BY start
    )
)
BEGIN SELECT raise(ABORT, 'the quote is not in its document'); END;

CREATE TRIGGER evidence_sealed BEFORE INSERT ON evidence
WHEN EXISTS (SELECT 1 FROM mention WHERE id = NEW.mention)
BEGIN SELECT raise(ABORT, 'the evidence of a mention never changes'); END;

CREATE TRIGGER mention_is_its_evidence BEFORE INSERT ON mention
WHEN (NEW.text, NEW.text, NEW.quote, NEW.start, NEW."end", 1) IS NOT (
    SELECT min(text), max(text), group_concat(quote, ''), min(start), max("end"), count(*) - max(part)
    FROM (SELECT * FROM evidence WHERE mention = NEW.id ORDER BY part)
)
BEGIN SELECT raise(ABORT, 'a mention is the join of its fragments'); END;

CREATE TRIGGER mention_immutable BEFORE UPDATE ON mention
BEGIN SELECT raise(ABORT, 'the evidence of a mention never changes'); END;
CREATE TRIGGER mention_kept BEFORE DELETE ON mention
BEGIN SELECT raise(ABORT, 'the evidence of a mention never changes'); END;
CREATE TRIGGER evidence_immutable BEFORE UPDATE ON evidence
BEGIN SELECT raise(ABORT, 'the evidence of a mention never changes'); END;
CREATE TRIGGER evidence_kept BEFORE DELETE ON evidence
BEGIN SELECT raise(ABORT, 'the evidence of a mention never changes'); END;

-- An extractor with its configuration. Content only: when it ran stands in log.
CREATE TABLE run (
    id TEXT PRIMARY KEY,                    -- hash of the two
    extractor TEXT NOT NULL,
    configuration TEXT NOT NULL CHECK (json_valid(configuration))
) STRICT, WITHOUT ROWID;

-- One run over one document version; that the row exists says that the work is done.
CREATE TABLE extraction (
    id TEXT PRIMARY KEY,                    -- hash of the two
    version TEXT NOT NULL REFERENCES document_version (id),
    run TEXT NOT NULL REFERENCES run (id),
    kind TEXT NOT NULL,
    script TEXT NOT NULL,
    notes TEXT NOT NULL CHECK (json_valid(notes)),
    UNIQUE (version, run)
) STRICT, WITHOUT ROWID;

-- The run whose readings count, named for each document version: a base that is half re-extracted stays whole.
CREATE TABLE active_run (
    version TEXT PRIMARY KEY,
    run TEXT NOT NULL,
    FOREIGN KEY (version, run) REFERENCES extraction (version, run)
) STRICT, WITHOUT ROWID;

-- An organization or a place. What kind of organization it is, is a reading of each mention (resolution.kind).
CREATE TABLE entity (
    id TEXT PRIMARY KEY,                    -- hash of type, name and code
    type TEXT NOT NULL CHECK (type IN ('organization', 'place')),
    name TEXT NOT NULL,                     -- canonical, simplified
    code TEXT,                              -- GB/T 2260, places only
    CHECK (type = 'place' OR code IS NULL)
) STRICT, WITHOUT ROWID;
CREATE INDEX entity_name ON entity (name);
CREATE INDEX entity_code ON entity (code) WHERE code IS NOT NULL;

CREATE TABLE alias (
    entity TEXT NOT NULL REFERENCES entity (id),
    surface TEXT NOT NULL,                  -- as written in some text
    PRIMARY KEY (entity, surface)
) STRICT, WITHOUT ROWID;
CREATE INDEX alias_surface ON alias (surface);

CREATE TABLE article (
    extraction TEXT NOT NULL REFERENCES extraction (id),
    id TEXT NOT NULL,
    number INTEGER NOT NULL,
    title TEXT,
    kind TEXT NOT NULL,
    place TEXT REFERENCES entity (id),
    published_on TEXT,
    blocks TEXT NOT NULL CHECK (json_valid(blocks)),   -- [[start, end], …]
    PRIMARY KEY (extraction, id)
) STRICT, WITHOUT ROWID;

-- What one run took a name for. An ambiguous name has one unsure row for each candidate.
CREATE TABLE resolution (
    extraction TEXT NOT NULL REFERENCES extraction (id),
    mention TEXT NOT NULL REFERENCES mention (id),
    entity TEXT NOT NULL REFERENCES entity (id),
    judgement TEXT NOT NULL CHECK (judgement IN ('positive', 'negative', 'unsure')),
    article TEXT NOT NULL,
    kind TEXT NOT NULL,                     -- of organization, or level of place
    form TEXT,                              -- of a place name: full, short, abbreviation, deictic
    PRIMARY KEY (extraction, mention, entity),
    FOREIGN KEY (extraction, article) REFERENCES article (extraction, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX resolution_entity ON resolution (entity);
