"""e06_dense: two dense layers on a flattened image."""

from tfkata.checks.models import architecture_checks

architecture_checks("e06_dense")
