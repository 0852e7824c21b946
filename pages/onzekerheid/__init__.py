"""Onzekerheid: chances, what decides them, and earlier forecasts."""
