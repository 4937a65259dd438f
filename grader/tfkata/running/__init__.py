"""The driver's side: one submission in, one result out, and the processes that this takes."""
