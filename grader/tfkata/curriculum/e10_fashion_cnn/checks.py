"""e10_fashion_cnn: two convolutions and a dropout before the head."""

from grader.checks.models import architecture_checks

architecture_checks("e10_fashion_cnn")
