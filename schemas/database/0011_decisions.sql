-- Who is who: what humans decided about names of organizations. Append-only, and by name, never by run or by the id of
-- a reading, so that a decision holds for whatever a later run or a later document reads under that name.
--   merge     `name` is the body called `other`                               (a positive judgement)
--   split     `name` stands for itself again; with `uri` and `other`: in that document it is the body `other`
--   alias     the written form `name` means the body `other`, everywhere or in the document `uri`
--   distinct  `name` and `other` are two bodies: never proposed again         (negative)
--   unsure    the two were looked at and left open                            (unsure)
-- The latest of merge, split and alias on a name (and document) holds.
CREATE TABLE decision (
    number INTEGER PRIMARY KEY CHECK (number >= 1),   -- in the order of the decisions, so that no clock is needed
    action TEXT NOT NULL CHECK (action IN ('merge', 'split', 'alias', 'distinct', 'unsure')),
    name TEXT NOT NULL CHECK (name <> ''),
    other TEXT CHECK (other <> '' AND other <> name),
    uri TEXT,                               -- only there; NULL: everywhere
    reviewer TEXT NOT NULL,
    note TEXT,
    evidence TEXT NOT NULL CHECK (json_valid(evidence)),   -- what a proposal said that was judged; else []
    CHECK (action = 'split' OR other IS NOT NULL),
    CHECK (action <> 'split' OR (other IS NULL) = (uri IS NULL)),
    CHECK (uri IS NULL OR action <> 'merge')
) STRICT;
CREATE INDEX decision_name ON decision (name);

CREATE TRIGGER decision_in_order BEFORE INSERT ON decision
WHEN NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM decision)
BEGIN SELECT raise(ABORT, 'decisions are numbered in their order'); END;
CREATE TRIGGER decision_immutable BEFORE UPDATE ON decision
BEGIN SELECT raise(ABORT, 'decisions are only ever added'); END;
CREATE TRIGGER decision_kept BEFORE DELETE ON decision
BEGIN SELECT raise(ABORT, 'decisions are only ever added'); END;

-- The decisions that hold now.
CREATE VIEW v_decision AS
SELECT d.* FROM decision d
WHERE NOT EXISTS (
    SELECT 1 FROM decision later
    WHERE later.number > d.number AND later.name = d.name AND later.uri IS d.uri
        AND CASE WHEN d.action IN ('merge', 'split', 'alias')
            THEN later.action IN ('merge', 'split', 'alias')
            ELSE later.other = d.other AND later.action IN ('merge', 'distinct', 'unsure')
        END
);
