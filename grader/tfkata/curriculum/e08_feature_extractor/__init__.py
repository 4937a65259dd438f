"""e08_feature_extractor: Base and head: a feature extractor and a classifier."""
