-- Ways through a large base that the query planner cannot miss: from a statement to its document by primary keys alone, in
-- this order (CROSS JOIN), whatever it knows of the sizes of tables. And each class of the review queue as a view of its
-- own, so that asking for one does not walk through all.

DROP VIEW v_document;
CREATE VIEW v_document AS
SELECT d.uri, v.id AS version, a.run, e.id AS extraction, v.text, v.sha256, t.sha256 AS text_sha256, v.media_type,
    v.title, v.publisher, v.published_on, e.kind, e.script, t.length,
    NOT EXISTS (
        -- CROSS JOIN: from the few versions of one text, never over all documents
        SELECT 1 FROM document_version w CROSS JOIN document o ON o.uri = w.uri AND o.current = w.id
        WHERE w.text = v.text AND w.uri < d.uri
    ) AS first
FROM document d
JOIN document_version v ON v.id = d.current AND v.uri = d.uri
JOIN text t ON t.id = v.text
JOIN active_run a ON a.version = v.id
JOIN extraction e ON e.version = v.id AND e.run = a.run;

DROP VIEW v_reading;
-- Every statement of every current document as the active run reads it, corrections applied, copies and rejected
-- ones included; v_statement leaves both out. state: reviewed, or stale where the verdict saw another reading.
CREATE VIEW v_reading AS
SELECT r.statement AS id, d.uri, coalesce(a.title, v.title) AS title, a.kind AS document_kind,
    coalesce(a.published_on, v.published_on) AS published_on, r.article, m.id AS mention, m.quote, m.start, m."end",
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
    v.id AS version, r.extraction, r.number, r.digest, v.text,
    NOT EXISTS (
        SELECT 1 FROM document_version w CROSS JOIN document o ON o.uri = w.uri AND o.current = w.id
        WHERE w.text = v.text AND w.uri < d.uri
    ) AS first, c.verdict AS review, c.correction,
    CASE
        WHEN c.id IS NULL THEN NULL
        WHEN c.saw = (
            SELECT k.content FROM v_content k WHERE k.extraction = r.extraction AND k.statement = r.statement
        ) THEN 'reviewed'
        ELSE 'stale'
    END AS state
FROM reading r
CROSS JOIN extraction e ON e.id = r.extraction
CROSS JOIN active_run n ON n.version = e.version AND n.run = e.run
CROSS JOIN document_version v ON v.id = e.version
CROSS JOIN document d ON d.uri = v.uri AND d.current = v.id
CROSS JOIN article a ON a.extraction = r.extraction AND a.id = r.article
CROSS JOIN figure f ON f.id = r.figure
CROSS JOIN mention m ON m.id = f.mention
LEFT JOIN standing t ON t.statement = r.statement
LEFT JOIN review c ON c.id = t.review AND c.verdict <> 'withdrawn';

DROP VIEW v_review_queue;

-- Verdicts whose mention vanished from the current texts.
CREATE VIEW v_orphaned AS
SELECT c.statement AS id, c.id AS review, c.quote, c.uri, c.verdict
FROM standing s
CROSS JOIN review c ON c.id = s.review
WHERE s.statement = s.origin AND c.verdict <> 'withdrawn' AND NOT EXISTS (
    SELECT 1 FROM standing t
    CROSS JOIN reading r ON r.statement = t.statement
    CROSS JOIN extraction e ON e.id = r.extraction
    CROSS JOIN active_run n ON n.version = e.version AND n.run = e.run
    CROSS JOIN document_version v ON v.id = e.version
    CROSS JOIN document d ON d.uri = v.uri AND d.current = v.id
    WHERE t.review = c.id
);

-- Verdicts on a reading that has changed since.
CREATE VIEW v_stale AS
SELECT s.id, s.quote, s.uri, s.indicator, s.status, s.review AS verdict
FROM standing t
CROSS JOIN v_reading s ON s.id = t.statement
WHERE s.first AND s.state = 'stale';

-- Figures of inconsistent findings that nobody has judged.
CREATE VIEW v_accused AS
SELECT s.id, s.quote, s.uri, s.indicator, s.status
FROM (
    SELECT DISTINCT i.statement FROM finding n CROSS JOIN finding_input i ON i.finding = n.id
    WHERE n.verdict = 'inconsistent' AND i.statement IS NOT NULL
) accused
CROSS JOIN v_reading s ON s.id = accused.statement
WHERE s.first AND s.review IS NULL;

-- What waits for a human, in order of priority. `hezhang review` takes the same classes, the largest sums first.
CREATE VIEW v_review_queue AS
SELECT 1 AS priority, 'orphaned' AS state, id, quote, uri, NULL AS indicator, NULL AS status, verdict FROM v_orphaned
UNION ALL
SELECT 2, 'stale', id, quote, uri, indicator, status, verdict FROM v_stale
UNION ALL
SELECT 3, 'unreviewed', id, quote, uri, indicator, status, NULL FROM v_accused
UNION ALL
SELECT iif(s.dimension = 'money', 4, 5), 'unreviewed', s.id, s.quote, s.uri, s.indicator, s.status, NULL
FROM v_reading s
WHERE s.first AND s.review IS NULL AND NOT EXISTS (
    SELECT 1 FROM finding_input i CROSS JOIN finding n ON n.id = i.finding
    WHERE i.statement = s.id AND n.verdict = 'inconsistent'
);

CREATE INDEX review_corrected ON review (id) WHERE verdict = 'corrected';
