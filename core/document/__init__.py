"""Results as plain values, for JSON and for what is printed."""
