"""The worst that one organisation may do with its own credentials."""
import http.client
import json
import socket
import time
from uuid import UUID

from flood import Flood
from harness import ORG, SCIM
from neighbour_abuser import ADMIN, GROUP, USER_SERVICE, bulk, patch, person

# scim/patch/work.h: operations, and comparisons of operations with elements, of one PATCH.
OPERATIONS_MAX = 5000
COMPARISONS_MAX = 1_000_000


def repeated(client_of, method, path, body=None):
    """A step that sends the same request again and again."""
    def step_of(_):
        client = client_of()
        return lambda: client.ask(method, path, body)[0]
    return step_of


def one_row_writes(abuser):
    def step_of(number):
        client = abuser.scim()
        return lambda: client.ask(
            "POST", f"{SCIM}/Users", person(f"w{number}-{time.monotonic_ns()}"))[0]
    return Flood(step_of, 64, ("201",))


def bulks(abuser):
    """Of 1,000 people each, who are changed by turns."""
    def body(word):
        return bulk(*({"method": "PATCH", "path": f"/Users/{one}", "data": {
            "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
            "Operations": [{"op": "replace", "path": "title", "value": word}]}}
            for one in abuser.ids[:1000]))
    bodies = [body("a"), body("b")]

    def step_of(number):
        client, turn = abuser.scim(), iter(range(number, 10**9))
        return lambda: client.ask("POST", f"{SCIM}/Bulk", bodies[next(turn) % 2])[0]
    return Flood(step_of, 8)


def patch_elements(abuser):
    """Each of 1,000 operations looks for one of 1,000 addresses."""
    body = patch(*({"op": "replace", "value": f"d{i}",
                    "path": f'emails[value eq "m{i}@example.com"].display'} for i in range(1000)))
    return Flood(repeated(abuser.scim, "PATCH", f"{SCIM}/Users/{abuser.mailer}", body), 4)


