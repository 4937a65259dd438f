"""Untrusted: runs beside the learner's code and answers the examiner's calls with plain data. Knows no secret."""
