"""The audit as one self-contained HTML page: no script, no network, every number linked to its highlighted source."""
