"""Programs that measure hezhang; none is part of the installed package."""
