"""What mapping a large group costs, and what it costs others meanwhile."""
import contextlib
import http.client
import json
import statistics
import threading
import time

import harness

USER_SERVICE = {"role": "user", "identityType": "service"}
NEIGHBOUR = "neighbour"


class Creates(threading.Thread):
    """Creates users of another organisation, one after the other, until stopped."""

    def __init__(self, server, token):
        super().__init__(daemon=True)
        self.server, self.token = server, token
        self.samples = []  # when each began, and the seconds until its answer
        self.failure, self.stopping = None, threading.Event()

    def run(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=120)
        with contextlib.closing(connection):
            while not self.stopping.is_set() and not self.failure:
                self.create(connection)

    def create(self, connection):
        body = {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "active": True,
                "userName": f"n{time.monotonic_ns()}@example.com"}
        began = time.monotonic()
        connection.request("POST", f"/{NEIGHBOUR}/scim/v2/Users", json.dumps(body), {
            "Authorization": f"Bearer {self.token}", "Content-Type": "application/scim+json"})
        answer = connection.getresponse()
        text = answer.read()
        if answer.status != 201:
            self.failure = f"POST /Users of {NEIGHBOUR}: {answer.status}: {text}"
        self.samples.append((began, time.monotonic() - began))

    def stop(self):
        self.stopping.set()
        self.join()
        if self.failure:
            raise RuntimeError(self.failure)

    def during(self, periods):
        """Milliseconds of the creates that were under way within one of the periods."""
        return [1000 * took for began, took in self.samples
                if any(began < end and began + took > start for start, end in periods)]


class Administration:
    def __init__(self, server):
        self.port, self.key = server.port, server.command("operator", "key", "bench")

    def post(self, path, body):
        """An answer with 200; when it was asked for and when it came."""
        began = time.monotonic()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        with contextlib.closing(connection):
            connection.request("POST", f"/api/v1/orgs/{harness.ORG}{path}", json.dumps(body), {
                "Authorization": f"Bearer {self.key}", "Content-Type": "application/json"})
            answer = connection.getresponse()
            text = answer.read()
        if answer.status != 200:
            raise RuntimeError(f"POST {path}: {answer.status}: {text}")
        return json.loads(text), (began, time.monotonic())


def percentile(samples, share):
    ordered = sorted(samples)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def neighbour(server):
    server.command("org", "create", NEIGHBOUR)
    server.command("scim", "enable", NEIGHBOUR)
    return server.command("token", "rotate", NEIGHBOUR)


def measure(server, group, rounds):
    """Maps the group and unmaps it, that many times, while another organisation creates users."""
    token = neighbour(server)
    administration = Administration(server)
    time.sleep(1)  # the running server notices both within that
    creates = Creates(server, token)
    creates.start()
    time.sleep(1)
    previews, applies = [], []
    quiet = [(time.monotonic() - 1, time.monotonic())]
    people = 0
    for target in [USER_SERVICE, None] * rounds:
        change = {"groupIds": [group], "mapping": target}
        preview, period = administration.post("/scim-groups/mappings/preview", change)
        previews.append(period)
        people = preview["gainCount"] + preview["lossCount"]
        change["etag"] = preview["etag"]
        applies.append(administration.post("/scim-groups/mappings", change)[1])
    creates.stop()
    return {
        "people": people,
        "preview_ms": statistics.median(1000 * (end - start) for start, end in previews),
        "apply_ms": statistics.median(1000 * (end - start) for start, end in applies),
        "create_quiet_p99_ms": percentile(creates.during(quiet), 0.99),
        "create_p99_ms": percentile(creates.during(previews + applies), 0.99),
        "create_max_ms": max(creates.during(previews + applies)),
    }
