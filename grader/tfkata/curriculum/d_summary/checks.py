"""d_summary: the model behind the table of the seed, judged as the models of the exercises are."""

from tfkata.checks.models import architecture_checks
from tfkata.curriculum.d_summary.variant import build

architecture_checks("d_summary", drawn=build)
