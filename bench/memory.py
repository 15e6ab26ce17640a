#!/usr/bin/env python3
"""How much memory the server takes when clients try to fill it (./dev bench memory).

Plays, one after the other on one server: connections that send large bodies without a credential,
large writes with one, lists and audit pages and exports that nobody reads, and ten thousand idle
connections. After each it prints the peak of the resident memory and what is left when it is over,
and whether somebody else was still answered. Exits with 1 when the peak is beyond the budget.
"""
import argparse
import contextlib
import json
import pathlib
import resource
import shutil
import socket
import sys
import threading
import time

import harness
from harness import ROOT, SCIM

PEAK_MB_MAX = 512
PATIENCE_S = 20


class Client:
    """A connection that sends and, unless asked to, reads nothing."""

    def __init__(self, server):
        self.socket = socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE_S)

    def send(self, data):
        """Whether the server took all of it."""
        try:
            self.socket.sendall(data)
            return True
        except OSError:
            return False

    def status(self):
        """Of the answer, or 0 when none comes."""
        try:
            head = self.socket.recv(12)
            return int(head[9:12]) if len(head) == 12 else 0
        except (OSError, ValueError):
            return 0

    def close(self):
        self.socket.close()


def head_of(server, method, path, length=None, token=None):
    lines = [f"{method} {path} HTTP/1.1", "Host: bench"]
    if token:
        lines.append(f"Authorization: Bearer {token}")
    if length is not None:
        lines += ["Content-Type: application/scim+json", f"Content-Length: {length}"]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def large_user(number, size):
    emails = [{"value": f"u{number}.{i}@example.com", "display": "d" * (size // 4)}
              for i in range(4)]
    return {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"],
            "userName": f"large{number}@example.com", "active": True, "emails": emails}


class Memory:
    def __init__(self, options):
        self.options = options
        self.folder = options.data.resolve()
        self.server = harness.Server(options.build.resolve() / "provost", self.folder / "memory")
        self.operator = None
        self.peak = 0

    @contextlib.contextmanager
    def step(self, what):
        """Measures the peak of what is done inside."""
        self.server.forget_peak()
        notes = []
        yield notes
        slowest = max(self.lookup() for _ in range(5))
        peak = self.server.peak_mb()
        self.peak = max(self.peak, peak)
        print(f"  {what:<58} peak {peak:6.0f} MB   another's lookup {slowest * 1000:5.0f} ms   "
              f"{', '.join(notes)}", flush=True)

    def lookup(self):
        began = time.monotonic()
        self.server.expect(200, "GET", f"{SCIM}/Users?filter=userName%20eq%20%22nobody%22")
        return time.monotonic() - began

    def rest(self):
        time.sleep(3)
        print(f"  {'… when it is over':<58} now  {self.server.resident_mb():6.0f} MB", flush=True)

    def strangers(self, count):
        with self.step(f"{count} connections send 8 MB without a credential") as notes:
            head = head_of(self.server, "POST", "/nosuch/scim/v2/Users", 8_388_608)
            clients = [Client(self.server) for _ in range(count)]
            taken = sum(client.send(head + b"x" * 7_000_000) for client in clients)
            refused = sum(client.status() == 401 for client in clients)
            notes.append(f"{taken} took it, {refused} said 401")
            for client in clients:
                client.close()

    def slow_strangers(self, count):
        with self.step(f"{count} connections hold 60 kB each without one") as notes:
            head = head_of(self.server, "POST", "/nosuch/scim/v2/Users", 65_000)
            clients = [Client(self.server) for _ in range(count)]
            for client in clients:
                client.send(head + b"x" * 60_000)
            time.sleep(1)
            for client in clients:
                client.close()
            notes.append("closed")

    def large_writes(self, count, size):
        with self.step(f"{count} writes of {size / 1e6:g} MB with a token at one time") as notes:
            body = json.dumps(large_user(0, size)).encode()
            head = head_of(self.server, "POST", f"{SCIM}/Users", len(body), self.server.token)
            statuses = []

            def write():
                client = Client(self.server)
                client.send(head + body)
                statuses.append(client.status())
                client.close()
            threads = [threading.Thread(target=write) for _ in range(count)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            notes.append(counted(statuses))

    def load(self, users, size):
        for number in range(users):
            self.server.expect(201, "POST", f"{SCIM}/Users", large_user(number + 1, size))

    def unread(self, what, path, token, count):
        with self.step(f"{count} {what} that nobody reads") as notes:
            clients = [Client(self.server) for _ in range(count)]
            for client in clients:
                client.send(head_of(self.server, "GET", path, token=token))
            time.sleep(3)
            notes.append(counted([client.status() for client in clients]))
            for client in clients:
                client.close()

    def idle(self, count):
        with self.step(f"{count} connections that are idle") as notes:
            clients = []
            with contextlib.suppress(OSError):
                for _ in range(count):
                    clients.append(Client(self.server))
            notes.append(f"{len(clients)} opened")
            self.lookup()
            for client in clients:
                client.close()

    def run(self):
        self.server.folder.parent.mkdir(parents=True, exist_ok=True)
        self.server.make_organisation()
        self.server.command("org", "set", harness.ORG, "attributes=full")
        self.operator = self.server.command("operator", "key", "memory")
        self.server.start()
        print(f"  {'at the start':<58} now  {self.server.resident_mb():6.0f} MB", flush=True)
        events = f"/api/v1/orgs/{harness.ORG}/audit-events"
        try:
            self.strangers(300)
            self.slow_strangers(4000)
            self.rest()
            self.large_writes(80, 6_000_000)
            self.large_writes(80, 900_000)
            self.rest()
            self.load(60, 900_000)
            self.unread("lists of large users", f"{SCIM}/Users?count=1000", self.server.token, 40)
            self.unread("pages of the audit trail", f"{events}?limit=1000", self.operator, 40)
            self.unread("exports", f"{events}/export", self.operator, 100)
            self.rest()
            self.idle(10_000)
            self.rest()
        finally:
            self.server.stop()
        shutil.rmtree(self.folder, ignore_errors=True)


def counted(statuses):
    return ", ".join(f"{statuses.count(one)} × {one or 'closed'}" for one in sorted(set(statuses)))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--build", type=pathlib.Path, default=ROOT / "build/bench")
    parser.add_argument("--data", type=pathlib.Path, default=ROOT / "build/bench/memory")
    options = parser.parse_args()
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    memory = Memory(options)
    memory.run()
    verdict = "within" if memory.peak <= PEAK_MB_MAX else "beyond"
    print(f"  peak {memory.peak:.0f} MB, {verdict} the budget of {PEAK_MB_MAX} MB")
    return 0 if memory.peak <= PEAK_MB_MAX else 1


if __name__ == "__main__":
    sys.exit(main())
