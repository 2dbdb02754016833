"""One Streamlit server as a process: how long it takes to start, what processor time and memory it uses."""

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event

import psutil  # type: ignore[import-untyped]

from tests.browser.app_server import ROOT, free_port

PATIENCE_SECONDS = 60.0
GLANCE_SECONDS = 0.02


@dataclass(frozen=True)
class Server:
    """A running server: its port, process id and the seconds from its start to its first sign of health."""

    port: int
    pid: int
    started_seconds: float

    @property
    def address(self) -> str:
        """Where a browser finds it."""
        return f"http://127.0.0.1:{self.port}"

    def cpu_ms(self) -> float:
        """Processor time used so far, user and system, milliseconds."""
        return 1000 * sum(sum(p.cpu_times()[:2]) for p in self._family())

    def memory_mb(self) -> float:
        """Resident memory now, megabytes (10^6 bytes)."""
        return sum(float(p.memory_info().rss) for p in self._family()) / 1e6

    def _family(self) -> list[psutil.Process]:
        parent = psutil.Process(self.pid)
        return [parent, *parent.children(recursive=True)]


@contextmanager
def serve(script: Path, log: Path, **environment: str) -> Iterator[Server]:
    """Run one script with the repository's Streamlit settings; what it prints goes to `log`."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port)]
    env = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    with log.open("wb") as output:
        begun = time.perf_counter()
        process = subprocess.Popen(
            [*command, "--server.headless", "true"], cwd=ROOT, env=env, stdout=output, stderr=subprocess.STDOUT
        )
        try:
            _until_healthy(process, port, log)
            yield Server(port, process.pid, time.perf_counter() - begun)
        finally:
            process.terminate()
            process.wait(timeout=20)


def _until_healthy(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    pause = Event()
    deadline = time.perf_counter() + PATIENCE_SECONDS
    while time.perf_counter() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=2):
                return
        except OSError:
            pause.wait(GLANCE_SECONDS)
    raise RuntimeError(f"the server on port {port} did not start:\n{log.read_text(errors='replace')}")
