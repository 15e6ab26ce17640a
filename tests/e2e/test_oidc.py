"""Members sign in at their organisation's provider, and nobody else does."""
import http.client
import json
import signal
import socket
import urllib.parse

import pytest

from provider import CLIENT_ID, CLIENT_SECRET, TENANT, running_provider
from service import group, patch, user, wait_until


class Browser:
    """Follows redirects between the server and the provider, and keeps the server's cookies."""

    def __init__(self, port):
        self.port, self.cookies = port, {}

    def get(self, url, **headers):
        parts = urllib.parse.urlsplit(url)
        port = parts.port or self.port
        if port == self.port and self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        path = parts.path + ("?" + parts.query if parts.query else "")
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        body = answer.read().decode()
        if port == self.port:
            self.take_cookies(answer)
        connection.close()
        return answer, body

    def take_cookies(self, answer):
        for line in answer.headers.get_all("Set-Cookie") or []:
            name, _, rest = line.partition("=")
            value, *attributes = rest.split("; ")
            assert "HttpOnly" in attributes and "SameSite=Lax" in attributes
            self.cookies.pop(name, None)
            if value:
                self.cookies[name] = value

    def sign_in(self, org="acme", to="/console/o/acme/profile"):
        """Where the browser ends up: the first address below /console."""
        url = f"/oauth/start?org={org}&to={urllib.parse.quote(to)}"
        for _ in range(5):
            answer, body = self.get(url)
            assert answer.status == 302, body
            url = answer.headers["Location"]
            if url.startswith("/console"):
                return url
        raise AssertionError("the browser goes in circles")

    def me(self):
        answer, body = self.get("/api/v1/me")
        return answer.status, json.loads(body)


@pytest.fixture
def provider():
    with running_provider() as made:
        yield made


@pytest.fixture
def service(service):
    service.options = ["--oidc-allow-private"]
    return service


@pytest.fixture
def configured(server, acme, provider):
    """acme signs in at the provider; calls /api/v1/orgs/acme as the operator."""
    key = server.do("operator", "key", "tests")

    def call(method, path, body=None):
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
        connection.request(method, "/api/v1/orgs/acme" + path, body and json.dumps(body), {
            "Authorization": f"Bearer {key}", "Content-Type": "application/json"})
        answer = connection.getresponse()
        text = answer.read()
        connection.close()
        return answer.status, json.loads(text) if text else None

    wait_until(lambda: call("GET", "/sign-in")[0] == 200, 2, "the key is not known")
    status, settings = call("PATCH", "/sign-in", {
        "enabled": True, "issuer": provider.issuer, "clientId": CLIENT_ID,
        "clientSecret": CLIENT_SECRET})
    assert status == 200 and settings["clientSecretSet"], settings
    assert CLIENT_SECRET not in json.dumps(settings)
    status, found = call("POST", "/sign-in/test")
    assert found["ok"] and found["keys"] == 1, found
    return call


@pytest.fixture
def browser(server, configured):
    return Browser(server.port)


class HangingProvider:
    """Takes requests for its discovery document, and never answers one."""

    def __init__(self):
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.issuer = f"http://127.0.0.1:{self.listener.getsockname()[1]}"

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.listener.close()


def refused(reason):
    return f"/console/sign-in?org=acme&error={reason}"


def ann(**more):
    return {"sub": "sub-ann", "oid": "oid-ann", "tid": TENANT,
            "preferred_username": "ann@example.com"} | more


def test_the_person_with_the_object_id_is_signed_in(acme, provider, browser, configured):
    made = acme.call("POST", "/Users", user("renamed@example.com", externalId="oid-ann"))[1]
    provider.person = ann(email="somebody.else@example.com")
    assert browser.sign_in() == "/console/o/acme/profile"
    status, me = browser.me()
    assert status == 200 and made["id"] in json.dumps(me), me
    events = configured("GET", "/audit-events?type=sign_in.")[1]["items"]
    assert [event["type"].removeprefix("sign_in.") for event in events] == [
        "succeeded", "bound", "configured"]
    assert browser.sign_in() == "/console/o/acme/profile"  # again, and bound by now
    sessions = configured("GET", f"/members/{made['id']}/sessions")[1]["items"]
    assert len(sessions) == 2


