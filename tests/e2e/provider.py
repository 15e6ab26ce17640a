"""A small OpenID Connect provider on a loopback port: it signs in whomever the test says."""
import base64
import contextlib
import hashlib
import http.server
import json
import secrets
import threading
import time
import urllib.parse

import jwt
from cryptography.hazmat.primitives.asymmetric import ec

TENANT = "72f988bf-86f1-41af-91ab-2d7cd011db47"
CLIENT_ID, CLIENT_SECRET = "provost-tests", "a secret: with + and %"


class Provider:
    """`person` holds the claims of whoever signs in next; `spoil` changes a token's claims."""

    def __init__(self):
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.person, self.spoil, self.codes = {}, {}, {}
        provider = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                provider.get(self)

            def do_POST(self):
                provider.post(self)

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        # Entra's form of an issuer, which makes `tid` matter.
        self.issuer = f"http://127.0.0.1:{self.server.server_port}/{TENANT}/v2.0"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()

    def get(self, request):
        path, _, query = request.path.removeprefix(f"/{TENANT}/v2.0").partition("?")
        if path == "/.well-known/openid-configuration":
            reply(request, 200, {
                "issuer": self.issuer, "authorization_endpoint": self.issuer + "/authorize",
                "token_endpoint": self.issuer + "/token", "jwks_uri": self.issuer + "/keys",
                "response_types_supported": ["code"],
                "code_challenge_methods_supported": ["S256"],
                "id_token_signing_alg_values_supported": ["ES256"],
                "token_endpoint_auth_methods_supported": ["client_secret_basic"]})
        elif path == "/keys":
            public = json.loads(jwt.algorithms.ECAlgorithm.to_jwk(self.key.public_key()))
            reply(request, 200, {"keys": [public | {"kid": "k1", "use": "sig", "alg": "ES256"}]})
        elif path == "/authorize":
            self.authorize(request, dict(urllib.parse.parse_qsl(query)))
        else:
            reply(request, 404, {})

    def authorize(self, request, asked):
        assert asked["response_type"] == "code" and asked["client_id"] == CLIENT_ID
        assert asked["code_challenge_method"] == "S256" and "openid" in asked["scope"].split()
        code = secrets.token_urlsafe(16)
        self.codes[code] = asked
        request.send_response(302)
        request.send_header("Location", asked["redirect_uri"] + "?" + urllib.parse.urlencode(
            {"code": code, "state": asked["state"], "iss": self.issuer}))
        request.end_headers()

    def post(self, request):
        form = request.rfile.read(int(request.headers["Content-Length"])).decode()
        given = dict(urllib.parse.parse_qsl(form))
        asked = self.codes.pop(given.get("code"), None)
        if not is_client(request.headers.get("Authorization", "")):
            reply(request, 401, {"error": "invalid_client"})
        elif not asked or challenge(given["code_verifier"]) != asked["code_challenge"]:
            reply(request, 400, {"error": "invalid_grant"})
        else:
            reply(request, 200, {"token_type": "Bearer", "access_token": "unused",
                                 "id_token": self.token(asked["nonce"])})

    def token(self, nonce):
        now = int(time.time())
        claims = {"iss": self.issuer, "aud": CLIENT_ID, "iat": now, "exp": now + 300,
                  "nonce": nonce} | self.person | self.spoil
        return jwt.encode(claims, self.key, algorithm="ES256", headers={"kid": "k1"})


def reply(request, status, body):
    text = json.dumps(body).encode()
    request.send_response(status)
    request.send_header("Content-Type", "application/json")
    request.send_header("Content-Length", str(len(text)))
    request.end_headers()
    request.wfile.write(text)


def challenge(verifier):
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def is_client(authorization):
    """RFC 6749 §2.3.1: both halves are form-encoded before they are joined."""
    scheme, _, text = authorization.partition(" ")
    if scheme != "Basic":
        return False
    name, _, secret = base64.b64decode(text).decode().partition(":")
    return (urllib.parse.unquote_plus(name), urllib.parse.unquote_plus(secret)) == (
        CLIENT_ID, CLIENT_SECRET)


@contextlib.contextmanager
def running_provider():
    provider = Provider()
    try:
        yield provider
    finally:
        provider.close()
