"""LKS: jobs with wage cost subsidy."""
