"""The built-in identity providers against a running server, and against servers with faults."""
import contextlib
import json

import pytest

from faulty_server import TOKEN, FaultyServer

RUNS = [
    ("minimal", ["entra"]),
    ("minimal", ["entra", "--dialect", "rfc"]),
    ("full", ["entra", "--mapping", "entra-default"]),
    ("full", ["entra", "--mapping", "entra-default", "--dialect", "rfc"]),
    ("minimal", ["okta"]),
    ("full", ["okta", "--mapping", "entra-default"]),
]


@pytest.mark.parametrize(("profile", "arguments"), RUNS, ids=lambda value: "-".join(value)
                         if isinstance(value, list) else value)
def test_a_simulated_identity_provider_finds_nothing_to_complain_about(server, profile, arguments):
    token = server.make_organisation("simulated", "--attributes", profile)
    url = f"http://127.0.0.1:{server.port}/simulated/scim/v2"
    for _ in range(2):  # the second run finds what the first one left
        outcome = server.run("simulate", *arguments, "--url", url, "--token", token,
                             "--users", "45", "--groups", "6", "--concurrency", "8")
        assert outcome.returncode == 0, outcome.stdout + outcome.stderr
        assert "\n0 differences" in outcome.stdout


def test_a_simulation_fails_where_the_server_refuses(server):
    token = server.make_organisation("refusing")
    server.do("org", "set", "refusing", "reject-extra=true")
    outcome = server.run("simulate", "entra", "--mapping", "entra-default", "--url",
                         f"http://127.0.0.1:{server.port}/refusing/scim/v2", "--token", token,
                         "--users", "10", "--groups", "2")
    assert outcome.returncode == 1
    assert "displayName" in outcome.stdout


# Each fault, the client that meets it, and what the report must say of it.
FAULTS = [
    (["removal_ignored"], "entra", "differences", "should not be there"),
    (["removal_ignored"], "okta", "differences", "should not be there"),
    # Nothing but asking by name shows these: no answer has members, and every check says "no".
    (["removal_ignored", "check_lies"], "entra", "differences", "should not be there"),
    (["check_lies"], "entra", "differences", "the server does not know of the membership"),
    (["id_finds_nothing"], "entra", "differences", "by a filter on id"),
    (["id_finds_nothing"], "okta", "differences", "by a filter on id"),
    (["echo_not_stored"], "entra", "differences", "title: was in the answer to the write"),
    (["not_returns_too_much"], "entra", "differences", "and not (active eq"),
    (["not_returns_too_much"], "okta", "differences", "and not (active eq"),
    (["second_email_fails"], "entra", "failures", "500"),
    (["second_email_fails"], "okta", "failures", "500"),
    (["stays_active"], "entra", "differences", "active: expected false, got true"),
    (["stays_active"], "okta", "differences", "active: expected false, got true"),
    (["stays_inactive"], "entra", "differences", "active: expected true, got false"),
    (["stays_inactive"], "okta", "differences", "active: expected true, got false"),
    (["members_on_request"], "entra", "differences", "(by id): members: "),
    (["members_on_request"], "okta", "differences", "(by id): members: "),
    (["memberships_hidden"], "entra", "unchecked", "memberships"),
    (["memberships_hidden", "removal_ignored"], "entra", "differences", "reference check"),
    (["no_not"], "entra", "unchecked", "a filter with not"),
]


def simulate_against(service, client, *faults):
    """Exit status and report of a run against a server with those faults."""
    mapping = ["--mapping", "entra-default"] if client == "entra" else []
    with contextlib.closing(FaultyServer(*faults)) as faulty:
        outcome = service.run("simulate", client, *mapping, "--url", faulty.url, "--token", TOKEN,
                              "--users", "45", "--groups", "6", "--json")
    assert outcome.stdout, outcome.stderr
    return outcome.returncode, json.loads(outcome.stdout)


@pytest.mark.parametrize("peculiarities", [[], ["returned_on_request"]])
@pytest.mark.parametrize("client", ["entra", "okta"])
def test_a_server_without_faults_passes(service, client, peculiarities):
    status, report = simulate_against(service, client, *peculiarities)
    assert (status, report["ok"]) == (0, True), report


@pytest.mark.parametrize(("faults", "client", "where", "what"), FAULTS,
                         ids=lambda value: "-".join(value) if isinstance(value, list) else None)
def test_what_a_server_keeps_in_silence_is_reported(service, faults, client, where, what):
    status, report = simulate_against(service, client, *faults)
    assert status == 1 and not report["ok"]
    assert any(what in item for item in report[where]["items"]), report
