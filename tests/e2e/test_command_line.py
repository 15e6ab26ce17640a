"""The administrative commands, with the server down and beside a running one."""
import json
import re
import sqlite3
import subprocess

from service import BINARY, ROOT, group, user, wait_until


def test_a_rotated_token_works_at_once_and_the_old_one_ends(server, acme):
    fresh = server.do("token", "rotate", "acme", "--overlap", "0")
    renewed = server.scim("acme", fresh)
    wait_until(lambda: renewed.call("GET", "/Users?count=0")[0] == 200, 2,
               "the new token is not accepted")
    wait_until(lambda: acme.call("GET", "/Users?count=0")[0] == 401, 2,
               "the old token is still accepted")
    renewed.close()


def test_the_old_token_goes_on_during_the_overlap(server, acme):
    server.do("token", "rotate", "acme", "--overlap", "1h")
    tokens = json.loads(server.do("token", "list", "acme", "--json"))
    assert len(tokens) == 2
    assert acme.call("POST", "/Users", user("ann@example.com"))[0] == 201


def test_a_revoked_token_ends_within_a_second(server, acme):
    token_id = json.loads(server.do("token", "list", "acme", "--json"))[0]["id"]
    server.do("token", "revoke", "acme", token_id)
    wait_until(lambda: acme.call("GET", "/Users?count=0")[0] == 401, 1,
               "the revoked token is still accepted")


def test_rotate_prints_the_token_alone_on_stdout(service):
    service.do("org", "create", "acme")
    outcome = service.run("token", "rotate", "acme")
    assert outcome.returncode == 0
    assert re.fullmatch(r"\S+\n", outcome.stdout)
    assert outcome.stdout.strip() not in outcome.stderr


def test_disabling_scim_is_a_403_for_a_valid_token_and_keeps_the_users(server, acme):
    acme.call("POST", "/Users", user("ann@example.com"))
    server.do("scim", "disable", "acme")
    wait_until(lambda: acme.call("GET", "/Users?count=0")[0] == 403, 2, "SCIM is still enabled")
    server.do("scim", "enable", "acme")
    wait_until(lambda: acme.call("GET", "/Users?count=0")[0] == 200, 2, "SCIM is still disabled")
    assert acme.call("GET", "/Users?count=0")[1]["totalResults"] == 1


def test_a_second_server_on_the_same_folder_is_refused(server):
    outcome = server.run("serve", "--listen", "127.0.0.1:0")
    assert outcome.returncode == 1
    assert outcome.stderr.startswith("provost: ")


def test_a_wrong_command_line_exits_with_2_and_a_failed_command_with_1(service):
    assert service.run("org", "create").returncode == 2
    failed = service.run("org", "show", "nobody")
    assert failed.returncode == 1
    assert "nobody" in failed.stderr


def test_the_readme_names_every_option_of_the_server_and_no_other():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"^\| `(--[a-z-]+)", text, re.M))
    shown = subprocess.run([BINARY, "--help"], text=True, capture_output=True, timeout=60,
                           check=True).stdout
    offered = set(re.findall(r"(--[a-z-]+)", shown))
    assert named == offered - {"--help", "--version", "--json"}


def test_a_setup_link_is_printed_alone_listed_and_revoked(server, acme):
    outcome = server.run("setup-link", "create", "acme", "--name", "Ada", "--email",
                         "ada@acme.example", "--expires", "3d", "--public-url",
                         "https://scim.example")
    assert outcome.returncode == 0, outcome.stderr
    assert re.fullmatch(r"https://scim\.example/console/setup-link#pvu_\w+\n", outcome.stdout)
    assert "pvu_" not in outcome.stderr
    made = json.loads(server.do("setup-link", "create", "acme", "--keep", "--json"))
    assert made["url"].partition("#")[2].startswith("pvu_")
    listed = json.loads(server.do("setup-link", "list", "acme", "--json"))
    assert [(link["id"] == made["id"], link["name"], link["keep"], link["state"])
            for link in listed] == [(True, None, True, "open"), (False, "Ada", False, "open")]
    assert "url" not in listed[0]
    server.do("setup-link", "revoke", "acme", made["id"])
    assert "revoked" in server.do("setup-link", "list", "acme")
    assert server.run("setup-link", "revoke", "acme", "nobody").returncode == 1
    for wrong in (("--expires", "4m"), ("--expires", "31d"), ("--email", "nobody"),
                  ("--return-url", "http://shop.example")):
        refused = server.run("setup-link", "create", "acme", *wrong)
        assert (refused.returncode, refused.stdout) == (1, ""), wrong


def test_names_that_turn_text_around_are_printed_as_escapes(service):
    name = "Acme\u202egrO\u2066"
    service.do("org", "create", "acme", "--name", name)
    assert "invisible characters" in service.run("operator", "key", name).stderr
    for command in (("org", "list"), ("org", "show", "acme")):
        text = service.do(*command)
        assert "Acme<U+202E>grO<U+2066>" in text, command
        assert "\u202e" not in text and "\u2066" not in text, command
        data = service.do(*command, "--json")
        assert "Acme\\u202egrO\\u2066" in data, command
        assert any(item["name"] == name for item in as_list(json.loads(data))), command


def test_a_key_that_leads_nowhere_spoils_no_list(server, acme):
    ids = {}
    for name in ("Sales North", "Presales", "Sales South", "Other Sales"):
        body = group(name, externalId=name.partition(" ")[0])
        ids[name] = acme.call("POST", "/Groups", body)[1]["id"]
    server.do("group", "map", "acme", *ids, "--role", "user", "--type", "human")
    server.stop()
    with sqlite3.connect(server.folder / "provost.db") as database:
        for lost in ("Sales North", "Presales"):
            taken = database.execute("DELETE FROM resources WHERE id = ?",
                                     (bytes.fromhex(ids[lost].replace("-", "")),))
            assert taken.rowcount == 1

    def listed(*options):
        found = server.do("group", "list", "acme", *options, "--json")
        return {item["displayName"] for item in json.loads(found)}

    assert listed("--search", "sales") == {"Sales South", "Other Sales"}
    assert listed("--search", "Sales") == {"Sales South", "Other Sales"}, "by the externalId too"
    assert listed("--search", ids["Presales"]) == set()
    assert listed("--mapped") == {"Sales South", "Other Sales"}
    assert listed() == {"Sales South", "Other Sales"}


def as_list(data):
    return data if isinstance(data, list) else [data]
