"""What is remembered of a learner's work, in the work folder and nowhere else: attempts, what comes back and when, progress."""
