"""For every test: linear algebra on one thread, as on the server; many threads on small matrices only wait."""

from threadpoolctl import threadpool_limits

threadpool_limits(1)
