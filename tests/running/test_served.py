"""The warm processes of a `tfkata watch`, used by other commands of the same folder and user."""

from __future__ import annotations

import json
import os
import socket
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tfkata.catalog import records
from tfkata.results import Outcome
from tfkata.running import served
from tfkata.running.launchers import Launchers
from tfkata.running.runner import Runner
from tfkata.settings import Settings
from tfkata.workspace import folder as workspace
from tfkata.workspace import progress

pytestmark = pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="sockets have no names here")

E01 = records.find("e01")
RIGHT = E01.solution.read_text("utf-8")
LOUD = RIGHT.replace("    return", "    print('said')\n    return")


class Counted(Launchers):
    """Counts what is asked of it."""

    asked = 0

    def backend(self, preload: str, settings: Settings):  # type: ignore[no-untyped-def]
        type(self).asked += 1
        return super().backend(preload, settings)


@pytest.fixture
def state(tmp_path: Path) -> Path:
    workspace.init(tmp_path)
    return progress.state_folder(tmp_path)


@pytest.fixture
def server(state: Path) -> Iterator[served.Server]:
    settings = Settings()
    makes = Counted(settings)
    Counted.asked = 0
    made = served.Server(state, settings, makes)
    assert made.open
    yield made
    made.close()
    makes.close()


def test_the_verdict_is_the_same_and_comes_from_there(state: Path, server: served.Server) -> None:
    for text, outcome in (
        (RIGHT, Outcome.PASSED),
        (RIGHT.replace("255", "256"), Outcome.FAILED),
        ("import os\nos._exit(3)\n", Outcome.CRASHED),
    ):
        with Runner(Settings(tier="quick"), served=state) as there, Runner(Settings(tier="quick")) as here:
            found, own = (runner.grade_text(E01, text, "e01.py") for runner in (there, here))
            assert not there.launchers.forking
            assert found.outcome is own.outcome is outcome
            assert [c.message for c in found.checks] == [c.message for c in own.checks]
            one, other = (runner.summary([found], 0.0) for runner in (there, here))
            assert (one.sandbox, one.trusted, one.device) == (other.sandbox, other.trusted, other.device)
    assert Counted.asked == 3


def test_what_the_code_prints_comes_along(state: Path, server: served.Server) -> None:
    with Runner(served=state) as runner:
        assert "said" in runner.grade_text(E01, LOUD, "e01.py").checks[0].output


def test_several_at_a_time(state: Path, server: served.Server) -> None:
    outcomes = []

    def grade() -> None:
        with Runner(Settings(tier="quick"), served=state) as runner:
            outcomes.append(runner.grade_text(E01, RIGHT, "e01.py").outcome)

    threads = [threading.Thread(target=grade) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outcomes == [Outcome.PASSED] * 3


def test_it_is_for_its_user_alone(state: Path, server: served.Server) -> None:
    assert stat.S_IMODE((state / served.NAME).stat().st_mode) == 0o600


def test_whoever_is_another_user_is_refused(
    state: Path, server: served.Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(served, "_is_ours", lambda end: False)
    assert served.connect(state) is None


def test_another_installation_is_not_asked(
    state: Path, server: served.Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    connection = served.connect(state)
    assert connection is not None
    connection.close()
    main = threading.main_thread()
    monkeypatch.setattr(
        served, "_installation", lambda: "this" if threading.current_thread() is main else "other"
    )
    assert served.connect(state) is None


def test_a_device_of_its_own_is_had_here(state: Path, server: served.Server) -> None:
    with Runner(Settings(tier="quick", device="cpu"), served=state) as runner:
        assert runner.grade_text(E01, RIGHT, "e01.py").outcome is Outcome.PASSED
        assert runner.launchers.forking
    assert Counted.asked == 0


def test_one_that_ends_meanwhile_is_replaced_by_our_own(state: Path, server: served.Server) -> None:
    with Runner(Settings(tier="quick"), served=state) as runner:
        assert runner.grade_text(E01, RIGHT, "e01.py").outcome is Outcome.PASSED
        server.close()
        assert runner.grade_text(E01, LOUD, "e01.py").outcome is Outcome.PASSED


@pytest.mark.parametrize("kind", ["nothing", "a file", "a dead socket", "a link", "garbage"])
def test_what_is_no_server_is_passed_over(tmp_path: Path, kind: str) -> None:
    state = tmp_path / ".tfkata"
    state.mkdir()
    listening = socket.socket(socket.AF_UNIX)
    if kind == "a file":
        (state / served.NAME).write_text("x", "utf-8")
    if kind == "a dead socket":
        listening.bind(str(state / served.NAME))
        listening.close()
    if kind == "a link":
        (state / served.NAME).symlink_to(tmp_path / "elsewhere")
    if kind == "garbage":
        listening.bind(str(state / served.NAME))
        listening.listen()
        threading.Thread(
            target=lambda: listening.accept()[0].sendall(b"\0" * 7 + b"\1x"), daemon=True
        ).start()
    with Runner(Settings(tier="quick"), served=state) as runner:
        assert runner.grade_text(E01, RIGHT, "e01.py").outcome is Outcome.PASSED
    listening.close()


def test_a_dead_socket_is_taken_over_and_a_second_server_is_none(state: Path) -> None:
    state.mkdir(exist_ok=True)
    dead = socket.socket(socket.AF_UNIX)
    dead.bind(str(state / served.NAME))
    dead.close()
    makes = Launchers(Settings())
    first, second = (served.Server(state, Settings(), makes) for _ in range(2))
    assert first.open
    assert not second.open
    second.close()
    assert served.connect(state) is not None
    first.close()
    makes.close()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere such a folder has no server")
def test_a_path_too_long_for_an_address(tmp_path: Path) -> None:
    deep = tmp_path / ("d" * 120) / ".tfkata"
    deep.parent.mkdir()
    makes = Launchers(Settings())
    server = served.Server(deep, Settings(), makes)
    assert server.open
    connection = served.connect(deep)
    assert connection is not None
    connection.close()
    server.close()
    makes.close()


def test_check_and_pytest_use_it(state: Path, server: served.Server) -> None:
    folder = state.parent
    (folder / "exercises" / E01.stub.name).write_text(RIGHT, "utf-8")
    environment = {**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": ""}
    check = [sys.executable, "-m", "tfkata", "check", "e01", "--format", "json"]
    said = subprocess.run(check, cwd=folder, capture_output=True, text=True, check=False, env=environment)
    assert json.loads(said.stdout)["exercises"][0]["outcome"] == "passed"
    assert Counted.asked == 1
    test = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "exercises/e01_normalize.py"]
    ran = subprocess.run(test, cwd=folder, capture_output=True, text=True, check=False, env=environment)
    assert ran.returncode == 0, ran.stdout
    assert Counted.asked == 2
