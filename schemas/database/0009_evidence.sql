-- The same guards of evidence, with the usual case first: a quote within one passage, a mention of one fragment. Half of
-- the time that a mention took to store went into the general case.

DROP TRIGGER evidence_is_in_text;
CREATE TRIGGER evidence_is_in_text BEFORE INSERT ON evidence
WHEN NEW.quote IS NOT (
    SELECT substr(content, NEW.start - start + 1, NEW."end" - NEW.start) FROM passage
    WHERE text = NEW.text AND start <= NEW.start ORDER BY start DESC LIMIT 1
) AND NEW.quote IS NOT (
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

DROP TRIGGER mention_is_its_evidence;
CREATE TRIGGER mention_is_its_evidence BEFORE INSERT ON mention
WHEN NOT (
    EXISTS (
        SELECT 1 FROM evidence
        WHERE mention = NEW.id AND part = 0
            AND text = NEW.text AND quote = NEW.quote AND start = NEW.start AND "end" = NEW."end"
    )
    AND NOT EXISTS (SELECT 1 FROM evidence WHERE mention = NEW.id AND part > 0)
) AND (NEW.text, NEW.text, NEW.quote, NEW.start, NEW."end", 1) IS NOT (
    SELECT min(text), max(text), group_concat(quote, ''), min(start), max("end"), count(*) - max(part)
    FROM (SELECT * FROM evidence WHERE mention = NEW.id ORDER BY part)
)
BEGIN SELECT raise(ABORT, 'a mention is the join of its fragments'); END;
