"""The simulation: LKS jobs, caseload, budget and reserve, one month at a time, all draws at once.

Arrays are `(months, draws)` or `(years, draws)`. Money is in EUR million unless a name says otherwise.
"""