def patch_scans(abuser):
    """As many scans of a large group as one PATCH may have."""
    # What the members are called is looked at too, some of each name.
    count = max(1, COMPARISONS_MAX * 9 // (len(abuser.ids) * 10) - 1)
    body = patch(*({"op": "remove", "path": f'members[display co "zzz{i}"]'}
                   for i in range(count)))
    return Flood(repeated(abuser.scim, "PATCH", f"{SCIM}/Groups/{abuser.large_group}", body), 4,
                 ("200", "204"))


def accented_filters(abuser):
    """A text of 870 kB that each of 31 conditions compares."""
    conditions = " or ".join(f'emails.display co "zzz{i}"' for i in range(31))
    body = json.dumps({"schemas": ["urn:ietf:params:scim:api:messages:2.0:SearchRequest"],
                       "attributes": ["id"],
                       "filter": f'userName eq "accented@example.com" and ({conditions})'})
    return Flood(repeated(abuser.scim, "POST", f"{SCIM}/Users/.search", body), 8)


def accented_bulks(abuser):
    """As many PATCHes as a Bulk may have that each look at that text."""
    look = {"op": "remove",
            "path": 'emails[value eq "accents@example.com" and display eq "zzz"]'}
    body = bulk(*({"method": "PATCH", "path": f"/Users/{abuser.accented}", "data": {
        "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], "Operations": [look]}}
        for _ in range(1000)))
    return Flood(repeated(abuser.scim, "POST", f"{SCIM}/Bulk", body), 4)


def patch_unknown(abuser):
    body = patch(*({"op": "remove", "path": f'members[value eq "{UUID(int=i)}"]'}
                   for i in range(OPERATIONS_MAX)))
    return Flood(repeated(abuser.scim, "PATCH", f"{SCIM}/Groups/{abuser.large_group}", body), 4,
                 ("200", "204"))


def large_groups(abuser):
    """Makes a group of everybody, empties half of it, fills it again and removes it."""
    fill = patch({"op": "add", "path": "members", "value": abuser.everybody})

    def step_of(number):
        client, state = abuser.scim(), {"turn": 0, "group": None}
        whole, half = (json.dumps({"schemas": [GROUP], "displayName": f"Everybody {number}",
                                   "members": members})
                       for members in (abuser.everybody, abuser.everybody[::2]))

        def step():
            turn, path = state["turn"], f"{SCIM}/Groups/{state['group']}"
            if turn == 0:
                status, _, text = client.ask(
                    "POST", f"{SCIM}/Groups?excludedAttributes=members", whole)
                state["group"] = json.loads(text).get("id")
            elif turn == 1:
                status = client.ask("PUT", f"{path}?excludedAttributes=members", half)[0]
            elif turn == 2:
                status = client.ask("PATCH", f"{path}?excludedAttributes=members", fill)[0]
            else:
                status = client.ask("DELETE", path)[0]
            if status < 400:
                state["turn"] = (turn + 1) % 4
            return status
        return step
    return Flood(step_of, 2, ("200", "201", "204"))


def mappings(abuser):
    """Maps a group of everybody and unmaps it, each after a preview."""
    def step_of(number):
        client, targets = abuser.admin(), [None, USER_SERVICE]

        def step():
            targets.reverse()
            change = {"groupIds": [abuser.large_group], "mapping": targets[0]}
            status, _, text = client.ask("POST", f"{ADMIN}/scim-groups/mappings/preview", change)
            if status != 200:
                return status
            change["etag"] = json.loads(text)["etag"]
            return client.ask("POST", f"{ADMIN}/scim-groups/mappings", change)[0]
        return step
    return Flood(step_of, 1, ("200",))


def toggled(abuser, place):
    upper, lower = abuser.chain[place + 1], abuser.chain[place]

    def step_of(_):
        client, turn = abuser.scim(), iter(range(10**9))

        def step():
            change = ({"op": "remove", "path": f'members[value eq "{lower}"]'}
                      if next(turn) % 2 == 0 else
                      {"op": "add", "path": "members", "value": [{"value": lower}]})
            return client.ask("PATCH", f"{SCIM}/Groups/{upper}", patch(change))[0]
        return step
    return Flood(step_of, 4, ("200", "204"))


def toggled_bottom(abuser):
    """Puts the lowest link of a long chain of groups in and out."""
    return toggled(abuser, 0)


def toggled_middle(abuser):
    return toggled(abuser, len(abuser.chain) // 2)


def scans(abuser):
    """No index helps a filter of as many conditions as there may be."""
    condition = " or ".join(f'displayName co "nobody{i}"' for i in range(200))
    body = json.dumps({"schemas": ["urn:ietf:params:scim:api:messages:2.0:SearchRequest"],
                       "filter": condition, "count": 10})
    return Flood(repeated(abuser.scim, "POST", f"{SCIM}/Users/.search", body), 30)


def searches(abuser):
    return Flood(repeated(abuser.admin, "GET", f"{ADMIN}/members?search=nobody"), 30)


def log_searches(abuser):
    return Flood(repeated(abuser.admin, "GET", f"{ADMIN}/provisioning-log?search=nobody"), 30)


def previews(abuser):
    body = {"groupIds": [abuser.large_group], "mapping": USER_SERVICE}
    return Flood(repeated(abuser.admin, "POST", f"{ADMIN}/scim-groups/mappings/preview", body), 16)


def exports(abuser):
    """Each is read to its end, which takes longer than a row."""
    def step_of(_):
        state = {"answer": None}

        def step():
            if state["answer"]:
                return "read on" if state["answer"].read(1 << 20) else state.update(answer=None)
            connection = http.client.HTTPConnection("127.0.0.1", abuser.port, timeout=120)
            connection.request("GET", f"{ADMIN}/audit-events/export",
                               headers={"Authorization": f"Bearer {abuser.key}"})
            answer = connection.getresponse()
            if answer.status == 200:
                state["answer"] = answer
            return answer.status
        return step
    return Flood(step_of, 16, ("200", "read on", "None"))


def audit_pages(abuser):
    return Flood(repeated(abuser.admin, "GET", f"{ADMIN}/audit-events?limit=1000"), 8)


def pages(abuser):
    return Flood(repeated(abuser.scim, "GET", f"{SCIM}/Users?count=1000"), 8)


def rich_pages(abuser):
    path = f"{SCIM}/Users?filter=userName%20sw%20%22rich%22&count=1000"
    return Flood(repeated(abuser.scim, "GET", path), 8)


def wide_pages(abuser):
    path = f"{SCIM}/Groups?filter=displayName%20sw%20%22Wide%22&attributes=members&count=1000"
    return Flood(repeated(abuser.scim, "GET", path), 4)


def render_group(abuser):
    return Flood(repeated(abuser.scim, "GET", f"{SCIM}/Groups/{abuser.large_group}"), 4)


def refused_bodies(abuser):
    """They are read, parsed, refused for their size and logged."""
    body = json.dumps(person("large", emails=[
        {"value": f"{i}@example.com", "display": "x" * 5000} for i in range(1000)]))
    return Flood(repeated(abuser.scim, "POST", f"{SCIM}/Users", body), 4, ("400",))


def rich_writes(abuser):
    """A person as large as one may be, written whole each time."""
    def body(letter):
        return json.dumps(person("rich0", emails=[
            {"value": f"0.{i}@example.com", "display": letter * 230_000} for i in range(4)]))
    bodies = [body("d"), body("e")]
    found = abuser.client.expect(
        200, "GET", f"{SCIM}/Users?filter=userName%20eq%20%22rich0%40example.com%22&attributes=id")
    path = f"{SCIM}/Users/{found['Resources'][0]['id']}?attributes=id"

    def step_of(number):
        client, turn = abuser.scim(), iter(range(number, 10**9))
        return lambda: client.ask("PUT", path, bodies[next(turn) % 2])[0]
    return Flood(step_of, 8)


def streams(abuser):
    """Members of the lowest kind hold as many streams of changes as they get, and try for more."""
    def step_of(number):
        held, key = [], abuser.robots[number % len(abuser.robots)]

        def step():
            connection = socket.create_connection(("127.0.0.1", abuser.port), timeout=30)
            connection.sendall(
                f"GET /api/v1/orgs/{ORG}/changes HTTP/1.1\r\nHost: a\r\n"
                f"Accept: text/event-stream\r\nAuthorization: Bearer {key}\r\n\r\n".encode())
            status = connection.recv(12).decode()[9:]
            if status == "200":
                held.append(connection)
            else:
                connection.close()
            time.sleep(0.05)
            return status
        return step
    return Flood(step_of, 12)
