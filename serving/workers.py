"""Several processes of the dashboard on one store, and nginx before them.

    python -m serving.workers --workers 4 [--port 8501] [--host localhost] [--without-proxy]

nginx listens at the port, the processes at those that follow it. A process that ends is started
again; its visitors go on at another one meanwhile. With ``--without-proxy`` the processes alone are
served, from the port on, for a proxy of your own (docs/hosting.md).
"""

from __future__ import annotations

import argparse
import asyncio
import os
import secrets
import shutil
import signal
import sys
from asyncio.subprocess import Process, create_subprocess_exec
from collections.abc import Mapping, Sequence
from pathlib import Path

from serving import proxy
from signin.code import is_loopback
from signin.people import SignInError
from signin.state import RUN, state_folder, unusable

ROOT = Path(__file__).resolve().parents[1]
SERVER = ROOT / "server.py"
ASKS_EVERY = 0.2  # seconds, until a process answers
LEAVES_WITHIN = 5.0  # seconds that a process has to end by itself
PAUSE = 5.0  # seconds before a process that did not even begin to answer is started once more
NO_NGINX = """\
Several processes need nginx before them, and it is not installed here.
Install it (Debian, Ubuntu: apt install nginx-light; macOS: brew install nginx), or serve with one
process: make run
"""


class EndedEarlyError(Exception):
    """A process ended before it ever answered: what it printed says why."""


class Workers:
    """The processes of one run, each started again when it ends.

    Parameters
    ----------
    ports : sequence of int
    environment : mapping
        Of each process.
    script : Path
        The app that they serve.
    """

    def __init__(
        self, ports: Sequence[int], environment: Mapping[str, str], script: Path = SERVER
    ) -> None:
        self.ports = ports
        self._script = script
        self._environment = environment
        self._answered: set[int] = set()

    async def keep(self, port: int) -> None:
        """Serve at a port until this is cancelled.

        Raises
        ------
        EndedEarlyError
            The very first process of the port ended before it answered.
        """
        while True:
            process = await _started(_command(self._script, port), self._environment)
            try:
                status = await process.wait()
            finally:
                await _ended(process)
            if port not in self._answered:
                raise EndedEarlyError(f"The process at port {port} ended with {status}.")
            say(f"The process at port {port} ended with {status}. It is started again.")
            await asyncio.sleep(PAUSE if status > 0 else 0)  # below 0: it was killed

    async def all_answer(self) -> None:
        """Wait until each of them answers."""
        for port in self.ports:
            while port not in self._answered:
                try:
                    _reader, writer = await asyncio.open_connection("127.0.0.1", port)
                except OSError:
                    await asyncio.sleep(ASKS_EVERY)
                else:
                    writer.close()
                    self._answered.add(port)


def _command(script: Path, port: int) -> list[str]:
    return [
        *(sys.executable, "-m", "serving.process", str(script)),
        *("--server.address", "127.0.0.1", "--server.port", str(port)),
    ]


async def _started(command: Sequence[str], environment: Mapping[str, str]) -> Process:
    # In a session of its own: Ctrl-C is for this program, which then ends them all.
    return await create_subprocess_exec(
        *command, cwd=ROOT, env={**os.environ, **environment}, start_new_session=True
    )


async def _ended(process: Process) -> None:
    if process.returncode is None:
        process.terminate()
        try:
            await asyncio.wait_for(process.wait(), LEAVES_WITHIN)
        except TimeoutError:  # one that has just begun does not listen yet
            process.kill()
            await process.wait()


async def _proxied(program: str, file: Path) -> None:
    """nginx, until this is cancelled."""
    process = await _started([program, "-c", str(file), "-e", "stderr"], {})
    try:
        status = await process.wait()
    finally:
        await _ended(process)
    raise EndedEarlyError(f"nginx ended with {status}; {file.with_suffix('.log')} may say why.")


async def serve(workers: Workers, program: str | None, file: Path, address: str) -> int:
    """Serve until somebody ends this program.

    Returns
    -------
    int
        The status to end with: 1 where something did not begin, or nginx has ended.
    """
    stopped = asyncio.Event()
    for one in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(one, stopped.set)
    stop = asyncio.create_task(stopped.wait())
    running = [asyncio.create_task(workers.keep(port)) for port in workers.ports]
    begun = asyncio.create_task(workers.all_answer())
    await asyncio.wait([begun, stop, *running], return_when=asyncio.FIRST_COMPLETED)
    if begun.done():
        if program:
            running.append(asyncio.create_task(_proxied(program, file)))
        say(f"{len(workers.ports)} processes serve the dashboard at {address}")
        await asyncio.wait([stop, *running], return_when=asyncio.FIRST_COMPLETED)
    for task in (begun, stop, *running):
        task.cancel()
    ended = await asyncio.gather(*running, return_exceptions=True)
    failures = [one for one in ended if isinstance(one, EndedEarlyError)]
    for failure in failures:
        say(str(failure))
    return int(bool(failures))


def say(text: str) -> None:
    """A line for whoever started this."""
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


def begin_run(port: int) -> Path:
    """The empty folder, in the state folder, of what the processes of this run share.

    Raises
    ------
    SignInError
        It cannot be made.
    """
    folder = state_folder().resolve() / f"run-{port}"
    try:
        if folder.exists():  # of a run that was killed
            shutil.rmtree(folder)
        folder.mkdir(mode=0o700)
    except OSError as error:
        raise unusable(folder, error) from error
    return folder


def shared_settings(run: Path, host: str, port: int) -> dict[str, str]:
    """The environment that makes processes one server."""
    settings = {
        RUN: str(run),
        "STREAMLIT_BROWSER_SERVER_PORT": str(port),  # where staff are told to sign in
        "STREAMLIT_SERVER_COOKIE_SECRET": secrets.token_hex(32),
        "STREAMLIT_LOGGER_HIDE_WELCOME_MESSAGE": "true",
    }
    if not is_loopback(host) and "STREAMLIT_SERVER_ALLOWED_HOSTS" not in os.environ:
        # As for one process: whoever listens on the network answers to any name.
        settings["STREAMLIT_SERVER_ALLOWED_HOSTS"] = "*"
    return settings


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve as the arguments say."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--workers", type=int, default=2, help="how many processes")
    parser.add_argument("--port", type=int, default=8501)
    parser.add_argument("--host", default="localhost", help="0.0.0.0 lets others open it")
    parser.add_argument("--without-proxy", action="store_true", help="the processes alone")
    parser.add_argument("--script", type=Path, default=SERVER, help="another app, to compare")
    chosen = parser.parse_args(arguments)
    program = None if chosen.without_proxy else proxy.nginx()
    if program is None and not chosen.without_proxy:
        sys.stderr.write(NO_NGINX)
        return 2
    first = chosen.port + (program is not None)
    ports = range(first, first + chosen.workers)
    try:
        run = begin_run(chosen.port)
    except SignInError as error:
        say(str(error))
        return 1
    file = run / "nginx.conf"
    file.write_text(proxy.configuration(run, chosen.host, chosen.port, ports), encoding="utf-8")
    workers = Workers(ports, shared_settings(run, chosen.host, chosen.port), chosen.script)
    address = f"http://{chosen.host}:{chosen.port}"
    if program is None:
        address = f"http://127.0.0.1, ports {first} to {ports[-1]}, for a proxy of yours"
    try:
        return asyncio.run(serve(workers, program, file, address))
    finally:
        shutil.rmtree(run, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
