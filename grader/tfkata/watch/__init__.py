"""`tfkata watch`: judges what a learner saves, as often as they save, with everything warm."""
