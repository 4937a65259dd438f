"""What the exit codes of tfkata mean."""

PASSED = 0  # everything that was asked passed
NOT_PASSED = 1  # something failed or is not attempted
USAGE = 2  # the request was not understood or cannot be carried out
GRADER_FAILED = 3  # tfkata itself failed
INTERRUPTED = 130
