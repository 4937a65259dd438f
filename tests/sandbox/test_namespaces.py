"""The second wall: a candidate is in a network of its own, where the kernel allows that."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tfkata.sandbox import namespaces

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="namespaces are Linux's")

LEAVES = "import os\nfrom tfkata.sandbox import namespaces as n\nbefore = n.network()\nprint(n.leave(), n.network() != before, os.getuid())"


def _left(*before: str) -> list[str]:
    run = subprocess.run(
        [*before, sys.executable, "-P", "-c", LEAVES], check=True, capture_output=True, text=True
    )
    return run.stdout.split()


def test_whoever_leaves_has_another_network() -> None:
    left, moved, _ = _left()
    assert left == moved


def test_the_process_that_asks_stays_where_it_is() -> None:
    before = namespaces.network()
    _left()
    assert namespaces.network() == before


@pytest.mark.skipif(getattr(os, "geteuid", lambda: 1)() != 0, reason="only root can give privileges up")
def test_without_privileges_it_is_refused_or_done_as_nobody() -> None:
    found = _left("setpriv", "--bounding-set=-all", "--inh-caps=-all", "--")
    assert found[0] == found[1]
