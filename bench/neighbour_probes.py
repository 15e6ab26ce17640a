"""What the neighbour does meanwhile: one of each kind after the other, at the pace of a person."""
import collections
import http.client
import http.server
import json
import socket
import threading
import time
import urllib.parse

from mapping import NEIGHBOUR, USER_SERVICE, neighbour as make_neighbour

PROBES = ("write", "lookup", "member search", "preview", "sign-in")
OPERATOR, PASSWORD = "ada", "correct horse battery staple"
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


def make_robot(port, key, org, member):
    """An API key of a service account."""
    return Client(port, key).expect(
        201, "POST", f"/api/v1/orgs/{org}/members/{member}/api-keys", {"name": "bench"})["secret"]


class OperatorSignIn:
    """With the password, in a browser in which the operator signed in before."""

    def __init__(self, port, link):
        self.client = Client(port)
        status, headers, text = self.client.ask("POST", "/api/v1/operator-links/redeem", {
            "link": link, "name": OPERATOR, "password": PASSWORD})
        if status != 200:
            raise RuntimeError(f"no operator could be made: {status}: {text}")
        cookies = [one.partition(";")[0] for one in headers.get_all("Set-Cookie")]
        self.cookie = next(one for one in cookies if one.startswith("provost_device_"))

    def run(self):
        status = self.client.ask("POST", "/api/v1/session", {
            "name": OPERATOR, "password": PASSWORD}, {"Cookie": self.cookie})[0]
        return None if status == 200 else status


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
        """What went wrong, if the provider was not reached."""
        begun = self.start()
        if not begun:
            return "not begun"
        _, headers, _ = self.client.ask("GET", begun[0], headers=begun[1])
        error = headers.get("Location", "").rpartition("error=")[2]
        return None if error == "provider_refused" else error or "in"


class Neighbour:
    def __init__(self, server):
        self.port = server.port
        self.token = make_neighbour(server)
        self.key = server.command("operator", "key", "neighbours")
        self.link = server.command("operator", "link").rpartition("#")[2].split()[0]
        self.base = f"/api/v1/orgs/{NEIGHBOUR}"
        self.provider = Provider()
        time.sleep(1)  # the running server notices the commands within that
        set_up_sign_in(self.port, self.key, NEIGHBOUR, self.provider.issuer)
        client = Client(self.port, self.token)
        people = [self.create(client, f"person{i}")["id"] for i in range(PEOPLE)]
        self.group = self.make_group(client, "All", people)
        robots = self.make_group(client, "Robots", people[:1])
        Client(self.port, self.key).expect(200, "POST", f"{self.base}/scim-groups/mappings", {
            "groupIds": [robots], "mapping": USER_SERVICE})
        self.robot = make_robot(self.port, self.key, NEIGHBOUR, people[0])
        self.operator = OperatorSignIn(self.port, self.link)

    @staticmethod
    def create(client, name):
        return client.expect(201, "POST", f"/{NEIGHBOUR}/scim/v2/Users", {
            "schemas": [USER], "active": True, "userName": f"{name}@example.com"})

    @staticmethod
    def make_group(client, name, people):
        return client.expect(201, "POST", f"/{NEIGHBOUR}/scim/v2/Groups", {
            "schemas": [GROUP], "displayName": name,
            "members": [{"value": one} for one in people]})["id"]

    def probe(self, name):
        """A function that does it once, and says what it was answered when that was wrong."""
        scim, admin = Client(self.port, self.token), Client(self.port, self.key)

        def asked(client, method, path, body=None, expected=200):
            status = client.ask(method, path, body)[0]
            return None if status == expected else status

        def write():
            return asked(scim, "POST", f"/{NEIGHBOUR}/scim/v2/Users", {
                "schemas": [USER], "active": True,
                "userName": f"n{time.monotonic_ns()}@example.com"}, 201)

        lookup = f"/{NEIGHBOUR}/scim/v2/Users?filter=userName%20eq%20%22person7%40example.com%22"
        change = {"groupIds": [self.group], "mapping": USER_SERVICE}
        return {
            "write": write,
            "lookup": lambda: asked(scim, "GET", lookup),
            "member search": lambda: asked(admin, "GET", f"{self.base}/members?search=person"),
            "preview": lambda: asked(
                admin, "POST", f"{self.base}/scim-groups/mappings/preview", change),
            "sign-in": SignIn(self.port, NEIGHBOUR).run,
            "operator's sign-in": self.operator.run,
            "stream": self.open_stream,
            "log search": lambda: asked(
                admin, "GET", f"{self.base}/provisioning-log?search=person"),
            "audit export": lambda: asked(
                admin, "GET", f"{self.base}/audit-events/export?type=scim.enabled"),
        }[name]

    def open_stream(self):
        """A stream of changes that a service account opens, and closes again."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=30) as connection:
            connection.sendall(
                f"GET {self.base}/changes HTTP/1.1\r\nHost: a\r\nAccept: text/event-stream\r\n"
                f"Authorization: Bearer {self.robot}\r\n\r\n".encode())
            status = connection.recv(12).decode()[9:]
        return None if status == "200" else status

    def run(self, seconds, special=()):
        """Of each kind the milliseconds that each took, and how often it went wrong in which way.
        What is special is done twice a second."""
        found = {name: ([], collections.Counter()) for name in (*PROBES, *special)}
        end = time.monotonic() + seconds

        def repeat(name):
            probe, (samples, refused) = self.probe(name), found[name]
            while time.monotonic() < end:
                began = time.monotonic()
                try:
                    wrong = probe()
                except OSError as fault:
                    wrong = type(fault).__name__
                samples.append(1000 * (time.monotonic() - began))
                if wrong is not None:
                    refused[str(wrong)] += 1
                time.sleep(PAUSE_S if name in PROBES else 10 * PAUSE_S)

        threads = [threading.Thread(target=repeat, args=(name,)) for name in found]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return found
