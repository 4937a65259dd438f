"""Trusted: knows the answers, asks the candidate, and turns what comes back into results."""
