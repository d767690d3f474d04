-- Who wrote a text, and the site that shows it where it names another as the source.
ALTER TABLE document_version ADD COLUMN author TEXT;
ALTER TABLE document_version ADD COLUMN site TEXT;
