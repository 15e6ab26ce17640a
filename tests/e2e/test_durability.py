"""What was answered is on the disk, and what was refused is not."""
import http.client
import random
import signal
import subprocess
import threading
import time

from service import BINARY, GROUP_SCHEMA, environment, user

KILLS = 20


def create_until_gone(client, prefix, answered):
    """Creates users one after the other until the server is gone; notes those it answered."""
    for number in range(100_000):
        name = f"{prefix}-{number}@example.com"
        try:
            status, body = client.call("POST", "/Users", user(name))
        except (OSError, http.client.HTTPException):
            return
        assert status == 201, body
        answered.append((body["id"], name))


def test_every_answered_create_survives_a_kill(service):
    token = service.make_organisation("acme")
    service.start()
    answered = []
    clients = [service.scim("acme", token) for _ in range(8)]
    threads = [threading.Thread(target=create_until_gone, args=(client, f"c{n}", answered))
               for n, client in enumerate(clients)]
    for thread in threads:
        thread.start()
    threads[0].join(0.7)
    service.stop(signal.SIGKILL)
    for thread in threads:
        thread.join(30)
    assert len(answered) > 20

    service.start()
    client = service.scim("acme", token)
    for id_, name in answered:
        status, body = client.call("GET", f"/Users/{id_}")
        assert (status, body and body.get("userName")) == (200, name)
    total = client.call("GET", "/Users?count=0")[1]["totalResults"]
    # At most one create of each client was on its way without an answer.
    assert len(answered) <= total <= len(answered) + len(clients)
    client.close()


def test_the_same_user_is_there_after_an_orderly_stop(service):
    token = service.make_organisation("acme")
    service.start()
    client = service.scim("acme", token)
    created = client.call("POST", "/Users", user("ann@example.com", externalId="7"))[1]
    assert service.stop() == 0
    service.start()
    client = service.scim("acme", token)
    assert client.call("GET", f"/Users/{created['id']}") == (200, created)
    assert client.call("POST", "/Users", user("ANN@example.com"))[0] == 409
    client.close()


class Directory:
    """One client's users and one group, as far as the server has answered for them."""

    def __init__(self, client, prefix, dice):
        self.client, self.prefix, self.dice = client, prefix, dice
        self.users = {}  # id: active, or None once deleted
        self.members = set()
        self.group = None
        self.unsure = None  # the id whose last request had no answer

    def run(self):
        """Provisions until the server is gone."""
        try:
            for number in range(100_000):
                self.step(number)
        except (OSError, http.client.HTTPException):
            return

    def step(self, number):
        if self.group is None:
            self.unsure = "group"
            self.group = self.expect(201, "POST", "/Groups", {
                "schemas": [GROUP_SCHEMA], "displayName": self.prefix})["id"]
        living = [id_ for id_, active in self.users.items() if active is not None]
        action = self.dice.choice(["create", "switch", "join", "leave", "delete"])
        if action == "create" or len(living) < 3:
            self.unsure = f"{self.prefix}-{number}"
            made = self.expect(201, "POST", "/Users", user(f"{self.unsure}@example.com"))
            self.users[made["id"]] = True
            return
        id_ = self.unsure = self.dice.choice(living)
        getattr(self, action)(id_)

    def switch(self, id_):
        active = not self.users[id_]
        self.patch(f"/Users/{id_}", {"op": "Replace", "path": "active", "value": str(active)})
        self.users[id_] = active

    def join(self, id_):
        self.patch(f"/Groups/{self.group}",
                   {"op": "Add", "path": "members", "value": [{"$ref": None, "value": id_}]})
        self.members.add(id_)

    def leave(self, id_):
        self.patch(f"/Groups/{self.group}",
                   {"op": "Remove", "path": "members", "value": [{"$ref": None, "value": id_}]})
        self.members.discard(id_)

    def delete(self, id_):
        self.expect(204, "DELETE", f"/Users/{id_}")
        self.users[id_] = None
        self.members.discard(id_)

    def patch(self, path, operation):
        self.expect((200, 204), "PATCH", path, {
            "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
            "Operations": [operation]})

    def expect(self, wanted, method, path, body=None):
        status, answer = self.client.call(method, path, body)
        assert status in (wanted if isinstance(wanted, tuple) else (wanted,)), answer
        self.unsure = None
        return answer

    def verify(self, client):
        """Everything answered is there; the one request without an answer may be or not."""
        for id_, active in self.users.items():
            if id_ == self.unsure:
                continue
            status, body = client.call("GET", f"/Users/{id_}")
            assert status == (404 if active is None else 200), (id_, active)
            assert active is None or body["active"] is active, (id_, active)
        if self.group is None:
            return
        status, body = client.call("GET", f"/Groups/{self.group}?attributes=members")
        assert status == 200, self.group
        stored = {member["value"] for member in body.get("members", [])}
        assert stored ^ self.members <= {self.unsure}


def test_provisioning_survives_being_killed_again_and_again(service):
    """A simulated Entra cycle and eight clients of our own are cut off at random moments."""
    token = service.make_organisation("acme")
    dice = random.Random(20)
    directories = []
    for kill in range(KILLS):
        service.start()
        running = [Directory(service.scim("acme", token), f"r{kill}-{n}",
                             random.Random(f"{kill}-{n}")) for n in range(8)]
        threads = [threading.Thread(target=directory.run) for directory in running]
        for thread in threads:
            thread.start()
        with subprocess.Popen([BINARY, "simulate", "entra", "--url",
                               f"http://127.0.0.1:{service.port}/acme/scim/v2", "--token", token,
                               "--users", "500", "--groups", "20", "--seed", str(kill)],
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                              env=environment()) as simulation:
            time.sleep(dice.uniform(0.05, 0.6))
            service.stop(signal.SIGKILL)
            simulation.kill()
        for thread in threads:
            thread.join(30)
        directories += running
    service.start()
    client = service.scim("acme", token)
    assert sum(len(directory.users) for directory in directories) > KILLS * 8
    for directory in directories:
        directory.verify(client)
    client.close()
    # What the cut-off cycles left is taken up by the next one.
    outcome = service.run("simulate", "entra", "--url",
                          f"http://127.0.0.1:{service.port}/acme/scim/v2", "--token", token,
                          "--users", "100", "--groups", "5", "--seed", "3")
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr
