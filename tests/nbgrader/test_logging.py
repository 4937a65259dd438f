"""What nbgrader's logging closes, in one process with TensorFlow's."""

from __future__ import annotations

import contextlib
import io
import logging.config


def test_what_pytest_captures_in_outlives_a_new_configuration_of_logging() -> None:
    from absl import logging as absl  # TensorFlow imports it

    captured = io.StringIO()
    handler = absl.PythonHandler(captured)
    with contextlib.redirect_stderr(io.StringIO()):  # as click's runner does
        logging.config.dictConfig({"version": 1, "disable_existing_loggers": False})  # as traitlets does
    assert not captured.closed, handler
