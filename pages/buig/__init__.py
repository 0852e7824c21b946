"""BUIG en reserve: the state's budget, the deficit and who pays it."""
