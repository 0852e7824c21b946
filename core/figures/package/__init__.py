"""Charts of the package of measures."""
