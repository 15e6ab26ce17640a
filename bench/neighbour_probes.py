"""What the neighbour does meanwhile: one of each kind after the other, at the pace of a person."""
import http.client
import http.server
import json
import threading
import time
import urllib.parse

from mapping import NEIGHBOUR, USER_SERVICE, neighbour as make_neighbour

PROBES = ("write", "lookup", "member search", "preview", "sign-in")
PEOPLE = 300
PAUSE_S = 0.05
USER = "urn:ietf:params:scim:schemas:core:2.0:User"
GROUP = "urn:ietf:params:scim:schemas:core:2.0:Group"


class Provider:
    """An identity provider that answers at once; a code is redeemed for a refusal, which takes the
    same way through the server as an ID token."""

    def __init__(self, patience=0.0):
        provider = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                self.reply(200, provider.discovery if "openid" in self.path else {"keys": []})

            def do_POST(self):
                self.rfile.read(int(self.headers.get("Content-Length", 0)))
                time.sleep(patience)
                self.reply(400, {"error": "invalid_grant"})

            def reply(self, status, body):
                text = json.dumps(body).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(text)))
                self.end_headers()
                try:
                    self.wfile.write(text)
                except OSError:
                    pass  # who asked has gone

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.issuer = f"http://127.0.0.1:{self.server.server_port}"
        self.discovery = {
            "issuer": self.issuer, "authorization_endpoint": self.issuer + "/authorize",
            "token_endpoint": self.issuer + "/token", "jwks_uri": self.issuer + "/keys",
            "response_types_supported": ["code"], "subject_types_supported": ["public"],
            "code_challenge_methods_supported": ["S256"],
            "id_token_signing_alg_values_supported": ["RS256"]}
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


class Client:
    """A keep-alive connection that is opened again when the server has closed it."""

    def __init__(self, port, token=None):
        self.port, self.token, self.connection = port, token, None

    def ask(self, method, path, body=None, headers=None):
        """Status, headers and body."""
        headers = dict(headers or {})
        if self.token:
            headers.setdefault("Authorization", f"Bearer {self.token}")
        if body is not None and not isinstance(body, (bytes, str)):
            body = json.dumps(body)
        if body is not None:
            headers.setdefault("Content-Type", "application/json")
        for attempt in (0, 1):
            try:
                if not self.connection:
                    self.connection = http.client.HTTPConnection("127.0.0.1", self.port,
                                                                 timeout=120)
                self.connection.request(method, path, body, headers)
                answer = self.connection.getresponse()
                return answer.status, answer.headers, answer.read()
            except (http.client.HTTPException, OSError):
                self.close()
                if attempt:
                    raise
        raise AssertionError

    def expect(self, status, method, path, body=None, headers=None):
        got, _, text = self.ask(method, path, body, headers)
        if got != status:
            raise RuntimeError(f"{method} {path}: {got} instead of {status}: {text[:500]}")
        return json.loads(text) if text else None

    def close(self):
        if self.connection:
            self.connection.close()
            self.connection = None


def set_up_sign_in(port, key, org, issuer):
    Client(port, key).expect(200, "PATCH", f"/api/v1/orgs/{org}/sign-in", {
        "enabled": True, "issuer": issuer, "clientId": "bench", "clientSecret": "secret"})


class SignIn:
    """Goes to the provider and comes back with a code."""

    def __init__(self, port, org):
        self.client, self.org = Client(port), org

    def start(self):
        status, headers, _ = self.client.ask("GET", f"/oauth/start?org={self.org}")
        location = headers.get("Location", "")
        state = urllib.parse.parse_qs(urllib.parse.urlsplit(location).query).get("state")
        if status != 302 or not state:
            return None
        cookie = headers.get("Set-Cookie", "").partition(";")[0]
        return f"/oauth/callback?code=c&state={urllib.parse.quote(state[0])}", {"Cookie": cookie}

    def run(self):
        """Whether the provider was reached."""
        begun = self.start()
        if not begun:
            return False
        _, headers, _ = self.client.ask("GET", begun[0], headers=begun[1])
        return "error=provider_refused" in headers.get("Location", "")


class Neighbour:
    def __init__(self, server):
        self.port = server.port
        self.token = make_neighbour(server)
        self.key = server.command("operator", "key", "neighbours")
        self.base = f"/api/v1/orgs/{NEIGHBOUR}"
        self.provider = Provider()
        time.sleep(1)  # the running server notices the commands within that
        set_up_sign_in(self.port, self.key, NEIGHBOUR, self.provider.issuer)
        client = Client(self.port, self.token)
        members = [{"value": self.create(client, f"person{i}")["id"]} for i in range(PEOPLE)]
        self.group = client.expect(201, "POST", f"/{NEIGHBOUR}/scim/v2/Groups", {
            "schemas": [GROUP], "displayName": "All", "members": members})["id"]

    @staticmethod
    def create(client, name):
        return client.expect(201, "POST", f"/{NEIGHBOUR}/scim/v2/Users", {
            "schemas": [USER], "active": True, "userName": f"{name}@example.com"})

    def probe(self, name):
        """A function that does it once, and says whether it succeeded."""
        scim, admin = Client(self.port, self.token), Client(self.port, self.key)
        if name == "write":
            body = {"schemas": [USER], "active": True}
            return lambda: scim.ask("POST", f"/{NEIGHBOUR}/scim/v2/Users", body | {
                "userName": f"n{time.monotonic_ns()}@example.com"})[0] == 201
        if name == "lookup":
            path = f"/{NEIGHBOUR}/scim/v2/Users?filter=userName%20eq%20%22person7%40example.com%22"
            return lambda: scim.ask("GET", path)[0] == 200
        if name == "member search":
            return lambda: admin.ask("GET", f"{self.base}/members?search=person")[0] == 200
        if name == "preview":
            body = {"groupIds": [self.group], "mapping": USER_SERVICE}
            return lambda: admin.ask(
                "POST", f"{self.base}/scim-groups/mappings/preview", body)[0] == 200
        return SignIn(self.port, NEIGHBOUR).run

    def run(self, seconds):
        """Of each kind the milliseconds of those that succeeded, and how many did not."""
        found = {name: ([], [0]) for name in PROBES}
        end = time.monotonic() + seconds

        def repeat(name):
            probe, (samples, refused) = self.probe(name), found[name]
            while time.monotonic() < end:
                began = time.monotonic()
                try:
                    succeeded = probe()
                except OSError:
                    succeeded = False
                samples.append(1000 * (time.monotonic() - began))
                refused[0] += not succeeded
                time.sleep(PAUSE_S)

        threads = [threading.Thread(target=repeat, args=(name,)) for name in PROBES]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return {name: (samples, refused[0]) for name, (samples, refused) in found.items()}
