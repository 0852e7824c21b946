"""Charts of jobs with wage cost subsidy."""
