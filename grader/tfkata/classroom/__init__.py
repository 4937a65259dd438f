"""Many submissions: what is missing in the store is graded, what is there is taken from it."""
