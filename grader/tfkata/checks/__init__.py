"""What is asked of each exercise: `kit` is the author's interface, then one module an exercise."""
