"""Eigen cijfers: the count of now in a minute, and the answer that comes of it."""
