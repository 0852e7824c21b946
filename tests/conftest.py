"""For every test: linear algebra on one thread, as on the server; many threads on small matrices only wait."""

import os

# Read once, when numpy is loaded: nothing that loads it may stand above these lines.
os.environ["OPENBLAS_NUM_THREADS"] = "1"
os.environ["OMP_NUM_THREADS"] = "1"
