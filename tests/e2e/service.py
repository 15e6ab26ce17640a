"""The real binary as the end-to-end tests see it: by its command line and its sockets."""
import contextlib
import http.client
import json
import os
import pathlib
import signal
import socket
import subprocess
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARY = pathlib.Path(os.environ.get("PROVOST_BINARY", ROOT / "build/release/provost"))
USER_SCHEMA = "urn:ietf:params:scim:schemas:core:2.0:User"
GROUP_SCHEMA = "urn:ietf:params:scim:schemas:core:2.0:Group"
PATCH_SCHEMA = "urn:ietf:params:scim:api:messages:2.0:PatchOp"


# Tests run in several processes (pytest-xdist); each has ports of its own, in pairs, since the
# kernel gives those who listen ports of one parity.
WORKERS = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
WORKER = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))


def free_port():
    while True:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        if port // 2 % WORKERS == WORKER:
            return port


def environment(**extra):
    """This process's environment without PROVOST_… variables of the person who runs the tests."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("PROVOST_")}
    return kept | extra


def user(name, **attributes):
    return {"schemas": [USER_SCHEMA], "userName": name, "active": True} | attributes


def group(name, **attributes):
    return {"schemas": [GROUP_SCHEMA], "displayName": name} | attributes


def patch(*operations):
    return {"schemas": [PATCH_SCHEMA], "Operations": list(operations)}


class Scim:
    """A client of one Tenant URL, on one keep-alive connection."""

    def __init__(self, port, org, token):
        self.base, self.token = f"/{org}/scim/v2", token
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)

    def call(self, method, path, body=None, **headers):
        """Status and parsed body of one exchange. `If_Match="…"` is the header If-Match."""
        self.connection.request(method, self.base + path, body and json.dumps(body), {
            "Authorization": f"Bearer {self.token}", "Content-Type": "application/scim+json"
        } | {name.replace("_", "-"): value for name, value in headers.items()})
        answer = self.connection.getresponse()
        text = answer.read()
        return answer.status, json.loads(text) if text else None

    def close(self):
        self.connection.close()


class Service:
    """A data folder and, once started, the server on it."""

    def __init__(self, folder):
        self.folder, self.port, self.process = folder, None, None
        self.options = []  # of provost serve

    def run(self, *arguments):
        """One command line; the completed process, whatever it says."""
        return subprocess.run([BINARY, *arguments, "--data", str(self.folder)], text=True,
                              capture_output=True, timeout=60, check=False, env=environment())

    def do(self, *arguments):
        """One command line that has to succeed; its stdout."""
        outcome = self.run(*arguments)
        assert outcome.returncode == 0, f"provost {' '.join(arguments)}: {outcome.stderr}"
        return outcome.stdout.strip()

    def make_organisation(self, org, *options):
        """An organisation with SCIM enabled; its token."""
        self.do("org", "create", org, *options)
        self.do("scim", "enable", org)
        return self.do("token", "rotate", org)

    def start(self):
        self.port = self.port or free_port()
        with (self.folder.parent / "serve.log").open("ab") as log:
            self.process = subprocess.Popen(
                [BINARY, "serve", "--data", str(self.folder), "--listen",
                 f"127.0.0.1:{self.port}", *self.options],
                stdout=log, stderr=log, env=environment())
        wait_until(self.is_healthy, 30, "provost serve does not answer /healthz")

    def is_healthy(self):
        assert self.process.poll() is None, (self.folder.parent / "serve.log").read_text()
        return answers(self.port, "/healthz") == 200

    def stop(self, with_signal=signal.SIGTERM):
        """Ends the server and answers with its exit status."""
        self.process.send_signal(with_signal)
        try:
            return self.process.wait(30)
        finally:
            if self.process.poll() is None:
                self.process.kill()
                self.process.wait()
            self.process = None

    def scim(self, org, token):
        return Scim(self.port, org, token)


def answers(port, path):
    """The status of a GET, or nothing when nobody listens."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    with contextlib.closing(connection):
        try:
            connection.request("GET", path)
            return connection.getresponse().status
        except OSError:
            return None


def wait_until(condition, seconds, complaint):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, complaint
        time.sleep(0.02)
