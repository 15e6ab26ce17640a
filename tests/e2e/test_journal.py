"""The audit trail, the change feed and the chain of the journal, by the real binary."""
import http.client
import json
import signal
import sqlite3

from service import user, wait_until


class Administration:
    """A client of /api/v1 with an operator's key."""

    def __init__(self, server):
        self.port, self.key = server.port, server.do("operator", "key", "tests")

    def open(self, path, method="GET", **headers):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request(method, f"/api/v1/orgs/acme{path}", None, {
            "Authorization": f"Bearer {self.key}"
        } | {name.replace("_", "-"): value for name, value in headers.items()})
        return connection.getresponse()

    def get(self, path):
        answer = self.open(path)
        body = json.loads(answer.read())
        assert answer.status == 200, body
        return body


def next_event(stream):
    """The fields of the next server-sent event; comments are passed over."""
    fields = {}
    while True:
        line = stream.readline().decode().rstrip("\n")
        if line.startswith(":"):
            continue
        if not line and fields:
            return fields
        if line:
            name, _, value = line.partition(": ")
            fields[name] = value


def test_changes_come_as_events_and_the_stream_ends_with_the_server(server, acme):
    acme.call("POST", "/Users", user("ann@example.com"))
    administration = Administration(server)
    wait_until(lambda: administration.open("/changes").status == 200, 2, "the key is not known")
    last = administration.get("/changes")["lastSeq"]
    stream = administration.open("/changes", Accept="text/event-stream",
                                 Last_Event_ID=str(last - 1))
    assert stream.status == 200 and stream.getheader("Content-Type") == "text/event-stream"
    assert next_event(stream)["id"] == str(last)

    created = acme.call("POST", "/Users", user("bob@example.com"))[1]
    event = next_event(stream)
    change = json.loads(event["data"])
    assert event["id"] == str(last + 1) == str(change["seq"])
    assert change["type"] == "user.created" and change["subject"]["id"] == created["id"]
    assert change["access"]["role"] == "user"

    server.process.send_signal(signal.SIGTERM)
    while stream.read(1):
        pass
    assert server.process.wait(30) == 0
    server.process = None


def test_a_stream_begins_before_anything_has_happened(server, acme):
    administration = Administration(server)
    wait_until(lambda: administration.open("/changes").status == 200, 2, "the key is not known")
    last = administration.get("/changes")["lastSeq"]
    for path in (f"/changes?after={last}", "/provisioning-log"):
        stream = administration.open(path, Accept="text/event-stream")
        assert (stream.status, stream.read(3)) == (200, b":\n\n")


def test_an_export_has_every_event_and_the_head_that_verify_takes(server, acme):
    for number in range(1200):
        acme.call("POST", "/Users", user(f"user{number}@example.com"))
    administration = Administration(server)
    wait_until(lambda: administration.open("/changes").status == 200, 2, "the key is not known")
    answer = administration.open("/audit-events/export?format=ndjson")
    lines = [json.loads(line) for line in answer.read().decode().splitlines()]
    assert [line["seq"] for line in lines[:-1]] == list(range(len(lines) - 1, 0, -1))
    assert sum(line["type"] == "user.created" for line in lines) == 1200

    head = answer.getheader("Journal-Head")
    assert head == f"{lines[-1]['seq']}:{lines[-1]['mac']}"
    assert json.loads(server.do("org", "show", "acme", "--json"))["journalHead"] == head
    report = json.loads(server.do("verify", "--head", f"acme:{head}", "--json"))
    assert report[0]["holds"] and report[0]["people"] == 1200


def test_verify_says_where_the_chain_breaks(service):
    service.make_organisation("acme")
    head = json.loads(service.do("org", "show", "acme", "--json"))["journalHead"]
    with sqlite3.connect(service.folder / "provost.db") as database:
        database.execute("DELETE FROM journal WHERE org = 1 AND seq = 3")
    assert service.run("verify").returncode == 0, "a chain alone does not know its end"
    cut = service.run("verify", "acme", "--head", f"acme:{head}")
    assert cut.returncode == 1 and "entry 3" in cut.stderr
    with sqlite3.connect(service.folder / "provost.db") as database:
        database.execute("UPDATE journal SET actor = 'somebody' WHERE org = 1 AND seq = 2")
    changed = service.run("verify")
    assert changed.returncode == 1 and "acme: journal entry 2" in changed.stderr


def test_the_installation_has_a_chain_of_its_own(service):
    service.make_organisation("acme")
    report = json.loads(service.do("verify", "--json"))[-1]
    assert report["org"] == "@installation" and report["holds"] and report["entries"] > 0
    with sqlite3.connect(service.folder / "provost.db") as database:
        database.execute("UPDATE journal SET actor = 'somebody' WHERE org = 0 AND seq = 1")
    changed = service.run("verify")
    assert changed.returncode == 1 and "@installation: journal entry 1" in changed.stderr
    cut = service.run("verify", "@installation", "--head", f"@installation:{report['head']}")
    assert cut.returncode == 1


def test_a_person_who_is_gone_is_erased_and_the_chain_holds(server, acme):
    ann = acme.call("POST", "/Users", user("ann@example.com"))[1]["id"]
    refused = server.run("member", "erase", "acme", ann)
    assert refused.returncode == 1 and "active" in refused.stderr
    acme.call("DELETE", f"/Users/{ann}")
    assert json.loads(server.do("member", "erase", "acme", ann, "--json"))["entries"] >= 2
    administration = Administration(server)
    wait_until(lambda: administration.open("/changes").status == 200, 2, "the key is not known")
    events = administration.get("/audit-events")["items"]
    assert "ann@" not in json.dumps(events)
    assert events[0]["type"] == "user.erased"
    report = json.loads(server.do("verify", "--json"))
    assert report[0]["holds"] and report[0]["withoutValues"] >= 2
