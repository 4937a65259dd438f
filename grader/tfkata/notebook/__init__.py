"""A learner's own notebook: `check`, `hint` and `solution` in it, the cell magic, and notebooks without a course.

`tfkata.check(…)` and `from tfkata.nbgrader import check` lead here. Importing this package, or any module in it, changes nothing.
"""
