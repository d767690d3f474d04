-- Reviews that outlive re-extraction and revisions of the text. A verdict keeps what it judged: the reading in full and,
-- like a TextQuoteSelector of the W3C Web Annotation model, the quote with the text before and behind it.

DROP VIEW v_review_queue;
DROP VIEW v_plan_vs_report;
DROP VIEW v_total;
DROP VIEW v_fact;
DROP VIEW v_statement;
DROP VIEW v_reading;
DROP VIEW v_review;

-- What one run reads of a statement, without offsets and ids, so that readings of different texts compare.
CREATE VIEW v_content AS
SELECT r.extraction, r.statement, json_object(
    'low', f.low, 'low_inclusive', f.low_inclusive, 'high', f.high, 'high_inclusive', f.high_inclusive,
    'likely_low', f.likely_low, 'likely_low_inclusive', f.likely_low_inclusive,
    'likely_high', f.likely_high, 'likely_high_inclusive', f.likely_high_inclusive, 'approx', f.approx,
    'unit', f.unit, 'per', f.per, 'dimension', f.dimension,
    'counted', r.counted, 'indicator', r.indicator, 'status', r.status, 'subtype', r.subtype,
    'provider', json((SELECT json_group_array(name) FROM (
        SELECT e.name FROM reading_provider p JOIN entity e ON e.id = p.entity
        WHERE p.extraction = r.extraction AND p.statement = r.statement ORDER BY p.number
    ))),
    'place', json((SELECT json_group_array(json_array(name, code)) FROM (
        SELECT e.name, e.code FROM reading_place p JOIN entity e ON e.id = p.entity
        WHERE p.extraction = r.extraction AND p.statement = r.statement ORDER BY p.number
    ))),
    'programme', r.programme,
    'period_start', r.period_start, 'period_end', r.period_end, 'period_basis', r.period_basis,
    'period_text', r.period_text,
    'part_of', (SELECT m.quote FROM relation p
        JOIN statement w ON w.id = p.object
        JOIN mention m ON m.id = w.mention
        WHERE p.extraction = r.extraction AND p.kind = 'part_of' AND p.subject = r.statement)
) AS content
FROM reading r
JOIN figure f ON f.id = r.figure;

CREATE TABLE review_with_anchor (
    id TEXT PRIMARY KEY,                    -- hash of all columns
    statement TEXT NOT NULL REFERENCES statement (id),
    follows TEXT REFERENCES review_with_anchor (id),
    reviewer TEXT NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('accepted', 'rejected', 'corrected', 'unsure', 'withdrawn')),
    correction TEXT CHECK (correction IS NULL OR json_valid(correction)),   -- {"status": …, "value": {"low": …}}
    note TEXT,
    seen TEXT NOT NULL,                     -- the digest of the reading that was judged
    saw TEXT NOT NULL CHECK (json_valid(saw)),   -- that reading as v_content gives it; null if it is not known
    uri TEXT NOT NULL,                      -- the document in which it was judged
    quote TEXT NOT NULL,
    prefix TEXT NOT NULL,                   -- the text before the quote, and behind it
    suffix TEXT NOT NULL,
    CHECK ((verdict = 'corrected') = (correction IS NOT NULL))
) STRICT, WITHOUT ROWID;

INSERT INTO review_with_anchor
SELECT c.id, c.statement, c.follows, c.reviewer, c.verdict, c.correction, c.note, c.seen,
    coalesce((
        SELECT k.content FROM reading r
        JOIN v_content k ON k.extraction = r.extraction AND k.statement = r.statement
        WHERE r.statement = c.statement AND r.digest = c.seen
    ), 'null'),
    coalesce((SELECT min(v.uri) FROM document_version v WHERE v.text = m.text), ''),
    m.quote, substr(t.content, max(1, m.start - 31), min(32, m.start)), substr(t.content, m."end" + 1, 32)
FROM review c
JOIN statement s ON s.id = c.statement
JOIN mention m ON m.id = s.mention
JOIN v_text t ON t.text = m.text;

DROP TABLE review;
ALTER TABLE review_with_anchor RENAME TO review;
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

-- The verdict that stands for each statement: its own latest one, or one carried over from a statement of another
-- version of its document, found again by quote and context (extract/store/anchors.py). Derived from reviews and texts.
CREATE TABLE standing (
    statement TEXT PRIMARY KEY REFERENCES statement (id),
    review TEXT NOT NULL REFERENCES review (id),
    origin TEXT NOT NULL REFERENCES statement (id)   -- the statement that was judged
) STRICT, WITHOUT ROWID;
CREATE INDEX standing_review ON standing (review);
CREATE INDEX standing_origin ON standing (origin);

