"""The built-in identity providers against a running server."""
import pytest

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
                             "--users", "60", "--groups", "6", "--concurrency", "8")
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
