"""Groups become access, step by step, and every step is seen wherever one looks for it."""
import contextlib
import http.client
import json

import pytest

from service import group, patch, user, wait_until

ADMIN_HUMAN = {"role": "admin", "identityType": "human"}
ADMIN_SERVICE = {"role": "admin", "identityType": "service"}
USER_HUMAN = {"role": "user", "identityType": "human"}
USER_SERVICE = {"role": "user", "identityType": "service"}


class Administration:
    """A client of /api/v1 for one organisation, with an operator's key."""

    def __init__(self, port, org, key):
        self.base, self.key = f"/api/v1/orgs/{org}", key
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)

    def call(self, method, path, body=None):
        self.connection.request(method, self.base + path, body and json.dumps(body), {
            "Authorization": f"Bearer {self.key}", "Content-Type": "application/json"})
        answer = self.connection.getresponse()
        text = answer.read()
        return answer.status, json.loads(text) if text else None

    def get(self, path):
        status, body = self.call("GET", path)
        assert status == 200, body
        return body

    def map(self, group_id, target, **more):
        return self.call("POST", "/scim-groups/mappings",
                         {"groupIds": [group_id], "mapping": target} | more)

    def member(self, member_id):
        return self.get(f"/members/{member_id}")

    def access(self, member_id):
        access = self.member(member_id)["access"]
        return access and {key: access[key] for key in ("role", "identityType")}

    def last_seq(self):
        return self.get("/changes?limit=1000")["lastSeq"]

    def close(self):
        self.connection.close()


@pytest.fixture
def administration(server, acme):
    client = Administration(server.port, "acme", server.do("operator", "key", "tests"))
    wait_until(lambda: client.call("GET", "/members")[0] == 200, 2, "the key is not known")
    with contextlib.closing(client):
        yield client


def created(acme, path, body):
    status, made = acme.call("POST", path, body)
    assert status == 201, made
    return made["id"]


def people(acme, *names):
    return [created(acme, "/Users", user(f"{name}@example.com")) for name in names]


def group_of(acme, name, *members):
    return created(acme, "/Groups", group(name, members=[{"value": one} for one in members]))


def assert_seen_everywhere(administration, member_id, kind="access.changed"):
    """The last change of the member has one number in explain, change feed and audit trail, and in
    the provisioning log when it came by SCIM."""
    last = administration.member(member_id)["explanation"]["lastChange"]
    assert last["type"] == kind
    change = administration.get(f"/changes?after={last['seq'] - 1}&limit=1")["items"][0]
    assert (change["seq"], change["type"]) == (last["seq"], kind)
    events = administration.get(f"/audit-events?target={member_id}&type={kind}")["items"]
    assert last["seq"] in [event["seq"] for event in events]
    if last["actor"].startswith("token:"):
        wait_until(lambda: is_in_log(administration, last), 5, "the log never had the request")
    return last


def is_in_log(administration, change):
    """Whether the log has the request of that change, with a range of numbers that holds it."""
    entries = administration.get("/provisioning-log?limit=50")["items"]
    return any(entry["journal"]["firstSeq"] <= change["seq"] <= entry["journal"]["lastSeq"]
               for entry in entries
               if entry["requestId"] == change["cause"] and entry["journal"])


