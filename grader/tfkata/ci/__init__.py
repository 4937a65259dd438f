"""Grading where nobody watches: a pushed repository, an autograder's container; and the files that set it up."""
