"""What every kind of answer says besides its own headers, on the wire."""
import contextlib
import http.client
import json
import re
import socket

import pytest

from conftest import wait_for_organisation
from service import user, wait_until
from test_administration import Api

HTTPS = "https://id.example.com"  # a proxy in front ends TLS


@pytest.fixture(params=[[], ["--public-url", HTTPS]], ids=["http", "https"])
def scene(request, service):
    """A server, its operator's key and a SCIM client; whether it is reached by https alone."""
    service.options = request.param
    token = service.make_organisation("acme")
    service.do("org", "create", "frozen")
    key = service.do("operator", "key", "test")
    service.start()
    client = service.scim("acme", token)
    wait_for_organisation(client)
    operator = Api(service.port, key)
    wait_until(lambda: operator.call("GET", "/me")[0] == 200, 5, "the key is not known")
    yield service, operator, client, bool(request.param)
    client.close()


def ask(port, method, path, body=None, **headers):
    """Status and headers of one exchange; of a stream the beginning is enough."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    with contextlib.closing(connection):
        connection.request(method, path, body, {
            name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        return answer.status, answer.headers


def send(port, text):
    """The same for bytes that no client library sends."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as plain:
        plain.sendall(text)
        answer = http.client.HTTPResponse(plain)
        answer.begin()
        return answer.status, answer.headers


def scim_answers(port, client):
    base, credential = client.base, {"Authorization": f"Bearer {client.token}"}
    status, made = client.call("POST", "/Users", user("ada@example.com"))
    assert status == 201
    one = f"{base}/Users/{made['id']}"
    bob = json.dumps(user("bob@example.com"))
    search = '{"schemas":["urn:ietf:params:scim:api:messages:2.0:SearchRequest"]}'
    yield 200, ask(port, "GET", f"{base}/Users", **credential)
    yield 200, ask(port, "GET", one, **credential)
    yield 200, ask(port, "HEAD", one, **credential)
    yield 304, ask(port, "GET", one, If_None_Match=made["meta"]["version"], **credential)
    yield 201, ask(port, "POST", f"{base}/Users", bob, **credential)
    yield 409, ask(port, "POST", f"{base}/Users", bob, **credential)
    yield 400, ask(port, "POST", f"{base}/Users", "{", **credential)
    yield 200, ask(port, "POST", f"{base}/.search", search, **credential)
    yield 412, ask(port, "DELETE", one, If_Match='W/"99"', **credential)
    yield 204, ask(port, "DELETE", one, **credential)
    yield 404, ask(port, "GET", one, **credential)
    yield 405, ask(port, "DELETE", f"{base}/Users", **credential)
    yield 501, ask(port, "GET", f"{base}/Me", **credential)
    yield 401, ask(port, "GET", f"{base}/Users")
    yield 401, ask(port, "POST", "/nobody/scim/v2/Users", "{}")
    yield 200, ask(port, "GET", f"{base}/ServiceProviderConfig")


def administration_answers(port, operator):
    base, credential = "/api/v1", {"Authorization": f"Bearer {operator.credential}"}
    acme = f"{base}/orgs/acme"
    yield 200, ask(port, "GET", f"{base}/orgs", **credential)
    yield 200, ask(port, "GET", f"{acme}/members", **credential)
    yield 201, ask(port, "POST", f"{acme}/tokens/rotate", "{}", Content_Type="application/json",
                   **credential)
    yield 400, ask(port, "GET", f"{acme}/members?limit=x", **credential)
    yield 401, ask(port, "GET", f"{base}/orgs")
    yield 404, ask(port, "GET", f"{base}/orgs/nobody", **credential)
    yield 404, ask(port, "GET", f"{base}/nothing", **credential)
    yield 404, ask(port, "GET", f"{base}//orgs", **credential)
    yield 405, ask(port, "DELETE", f"{base}/permissions", **credential)
    yield 200, ask(port, "GET", f"{acme}/audit-events/export", **credential)
    yield 200, ask(port, "GET", f"{acme}/audit-events/export?format=csv", **credential)
    yield 200, ask(port, "GET", f"{acme}/changes", Accept="text/event-stream", **credential)
    yield 200, ask(port, "GET", f"{acme}/provisioning-log", Accept="text/event-stream",
                   **credential)
    yield 200, ask(port, "GET", "/api/openapi.json")
    yield None, ask(port, "POST", f"{base}/sign-in", '{"name":"x","password":"y"}',
                    Content_Type="application/json")
    yield 200, ask(port, "GET", f"{base}/sign-in?org=acme")


def other_answers(port):
    yield 200, ask(port, "GET", "/healthz")
    yield 200, ask(port, "GET", "/readyz")
    yield 404, ask(port, "GET", "/metrics")
    yield 404, ask(port, "GET", "/nothing")
    yield None, ask(port, "GET", "/oauth/start?org=acme")
    yield None, ask(port, "GET", "/oauth/callback?code=x&state=y")
    yield None, ask(port, "GET", "/")
    yield None, ask(port, "GET", "/console/")
    yield None, ask(port, "GET", "/console/assets/nothing.js")


def refusals(port):
    """What is refused before it is read whole."""
    yield 400, send(port, b"GET / HTTP/1.1\r\n\r\n")
    yield 400, send(port, b"nonsense\r\n\r\n")
    yield None, send(port, b"GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: odd\r\n\r\n")
    yield 404, send(port, b"GET /%2e%2e/x HTTP/1.1\r\nHost: a\r\n\r\n")
    yield 431, send(port, b"GET / HTTP/1.1\r\nHost: a\r\nX: " + b"x" * 20_000 + b"\r\n\r\n")
    yield None, send(port, b"POST /acme/scim/v2/Users HTTP/1.1\r\nHost: a\r\n"
                           b"Content-Length: 99999999\r\n\r\n")


def check(answers, only_https):
    for number, (wanted, (status, headers)) in enumerate(answers):
        about = f"answer {number}: {status}\n{headers}"
        assert wanted in (None, status), about
        assert headers.get_all("X-Content-Type-Options") == ["nosniff"], about
        assert headers.get_all("Cache-Control") == ["no-store"], about
        assert headers.get_all("Strict-Transport-Security") == (
            ["max-age=31536000"] if only_https else None), about
        if status == 304:
            assert headers["ETag"], about


def test_every_kind_of_answer_says_who_may_keep_it(scene):
    service, operator, client, only_https = scene
    check(scim_answers(service.port, client), only_https)
    check(administration_answers(service.port, operator), only_https)
    check(other_answers(service.port), only_https)
    check(refusals(service.port), only_https)


def test_files_of_the_console_may_be_kept(scene):
    service, _, _, only_https = scene
    connection = http.client.HTTPConnection("127.0.0.1", service.port, timeout=10)
    with contextlib.closing(connection):
        connection.request("GET", "/console/")
        page = connection.getresponse().read()
    names = re.findall(rb'(?:src|href)="(/console/assets/[^"]+)"', page)
    if not names:
        pytest.skip("this binary has no console")
    for name in names:
        status, fresh = ask(service.port, "GET", name.decode())
        assert status == 200
        status, known = ask(service.port, "GET", name.decode(), If_None_Match=fresh["ETag"])
        assert status == 304
        for headers in (fresh, known):
            assert headers["Cache-Control"] == "public, max-age=31536000, immutable"
            assert headers["X-Content-Type-Options"] == "nosniff"
            assert bool(headers["Strict-Transport-Security"]) == only_https
        assert known["ETag"] == fresh["ETag"]
