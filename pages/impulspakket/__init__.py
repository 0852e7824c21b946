"""Impulspakket: the measures and what they buy."""
