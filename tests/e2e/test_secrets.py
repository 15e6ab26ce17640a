"""Secrets that somebody put in the wrong place are in no log and in no file."""
import json
import time
import urllib.parse

from service import PATCH_SCHEMA, USER_SCHEMA
from test_headers import ask

PASSWORD = "hunter2hunter2"


def paths_with(token):
    """The Secret Token pasted into the Tenant URL field, and what people search for."""
    yield f"/{token}/scim/v2/Users"
    yield f"/acme/scim/v2/Users/{token}"
    yield f"/acme/scim/v2/Users?filter={token}"
    for text in (f'password eq "{PASSWORD}"', f'password[value eq "{PASSWORD}"]',
                 f'active eq true and password sw "{PASSWORD}"'):
        yield "/acme/scim/v2/Users?filter=" + urllib.parse.quote(text)


def patches():
    yield {"op": "replace", "path": f'password[value eq "{PASSWORD}"]', "value": "x"}
    yield {"op": PASSWORD, "path": "active", "value": True}
    yield {"op": "replace", "path": "active", "value": PASSWORD}
    yield {"op": "replace", "path": "userName", "value": {"password": PASSWORD}}
    yield {"op": "replace", "path": "userName", "value": {"x": PASSWORD}}
    yield {"op": "replace", "path": "password", "value": {"x": PASSWORD}}
    yield {"op": "replace", "path": "password", "value": [PASSWORD]}
    yield {"op": "replace", "value": {"password": PASSWORD, "active": "x"}}


def users():
    yield {"userName": "a@example.com", "active": PASSWORD}
    yield {"userName": {"x": PASSWORD}, "active": True}
    yield {"userName": [PASSWORD, PASSWORD], "active": True}
    yield {"userName": "b@example.com", "active": True, "password": PASSWORD}
    yield {"userName": "c@example.com", "active": True, "password": [PASSWORD]}
    yield {"userName": "d@example.com", "active": [True, PASSWORD]}


def send_all(server, acme):
    """Everything by the token as it belongs, and once with it in place of the client's name."""
    headers = {"Authorization": f"Bearer {acme.token}", "Content-Type": "application/scim+json"}
    for path in paths_with(acme.token):
        ask(server.port, "GET", path, **headers)
        ask(server.port, "GET", path)
    ask(server.port, "GET", "/acme/scim/v2/Users", **headers | {"User-Agent": acme.token})
    for attributes in users():
        acme.call("POST", "/Users", {"schemas": [USER_SCHEMA]} | attributes)
    status, page = acme.call("GET", "/Users?count=1")
    assert status == 200
    for operation in patches():
        acme.call("PATCH", f"/Users/{page['Resources'][0]['id']}",
                  {"schemas": [PATCH_SCHEMA], "Operations": [operation]})


def test_a_secret_in_the_wrong_place_is_kept_nowhere(server, acme):
    for profile in ("minimal", "full"):
        server.do("org", "set", "acme", f"attributes={profile}")
        time.sleep(1.2)  # the server knows it, and has written its logs
        send_all(server, acme)
    time.sleep(1.2)
    files = [server.folder.parent / "serve.log", *server.folder.iterdir()]
    secrets = (acme.token.encode(), PASSWORD.encode(), json.dumps(PASSWORD)[1:-1].encode())
    held = [file.name for file in files if any(secret in file.read_bytes() for secret in secrets)]
    assert not held
