"""The administration interface of the real binary: by hand, and by `schemathesis`."""
import contextlib
import http.client
import json
import os
import pathlib
import re
import subprocess
import sys
import time
import urllib.request

import pytest

from conftest import wait_for_organisation
from service import user, wait_until

FOLDER = pathlib.Path(__file__).parent
SECONDS = 45
CASES_MIN = 500  # a run that made fewer has shown little


class Api:
    """A client of /api/v1 with one credential."""

    def __init__(self, port, credential):
        self.port, self.credential = port, credential

    def call(self, method, path, body=None, **headers):
        """Status and parsed body of one exchange."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        with contextlib.closing(connection):
            connection.request(method, "/api/v1" + path, body and json.dumps(body), {
                "Authorization": f"Bearer {self.credential}", "Content-Type": "application/json"
            } | {name.replace("_", "-"): value for name, value in headers.items()})
            answer = connection.getresponse()
            text = answer.read()
            return answer.status, json.loads(text) if text else None

    def get(self, path):
        status, body = self.call("GET", path)
        assert status == 200, body
        return body


@pytest.fixture
def operator(server):
    api = Api(server.port, server.do("operator", "key", "test"))
    wait_until(lambda: api.call("GET", "/me")[0] == 200, 2, "the server does not know the key")
    return api


def test_an_organisation_is_set_up_without_the_command_line(server, operator):
    status, made = operator.call("POST", "/orgs", {"id": "globex"})
    assert (status, made["scimEnabled"]) == (201, False)
    status, identity = operator.call("PATCH", "/orgs/globex/identity-access",
                                     {"scimEnabled": True})
    assert status == 200
    assert identity["tenantUrl"] == f"http://127.0.0.1:{server.port}/globex/scim/v2"
    status, token = operator.call("POST", "/orgs/globex/tokens/rotate")
    assert status == 201

    with contextlib.closing(server.scim("globex", token["token"])) as client:
        # What the server itself answered is in force for the next request, on any of its loops.
        assert client.call("GET", "/Users")[0] == 200
        wait_until(lambda: operator.get("/orgs/globex/tokens")["items"][0]["lastUsed"], 5,
                   "its use is not shown")
        assert operator.call("DELETE", f"/orgs/globex/tokens/{token['id']}")[0] == 204
        assert client.call("GET", "/Users")[0] == 401

    assert operator.call("DELETE", "/orgs/globex")[0] == 204
    assert operator.call("GET", "/orgs/globex")[0] == 404


def test_a_repeated_request_survives_a_restart(server, operator):
    server.do("org", "create", "acme")
    rotate = ("POST", "/orgs/acme/tokens/rotate", {"overlapSeconds": 0})
    wait_until(lambda: operator.call("GET", "/orgs/acme")[0] == 200, 2, "no organisation")
    status, made = operator.call(*rotate, Idempotency_Key="one")
    assert status == 201
    server.stop()
    server.start()
    status, again = operator.call(*rotate, Idempotency_Key="one")
    assert (status, again["id"]) == (409, made["id"])
    assert len(operator.get("/orgs/acme/tokens")["items"]) == 1


def test_a_token_that_expires_soon_is_told_of_once(server, operator):
    server.make_organisation("acme")
    day = 24 * 3600
    token = server.do("token", "list", "acme", "--json")
    server.do("token", "rotate", "acme", "--overlap", "0", "--expires", f"{day + 2}s")
    first = json.loads(server.do("token", "list", "acme", "--json"))[0]
    newest, label = first["id"], first["prefix"]
    assert newest not in token

    def told():
        log = (server.folder.parent / "serve.log").read_text()
        return [line for line in log.splitlines() if '"notice"' in line and label in line]
    wait_until(told, 10, "the server's log does not tell of it")
    events = operator.get("/orgs/acme/audit-events?type=token.expiring")["items"]
    assert [event["targetId"] for event in events] == [newest]
    assert operator.get("/orgs/acme/identity-access")["warnings"][0]["days"] == 1
    time.sleep(2.5)
    assert len(told()) == 1


def test_networks_that_are_not_allowed_are_refused(server, operator):
    token = server.make_organisation("acme")
    server.do("org", "set", "acme", "allowed-networks=192.0.2.0/24")
    with contextlib.closing(server.scim("acme", token)) as client:
        wait_until(lambda: client.call("GET", "/Users")[0] == 403, 2, "it comes in")
        assert "127.0.0.1" in client.call("GET", "/Users")[1]["detail"]
        networks = {"allowedNetworks": ["127.0.0.0/8"]}
        assert operator.call("PATCH", "/orgs/acme/identity-access", networks)[0] == 200
        assert client.call("GET", "/Users")[0] == 200


def test_a_suspended_organisation_stands_still(server, operator):
    token = server.make_organisation("acme")
    with contextlib.closing(server.scim("acme", token)) as client:
        wait_until(lambda: client.call("GET", "/Users")[0] == 200, 2, "it does not come in")
        server.do("org", "set", "acme", "suspended=true")
        wait_until(lambda: client.call("GET", "/Users")[0] == 403, 2, "it comes in")
        assert "suspended" in client.call("GET", "/Users")[1]["detail"]
        assert operator.get("/orgs/acme")["suspended"]
        assert operator.call("PATCH", "/orgs/acme", {"suspended": False})[0] == 200
        assert client.call("GET", "/Users")[0] == 200
    types = [event["type"] for event in operator.get("/orgs/acme/audit-events")["items"]]
    assert types[:2] == ["organisation.resumed", "organisation.suspended"]


def test_bodies_are_in_the_log_as_long_as_they_are_wanted(server, operator):
    token = server.make_organisation("acme")
    log = "/orgs/acme/provisioning-log"

    def body():
        items = operator.get(log + "?search=ada")["items"]
        return items and operator.get(f"{log}/{items[0]['id']}")["requestBody"]

    server.do("org", "set", "acme", "log-bodies=true")
    wait_until(lambda: operator.get("/orgs/acme/identity-access")["logBodies"], 2, "not on")
    time.sleep(0.5)
    with contextlib.closing(server.scim("acme", token)) as client:
        assert client.call("POST", "/Users", {**user("ada@x.example"), "title": "T"})[0] == 201
    wait_until(lambda: body(), 2, "the body is not there")
    assert "ada@x.example" in body() and "title" not in body()
    server.do("org", "set", "acme", "log-bodies=false")
    wait_until(lambda: body() is None, 5, "the body is still there")


def test_what_the_server_refuses_by_itself_is_in_the_log(server, operator):
    server.make_organisation("acme")
    with contextlib.closing(http.client.HTTPConnection("127.0.0.1", server.port)) as client:
        client.request("POST", "/acme/scim/v2/Users", headers={"Content-Length": "100000000"})
        assert client.getresponse().status == 413
    entries = lambda: operator.get("/orgs/acme/provisioning-log?status=413")["items"]
    wait_until(entries, 2, "it is not in the log")
    assert entries()[0]["cause"]["id"] == "body.too_large"


def test_what_the_server_refuses_by_itself_is_a_problem_too(server, operator):
    for path, kind in (("/api/v1/orgs", "application/problem+json"),
                       ("/acme/scim/v2/Users", "application/scim+json")):
        with contextlib.closing(http.client.HTTPConnection("127.0.0.1", server.port)) as client:
            client.request("POST", path, headers={"Content-Length": "100000000"})
            answer = client.getresponse()
            assert (answer.status, answer.headers["Content-Type"]) == (413, kind)


def schemathesis(folder, port, key, member):
    config = folder / "schemathesis.toml"
    config.write_text((FOLDER / "schemathesis-administration.toml").read_text()
                      .replace("MEMBER", member))
    return subprocess.run(
        [pathlib.Path(sys.executable).with_name("schemathesis"), "--config-file", config, "run",
         f"http://127.0.0.1:{port}/api/openapi.json", "--url", f"http://127.0.0.1:{port}",
         "--include-path-regex", "^/api/", "--header", f"Authorization: Bearer {key}",
         "--max-time", str(SECONDS), "--no-color"],
        cwd=folder, text=True, capture_output=True, timeout=6 * SECONDS, check=False,
        env=os.environ | {"PYTHONUTF8": "1"})


def test_schemathesis_finds_no_answer_that_the_document_does_not_describe(server, operator,
                                                                          tmp_path, capsys):
    token = server.make_organisation("acme")
    server.do("org", "set", "acme", "default-access=service")
    with contextlib.closing(server.scim("acme", token)) as client:
        wait_for_organisation(client)
        member = client.call("POST", "/Users", user("robot@x.example"))[1]["id"]
    outcome = schemathesis(tmp_path, server.port, operator.credential, member)
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr
    cases = re.search(r"^\s*(\d+) generated", outcome.stdout, re.M)
    assert cases and int(cases[1]) >= CASES_MIN, outcome.stdout
    assert server.is_healthy()
    with capsys.disabled():
        print(f"\nschemathesis, administration: {cases[1]} requests, no fault")


def test_branding_is_changed_by_the_command_line_while_the_server_runs(service, tmp_path):
    service.start()
    logo = tmp_path / "logo.svg"
    logo.write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    service.do("branding", "set", "product-name=Acme Access", "accent-color=#0b5394",
               "frame-ancestors=https://app.acme.example")
    service.do("branding", "logo", str(logo))
    url = f"http://127.0.0.1:{service.port}"

    def shown():
        with urllib.request.urlopen(f"{url}/api/v1/branding", timeout=5) as answer:
            return json.load(answer)

    wait_until(lambda: shown()["logo"], 5, "the server does not know the logo")
    assert shown()["productName"] == "Acme Access"
    with urllib.request.urlopen(url + shown()["logo"]["url"], timeout=5) as answer:
        assert answer.headers["Content-Type"] == "image/svg+xml"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in answer.headers["Content-Security-Policy"]
    with urllib.request.urlopen(f"{url}/console/sign-in", timeout=5) as answer:
        page = answer.read().decode()
        policy = answer.headers["Content-Security-Policy"]
    if "csp-nonce" in page:  # the console is in this binary
        assert "<title>Acme Access</title>" in page
    assert "frame-ancestors https://app.acme.example" in policy
    assert json.loads(service.do("branding", "show", "--json"))["accentColor"] == "#0b5394"
    assert service.run("branding", "set", "accent-color=#ffff00").returncode == 1
    service.do("branding", "remove-logo")
    wait_until(lambda: shown()["logo"] is None, 5, "the logo is still there")
