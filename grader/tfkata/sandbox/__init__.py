"""Confines the process that runs a candidate: files, network, system calls, privileges, limits.

`confine` is called in the child, after the fork and before any learner's code; it needs no root and no container,
and cannot be undone. Every wall is built from the standard library or `pyseccomp`:
`landlock` (files, network, signals; `reading` says which files, `importable` keeps modules findable), `seccomp` (system calls), `limits` (privileges, resources). `namespaces` is a second wall where the kernel allows it, and no more than that.

Levels: `strict` wants every wall and refuses to run otherwise; `auto` builds all that this kernel can;
`off` builds none. What held is recorded in the result, and only a result under every wall is trusted.
"""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from tfkata.sandbox import importable, landlock, limits, namespaces, reading, seccomp

LEVELS = ("auto", "strict", "off")
WALLS = ("files", "network", "syscalls", "privileges", "limits")

_KEPT_ENVIRONMENT = ("PATH", "LANG", "LC_ALL", "TZ", "LD_LIBRARY_PATH", "CUDA_VISIBLE_DEVICES", "VIRTUAL_ENV")
_KEPT_PREFIXES = (
    # not all of TF_: Terraform keeps tokens there
    *(
        "TF_CPP_",
        "TF_FORCE_",
        "TF_ENABLE_",
        "TF_XLA_",
        "TF_NUM_",
        "TF_GPU_",
        "TF_DETERMINISTIC_",
        "TF_CUDNN_",
    ),
    "KERAS_BACKEND",
    "OMP_",
    "OPENBLAS_",
    "PYTHONUNBUFFERED",
    "PYTHONIOENCODING",
    "CUDA_",
    "NVIDIA_",
)


@dataclass(frozen=True, slots=True)
class Plan:
    """What a candidate may use: its own folder, seconds of CPU (None: unlimited), and whether a GPU is opened."""

    workdir: Path
    cpu_seconds: int | None = None
    gpu: bool = False


def prepare() -> None:
    """Looks up what cannot be found any more behind the walls, and what every child of this process would look up again."""
    import resource  # noqa: F401  (the children find it loaded)

    importable.remember()
    landlock.readable()
    with contextlib.suppress(OSError):
        seccomp.prepare()


def confine(plan: Plan, level: str) -> list[str]:
    """Gives up everything a candidate does not need; returns the walls that hold.

    Raises:
        OSError: a wall cannot be built and the level is "strict".
    """
    empty_environment(plan.workdir)
    os.umask(0o077)
    if level == "off":
        return []
    prepare()
    namespaces.leave()
    held = []
    builders = {
        "limits": lambda: limits.apply(plan.cpu_seconds),
        "privileges": limits.drop_privileges,
        "files": lambda: landlock.restrict(plan.workdir, gpu=plan.gpu),
        "syscalls": seccomp.load,
    }
    for wall, build in builders.items():
        try:
            held += [wall, "network"] if build() and wall == "syscalls" else [wall]
        except OSError:
            if level == "strict":
                raise
    return [wall for wall in WALLS if wall in held]


def tried(held: list[str]) -> list[str]:
    """The walls, of those that were built around this process, against which an attempt really fails."""
    attempts: dict[str, Callable[[], object]] = {
        "files": lambda: _open_any((Path("/"), *reading.copies())),
        "network": socket.socket,
        "syscalls": lambda: os.execv("/nonexistent", ["nonexistent"]),
        "privileges": lambda: os.setgroups([0]),
        "limits": lambda: _raise_limit(),
    }
    return [wall for wall in held if _is_refused(attempts[wall])]


def _open_any(paths: Iterable[Path]) -> None:
    """Opens the first of these that can be opened; PermissionError where none can."""
    for path in paths:
        with contextlib.suppress(PermissionError):
            os.close(os.open(path, os.O_RDONLY))
            return
    raise PermissionError


def _raise_limit() -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (1, 1))


def _is_refused(attempt: Callable[[], object]) -> bool:
    try:
        attempt()
    except PermissionError:
        return True
    except (OSError, ValueError) as error:
        return isinstance(error, ValueError)
    return False


def empty_environment(workdir: Path) -> None:
    """Leaves what Python and TensorFlow need; tokens, keys and names of the host's user go."""
    kept = {k: v for k, v in os.environ.items() if is_kept(k)}
    os.environ.clear()
    tempfile.tempdir = None
    os.environ.update(
        kept, HOME=str(workdir), TMPDIR=str(workdir), MPLBACKEND="Agg", MPLCONFIGDIR=str(workdir)
    )


def is_kept(name: str) -> bool:
    """Whether a candidate keeps this variable of the environment."""
    return name in _KEPT_ENVIRONMENT or name.startswith(_KEPT_PREFIXES)


def die_with_parent() -> None:
    """Linux: the kernel kills this process when the one that forked it ends."""
    limits.process_control(limits.PR_SET_PDEATHSIG, signal.SIGKILL)


def adopt_orphans() -> None:
    """Linux: grandchildren that lose their parent become this process's children, so none can escape."""
    limits.process_control(limits.PR_SET_CHILD_SUBREAPER, 1)


def name_of(held: list[str]) -> str:
    """How a result calls what held: "strict" when every wall stands, else a list of those that do, or "none"."""
    return "strict" if set(held) >= set(WALLS) else "partial: " + ", ".join(held) if held else "none"
