"""The worst that one organisation may do, each as a process of its own with some connections."""
import json
import multiprocessing
import os
import signal
import socket
import threading
import time

from harness import ORG, SCIM
from neighbour_probes import Client, Provider, SignIn, USER, GROUP, set_up_sign_in

PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp"


class Flood:
    """Repeats `step(number)` on so many connections until it is stopped."""

    def __init__(self, step_of, connections):
        self.step_of, self.connections = step_of, connections
        self.counts = multiprocessing.get_context("fork").Manager().dict()
        self.process = None

    def start(self):
        self.process = multiprocessing.get_context("fork").Process(target=self.work, daemon=True)
        self.process.start()

    def work(self):
        signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
        threads = [threading.Thread(target=self.repeat, args=(number,), daemon=True)
                   for number in range(self.connections)]
        for thread in threads:
            thread.start()
        while True:
            time.sleep(60)

    def repeat(self, number):
        step = self.step_of(number)
        while True:
            try:
                status = str(step())
            except OSError:
                status = "broken"
            self.counts[status] = self.counts.get(status, 0) + 1

    def stop(self):
        self.process.terminate()
        self.process.join()
        return dict(self.counts)


class Abuser:
    """The organisation that floods, filled with what its floods need."""

    def __init__(self, server, users):
        self.port, self.token = server.port, server.token
        self.key = server.command("operator", "key", "abuser")
        time.sleep(1)
        self.client = Client(self.port, self.token)
        self.ids = self.fill(users)
        self.large_group = self.make_group("Large", self.ids)
        self.rich = self.make_rich("rich")
        self.chain = self.make_chain(500)
        self.provider = Provider(patience=60)
        set_up_sign_in(self.port, self.key, ORG, self.provider.issuer)

    def fill(self, users):
        ids = []
        for start in range(0, users, 500):
            operations = [{"method": "POST", "path": "/Users", "bulkId": f"b{i}", "data": {
                "schemas": [USER], "active": True, "userName": f"user{i:08}@example.com",
                "displayName": f"User {i}"}} for i in range(start, min(start + 500, users))]
            answer = self.client.expect(200, "POST", f"{SCIM}/Bulk", {
                "schemas": ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],
                "Operations": operations})
            ids += [one["location"].rpartition("/")[2] for one in answer["Operations"]]
        return ids

    def make_group(self, name, ids):
        return self.client.expect(201, "POST", f"{SCIM}/Groups", {
            "schemas": [GROUP], "displayName": name,
            "members": [{"value": one} for one in ids]})["id"]

    def make_rich(self, name):
        emails = [{"value": f"{name}{i}@example.com", "type": "work"} for i in range(1000)]
        return self.client.expect(201, "POST", f"{SCIM}/Users", {
            "schemas": [USER], "active": True, "userName": f"{name}@example.com",
            "emails": emails})["id"]

    def make_chain(self, depth):
        """Groups each within the next, one person each; the top is mapped."""
        groups = []
        for i in range(depth):
            members = [self.ids[i % len(self.ids)]] + groups[-1:]
            groups.append(self.make_group(f"Chain {i}", members))
        admin = Client(self.port, self.key)
        admin.expect(200, "POST", f"/api/v1/orgs/{ORG}/scim-groups/mappings", {
            "groupIds": groups[-1:], "mapping": {"role": "user", "identityType": "service"}})
        return groups

    def scim(self):
        return Client(self.port, self.token)


def patch(operations):
    return json.dumps({"schemas": [PATCH], "Operations": operations})


def repeated(abuser, method, path, body):
    """A step that sends the same request again and again."""
    def step_of(_):
        client = abuser.scim()
        return lambda: client.ask(method, path, body)[0]
    return step_of


def patch_elements(abuser):
    body = patch([{"op": "replace", "value": f"d{i}",
                   "path": f'emails[value eq "rich{i}@example.com"].display'}
                  for i in range(1000)])
    return Flood(repeated(abuser, "PATCH", f"{SCIM}/Users/{abuser.rich}", body), 4)


def patch_members(abuser):
    body = patch([{"op": "remove", "path": f'members[display co "zzz{i}"]'} for i in range(200)])
    return Flood(repeated(abuser, "PATCH", f"{SCIM}/Groups/{abuser.large_group}", body), 4)


def scans(abuser):
    condition = " or ".join(f'displayName co "nobody{i}"' for i in range(100))
    body = json.dumps({"schemas": ["urn:ietf:params:scim:api:messages:2.0:SearchRequest"],
                       "filter": condition, "count": 10})
    return Flood(repeated(abuser, "POST", f"{SCIM}/Users/.search", body), 30)


def large_pages(abuser):
    return Flood(repeated(abuser, "GET", f"{SCIM}/Users?count=1000", None), 4)


def render_group(abuser):
    return Flood(repeated(abuser, "GET", f"{SCIM}/Groups/{abuser.large_group}", None), 4)


def large_bodies(abuser):
    body = json.dumps({"schemas": [USER], "active": True, "userName": "large@example.com",
                       "emails": [{"value": f"{i}@example.com", "display": "x" * 5000}
                                  for i in range(1000)]})
    return Flood(repeated(abuser, "POST", f"{SCIM}/Users", body), 4)


