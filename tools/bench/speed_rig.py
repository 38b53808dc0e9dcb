"""What the speed measurements share: a server pinned to one core, its client to another, and how a row is told.

A row goes to the reader as a line of a table, and to a campaign, after all rows, as "figure: VALUE =UNIT NAME"
(tools/campaigns/frame.sh).
"""
import atexit
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

PUBLISHERS = 64


def pinned(core, *command, **options):
    cores = os.cpu_count() or 1
    return subprocess.Popen(["taskset", "-c", str(min(core, cores - 1)), *map(str, command)], **options)


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def wait_for(port, process):
    for _ in range(200):
        if process.poll() is not None:
            sys.exit("the server ended at once")
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.05)
    sys.exit("the server does not listen")


class Server:
    """A program that listens on a port of its own, while inside the with."""

    def __init__(self, *command, core=0):
        self.port, self.core = free_port(), core
        self.command = [str(word).replace("PORT", str(self.port)) for word in command]

    def __enter__(self):
        self.process = pinned(self.core, *self.command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait_for(self.port, self.process)
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()


class Refused(Exception):
    """The load test ended with an error: the server closed a connection, or answered wrongly."""


class Rig:
    """A folder of its own with a hub and its minted sessions; removed by `close`."""

    def __init__(self, build, seconds, rounds=1):
        self.build, self.seconds, self.rounds = Path(build).resolve(), seconds, rounds
        self.folder = Path(tempfile.mkdtemp(prefix="staffroom-speed-"))

    def close(self):
        shutil.rmtree(self.folder, ignore_errors=True)

    def ask(self, server, mode, **options):
        """The figures of one run of the load test; Refused when it ended with an error."""
        options = {"seconds": self.seconds, **options}
        words = [self.build / "tools/load_test", mode, "--port", server.port, "--pid", server.process.pid,
                 "--sessions", self.folder / "sessions"]
        for name, value in options.items():
            words += [f"--{name}"] if value is True else [f"--{name}", value]
        done = pinned(1, *words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        try:
            out, errors = done.communicate(timeout=options["seconds"] * 10 + 120)
        except subprocess.TimeoutExpired:
            done.kill()
            raise Refused("it did not end in time") from None
        if done.returncode != 0:
            raise Refused(errors.strip())
        return {name: float(value) for name, value in re.findall(r"(\w+)=([-\d.e+]+)", out)}

    def client(self, server, mode, **options):
        """As `ask`; a refusal ends the program, for it is a broken hub or a wrong answer."""
        try:
            return self.ask(server, mode, **options)
        except Refused as refused:
            sys.exit(f"load_test {mode}: {refused}")

    def hub(self):
        return Server(self.build / "staffroom", "serve", "--data", self.folder / "hub", "--listen", "127.0.0.1:PORT",
                      "--limits", "off")

    def mint(self, people):
        shutil.rmtree(self.folder / "hub", ignore_errors=True)
        with open(self.folder / "sessions", "w") as out:
            subprocess.run([self.build / "staffroom", "mint-sessions", "--data", self.folder / "hub", "--count",
                            str(people), "--own-topics", str(PUBLISHERS)], stdout=out, check=True)

    def start_time(self):
        """From exec to /readyz, with the folder as it is; then the server is killed without mercy."""
        begun = time.monotonic()
        server = self.hub()
        server.__enter__()
        while True:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{server.port}/readyz", timeout=1) as page:
                    if page.status == 200:
                        break
            except OSError:
                time.sleep(0.002)
        took = time.monotonic() - begun
        server.process.kill()
        server.process.wait()
        return took

    def fill(self, messages):
        """Posts until there are so many more, in 64 topics, then kills the server; returns how many at
        least (those of the warm-up come on top)."""
        posted, stretch = 0, min(self.seconds, 0.3)
        with self.hub() as server:
            while posted < messages:
                rate = self.client(server, "posts", sockets=PUBLISHERS, seconds=stretch)["per_second"]
                posted += rate * stretch
                stretch = min(max((messages - posted) / max(rate, 1), 0.2), 10)
            server.process.kill()
            server.process.wait()
        return posted


class Told:
    """What was told so far, for the campaign that reads it at the end, and whether the targets are spoken of."""

    figures = []
    judged = True


@atexit.register
def print_figures():
    for figure in Told.figures:
        print(f"figure: {figure}", flush=True)


def bound_of(target):
    return f"{target:,.0f}" if target >= 100 else f"{target:.2f}".removesuffix(".00")


def tell(what, value, unit, target=None, at_least=True, remark=""):
    """One row: its figure, its target, and whether it is reached or how far away it is."""
    verdict = "–"
    if target is not None and Told.judged:
        share = value / target
        reached = share >= 1 if at_least else share <= 1
        verdict = "reached" if reached else f"not reached, {share:.2f} × of the target"
    shown = f"{value:,.0f}" if abs(value) >= 100 else f"{value:.2f}"
    bound = "–" if target is None else f"{'≥' if at_least else '≤'} {bound_of(target)} {unit}"
    print(f"| {what} | {bound} | {shown} {unit} | {verdict} | {remark} |", flush=True)
    word = f" ({verdict})" if verdict.startswith("not") else ""
    Told.figures.append(f"{shown.replace(',', '')} ={unit.replace(' ', '_')} {what}{word}")