INSERT INTO standing
SELECT r.statement, r.id, r.statement FROM review r
WHERE NOT EXISTS (SELECT 1 FROM review later WHERE later.follows = r.id);

CREATE TRIGGER review_stands AFTER INSERT ON review
BEGIN
    INSERT INTO standing VALUES (NEW.statement, NEW.id, NEW.statement)
    ON CONFLICT (statement) DO UPDATE SET review = excluded.review, origin = excluded.origin;
    UPDATE standing SET review = NEW.id WHERE origin = NEW.statement;
END;

CREATE VIEW v_review AS
SELECT t.statement, t.origin, t.statement <> t.origin AS carried, c.id, c.follows, c.reviewer, c.verdict, c.correction,
    c.note, c.seen, c.saw, c.uri, c.quote, c.prefix, c.suffix
FROM standing t
JOIN review c ON c.id = t.review
WHERE c.verdict <> 'withdrawn';

-- Every statement of every current document as the active run reads it, corrections applied, copies and rejected
-- ones included; v_statement leaves both out. state: reviewed, or stale where the verdict saw another reading.
CREATE VIEW v_reading AS
SELECT r.statement AS id, d.uri, coalesce(a.title, d.title) AS title, a.kind AS document_kind,
    coalesce(a.published_on, d.published_on) AS published_on, r.article, m.id AS mention, m.quote, m.start, m."end",
    iif(c.correction -> '$.value' IS NULL, f.low, c.correction ->> '$.value.low') AS low,
    iif(c.correction -> '$.value' IS NULL, f.low_inclusive, c.correction ->> '$.value.low_inclusive') AS low_inclusive,
    iif(c.correction -> '$.value' IS NULL, f.high, c.correction ->> '$.value.high') AS high,
    iif(c.correction -> '$.value' IS NULL, f.high_inclusive, c.correction ->> '$.value.high_inclusive')
        AS high_inclusive,
    iif(c.correction -> '$.value' IS NULL, f.likely_low, c.correction ->> '$.value.likely_low') AS likely_low,
    iif(c.correction -> '$.value' IS NULL, f.likely_low_inclusive, c.correction ->> '$.value.likely_low_inclusive')
        AS likely_low_inclusive,
    iif(c.correction -> '$.value' IS NULL, f.likely_high, c.correction ->> '$.value.likely_high') AS likely_high,
    iif(c.correction -> '$.value' IS NULL, f.likely_high_inclusive, c.correction ->> '$.value.likely_high_inclusive')
        AS likely_high_inclusive,
    iif(c.correction -> '$.value' IS NULL, f.approx, c.correction ->> '$.value.approx') AS approx,
    coalesce(c.correction ->> '$.unit', f.unit) AS unit,
    iif(json_type(c.correction, '$.per') IS NULL, f.per, c.correction ->> '$.per') AS per,
    coalesce(c.correction ->> '$.dimension', f.dimension) AS dimension,
    f.rule,
    iif(c.correction -> '$.value' IS NULL, f.low_real, c.correction ->> '$.value.low_real') AS low_real,
    iif(c.correction -> '$.value' IS NULL, f.high_real, c.correction ->> '$.value.high_real') AS high_real,
    iif(json_type(c.correction, '$.counted') IS NULL, r.counted, c.correction ->> '$.counted') AS counted,
    iif(json_type(c.correction, '$.indicator') IS NULL, r.indicator, c.correction ->> '$.indicator') AS indicator,
    coalesce(c.correction ->> '$.status', r.status) AS status,
    iif(json_type(c.correction, '$.subtype') IS NOT NULL, c.correction ->> '$.subtype',
        iif(c.correction ->> '$.status' IS NULL, r.subtype, NULL)) AS subtype,
    iif(json_type(c.correction, '$.provider') IS NULL,
        (SELECT json_group_array(name) FROM (
            SELECT e.name FROM reading_provider p JOIN entity e ON e.id = p.entity
            WHERE p.extraction = r.extraction AND p.statement = r.statement ORDER BY p.number
        )),
        c.correction -> '$.provider') AS provider_names,
    iif(json_type(c.correction, '$.place') IS NULL,
        (SELECT json_group_array(json_array(name, code)) FROM (
            SELECT e.name, e.code FROM reading_place p JOIN entity e ON e.id = p.entity
            WHERE p.extraction = r.extraction AND p.statement = r.statement ORDER BY p.number
        )),
        c.correction -> '$.place') AS place_names,
    iif(json_type(c.correction, '$.programme') IS NULL, r.programme, c.correction ->> '$.programme') AS programme,
    iif(json_type(c.correction, '$.period') IS NULL, r.period_start, c.correction ->> '$.period.start') AS period_start,
    iif(json_type(c.correction, '$.period') IS NULL, r.period_end, c.correction ->> '$.period.end') AS period_end,
    iif(json_type(c.correction, '$.period') IS NULL, r.period_basis, c.correction ->> '$.period.basis') AS period_basis,
    iif(json_type(c.correction, '$.period') IS NULL, r.period_text, c.correction ->> '$.period.text') AS period_text,
    iif(json_type(c.correction, '$.part_of') IS NULL,
        (SELECT object FROM relation p
            WHERE p.extraction = r.extraction AND p.kind = 'part_of' AND p.subject = r.statement),
        c.correction ->> '$.part_of') AS part_of,
    d.version, r.extraction, r.number, r.digest, d.text, d.first, c.verdict AS review, c.correction,
    CASE
        WHEN c.id IS NULL THEN NULL
        WHEN c.saw = (
            SELECT k.content FROM v_content k WHERE k.extraction = r.extraction AND k.statement = r.statement
        ) THEN 'reviewed'
        ELSE 'stale'
    END AS state
