"""Settings that every test shares."""

from hypothesis import settings

# No deadline: how long an example takes says more about the machine than about the code.
settings.register_profile("nnviz", deadline=None, print_blob=True)
settings.load_profile("nnviz")
