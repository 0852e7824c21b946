"""Charts of the four-monthly monitor: one for each indicator of which a series was published."""
