"""Work that takes longer than a request, and what it leaves behind, by the real binary."""
import contextlib
import http.client
import json
import sqlite3

from service import patch, user, wait_until

NAME = "Rosebud-4711"


class Administration:
    """A client of /api/v1 with an operator's key."""

    def __init__(self, server):
        self.port, self.key = server.port, server.do("operator", "key", "tests")
        wait_until(lambda: self.call("GET", "/api/v1/orgs")[0] == 200, 2, "the key is not known")

    def call(self, method, path, body=None, **headers):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request(method, path, json.dumps(body) if body is not None else None, {
            "Authorization": f"Bearer {self.key}", "Content-Type": "application/json"
        } | {name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        text = answer.read()
        return answer.status, json.loads(text) if text else None


def report_of(server):
    return json.loads(server.run("verify", "--json").stdout)[0]


def documents(server):
    with sqlite3.connect(server.folder / "provost.db") as database:
        return [row[0] for row in database.execute("SELECT document FROM resources")]


def test_the_server_purges_by_itself_and_a_command_beside_it_waits(server, acme):
    administration = Administration(server)
    path = "/api/v1/orgs/acme/identity-access"
    for round_number in range(3):
        assert administration.call("PATCH", path, {"attributeProfile": "full"})[0] == 200
        for number in range(30):
            person = user(f"u{round_number}-{number}@example.com") | {"displayName": NAME}
            wait_until(lambda: acme.call("POST", "/Users", person)[0] in (201, 409), 5,
                       "the schemas stay changed")
        assert any(NAME in document for document in documents(server))
        if round_number == 1:  # the command
            server.do("org", "set", "acme", "attributes=minimal", "--yes")
        else:
            status, shown = administration.call(
                "PATCH", path, {"attributeProfile": "minimal", "confirmPurge": True})
            assert status == 202 and shown["purging"]["total"] == 30 * (round_number + 1), shown
            wait_until(lambda: administration.call("GET", path)[1]["purging"] is None, 10,
                       "the purge does not end")
        assert not any(NAME in document for document in documents(server))
    assert report_of(server)["holds"]


def test_verify_names_documents_that_hold_what_no_schema_has(service):
    service.start()
    client = service.scim("acme", service.make_organisation("acme"))
    wait_until(lambda: client.call("GET", "/Users?count=0")[0] == 200, 2, "no organisation")
    ann = client.call("POST", "/Users", user("ann@example.com"))[1]["id"]
    client.call("POST", "/Users", user("bob@example.com"))
    client.close()
    service.stop()
    report = report_of(service)
    assert report["holds"] and report["documents"] == 2
    with sqlite3.connect(service.folder / "provost.db") as database:
        database.execute(
            "UPDATE resources SET document = json_set(document, '$.\"urn:example:badge\"', "
            "json('{\"number\":\"7\"}')) WHERE name = 'ann@example.com'")
        database.execute("INSERT INTO index_keys(org, type, idx, key, id) "
                         "SELECT org, type, 200, '', id FROM resources WHERE name LIKE 'bob%'")
    broken = service.run("verify")
    assert broken.returncode == 1
    assert ann in broken.stderr and "urn:example:badge" in broken.stderr
    assert "1 indexes" in broken.stderr
    report = report_of(service)
    assert not report["holds"] and report["wrongDocuments"] == 1 and report["strayIndexes"] == 1


def test_nothing_of_somebody_erased_is_in_a_file(server, acme):
    ann = acme.call("POST", "/Users", user(f"{NAME}@example.com"))[1]["id"]
    administration = Administration(server)
    acme.call("DELETE", f"/Users/{ann}")

    def files_with_it():
        return [file.name for file in server.folder.iterdir()
                if file.is_file() and NAME.encode() in file.read_bytes()]

    assert "provost.db-wal" in files_with_it()
    status, _ = administration.call("POST", f"/api/v1/orgs/acme/members/{ann}/erase")
    assert status == 200
    wait_until(lambda: not files_with_it(), 20, "what was erased is still in a file")


def test_names_of_whoever_is_deleted_and_erased_leave_the_provisioning_log(server, acme):
    """Also the externalId that they had, and the one before."""
    names = [f"{NAME}-one", f"{NAME}-two"]
    ann = acme.call("POST", "/Users", user(f"{NAME}@example.com", externalId=names[0]))[1]["id"]
    change = {"op": "replace", "path": "externalId", "value": names[1]}
    assert acme.call("PATCH", f"/Users/{ann}", patch(change))[0] == 200
    for name in names:
        assert acme.call("POST", "/Users", user(name, externalId=name, active="x"))[0] == 400
        assert acme.call("GET", f"/Users?filter=externalId%20eqq%20%22{name}%22")[0] == 400
    acme.call("DELETE", f"/Users/{ann}")
    log = server.folder / "provisioning-log.db"

    def noted():
        with contextlib.closing(sqlite3.connect(f"file:{log}?mode=ro", uri=True)) as database:
            return [row for (table,) in database.execute(
                        "SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
                    for row in database.execute(f"SELECT * FROM {table}")
                    if NAME in repr(row)]

    wait_until(lambda: any(names[1] in repr(row) for row in noted()), 5, "nothing is noted")
    status, _ = Administration(server).call("POST", f"/api/v1/orgs/acme/members/{ann}/erase")
    assert status == 200
    assert not noted()


def test_the_last_use_is_known_after_a_clean_stop(service):
    service.start()
    client = service.scim("acme", service.make_organisation("acme"))
    wait_until(lambda: client.call("GET", "/Users?count=0")[0] == 200, 2, "no organisation")
    with sqlite3.connect(service.folder / "provost.db") as database:
        database.execute("UPDATE tokens SET last_used = NULL")
    assert client.call("POST", "/Users", user("ann@example.com"))[0] == 201
    client.close()
    service.stop()
    assert json.loads(service.do("token", "list", "acme", "--json"))[0]["lastUsed"]


def test_an_idempotency_key_makes_one_organisation(server):
    administration = Administration(server)
    key = {"Idempotency_Key": "first"}
    assert administration.call("POST", "/api/v1/orgs", {"id": "acme"}, **key)[0] == 201
    assert administration.call("POST", "/api/v1/orgs", {"id": "acme"}, **key)[0] == 201
    assert administration.call("POST", "/api/v1/orgs", {"id": "other"}, **key)[0] == 422
    assert [org["id"] for org in administration.call("GET", "/api/v1/orgs")[1]["items"]] == ["acme"]
