"""How sources with inline marks become files and gold: source → marks → a writer of the format → alignment → gold."""
