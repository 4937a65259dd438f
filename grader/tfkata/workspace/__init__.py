"""A learner's folder: the exercises in it, and how far the learner has got."""
