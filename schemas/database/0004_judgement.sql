-- Judgement: what humans decided and what the checks found.

-- Human verdicts, append-only. They hang on the stable anchor and outlive every re-extraction. Each names the verdict
-- on the same statement that it follows, so their order needs no clock.
CREATE TABLE review (
    id TEXT PRIMARY KEY,                    -- hash of all columns
    statement TEXT NOT NULL REFERENCES statement (id),
    follows TEXT REFERENCES review (id),
    reviewer TEXT NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('accepted', 'rejected', 'corrected', 'unsure')),
    correction TEXT CHECK (correction IS NULL OR json_valid(correction)),   -- {"status": …, "indicator": …}
    note TEXT,
    seen TEXT NOT NULL,                     -- the digest of the reading that was judged
    CHECK ((verdict = 'corrected') = (correction IS NOT NULL))
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX review_chain ON review (statement, coalesce(follows, ''));
CREATE UNIQUE INDEX review_follows ON review (follows) WHERE follows IS NOT NULL;

CREATE TRIGGER review_follows_same_statement BEFORE INSERT ON review
WHEN NEW.follows IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM review WHERE id = NEW.follows AND statement = NEW.statement)
BEGIN SELECT raise(ABORT, 'a review follows one of the same statement'); END;
CREATE TRIGGER review_immutable BEFORE UPDATE ON review
BEGIN SELECT raise(ABORT, 'reviews are only ever added'); END;
CREATE TRIGGER review_kept BEFORE DELETE ON review
BEGIN SELECT raise(ABORT, 'reviews are only ever added'); END;

CREATE TABLE "check" (
    id TEXT PRIMARY KEY,                    -- its name: enumeration, part-whole …
    holds TEXT NOT NULL                     -- what it holds, in words
) STRICT, WITHOUT ROWID;

CREATE TABLE finding (
    id TEXT PRIMARY KEY,                    -- hash of check, inputs and verdict
    "check" TEXT NOT NULL REFERENCES "check" (id),
    verdict TEXT NOT NULL CHECK (verdict IN ('consistent', 'inconsistent', 'cannot-tell')),
    reason TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE finding_input (
    finding TEXT NOT NULL REFERENCES finding (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    mention TEXT NOT NULL REFERENCES mention (id),
    role TEXT NOT NULL,                     -- whole, part, committed, disbursed, stated …
    PRIMARY KEY (finding, number)
) STRICT, WITHOUT ROWID;
