"""e09_functional_cnn: two blocks of convolutions with dropout, and a name."""

from tfkata.checks.models import architecture_checks

architecture_checks("e09_functional_cnn", name="Basic_CNN")
