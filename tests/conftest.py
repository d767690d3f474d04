"""Settings of all tests: on a machine that others use, the clock says nothing about an example of a property."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("hezhang", deadline=None)
settings.load_profile("hezhang")
