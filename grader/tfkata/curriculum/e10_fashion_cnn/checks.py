"""e10_fashion_cnn: two convolutions and a dropout before the head."""

from tfkata.checks.models import architecture_checks

architecture_checks("e10_fashion_cnn")
