"""e07_sequential_cnn: the small convolutional network of the table."""

from tfkata.checks.models import architecture_checks

architecture_checks("e07_sequential_cnn")
