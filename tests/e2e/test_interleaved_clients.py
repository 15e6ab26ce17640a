"""Clients that change the same users and groups at the same time never lose an update."""
import contextlib
import threading

import pytest

from conftest import wait_for_organisation
from service import group, patch, user

CLIENTS = 4
INCREMENTS = 25  # of each client
MEMBERS = 40  # of each client


class Organisation:
    """One organisation of a running server, and as many clients of it as a test wants."""

    def __init__(self, server):
        self.server = server
        self.token = server.make_organisation("acme", "--attributes", "full")
        with self.client() as client:
            wait_for_organisation(client)

    def client(self):
        return contextlib.closing(self.server.scim("acme", self.token))

    def make(self, path, body):
        with self.client() as client:
            status, made = client.call("POST", path, body)
            assert status == 201, made
            return f"{path}/{made['id']}"

    def read(self, path):
        with self.client() as client:
            status, body = client.call("GET", path)
            assert status == 200, body
            return body


@pytest.fixture
def acme(server):
    return Organisation(server)


def at_the_same_time(acme, *works):
    """Runs each `work(client)` on a thread and a connection of its own; their results."""
    results, faults = [None] * len(works), []
    start = threading.Barrier(len(works))

    def run(number, work):
        try:
            with acme.client() as client:
                start.wait(30)
                results[number] = work(client)
        except BaseException as fault:  # pylint: disable=broad-exception-caught
            faults.append(fault)

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    if faults:
        raise faults[0]
    assert not any(thread.is_alive() for thread in threads)
    return results


def succeed(client, method, path, body, **headers):
    status, answer = client.call(method, path, body, **headers)
    assert status in (200, 204), answer
    return answer


def put(counted, value):
    """The whole resource, as a client sends it that has read it."""
    return "PUT", counted | value


def replace(_, value):
    return "PATCH", patch(*({"op": "replace", "path": name, "value": text}
                            for name, text in value.items()))


def read_modify_write(client, path, attribute, change):
    """Counts the attribute up by one; how often somebody else was faster."""
    for refusals in range(10_000):
        status, body = client.call("GET", path)
        assert status == 200, body
        method, request = change(body, {attribute: str(int(body[attribute]) + 1)})
        status, answer = client.call(method, path, request, If_Match=body["meta"]["version"])
        if status == 200:
            return refusals
        assert status == 412, answer
    raise AssertionError("the version never stood still")


@pytest.mark.parametrize("change", [put, replace])
@pytest.mark.parametrize(("endpoint", "body", "attribute"), [
    ("/Users", user("ann@example.com", title="0"), "title"),
    ("/Groups", group("0"), "displayName")], ids=["user", "group"])
def test_a_counter_counts_every_success(acme, endpoint, body, attribute, change):
    path = acme.make(endpoint, body)

    def count_up(client):
        return sum(read_modify_write(client, path, attribute, change) for _ in range(INCREMENTS))

    refusals = at_the_same_time(acme, *[count_up] * CLIENTS)
    assert acme.read(path)[attribute] == str(CLIENTS * INCREMENTS)
    assert sum(refusals) > 0, "the clients never met, so the test has shown nothing"


def make_users(acme, count):
    return [acme.make("/Users", user(f"u{n}@example.com")).rsplit("/", 1)[-1]
            for n in range(count)]


def add(path, *ids):
    return {"op": "add", "path": path, "value": [{"value": id_} for id_ in ids]}


REMOVALS = [
    lambda id_: {"op": "remove", "path": f'members[value eq "{id_}"]'},
    lambda id_: {"op": "Remove", "path": "members", "value": [{"$ref": None, "value": id_}]},
]


def members_of(acme, path):
    return {member["value"] for member in acme.read(path).get("members", [])}


def test_members_that_several_clients_add_and_remove_are_sets(acme):
    ids = make_users(acme, 2 * CLIENTS * MEMBERS)
    leaving, joining = ids[::2], ids[1::2]
    path = acme.make("/Groups", group("All", members=[{"value": id_} for id_ in leaving]))

    def work(number):
        def run(client):
            pairs = zip(leaving[number::CLIENTS], joining[number::CLIENTS])
            for turn, (leaves, joins) in enumerate(pairs):
                succeed(client, "PATCH", path, patch(REMOVALS[turn % 2](leaves)))
                succeed(client, "PATCH", path, patch(add("members", joins)))
        return run

    at_the_same_time(acme, *[work(number) for number in range(CLIENTS)])
    assert members_of(acme, path) == set(joining)
    assert all(acme.read(f"/Users/{id_}").get("groups") is None for id_ in leaving[:3])
    assert acme.read(f"/Users/{joining[0]}")["groups"][0]["value"] == path.rsplit("/", 1)[-1]


def test_a_whole_group_is_replaced_only_if_no_member_came_in_between(acme):
    ids = make_users(acme, MEMBERS)
    path = acme.make("/Groups", group("0"))

    def add_all(client):
        for id_ in ids:
            succeed(client, "PATCH", path, patch(add("members", id_)))

    def rename(client):
        return sum(read_modify_write(client, path, "displayName", put) for _ in range(INCREMENTS))

    at_the_same_time(acme, add_all, rename, rename)
    assert members_of(acme, path) == set(ids)
    assert acme.read(path)["displayName"] == str(2 * INCREMENTS)


def test_changes_of_different_attributes_do_not_undo_each_other(acme):
    path = acme.make("/Users", user("ann@example.com"))
    paths = ["title", "name.familyName", 'emails[type eq "work"].value', "externalId"]

    def work(number):
        def run(client):
            for turn in range(INCREMENTS):
                succeed(client, "PATCH", path, patch({
                    "op": "replace", "path": paths[number],
                    "value": f"{number}-{turn}@example.com"}))
        return run

    at_the_same_time(acme, *[work(number) for number in range(len(paths))])
    body = acme.read(path)
    found = [body["title"], body["name"]["familyName"], body["emails"][0]["value"],
             body["externalId"]]
    assert found == [f"{number}-{INCREMENTS - 1}@example.com" for number in range(len(paths))]
    assert len(body["emails"]) == 1


def test_one_name_goes_to_one_of_many_that_ask_for_it(acme):
    statuses = at_the_same_time(acme, *[
        lambda client: client.call("POST", "/Users", user("ANN@example.com"))[0]] * 8)
    assert sorted(statuses) == [201] + [409] * 7
