"""How a process becomes a parser: limits first, then the walls, then it answers. Started with `python -m`, imported by nobody."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from tfkata import sandbox
from tfkata.parser import limits
from tfkata.parser.serve import serve
from tfkata.wire.channel import SocketChannel
from tfkata.wire.handover import received


def main(handle: str, memory: str) -> None:
    """The life of a parser that may take `memory` bytes."""
    end = received(handle)
    limits.apply(int(memory))
    sandbox.confine(sandbox.Plan(Path(os.devnull)), "auto")
    serve(SocketChannel(end))
    os._exit(0)


if __name__ == "__main__":
    main(*sys.argv[1:])