def large_groups(abuser):
    """Makes a group of everybody, empties half of it, fills it again and removes it."""
    def step_of(number):
        client, state = abuser.scim(), {"turn": 0, "group": None}
        everybody = [{"value": one} for one in abuser.ids]
        whole = {"schemas": [GROUP], "displayName": f"Everybody {number}", "members": everybody}

        def step():
            turn, path = state["turn"], f"{SCIM}/Groups/{state['group']}"
            state["turn"] = (turn + 1) % 4
            if turn == 0:
                status, _, text = client.ask("POST", f"{SCIM}/Groups", whole)
                state["group"] = json.loads(text).get("id")
                return status
            if turn == 1:
                half = whole | {"members": everybody[::2]}
                return client.ask("PUT", path, half)[0]
            if turn == 2:
                return client.ask("PATCH", path, patch(
                    [{"op": "add", "path": "members", "value": everybody}]))[0]
            return client.ask("DELETE", path)[0]
        return step
    return Flood(step_of, 2)


def toggled_chain(abuser):
    """Puts the lowest link of a long chain of groups in and out."""
    upper, lower = abuser.chain[1], abuser.chain[0]

    def step_of(number):
        client, op = abuser.scim(), ["add", "remove"]

        def step():
            op.reverse()
            change = ({"op": "add", "path": "members", "value": [{"value": lower}]}
                      if op[0] == "add" else
                      {"op": "remove", "path": f'members[value eq "{lower}"]'})
            return client.ask("PATCH", f"{SCIM}/Groups/{upper}", patch([change]))[0]
        return step
    return Flood(step_of, 4)


def writes(abuser):
    def step_of(number):
        client = abuser.scim()
        return lambda: client.ask("POST", f"{SCIM}/Users", {
            "schemas": [USER], "active": True,
            "userName": f"w{number}-{time.monotonic_ns()}@example.com"})[0]
    return Flood(step_of, 64)


def streams(abuser):
    """Holds as many streams of changes as it gets, and tries for more."""
    def step_of(_):
        held = []

        def step():
            connection = socket.create_connection(("127.0.0.1", abuser.port), timeout=30)
            connection.sendall(
                f"GET /api/v1/orgs/{ORG}/changes HTTP/1.1\r\nHost: a\r\n"
                f"Accept: text/event-stream\r\nAuthorization: Bearer {abuser.key}\r\n\r\n".encode())
            status = connection.recv(12).decode()[9:]
            held.append(connection)
            time.sleep(0.05)
            return status
        return step
    return Flood(step_of, 10)


def slow_provider(abuser):
    """Sign-ins at a provider that takes a minute to redeem a code."""
    def step_of(_):
        visitor = SignIn(abuser.port, ORG)

        def step():
            begun = visitor.start()
            if not begun:
                time.sleep(0.1)
                return "not begun"
            _, headers, _ = visitor.client.ask("GET", begun[0], headers=begun[1])
            return headers.get("Location", "").rpartition("error=")[2] or "in"
        return step
    return Flood(step_of, 16)


def guesses(abuser):
    """Strangers with addresses of their own guess at operators' passwords."""
    def step_of(number):
        turn = iter(range(10**9))

        def step():
            one = next(turn)
            address = f"127.{number + 1}.{one // 250 % 250}.{one % 250 + 1}"
            connection = socket.create_connection(("127.0.0.1", abuser.port), timeout=30,
                                                  source_address=(address, 0))
            body = json.dumps({"name": f"stranger{number}-{one}", "password": "guess"})
            connection.sendall(
                f"POST /api/v1/session HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
                f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
                f"{body}".encode())
            status = connection.recv(12).decode()[9:]
            connection.close()
            return status
        return step
    return Flood(step_of, 30)


def unfinished_bodies(abuser):
    """Without a credential: bodies of 7 MB whose last byte does not come."""
    def step_of(_):
        def step():
            connection = socket.create_connection(("127.0.0.1", abuser.port), timeout=30)
            connection.sendall(f"POST /{ORG}/scim/v2/Users HTTP/1.1\r\nHost: a\r\n"
                               "Content-Length: 7000000\r\n\r\n".encode())
            try:
                connection.sendall(b"x" * 6_999_999)
                connection.settimeout(5)
                return connection.recv(12).decode()[9:] or "closed"
            finally:
                connection.close()
        return step
    return Flood(step_of, 30)


FLOODS = {
    "one-row writes, 64 connections": writes,
    "PATCH of 1,000 operations on 1,000 e-mail addresses": patch_elements,
    "PATCH of 200 scans of a large group": patch_members,
    "a large group made, halved, filled, removed": large_groups,
    "the lowest link of 500 nested groups toggled": toggled_chain,
    "scans by 100 conditions, 30 connections": scans,
    "pages of 1,000 people": large_pages,
    "a large group read with its members": render_group,
    "bodies of 5 MB": large_bodies,
    "as many streams as it gets": streams,
    "an identity provider that hangs": slow_provider,
    "guesses at passwords from many addresses": guesses,
    "7 MB bodies without a credential": unfinished_bodies,
}