FROM v_document d
JOIN reading r ON r.extraction = d.extraction
JOIN article a ON a.extraction = r.extraction AND a.id = r.article
JOIN figure f ON f.id = r.figure
JOIN mention m ON m.id = f.mention
LEFT JOIN standing t ON t.statement = r.statement
LEFT JOIN review c ON c.id = t.review AND c.verdict <> 'withdrawn';

CREATE VIEW v_statement AS
SELECT id, uri, title, document_kind, published_on, article, mention, quote, start, "end",
    low, low_inclusive, high, high_inclusive, likely_low, likely_low_inclusive, likely_high, likely_high_inclusive,
    approx, unit, per, dimension, rule, low_real, high_real, counted, indicator, status, subtype,
    (SELECT group_concat(value, '、') FROM json_each(provider_names)) AS providers,
    (SELECT group_concat(value ->> 0, '、') FROM json_each(place_names)) AS places,
    programme, period_start, period_end, period_basis, period_text, part_of, version, extraction, number, digest, text,
    first, review, state, provider_names, place_names
FROM v_reading WHERE first AND review IS NOT 'rejected';

-- Statements that say the same in the same words about the same thing. Duplicates in other words, disputed values and
-- all verdicts need exact arithmetic: `hezhang totals` and `hezhang check` do that.
CREATE VIEW v_fact AS
SELECT min(id) AS id, indicator, status, providers, places, programme, period_start, period_end, period_basis,
    unit, per, counted, low, low_inclusive, high, high_inclusive, approx, min(low_real) AS low_real,
    min(high_real) AS high_real, count(*) AS statements, count(DISTINCT uri) AS documents,
    max(part_of IS NOT NULL) AS part, group_concat(id, ' ') AS statement_ids
FROM (SELECT * FROM v_statement ORDER BY id)
GROUP BY indicator, status, providers, places, programme, period_start, period_end, period_basis, unit, per, counted,
    low, low_inclusive, high, high_inclusive, approx;

-- A first orientation, in binary floats: sums of plain facts, without parts of a whole, cumulatives, states at an
-- instant, rates and approximate figures. `unbounded` counts those without upper bound: if there are any, the sum has
-- none. Indicators that do not add up (schemas/indicators.toml) are left out by `hezhang totals` only.
CREATE VIEW v_total AS
SELECT indicator, status, unit, count(*) AS facts, sum(low_real) AS low, sum(high_real) AS high_if_bounded,
    sum(high IS NULL) AS unbounded
FROM v_fact
WHERE indicator IS NOT NULL AND status <> 'background' AND per IS NULL AND NOT approx
    AND coalesce(period_basis, 'flow') = 'flow'
    AND NOT part
GROUP BY indicator, status, unit;