def test_a_user_name_counts_only_without_an_external_id(acme, provider, browser):
    acme.call("POST", "/Users", user("bob@example.com", externalId="oid-bob"))
    made = acme.call("POST", "/Users", user("ann@example.com"))[1]
    provider.person = ann()
    assert browser.sign_in() == "/console/o/acme/profile"
    assert made["id"] in json.dumps(browser.me()[1])
    provider.person = ann(sub="sub-bob", oid="oid-x", preferred_username="bob@example.com")
    assert browser.sign_in() == refused("unknown_person")
    provider.person = ann(sub="sub-eve", oid="oid-eve", preferred_username="eve@example.com",
                          email="ann@example.com")
    assert browser.sign_in() == refused("unknown_person")


def test_several_members_with_one_object_id_are_refused(acme, provider, browser):
    for name in ("one@example.com", "two@example.com"):
        assert acme.call("POST", "/Users", user(name, externalId="oid-ann"))[0] == 201
    provider.person = ann()
    assert browser.sign_in() == refused("ambiguous_person")
    assert browser.me()[0] == 401


def test_a_member_is_bound_to_the_first_identity(acme, provider, browser):
    acme.call("POST", "/Users", user("ann@example.com", externalId="oid-ann"))
    provider.person = ann()
    assert browser.sign_in() == "/console/o/acme/profile"
    provider.person = ann(sub="sub-other")
    assert browser.sign_in() == refused("ambiguous_person")


@pytest.mark.parametrize("claims", [
    {"nonce": "of another sign-in"}, {"aud": "another app"}, {"iss": "http://127.0.0.1:1"},
    {"exp": 1}, {"azp": "another app"}])
def test_a_token_that_must_not_be_believed_is_refused(acme, provider, browser, claims):
    acme.call("POST", "/Users", user("ann@example.com", externalId="oid-ann"))
    provider.person, provider.spoil = ann(), claims
    assert browser.sign_in() == refused("invalid_response")
    assert browser.me()[0] == 401


@pytest.mark.parametrize("tenant", ["9188040d-6c67-4c5b-b112-36a304b66dad", ""])
def test_a_person_of_another_tenant_is_refused(acme, provider, browser, tenant):
    acme.call("POST", "/Users", user("ann@example.com", externalId="oid-ann"))
    provider.person = ann(tid=tenant)
    assert browser.sign_in() == refused("wrong_tenant")
    assert browser.me()[0] == 401


def test_the_issuer_is_of_one_tenant(configured):
    for tenant in ("common", "organizations", "consumers", "example.com"):
        status, problem = configured("PATCH", "/sign-in", {
            "issuer": f"https://login.microsoftonline.com/{tenant}/v2.0"})
        assert status == 400 and "Directory (tenant) ID" in problem["detail"], problem


def test_the_inactive_and_service_accounts_are_refused(acme, provider, browser, configured):
    made = acme.call("POST", "/Users", user("ann@example.com", externalId="oid-ann",
                                            active=False))[1]
    provider.person = ann()
    assert browser.sign_in() == refused("inactive")
    active = {"op": "replace", "path": "active", "value": True}
    acme.call("PATCH", "/Users/" + made["id"], patch(active))
    robots = acme.call("POST", "/Groups", group("Robots", members=[{"value": made["id"]}]))[1]
    assert configured("POST", "/scim-groups/mappings", {
        "groupIds": [robots["id"]],
        "mapping": {"role": "user", "identityType": "service"}})[0] == 200
    assert browser.sign_in() == refused("service_account")
    reasons = [event["details"]["reason"] for event in
               configured("GET", "/audit-events?type=sign_in.refused")[1]["items"]]
    assert reasons == ["service_account", "inactive"]


def test_a_session_ends_with_the_access(acme, provider, browser):
    made = acme.call("POST", "/Users", user("ann@example.com", externalId="oid-ann"))[1]
    provider.person = ann()
    browser.sign_in()
    assert browser.me()[0] == 200
    inactive = {"op": "replace", "path": "active", "value": False}
    assert acme.call("PATCH", "/Users/" + made["id"], patch(inactive))[0] == 200
    assert browser.me()[0] == 401
    assert browser.sign_in() == refused("inactive")


