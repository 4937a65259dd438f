"""e06_dense: two dense layers on a flattened image."""

from grader.checks.models import architecture_checks

architecture_checks("e06_dense")