-- Planned and reported statements that may answer each other: same indicator and unit, and the same programme or a
-- shared provider. Periods and places are judged by `hezhang diff`.
CREATE VIEW v_plan_vs_report AS
WITH said AS MATERIALIZED (SELECT * FROM v_statement),
given AS MATERIALIZED (SELECT s.id, s.uri, p.value AS provider FROM said s JOIN json_each(s.provider_names) p)
SELECT p.indicator, p.unit, p.programme, p.providers AS plan_providers, p.status AS plan_status, p.id AS plan,
    p.uri AS plan_uri, p.quote AS planned, p.places AS plan_places, p.period_text AS plan_period,
    r.status AS report_status, r.id AS report, r.uri AS report_uri, r.quote AS reported, r.providers AS report_providers,
    r.places AS report_places, r.period_text AS report_period, p.low_real AS planned_low, r.low_real AS reported_low
FROM said p
JOIN said r ON r.indicator = p.indicator AND r.unit = p.unit
    AND r.status IN ('commitment', 'underway', 'disbursement', 'actual')
WHERE p.status IN ('target', 'budget')
    AND (
        p.programme = r.programme
        OR EXISTS (
            SELECT 1 FROM given one JOIN given other ON other.provider = one.provider
            WHERE one.id = p.id AND one.uri = p.uri AND other.id = r.id AND other.uri = r.uri
        )
    );

-- What a finding rests on, by the name that the check gives it: a statement, the mention of an enumeration, a document,
-- a place in one. Statements and mentions are told apart, for one mention may be said of several things.
CREATE TABLE finding_input_by_subject (
    finding TEXT NOT NULL REFERENCES finding (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    subject TEXT NOT NULL,
    statement TEXT REFERENCES statement (id),
    mention TEXT REFERENCES mention (id),
    role TEXT NOT NULL,                     -- whole, part, committed, disbursed, stated …
    weight INTEGER,                         -- with which it enters a sum; NULL where nothing is summed
    PRIMARY KEY (finding, number)
) STRICT, WITHOUT ROWID;
INSERT INTO finding_input_by_subject
SELECT i.finding, i.number, i.mention, (SELECT s.id FROM statement s WHERE s.id = i.mention), i.mention, i.role, NULL
FROM finding_input i;
DROP TABLE finding_input;
ALTER TABLE finding_input_by_subject RENAME TO finding_input;
CREATE INDEX finding_input_statement ON finding_input (statement);
CREATE INDEX finding_verdict ON finding (verdict);
ALTER TABLE finding ADD COLUMN calculation TEXT CHECK (calculation IS NULL OR json_valid(calculation));

-- What waits for a human, in order of priority: verdicts whose mention vanished, verdicts on a reading that has changed
-- since, then what nobody has judged: figures of inconsistent findings, sums of money, the rest. `hezhang review` takes
-- the same classes, the largest sums first.
CREATE VIEW v_review_queue AS
SELECT 1 AS priority, 'orphaned' AS state, c.statement AS id, c.quote, c.uri, NULL AS indicator, NULL AS status,
    c.verdict
FROM v_review c
WHERE NOT c.carried AND NOT EXISTS (
    SELECT 1 FROM standing t
    JOIN reading r ON r.statement = t.statement
    JOIN v_document d ON d.extraction = r.extraction
    WHERE t.review = c.id
)
UNION ALL
SELECT 2, 'stale', s.id, s.quote, s.uri, s.indicator, s.status, c.verdict
FROM v_review c
CROSS JOIN v_reading s ON s.id = c.statement
WHERE s.first AND s.state = 'stale'
UNION ALL
SELECT 3, 'unreviewed', s.id, s.quote, s.uri, s.indicator, s.status, NULL
FROM (
    SELECT DISTINCT i.statement FROM finding n CROSS JOIN finding_input i ON i.finding = n.id
    WHERE n.verdict = 'inconsistent' AND i.statement IS NOT NULL
) accused
CROSS JOIN v_reading s ON s.id = accused.statement
WHERE s.first AND s.review IS NULL
UNION ALL
SELECT iif(s.dimension = 'money', 4, 5), 'unreviewed', s.id, s.quote, s.uri, s.indicator, s.status, NULL
FROM v_reading s
WHERE s.first AND s.review IS NULL AND NOT EXISTS (
    SELECT 1 FROM finding_input i CROSS JOIN finding n ON n.id = i.finding
    WHERE i.statement = s.id AND n.verdict = 'inconsistent'
);
CREATE INDEX figure_money ON figure (low_real DESC) WHERE dimension = 'money';

-- Ways into a large base: by programme, by run; unresolved numerals without an index entry for every numeral.
CREATE INDEX reading_programme ON reading (programme) WHERE programme IS NOT NULL;
CREATE INDEX extraction_run ON extraction (run);
DROP INDEX numeral_role;
CREATE INDEX numeral_unresolved ON numeral (extraction) WHERE role = 'unresolved';
