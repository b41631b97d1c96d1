"""What all tests share: property tests try the same examples each time, and others where one asks for it.

`HYPOTHESIS_PROFILE=search pytest` looks for new ones, ten times as many where a test does not say how many.
"""

import os

from hypothesis import settings

settings.register_profile("same", derandomize=True, deadline=None)
settings.register_profile("search", max_examples=1000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))
