"""e08_feature_extractor: a convolutional base, and the same one with a head."""

from tfkata.checks.models import architecture_checks

architecture_checks("e08_feature_extractor", function="build_base", prefix="base_")
architecture_checks("e08_feature_extractor")
