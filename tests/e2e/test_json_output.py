"""Every command with --json: one JSON text on stdout that has all a script needs, and no prose."""
import base64
import json
import re
import subprocess

from service import BINARY, group, patch, user

SCHEMA = {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:Schema"], "id": "urn:acme:Badge",
          "name": "Badge",
          "attributes": [{"name": "number", "type": "string", "multiValued": False}]}
PNG = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9Q"
                       "DwADhgGAWjR9awAAAABJRU5ErkJggg==")
# These run for as long as something else does, or have reports of their own.
OTHERS = {"serve", "simulate entra", "simulate okta"}


def subcommands(*path):
    shown = subprocess.run([BINARY, *path, "--help"], text=True, capture_output=True, timeout=60,
                           check=True).stdout
    return re.findall(r"^  ([a-z-]+) ", shown.partition("Subcommands:\n")[2], re.M)


def every_command():
    for name in subcommands():
        inner = subcommands(name)
        yield from (f"{name} {one}" for one in inner) if inner else (name,)


class Script:
    """Runs commands as a script does, and notes which."""

    def __init__(self, service):
        self.service, self.seen = service, set()

    def __call__(self, command, *arguments):
        outcome = self.service.run(*command.split(), *arguments, "--json")
        assert (outcome.returncode, outcome.stderr) == (0, ""), command
        assert outcome.stdout.count("\n") == 1, f"{command} printed more than one line"
        self.seen.add(command)
        return json.loads(outcome.stdout)


def secrets_in(data):
    return re.findall(r"pv[a-z]_\w{20,}", json.dumps(data))


def test_every_command_prints_one_json_text_and_nothing_else(server, acme, tmp_path):
    run = Script(server)
    definition = tmp_path / "badge.json"
    definition.write_text(json.dumps(SCHEMA), encoding="utf-8")
    url = ("--public-url", "https://scim.example")

    made = run("org create", "globex", "--name", "Globex", *url)
    assert (made["id"], made["name"], made["scimEnabled"]) == ("globex", "Globex", False)
    assert made["tenantUrl"] == "https://scim.example/globex/scim/v2"
    assert run("org set", "globex", "attributes=full")["attributes"] == "full"
    assert run("org show", "globex")["users"] == 0
    assert [org["id"] for org in run("org list")] == ["acme", "globex"]
    assert run("scim enable", "globex")["scimEnabled"] is True
    assert run("scim disable", "globex")["scimEnabled"] is False

    logo = tmp_path / "logo.png"
    logo.write_bytes(PNG)
    assert run("branding set", "product-name=Acme")["productName"] == "Acme"
    assert run("branding logo", str(logo))["productName"] == "Acme"
    assert run("branding show") == run("branding logo", str(logo))
    assert run("branding remove-logo")["productName"] == "Acme"

    token = run("token rotate", "acme", "--name", "Entra", "--expires", "30d", "--overlap",
                "1h", *url)
    assert secrets_in(token) == [token["token"]]
    assert token["tenantUrl"] == "https://scim.example/acme/scim/v2"
    assert token["name"] == "Entra" and token["token"].startswith(token["prefix"])
    assert token["expires"] > token["created"] and token["overlapSeconds"] == 3600
    listed = run("token list", "acme")
    assert token["id"] in [one["id"] for one in listed] and not secrets_in(listed)
    assert run("token revoke", "acme", token["id"]) == {"org": "acme", "id": token["id"],
                                                        "revoked": True}

    key = run("operator key", "automation")
    assert secrets_in(key) == [key["key"]] and key["name"] == "automation"
    assert [one["id"] for one in run("operator keys")] == [key["id"]]
    link = run("operator link", *url)
    assert secrets_in(link) and link["url"].startswith("https://scim.example/") and link["expires"]
    assert run("operator list") == []
    assert run("operator revoke", key["id"])["revoked"] is True

    setup = run("setup-link create", "acme", "--name", "Ada", *url)
    assert secrets_in(setup) and setup["url"].startswith("https://scim.example/")
    assert setup["expires"] and setup["name"] == "Ada"
    assert [one["id"] for one in run("setup-link list", "acme")] == [setup["id"]]
    assert run("setup-link revoke", "acme", setup["id"])["id"] == setup["id"]

    assert run("schema add", "globex", str(definition))["urn"] == "urn:acme:Badge"
    assert run("schema replace", "globex", str(definition))["state"]
    assert run("schema list", "globex")[0]["urn"] == "urn:acme:Badge"
    assert run("schema show", "globex", "urn:acme:Badge")["definition"]["name"] == "Badge"
    assert run("schema remove", "globex", "urn:acme:Badge")["removed"] is True

    ada = acme.call("POST", "/Users", user("ada@acme.example"))[1]["id"]
    acme.call("POST", "/Groups", group("Ops", members=[{"value": ada}]))
    assert run("group list", "acme")[0]["displayName"] == "Ops"
    mapping = ("acme", "Ops", "--role", "admin", "--type", "human")
    assert run("group map", *mapping, "--dry-run")["gainCount"] == 1
    assert run("group map", *mapping) == {"groups": 1, "gainCount": 1, "lossCount": 0}
    assert run("member show", "acme", "ada@acme.example")["id"] == ada
    assert run("group unmap", "acme", "Ops", "--override", "a test")["lossCount"] == 1
    assert run("member list", "acme")[0]["userName"] == "ada@acme.example"
    acme.call("PATCH", f"/Users/{ada}", patch({"op": "replace", "path": "active", "value": False}))
    erased = run("member erase", "acme", ada)
    assert erased["user"] == ada and erased["entries"] > 0

    assert all(one["holds"] for one in run("verify"))
    assert run("org delete", "globex", "--yes") == {"id": "globex", "deleted": True}
    assert run.seen | OTHERS == set(every_command())


def test_a_command_that_fails_prints_nothing_on_stdout(service):
    service.do("org", "create", "acme")
    for command in (("token", "rotate", "nobody"), ("org", "create", "acme"),
                    ("token", "revoke", "acme", "nobody"), ("operator", "revoke", "nobody")):
        outcome = service.run(*command, "--json")
        assert (outcome.returncode, outcome.stdout) == (1, ""), command
        assert outcome.stderr.startswith("provost: "), command
