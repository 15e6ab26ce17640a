"""The built-in identity providers against a running server."""
import pytest


@pytest.mark.parametrize("client", ["entra", "okta"])
def test_a_simulated_identity_provider_finds_nothing_to_complain_about(server, acme, client):
    url = f"http://127.0.0.1:{server.port}/acme/scim/v2"
    outcome = server.run("simulate", client, "--url", url, "--token", acme.token,
                         "--users", "40", "--groups", "5")
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr
    assert acme.call("GET", "/Users?count=0")[1]["totalResults"] > 0
    assert acme.call("GET", "/Groups?count=0")[1]["totalResults"] > 0