def test_access_follows_groups_and_every_step_is_seen(acme, administration):
    ann, bob, cid = people(acme, "ann", "bob", "cid")
    admins = group_of(acme, "Admins", ann)
    staff = group_of(acme, "Staff", ann, bob)
    inner = group_of(acme, "Robots inside", cid)
    robots = group_of(acme, "Robots", inner)
    assert administration.access(ann) == USER_HUMAN  # the default

    for group_id, target in ((admins, ADMIN_HUMAN), (staff, USER_HUMAN),
                             (robots, ADMIN_SERVICE)):
        preview = administration.call("POST", "/scim-groups/mappings/preview",
                                      {"groupIds": [group_id], "mapping": target})[1]
        status, applied = administration.map(group_id, target, etag=preview["etag"])
        assert status == 200, applied
        assert applied["gainCount"] == preview["gainCount"]
        assert applied["lastSeq"] == administration.last_seq()

    assert administration.access(ann) == ADMIN_HUMAN  # of two groups, the higher one
    assert administration.access(bob) == USER_HUMAN
    assert administration.access(cid) == ADMIN_SERVICE  # by way of a nested group
    for member_id in (ann, bob, cid):
        assert_seen_everywhere(administration, member_id)
    granted = administration.member(cid)["explanation"]["grantedBy"]
    assert (granted["groupId"], granted["direct"]) == (robots, False)
    granted = administration.member(ann)["explanation"]["grantedBy"]
    assert granted["withoutIt"] == USER_HUMAN | {"source": "group"}

    # Moved: bob leaves Staff for the inner group of Robots.
    for group_id, op in ((staff, "remove"), (inner, "add")):
        operation = {"op": op, "path": "members", "value": [{"value": bob}]}
        assert acme.call("PATCH", f"/Groups/{group_id}", patch(operation))[0] == 200
    assert administration.access(bob) == ADMIN_SERVICE
    assert_seen_everywhere(administration, bob)

    for active, access in ((False, None), (True, ADMIN_SERVICE)):
        operation = {"op": "replace", "path": "active", "value": active}
        assert acme.call("PATCH", f"/Users/{bob}", patch(operation))[0] == 200
        assert administration.access(bob) == access
        assert_seen_everywhere(administration, bob)

    assert acme.call("DELETE", f"/Users/{bob}")[0] == 204
    assert administration.call("GET", f"/members/{bob}")[0] == 404
    feed = administration.get("/changes?limit=1000")["items"]
    assert [change["seq"] for change in feed] == list(range(1, len(feed) + 1)), "without gaps"
    assert any(c["type"] == "user.deleted" and c["subject"]["id"] == bob for c in feed)

    status, refused = administration.map(admins, None)
    assert status == 409 and "Admin (Human)" in refused["detail"]
    assert administration.map(admins, None, override=True, reason="a test")[0] == 200
    assert administration.access(ann) == USER_HUMAN
    assert_seen_everywhere(administration, ann)


def test_the_command_line_maps_and_explains_beside_the_server(server, acme, administration):
    ann, bob = people(acme, "ann", "bob")
    sales = group_of(acme, "Sales", ann, bob)
    shown = server.do("group", "map", "acme", "sales", "--role", "admin", "--type", "human",
                      "--dry-run")
    assert "Gain: 2" in shown and "ann@example.com: User (Human) -> Admin (Human)" in shown
    assert administration.access(ann) == USER_HUMAN, "a dry run changes nothing"

    server.do("group", "map", "acme", sales, "--role", "admin", "--type", "human")
    wait_until(lambda: administration.access(ann) == ADMIN_HUMAN, 2, "the mapping is not seen")
    mapped = administration.get("/audit-events?folded=true&limit=1")["items"][0]
    assert (mapped["type"], mapped["effects"]["people"]) == ("group.mapped", 2), "one command"
    groups = json.loads(server.do("group", "list", "acme", "--json"))
    assert [(one["displayName"], one["mapping"]) for one in groups] == [("Sales", ADMIN_HUMAN)]
    members = json.loads(server.do("member", "list", "acme", "--role", "admin", "--json"))
    assert sorted(one["userName"] for one in members) == ["ann@example.com", "bob@example.com"]
    explained = server.do("member", "show", "acme", "ANN@example.com")
    assert "Access: Admin (Human)" in explained
    assert 'The group "Sales" gives it; mapped by cli' in explained
    assert json.loads(server.do("member", "show", "acme", ann, "--json"))["id"] == ann

    refused = server.run("group", "unmap", "acme", "Sales")
    assert refused.returncode == 1 and "Admin (Human)" in refused.stderr
    server.do("group", "unmap", "acme", "Sales", "--override", "a test")
    wait_until(lambda: administration.access(ann) == USER_HUMAN, 2, "it is still mapped")
    unknown = server.run("group", "unmap", "acme", "Nobody")
    assert unknown.returncode == 1 and "Nobody" in unknown.stderr


def test_what_a_simulated_identity_provider_brings_is_mapped(server, acme, administration):
    outcome = server.run("simulate", "entra", "--url",
                         f"http://127.0.0.1:{server.port}/acme/scim/v2", "--token", acme.token,
                         "--users", "40", "--groups", "6")
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr
    groups = [one for one in administration.get("/scim-groups")["items"] if one["memberCount"]]
    assert len(groups) >= 3
    for one, target in zip(groups, (USER_SERVICE, USER_HUMAN, ADMIN_HUMAN)):
        status, applied = administration.map(one["id"], target)
        assert status == 200, applied
    admins = administration.get("/members?role=admin&limit=1000")["items"]
    assert len(admins) > 0
    for one in admins:
        granted = administration.member(one["id"])["explanation"]["grantedBy"]
        assert granted["groupId"] == groups[2]["id"]
