-- The effective present: current versions, active runs, human verdicts applied.

-- One row a document. Copies of one text at several uris say nothing new: first marks one of them.
CREATE VIEW v_document AS
SELECT d.uri, v.id AS version, a.run, e.id AS extraction, v.text, v.sha256, t.sha256 AS text_sha256, v.media_type,
    v.title, v.publisher, v.published_on, e.kind, e.script, t.length,
    NOT EXISTS (
        -- CROSS JOIN: from the few versions of one text, never over all documents
        SELECT 1 FROM document_version w CROSS JOIN document o ON o.uri = w.uri AND o.current = w.id
        WHERE w.text = v.text AND w.uri < d.uri
    ) AS first
FROM document d
JOIN document_version v ON v.id = d.current
JOIN text t ON t.id = v.text
JOIN active_run a ON a.version = v.id
JOIN extraction e ON e.version = v.id AND e.run = a.run;

CREATE VIEW v_text AS
SELECT t.id AS text, (
        SELECT group_concat(content, '') FROM (SELECT content FROM passage WHERE text = t.id ORDER BY start)
    ) AS content
FROM text t;

-- The latest verdict on each statement: the one that no other follows.
CREATE VIEW v_review AS
SELECT r.* FROM review r
WHERE NOT EXISTS (SELECT 1 FROM review later WHERE later.follows = r.id);

-- Every statement of every current document as the active run reads it, corrections applied, copies and rejected
-- ones included; v_statement leaves both out.
CREATE VIEW v_reading AS
SELECT r.statement AS id, d.uri, coalesce(a.title, d.title) AS title, a.kind AS document_kind,
    coalesce(a.published_on, d.published_on) AS published_on, r.article, m.id AS mention, m.quote, m.start, m."end",
    f.low, f.low_inclusive, f.high, f.high_inclusive,
    f.likely_low, f.likely_low_inclusive, f.likely_high, f.likely_high_inclusive, f.approx,
    f.unit, f.per, f.dimension, f.rule, f.low_real, f.high_real,
    iif(json_type(c.correction, '$.counted') IS NULL, r.counted, c.correction ->> '$.counted') AS counted,
    iif(json_type(c.correction, '$.indicator') IS NULL, r.indicator, c.correction ->> '$.indicator') AS indicator,
    coalesce(c.correction ->> '$.status', r.status) AS status,
    iif(json_type(c.correction, '$.status') IS NULL, r.subtype, c.correction ->> '$.subtype') AS subtype,
    (SELECT group_concat(name, '、') FROM (
        SELECT e.name FROM reading_provider p JOIN entity e ON e.id = p.entity
        WHERE p.extraction = r.extraction AND p.statement = r.statement ORDER BY p.number
    )) AS providers,
    (SELECT group_concat(name, '、') FROM (
        SELECT e.name FROM reading_place p JOIN entity e ON e.id = p.entity
        WHERE p.extraction = r.extraction AND p.statement = r.statement ORDER BY p.number
    )) AS places,
    iif(json_type(c.correction, '$.programme') IS NULL, r.programme, c.correction ->> '$.programme') AS programme,
    r.period_start, r.period_end, r.period_basis, r.period_text,
    (SELECT object FROM relation p
        WHERE p.extraction = r.extraction AND p.kind = 'part_of' AND p.subject = r.statement) AS part_of,
    d.version, r.extraction, r.number, r.digest, d.text, d.first, c.verdict AS review
FROM v_document d
JOIN reading r ON r.extraction = d.extraction
JOIN article a ON a.extraction = r.extraction AND a.id = r.article
JOIN figure f ON f.id = r.figure
JOIN mention m ON m.id = f.mention
LEFT JOIN v_review c ON c.statement = r.statement;

CREATE VIEW v_statement AS
SELECT * FROM v_reading WHERE first AND review IS NOT 'rejected';

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
WITH said AS MATERIALIZED (SELECT * FROM v_statement)
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
            SELECT 1 FROM reading_provider pp JOIN reading_provider rp ON rp.entity = pp.entity
            WHERE pp.extraction = p.extraction AND pp.statement = p.id
                AND rp.extraction = r.extraction AND rp.statement = r.id
        )
    );

-- What waits for a human, the most doubtful first: verdicts whose mention vanished, verdicts on a reading that has
-- changed since, then statements without an indicator, then approximate ones, then the rest.
CREATE VIEW v_review_queue AS
SELECT 1 AS priority, 'orphaned' AS state, c.statement AS id, m.quote, NULL AS uri, NULL AS indicator, NULL AS status,
    c.verdict
FROM v_review c
JOIN statement s ON s.id = c.statement
JOIN mention m ON m.id = s.mention
WHERE NOT EXISTS (
    SELECT 1 FROM reading r JOIN v_document d ON d.extraction = r.extraction WHERE r.statement = c.statement
)
UNION ALL
SELECT 2, 'stale', s.id, s.quote, s.uri, s.indicator, s.status, c.verdict
FROM v_reading s JOIN v_review c ON c.statement = s.id
WHERE s.first AND c.seen <> s.digest
UNION ALL
SELECT CASE WHEN s.indicator IS NULL THEN 3 WHEN s.approx THEN 4 ELSE 5 END,
    'unreviewed', s.id, s.quote, s.uri, s.indicator, s.status, NULL
FROM v_reading s
WHERE s.first AND s.review IS NULL;

CREATE VIEW v_coverage AS
SELECT d.uri, n.role, count(*) AS numerals
FROM v_document d
JOIN numeral n ON n.extraction = d.extraction
GROUP BY d.uri, n.role;
