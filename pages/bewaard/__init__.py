"""Bewaard: scenarios that were saved, their versions, and the bin."""
