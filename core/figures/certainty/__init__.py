"""Charts of how sure a result is, and what it hangs on."""
