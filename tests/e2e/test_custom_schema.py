"""An organisation's own schema, from the command line and the administration interface to SCIM."""
import http.client
import json
import urllib.parse

import pytest

from service import USER_SCHEMA, user, wait_until

BADGE = "urn:ietf:params:scim:schemas:extension:fabrikam:2.0:User"


def definition(*attributes):
    return {"id": BADGE, "name": "FabrikamUser", "attributes": list(attributes)}


NUMBER = {"name": "badge", "type": "string", "uniqueness": "server"}
LEVEL = {"name": "level", "type": "integer"}


class Api:
    """A client of the administration interface with an operator's key."""

    def __init__(self, port, key):
        self.port, self.key = port, key

    def call(self, method, path, body=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request(method, f"/api/v1/orgs/acme{path}", body and json.dumps(body), {
            "Authorization": f"Bearer {self.key}", "Content-Type": "application/json"})
        answer = connection.getresponse()
        text = answer.read()
        connection.close()
        return answer.status, json.loads(text) if text else None


@pytest.fixture
def api(server, acme):
    return Api(server.port, server.do("operator", "key", "tests"))


@pytest.fixture
def badge_file(tmp_path):
    def write(*attributes):
        file = tmp_path / "badge.json"
        file.write_text(json.dumps(definition(*attributes)), encoding="utf-8")
        return str(file)
    return write


def is_known(client):
    return client.call("GET", f"/Schemas/{BADGE}")[0] == 200


def badge_path():
    return "/schemas/" + urllib.parse.quote(BADGE, safe="")


def test_a_schema_added_by_the_command_line_is_served_within_a_second(server, acme, badge_file):
    server.do("schema", "add", "acme", badge_file(NUMBER, LEVEL))
    wait_until(lambda: is_known(acme), 1, "the server does not know the new schema")
    status, made = acme.call("POST", "/Users", user("ada@x.example", **{
        BADGE: {"badge": "A1", "level": 3}}))
    assert status == 201 and made["schemas"] == [USER_SCHEMA, BADGE]
    filtered = urllib.parse.quote(f'{BADGE}:badge eq "a1"')
    assert acme.call("GET", f"/Users?filter={filtered}")[1]["totalResults"] == 1
    shown = json.loads(server.do("schema", "show", "acme", BADGE, "--json"))
    assert (shown["resourceType"], shown["state"]) == ("User", "active")
    assert BADGE in server.do("schema", "list", "acme")


def stored(acme, user):
    return acme.call("GET", f"/Users/{user['id']}")[1]


# The server notices what another process changes within a tenth of a second.
def test_values_are_purged_only_when_that_is_confirmed(server, acme, badge_file):
    server.do("schema", "add", "acme", badge_file(NUMBER, LEVEL))
    wait_until(lambda: is_known(acme), 1, "the server does not know the new schema")
    _, ada = acme.call("POST", "/Users", user("ada@x.example", **{
        BADGE: {"badge": "A1", "level": 3}}))
    refused = server.run("schema", "replace", "acme", badge_file(NUMBER))
    assert refused.returncode == 1 and "level no longer exists" in refused.stderr
    assert acme.call("GET", f"/Users/{ada['id']}")[1][BADGE]["level"] == 3
    server.do("schema", "replace", "acme", badge_file(NUMBER), "--purge")
    wait_until(lambda: stored(acme, ada)[BADGE] == {"badge": "A1"}, 1, "the level is still there")
    assert server.run("schema", "remove", "acme", BADGE).returncode == 1
    server.do("schema", "remove", "acme", BADGE, "--purge")
    wait_until(lambda: BADGE not in stored(acme, ada), 1, "the values are still there")
    after = stored(acme, ada)
    assert after["schemas"] == [USER_SCHEMA]
    assert after["meta"]["version"] != ada["meta"]["version"]


def test_the_interface_adds_replaces_and_removes(api, acme):
    assert api.call("POST", "/schemas", {"definition": definition(NUMBER)})[0] == 201
    wait_until(lambda: is_known(acme), 1, "the server does not know the new schema")
    acme.call("POST", "/Users", user("ada@x.example", **{BADGE: {"badge": "A1"}}))
    assert api.call("PUT", badge_path(), {"definition": definition(NUMBER, LEVEL)})[0] == 200
    status, problem = api.call("DELETE", badge_path())
    assert (status, problem["status"], problem["title"]) == (409, 409, "Conflict")
    status, record = api.call("DELETE", badge_path() + "?purge=true")
    assert (status, record["state"]) == (202, "removing")
    # The server goes on by itself.
    wait_until(lambda: api.call("GET", badge_path())[0] == 404, 5, "the schema is still there")
    found = acme.call("GET", "/Users")[1]["Resources"]
    assert len(found) == 1 and BADGE not in found[0]


def test_a_change_that_was_cut_off_goes_on_after_a_restart(server, acme, api):
    api.call("POST", "/schemas", {"definition": definition(NUMBER)})
    wait_until(lambda: is_known(acme), 1, "the server does not know the new schema")
    acme.call("POST", "/Users", user("ada@x.example", **{BADGE: {"badge": "A1"}}))
    assert api.call("DELETE", badge_path() + "?purge=true")[0] == 202
    server.stop()
    server.start()
    wait_until(lambda: api.call("GET", badge_path())[0] == 404, 5, "the schema is still there")


def test_only_a_live_key_opens_the_interface(server, api):
    keys = json.loads(server.do("operator", "keys", "--json"))
    assert [key["name"] for key in keys] == ["tests"]
    assert api.call("GET", "/schemas") == (200, {"items": [], "nextCursor": None})
    server.do("operator", "revoke", keys[0]["id"])
    wait_until(lambda: api.call("GET", "/schemas")[0] == 401, 1, "the key still opens")
