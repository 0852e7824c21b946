"""Many scenarios at once: a table in, a tidy Parquet file out, on local processes or on a cluster, the same bytes either way."""
