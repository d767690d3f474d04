"""hezhang (核账): reads every figure of Chinese policy texts and news into a checked, auditable row."""

__version__ = "0.1.0"
