"""One household before and after work, the buffer that carries it, and the MinW funnel."""
