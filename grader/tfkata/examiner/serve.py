"""The life of an examiner process: forked from the warm program, it does what its driver asks until that goes away.

It asks its driver for candidates, because only the driver starts processes.
"""

from __future__ import annotations

import json
import signal
import socket
import sys
from dataclasses import asdict

from tfkata.errors import ChannelClosed, HostError, WireError
from tfkata.examiner.judge import Examiner
from tfkata.results import CheckResult
from tfkata.wire import messages
from tfkata.wire.channel import SocketChannel
from tfkata.wire.codec import Message
from tfkata.wire.messages import (
    AskDevice,
    Checked,
    Close,
    Closed,
    Device,
    Job,
    Launch,
    Launched,
    NotJudged,
    Opened,
    Release,
    Released,
    RunCheck,
    expect,
)

# Of processor time for one check, the candidate's not counted. It does not depend on how busy the machine is. Honest answers
# have taken 2 s of it at most.
JUDGING_SECONDS = 60.0


class DriverHost:
    """The driver at the other end of the channel, which starts and ends candidates."""

    def __init__(self, driver: SocketChannel) -> None:
        self._driver = driver

    def launch(self) -> tuple[int, SocketChannel]:
        self._driver.send(messages.encode(Launch()))
        body, descriptors = self._driver.receive_with_descriptors()
        launched = expect(Launched, messages.decode(body))
        return launched.key, SocketChannel(socket.socket(fileno=descriptors[0]))

    def release(self, key: int) -> Released:
        self._driver.send(messages.encode(Release(key)))
        return expect(Released, messages.decode(self._driver.receive()))


def serve(end: socket.socket) -> None:
    """Answer the driver until it closes its end."""
    driver = SocketChannel(end)
    examiner = Examiner(DriverHost(driver))
    while True:
        try:
            request = messages.decode(driver.receive())
        except ChannelClosed:
            return
        driver.send(messages.encode(_answer(examiner, request)))


def _answer(examiner: Examiner, request: Message) -> Message:
    match request:
        case Job():
            examiner.open(request)
            return Opened()
        case RunCheck():
            return _checked(examiner, request.check)
        case Close():
            examiner.close()
            return Closed()
        case AskDevice():
            return Device(device_seen())
    raise WireError(f"an examiner is not asked '{request.op}'")


def _checked(examiner: Examiner, check_id: str) -> Message:
    """Run a check within the processor time there is for judging: at its end the kernel ends this process."""
    signal.setitimer(signal.ITIMER_PROF, JUDGING_SECONDS * max(1.0, examiner.patience))
    try:
        return Checked(_as_text(examiner.check(check_id)))
    except HostError as error:
        return NotJudged(str(error))
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _as_text(result: CheckResult) -> str:
    return json.dumps(asdict(result), default=float)


def device_seen() -> str:
    """ "gpu" if TensorFlow, where it is loaded, sees one, else "cpu"."""
    tensorflow = sys.modules.get("tensorflow")
    return "gpu" if tensorflow is not None and tensorflow.config.list_physical_devices("GPU") else "cpu"
