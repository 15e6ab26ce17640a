"""A small SCIM server in memory that is right but for the faults that a test names.

removal_ignored      a removal of members is answered 200 and nothing goes
check_lies           …and nobody is a member when a filter asks, nor by default in an answer
id_finds_nothing     a filter on `id` never finds anything
echo_not_stored      `title` is in the answer to a write, in no schema, and never kept
not_returns_too_much `not (…)` is taken for true
second_email_fails   a user with two e-mails is a 500
stays_active         `active` false is answered 200 and not carried out
stays_inactive       who was deactivated is not restored, and that is answered 200
members_on_request   members come only when they are asked for by name, though /Schemas says default
memberships_hidden   neither members of groups nor groups of users are in /Schemas or an answer
no_not               a filter with `not` is a 400

And what is no fault:

returned_on_request  members come only when they are asked for by name, as /Schemas says
"""
import copy
import http.server
import json
import re
import threading
import urllib.parse
import uuid

CORE = "urn:ietf:params:scim:schemas:core:2.0:"
ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
LIST = "urn:ietf:params:scim:api:messages:2.0:ListResponse"
ERROR = "urn:ietf:params:scim:api:messages:2.0:Error"
TOKEN = "secret"
FOLDED = {"username", "displayname"}  # compared without case
UNKEPT = {"id", "meta", "groups", "members", "password"}
WORD = re.compile(r'\s*("(?:[^"\\]|\\.)*"|[()]|[^\s()"]+)')
MEMBER_PATH = re.compile(r'members\[value eq "([^"]*)"\]$')
VALUE_PATH = re.compile(r'(\w+)\[type eq "([^"]*)"\]\.(\w+)$')


class Refusal(Exception):
    def __init__(self, status, detail):
        super().__init__(detail)
        self.status = status


class Filter:
    """`and`, `or`, `not (…)` and `eq` over one resource."""

    def __init__(self, text, server):
        self.words, self.server = WORD.findall(text), server

    def take(self):
        if not self.words:
            raise Refusal(400, "the filter ends too early")
        return self.words.pop(0)

    def parse(self):
        left = self.term()
        while self.words and self.words[0].lower() in ("and", "or"):
            is_and, first, second = self.take().lower() == "and", left, self.term()
            left = (lambda r, a=first, b=second: a(r) and b(r)) if is_and else (
                lambda r, a=first, b=second: a(r) or b(r))
        return left

    def term(self):
        word = self.take()
        if word.lower() == "not":
            if "no_not" in self.server.faults:
                raise Refusal(400, "not is not supported")
            inner = self.group()
            if "not_returns_too_much" in self.server.faults:
                return lambda _: True
            return lambda resource: not inner(resource)
        if word == "(":
            self.words.insert(0, word)
            return self.group()
        if self.take().lower() != "eq":
            raise Refusal(400, "only eq is supported")
        value = json.loads(self.take())
        return lambda resource: self.server.has(resource, word, value)

    def group(self):
        if self.take() != "(":
            raise Refusal(400, "( is missing")
        inner = self.parse()
        if self.take() != ")":
            raise Refusal(400, ") is missing")
        return inner


