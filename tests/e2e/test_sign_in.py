"""Signing in at the real binary: the first operator's link, cookies, one-time codes."""
import base64
import contextlib
import hashlib
import hmac
import http.client
import json
import re
import struct
import time

import pytest

from conftest import wait_for_organisation
from service import user, wait_until

PASSWORD = "correct horse battery staple"


class Browser:
    """Keeps the session's cookie and sends its token along."""

    def __init__(self, port):
        self.port, self.cookie, self.token = port, None, None

    def call(self, method, path, body=None, **headers):
        sent = {"Content-Type": "application/json", "Sec-Fetch-Site": "same-origin"}
        if self.cookie:
            sent["Cookie"] = self.cookie
        if self.token:
            sent["X-CSRF-Token"] = self.token
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        with contextlib.closing(connection):
            connection.request(method, "/api/v1" + path,
                               None if body is None else json.dumps(body), sent)
            answer = connection.getresponse()
            text = answer.read()
            for value in answer.headers.get_all("Set-Cookie") or []:
                assert "HttpOnly; SameSite=Lax" in value
                # The other one makes the browser known, which nobody here needs.
                if value.partition("=")[0].endswith("provost_session"):
                    self.cookie = value.split(";")[0]
            parsed = json.loads(text) if text else None
            if answer.status == 200 and parsed and "csrfToken" in parsed:
                self.token = parsed["csrfToken"]
            return answer.status, parsed

    def sign_in(self, **more):
        return self.call("POST", "/session", {"name": "ada", "password": PASSWORD} | more)


def code_of(secret):
    """RFC 6238, by the standard library."""
    step = struct.pack(">Q", int(time.time()) // 30)
    digest = hmac.new(base64.b32decode(secret), step, hashlib.sha1).digest()
    at = digest[-1] & 15
    number = struct.unpack(">I", digest[at:at + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"


def fresh_code_of(secret, used):
    wait_until(lambda: time.sleep(0.2) or code_of(secret) != used, 40, "the code stays the same")
    return code_of(secret)


def log_of(server):
    return (server.folder.parent / "serve.log").read_text()


def first_link(server):
    pattern = rf"http://127\.0\.0\.1:{server.port}/console/setup#(\S+)\n"
    wait_until(lambda: re.search(pattern, log_of(server)), 10, "no link was printed")
    return re.search(pattern, log_of(server))[1]


@pytest.fixture
def ada(server):
    browser = Browser(server.port)
    status, session = browser.call("POST", "/operator-links/redeem", {
        "link": first_link(server), "name": "ada", "password": PASSWORD})
    assert (status, session["kind"]) == (200, "operator"), session
    return browser


def test_from_the_first_link_to_one_time_codes_and_back_out(server, ada):
    assert ada.call("GET", "/orgs")[0] == 200
    assert ada.call("POST", "/orgs", {"id": "globex"}, X_CSRF_Token="")[1]["code"] == "csrf"
    assert ada.call("POST", "/orgs", {"id": "globex"})[0] == 201

    status, begun = ada.call("POST", "/me/totp", {"password": PASSWORD})
    assert status == 201
    used = code_of(begun["secret"])
    assert ada.call("POST", "/me/totp/confirm", {"code": used})[0] == 204

    other = Browser(server.port)
    assert other.sign_in()[1]["code"] == "code_required"
    assert other.sign_in(code=used)[1]["code"] == "invalid_credentials"
    assert other.sign_in(code=fresh_code_of(begun["secret"], used))[0] == 200
    sessions = ada.call("GET", "/me/sessions")[1]["items"]
    theirs = [one["id"] for one in sessions if not one["current"]]
    assert len(sessions) == 2 and len(theirs) == 1
    assert ada.call("DELETE", f"/me/sessions/{theirs[0]}")[0] == 204
    assert other.call("GET", "/session")[0] == 401

    assert ada.call("DELETE", "/session")[0] == 204
    assert ada.call("GET", "/orgs")[0] == 401


def test_a_session_survives_a_restart_and_no_secret_is_in_the_log(server, ada):
    server.stop()
    server.start()
    assert ada.call("GET", "/session")[1]["operator"]["name"] == "ada"
    assert log_of(server).count("/console/setup#") == 1  # there is an operator by then
    text = log_of(server).replace(first_link(server), "")
    for secret in (PASSWORD, ada.cookie.split("=", 1)[1], ada.token):
        assert secret not in text
    assert '"operatorAdded":' in text


def test_a_lost_key_of_secrets_is_told_at_the_start_and_no_other_is_made(server, ada):
    begun = ada.call("POST", "/me/totp", {"password": PASSWORD})[1]
    assert ada.call("POST", "/me/totp/confirm", {"code": code_of(begun["secret"])})[0] == 204
    server.stop()
    key = server.folder / "secrets.key"
    key.rename(key.with_suffix(".bak"))
    server.start()
    warning = f"warning: {key} is missing"
    assert warning in log_of(server) and "one-time codes of the operator ada" in log_of(server)
    status, problem = Browser(server.port).sign_in(code="000000")
    assert status == 500 and "secrets.key" in problem["detail"], problem
    assert not key.exists()

    server.stop()
    key.with_suffix(".bak").rename(key)
    server.start()
    assert Browser(server.port).sign_in(code="000000")[1]["code"] == "invalid_credentials"
    assert log_of(server).count(warning) == 1


def test_the_command_line_invites_another_operator(server, ada):
    link = server.do("operator", "link", "--public-url", "https://provost.example")
    base = "https://provost.example/console/setup#"
    assert link.startswith(base)
    bob = Browser(server.port)
    body = {"link": link.removeprefix(base)}
    assert bob.call("POST", "/operator-links/check", body)[1]["firstOperator"] is False
    assert bob.call("POST", "/operator-links/redeem",
                    body | {"name": "bob", "password": PASSWORD})[0] == 200
    assert bob.call("POST", "/operator-links/check", body)[0] == 410
    listed = json.loads(server.do("operator", "list", "--json"))
    assert [one["name"] for one in listed] == ["ada", "bob"]


def test_a_members_session_ends_with_their_access(server, ada):
    token = server.make_organisation("acme")
    with contextlib.closing(server.scim("acme", token)) as client:
        wait_for_organisation(client)
        person = client.call("POST", "/Users", user("ann@x.example"))[1]["id"]
        wait_until(lambda: ada.call("GET", "/orgs/acme")[0] == 200, 2, "no organisation")
        made = ada.call("POST", f"/orgs/acme/members/{person}/sessions", {})[1]
        ann = Browser(server.port)
        ann.cookie = "provost_session=" + made["secret"]
        assert ann.call("GET", "/session")[1]["member"]["userName"] == "ann@x.example"
        client.call("PUT", f"/Users/{person}", user("ann@x.example", active=False))
        status, problem = ann.call("GET", "/session")
        assert status == 401 and "deactivated" in problem["detail"]
        client.call("PUT", f"/Users/{person}", user("ann@x.example", active=True))
        assert ann.call("GET", "/session")[0] == 401, "restoring her does not revive it"
        changes = ada.call("GET", "/orgs/acme/audit-events?type=access.changed")[1]["items"]
        assert changes[1]["details"]["ended"] == {"sessions": 1, "apiKeys": 0}
        assert changes[1]["summary"].endswith("; 1 session ended")
