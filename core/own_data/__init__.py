"""Own data: a file of monthly counts, checked row by row, and the baseline that it makes.

Every file is taken for hostile until it is read: sizes are bounded before anything is unpacked, nothing is executed,
and whatever is wrong comes out as a `Problem` that names the place, the value and the remedy.
"""