class FaultyServer:
    def __init__(self, *faults):
        self.faults = set(faults)
        self.resources = {"Users": {}, "Groups": {}}
        self.members = {}  # group -> users
        self.lock = threading.Lock()
        owner = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            # An answer is two writes. With Nagle's algorithm the second waits for the delayed
            # acknowledgement of the first, 40 ms for every request.
            disable_nagle_algorithm = True

            def answer(self):
                length = int(self.headers.get("Content-Length", 0))
                body = json.loads(self.rfile.read(length)) if length else None
                with owner.lock:
                    status, out = owner.answer(self.command, self.path, body)
                text = b"" if out is None else json.dumps(out).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/scim+json")
                self.send_header("Content-Length", str(len(text)))
                self.end_headers()
                self.wfile.write(text)

            do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = answer

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_port}/scim/v2"
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()

    def answer(self, method, target, body):
        try:
            parts = urllib.parse.urlsplit(target)
            query = {name: values[0] for name, values in
                     urllib.parse.parse_qs(parts.query, keep_blank_values=True).items()}
            segments = [urllib.parse.unquote(s) for s in parts.path.split("/")[3:]]
            return self.route(method, segments, query, body)
        except Refusal as refusal:
            return refusal.status, {"schemas": [ERROR], "status": str(refusal.status),
                                    "detail": str(refusal)}

    def route(self, method, segments, query, body):
        if segments == ["Schemas"]:
            return 200, self.list_of(self.schemas())
        if segments[0] not in self.resources or len(segments) > 2:
            raise Refusal(404, "there is nothing here")
        kind, those = segments[0], self.resources[segments[0]]
        if len(segments) == 1:
            return self.create(kind, body) if method == "POST" else self.list(kind, query)
        if segments[1] not in those:
            raise Refusal(404, "there is no such resource")
        resource = those[segments[1]]
        if method == "DELETE":
            del those[segments[1]]
            self.members.pop(segments[1], None)
            for users in self.members.values():
                users.discard(segments[1])
            return 204, None
        if method == "PATCH":
            return 200, self.patch(kind, resource, body)
        if method == "PUT":
            return 200, self.write(kind, resource, body)
        return 200, self.shown(kind, resource, query)

    def list(self, kind, query):
        matches = Filter(query["filter"], self).parse() if "filter" in query else lambda _: True
        found = [r for r in self.resources[kind].values() if matches(r)]
        total, start = len(found), int(query.get("startIndex", 1))
        found = found[start - 1:start - 1 + int(query.get("count", 100))]
        return 200, self.list_of([self.shown(kind, r, query) for r in found], total, start)

    @staticmethod
    def list_of(resources, total=None, start=1):
        return {"schemas": [LIST], "totalResults": len(resources) if total is None else total,
                "startIndex": start, "itemsPerPage": len(resources), "Resources": resources}

    def has(self, resource, attribute, value):
        name = attribute.lower()
        if name in ("members", "members.value"):
            is_member = value in self.members.get(resource["id"], ())
            return is_member and "check_lies" not in self.faults
        if name == "id" and "id_finds_nothing" in self.faults:
            return False
        kept = next((v for n, v in resource.items() if n.lower() == name), None)
        if name in FOLDED and isinstance(kept, str):
            return kept.casefold() == value.casefold()
        return kept == value

    def create(self, kind, body):
        name = "userName" if kind == "Users" else "displayName"
        if any(self.has(other, name, body[name]) for other in self.resources[kind].values()):
            raise Refusal(409, f"{name} is taken")
        resource = {"id": str(uuid.uuid4())}
        answer = self.write(kind, resource, body)
        self.resources[kind][resource["id"]] = resource
        return 201, answer

    def write(self, kind, resource, body):
        """Replaces what is kept; the answer to it."""
        wanted = {k: v for k, v in body.items() if k not in UNKEPT}
        return self.keep(kind, resource, wanted)

    def patch(self, kind, resource, body):
        wanted = copy.deepcopy({k: v for k, v in resource.items() if k not in ("id", "meta")})
        for operation in body["Operations"]:
            op, path, value = (operation["op"].lower(), operation.get("path"),
                               operation.get("value"))
            one_member = MEMBER_PATH.match(path or "")
            if one_member:
                self.change_members(resource["id"], op, [{"value": one_member[1]}])
            elif path == "members":
                self.change_members(resource["id"], op, value)
            elif path is None:
                for name, one in value.items():
                    if name != "id":
                        put(wanted, name, one)
            else:
                put(wanted, path, value)
        return self.keep(kind, resource, wanted)

    def change_members(self, group, op, value):
        users, named = self.members.setdefault(group, set()), {one["value"] for one in value or []}
        if op == "add":
            users |= named
        elif "removal_ignored" not in self.faults:
            users -= named if op == "remove" else users - named
            users |= named if op == "replace" else set()

    def keep(self, kind, resource, wanted):
        if str(wanted.get("active")).lower() in ("true", "false"):
            wanted["active"] = str(wanted["active"]).lower() == "true"
        if "stays_active" in self.faults and resource.get("active"):
            wanted["active"] = True
        if "stays_inactive" in self.faults and resource.get("active") is False:
            wanted["active"] = False
        if "second_email_fails" in self.faults and len(wanted.get("emails", [])) > 1:
            raise Refusal(500, "IndexError: list index out of range")
        echo = wanted.pop("title", None) if "echo_not_stored" in self.faults else None
        identity = resource["id"]
        resource.clear()
        resource |= wanted | {"id": identity, "meta": {"resourceType": kind[:-1]}}
        return self.shown(kind, resource, {}) | ({"title": echo} if echo else {})

    def shown(self, kind, resource, query):
        out = copy.deepcopy(resource)
        names = query.get("attributes", "").split(",")
        if kind == "Groups":
            by_default = not self.faults & {
                "check_lies", "members_on_request", "returned_on_request"} and (
                    query.get("excludedAttributes") != "members")
            if "members" in names or (by_default and names == [""]):
                out["members"] = [{"value": user} for user in
                                  sorted(self.members.get(resource["id"], ()))]
        else:
            out["groups"] = [{"value": group} for group, users in self.members.items()
                             if resource["id"] in users]
        if "memberships_hidden" in self.faults:
            out.pop("members", None)
            out.pop("groups", None)
        return out

    def schemas(self):
        def attributes(*names):
            return [{"name": name, "mutability": "readWrite", "returned": "default"}
                    for name in names]

        def complex_(name, *subs):
            return attributes(name)[0] | {"subAttributes": attributes(*subs)}

        hidden = "memberships_hidden" in self.faults
        on_request = self.faults & {"check_lies", "returned_on_request"}
        title = [] if "echo_not_stored" in self.faults else ["title"]
        groups = [] if hidden else [{"name": "groups", "mutability": "readOnly",
                                     "returned": "default"}]
        members = [] if hidden else [{"name": "members", "mutability": "readWrite",
                                      "returned": "request" if on_request else "default"}]
        return [
            {"id": CORE + "User", "attributes": attributes(
                "userName", "active", "displayName", "preferredLanguage", "locale", *title) + [
                    complex_("name", "formatted", "familyName", "givenName"),
                    complex_("emails", "type", "value", "primary"),
                    complex_("addresses", "type", "formatted", "streetAddress", "locality",
                             "postalCode", "country"),
                    complex_("phoneNumbers", "type", "value")] + groups},
            {"id": CORE + "Group", "attributes": attributes("displayName") + members},
            {"id": ENTERPRISE, "attributes": attributes("employeeNumber", "department")}]


def put(resource, path, value):
    if path.startswith("urn:"):
        urn, _, name = path.rpartition(":")
        resource.setdefault(urn, {})[name] = value
        return
    match = VALUE_PATH.match(path)
    if match:
        elements = resource.setdefault(match[1], [])
        found = next((e for e in elements if e.get("type") == match[2]), None)
        if found is None:
            found = {"type": match[2]}
            elements.append(found)
        found[match[3]] = value
        return
    name, _, sub = path.partition(".")
    if sub:
        resource.setdefault(name, {})[sub] = value
    else:
        resource[name] = value
