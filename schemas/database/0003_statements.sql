-- Statements: figures in context. Values are exact decimals or fractions as text (extract/interval.py number_to_text);
-- the *_real columns are their nearest binary floats, for ordering and plotting only, never for a verdict.

-- A quantity as read from a mention. The id is the mention's beginning and a hash of all columns: runs that agree share
-- the row.
CREATE TABLE figure (
    id TEXT PRIMARY KEY,
    mention TEXT NOT NULL REFERENCES mention (id),
    low TEXT, low_inclusive INTEGER NOT NULL CHECK (low_inclusive IN (0, 1)),
    high TEXT, high_inclusive INTEGER NOT NULL CHECK (high_inclusive IN (0, 1)),
    likely_low TEXT, likely_low_inclusive INTEGER NOT NULL CHECK (likely_low_inclusive IN (0, 1)),
    likely_high TEXT, likely_high_inclusive INTEGER NOT NULL CHECK (likely_high_inclusive IN (0, 1)),
    approx INTEGER NOT NULL CHECK (approx IN (0, 1)),
    unit TEXT NOT NULL,
    per TEXT,
    dimension TEXT NOT NULL,
    rule TEXT NOT NULL,
    low_real REAL,
    high_real REAL
) STRICT, WITHOUT ROWID;

-- The stable anchor of a statement. One mention has several only where one figure is said of several things.
CREATE TABLE statement (
    id TEXT PRIMARY KEY,                    -- the mention's id; ".2", ".3" … for its further statements
    mention TEXT NOT NULL REFERENCES mention (id),
    ordinal INTEGER NOT NULL CHECK (ordinal >= 1)
) STRICT, WITHOUT ROWID;

-- What one run made of a statement of one document version.
CREATE TABLE reading (
    extraction TEXT NOT NULL REFERENCES extraction (id),
    statement TEXT NOT NULL REFERENCES statement (id),
    article TEXT NOT NULL,
    number INTEGER NOT NULL,                -- position among the figures of the extraction
    figure TEXT NOT NULL REFERENCES figure (id),
    counted TEXT,
    indicator TEXT,
    status TEXT NOT NULL CHECK (
        status IN ('target', 'budget', 'commitment', 'underway', 'disbursement', 'actual', 'background')
    ),
    subtype TEXT CHECK (subtype IN ('pledge', 'commitment', 'disbursement', 'expenditure', 'allocation')),
    programme TEXT,
    period_start TEXT,
    period_end TEXT,                        -- inclusive
    period_basis TEXT CHECK (period_basis IN ('flow', 'cumulative', 'instant')),
    period_text TEXT,
    digest TEXT NOT NULL,                   -- hash of all that was read: what a review has seen
    PRIMARY KEY (extraction, statement),
    FOREIGN KEY (extraction, article) REFERENCES article (extraction, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX reading_statement ON reading (statement);
CREATE INDEX reading_indicator ON reading (indicator, status);

CREATE TABLE reading_provider (
    extraction TEXT NOT NULL REFERENCES extraction (id),
    statement TEXT NOT NULL,
    number INTEGER NOT NULL,
    entity TEXT NOT NULL REFERENCES entity (id),
    PRIMARY KEY (extraction, statement, number),
    FOREIGN KEY (extraction, statement) REFERENCES reading (extraction, statement)
) STRICT, WITHOUT ROWID;
CREATE INDEX reading_provider_entity ON reading_provider (entity);

CREATE TABLE reading_place (
    extraction TEXT NOT NULL REFERENCES extraction (id),
    statement TEXT NOT NULL,
    number INTEGER NOT NULL,
    entity TEXT NOT NULL REFERENCES entity (id),
    PRIMARY KEY (extraction, statement, number),
    FOREIGN KEY (extraction, statement) REFERENCES reading (extraction, statement)
) STRICT, WITHOUT ROWID;
CREATE INDEX reading_place_entity ON reading_place (entity);

CREATE TABLE enumeration (
    extraction TEXT NOT NULL REFERENCES extraction (id),
    mention TEXT NOT NULL REFERENCES mention (id),
    article TEXT NOT NULL,
    stated ANY NOT NULL,                    -- an integer; its digits as text beyond 64 bits
    stated_high ANY,                        -- likewise; NULL: no upper bound
    closed INTEGER NOT NULL CHECK (closed IN (0, 1)),
    PRIMARY KEY (extraction, mention),
    FOREIGN KEY (extraction, article) REFERENCES article (extraction, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE enumeration_member (
    extraction TEXT NOT NULL REFERENCES extraction (id),
    mention TEXT NOT NULL,
    number INTEGER NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (extraction, mention, number),
    FOREIGN KEY (extraction, mention) REFERENCES enumeration (extraction, mention)
) STRICT, WITHOUT ROWID;

CREATE TABLE numeral (
    extraction TEXT NOT NULL REFERENCES extraction (id),
    mention TEXT NOT NULL REFERENCES mention (id),
    article TEXT NOT NULL,
    role TEXT NOT NULL,
    value TEXT,
    PRIMARY KEY (extraction, mention),
    FOREIGN KEY (extraction, article) REFERENCES article (extraction, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX numeral_role ON numeral (role);

-- subject is a statement, for enumerates the mention of the enumeration; object is a statement.
CREATE TABLE relation (
    extraction TEXT NOT NULL REFERENCES extraction (id),   -- that says so
    kind TEXT NOT NULL CHECK (kind IN ('part_of', 'enumerates', 'same_as', 'revises', 'transfer_of')),
    subject TEXT NOT NULL,
    object TEXT NOT NULL REFERENCES statement (id),
    PRIMARY KEY (extraction, kind, subject, object),
    CHECK (subject <> object OR kind = 'enumerates')
) STRICT, WITHOUT ROWID;
CREATE INDEX relation_object ON relation (object);

CREATE TRIGGER relation_has_subject BEFORE INSERT ON relation
WHEN NOT CASE NEW.kind
        WHEN 'enumerates' THEN EXISTS (SELECT 1 FROM mention WHERE id = NEW.subject AND type = 'enumeration')
        ELSE EXISTS (SELECT 1 FROM statement WHERE id = NEW.subject)
    END
BEGIN SELECT raise(ABORT, 'the subject of a relation does not exist'); END;
