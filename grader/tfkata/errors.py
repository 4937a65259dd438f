"""Every exception tfkata raises, in one tree.

::

    TfkataError                 everything below; its text is one line that a user can act on
    ├── UsageError              the request cannot be carried out as given (exit code 2)
    │   ├── UnknownExercise     no exercise of that id; names the nearest
    │   └── SubmissionError     no such file or folder, nothing to grade in it, not readable as text
    ├── DataError               a data set is missing or damaged (exit code 2)
    ├── SourceError             a solution, record or text file breaks the authoring rules
    ├── WireError               bytes from another process are not a valid message
    │   ├── ChannelClosed       the other side is gone
    │   └── ChannelTimeout      the other side did not answer in time
    └── GraderError             tfkata itself failed: never the learner's fault (exit code 3)
        └── HostError           the machine lacks what grading needs, or somebody else interfered: says what to do

What a learner's code does wrong is never an exception of this tree: it is data (`tfkata.results`).
"""


class TfkataError(Exception):
    """Base of all errors of tfkata. `str(error)` says what was wrong and what to do."""


class UsageError(TfkataError):
    """The request cannot be carried out as given."""


class UnknownExercise(UsageError):
    """No exercise has this id."""


class SubmissionError(UsageError):
    """There is nothing to grade at the given place, or it cannot be read."""


class DataError(TfkataError):
    """A data set is missing or its content is not what it should be."""


class SourceError(TfkataError):
    """A solution, record or text file breaks the authoring rules."""


class WireError(TfkataError):
    """Bytes from another process are not a valid message."""


class ChannelClosed(WireError):
    """The process at the other end has closed the channel or ended."""


class ChannelTimeout(WireError):
    """The process at the other end did not answer in time."""


class GraderError(TfkataError):
    """tfkata itself failed. Never the learner's fault."""


class HostError(GraderError):
    """The machine lacks what grading needs, or somebody else ended or stopped a process. The text says what to do."""