def test_a_removed_member_leaves_no_binding(acme, provider, browser):
    made = acme.call("POST", "/Users", user("ann@example.com", externalId="oid-ann"))[1]
    provider.person = ann()
    browser.sign_in()
    assert acme.call("DELETE", "/Users/" + made["id"])[0] == 204
    assert browser.me()[0] == 401
    acme.call("POST", "/Users", user("ann@example.com", externalId="oid-ann"))
    provider.person = ann(sub="sub-new")
    assert browser.sign_in() == "/console/o/acme/profile"


def test_turning_sign_in_off_lets_nobody_new_in(acme, provider, browser, configured, server):
    acme.call("POST", "/Users", user("ann@example.com", externalId="oid-ann"))
    provider.person = ann()
    browser.sign_in()
    assert configured("PATCH", "/sign-in", {"enabled": False})[0] == 200
    assert Browser(server.port).sign_in() == refused("not_configured")
    assert browser.me()[0] == 200  # sessions go on


def test_a_secret_that_the_provider_refuses_is_named(acme, provider, browser, configured):
    assert configured("POST", "/sign-in/test")[1]["clientAccepted"] is True
    assert configured("PATCH", "/sign-in", {"clientSecret": "not-the-secret"})[0] == 200
    found = configured("POST", "/sign-in/test")[1]
    assert found["ok"] is False and found["clientAccepted"] is False
    assert "has expired" in found["problems"][0]
    assert browser.sign_in() == refused("client_refused")
    event = configured("GET", "/audit-events?type=sign_in.refused")[1]["items"][0]
    assert "invalid_client" in event["details"]["detail"]
    assert "not-the-secret" not in json.dumps(event)


def test_a_provider_on_this_machine_needs_the_operator(service, provider):
    service.options = []
    service.start()
    service.make_organisation("acme")
    key = service.do("operator", "key", "tests")
    status = None

    def configure():
        nonlocal status
        connection = http.client.HTTPConnection("127.0.0.1", service.port, timeout=30)
        connection.request("PATCH", "/api/v1/orgs/acme/sign-in", json.dumps({
            "enabled": True, "issuer": provider.issuer, "clientId": CLIENT_ID}), {
            "Authorization": f"Bearer {key}", "Content-Type": "application/json"})
        status = connection.getresponse().status
        connection.close()
        return status == 200

    wait_until(configure, 2, "the key is not known")
    assert Browser(service.port).sign_in() == refused("provider_unreachable")


def test_a_provider_that_hangs_costs_its_own_organisation_alone(server, acme, provider, configured):
    """acme's sign-ins wait for nothing while every place of globex is taken."""
    with HangingProvider() as hanging:
        set_up_globex(server, hanging.issuer)
        waiting = [start_sign_in(server, "globex") for _ in range(16)]
        for _ in range(3):
            answer, _ = Browser(server.port).get("/oauth/start?org=acme")
            assert answer.headers["Location"].startswith(provider.issuer)
        for connection in waiting:
            location = connection.getresponse().headers["Location"]
            assert location == "/console/sign-in?org=globex&error=provider_unreachable"
            connection.close()


def test_a_server_ends_although_sign_ins_wait_for_a_provider(server, acme, configured):
    with HangingProvider() as hanging:
        set_up_globex(server, hanging.issuer)
        waiting = [start_sign_in(server, "globex") for _ in range(16)]
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(30) == 0
        for connection in waiting:
            connection.close()


def set_up_globex(server, issuer):
    server.do("org", "create", "globex")
    key = server.do("operator", "key", "globex")

    def call(method, path, body=None):
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
        connection.request(method, "/api/v1/orgs/globex" + path, body and json.dumps(body), {
            "Authorization": f"Bearer {key}", "Content-Type": "application/json"})
        status = connection.getresponse().status
        connection.close()
        return status

    wait_until(lambda: call("GET", "/sign-in") == 200, 5, "the key is not known")
    assert call("PATCH", "/sign-in", {"enabled": True, "issuer": issuer, "clientId": CLIENT_ID,
                                      "clientSecret": CLIENT_SECRET}) == 200


def start_sign_in(server, org):
    """A connection on which a sign-in was begun, and no answer read."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    connection.request("GET", f"/oauth/start?org={org}")
    return connection
