"""nbgrader: courses made from the exercises, checks that learners run, grading out of reach of what is graded.

`check` is what the learner's notebook imports; everything else is imported where it is needed.
"""

from tfkata.nbgrader.learner import check

__all__ = ["check"]
