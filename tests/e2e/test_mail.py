"""Mails of the real binary, received by a mail server of the test."""
import contextlib
import subprocess
import time

import pytest

from mail_server import MailServer
from service import BINARY, environment, free_port, group, patch, user, wait_until
from test_administration import Api

ROUND_S = 60  # within which a condition that began is looked at, also on a busy machine
ADMIN = {"role": "admin", "identityType": "human"}


@pytest.fixture
def mailbox():
    server = MailServer()
    yield server
    server.stop()


def start(service, port):
    service.options = ["--smtp-url", f"smtp://127.0.0.1:{port}", "--mail-from",
                       "Acme <no-reply@provost.example>"]
    service.start()
    api = Api(service.port, service.do("operator", "key", "test"))
    wait_until(lambda: api.call("GET", "/me")[0] == 200, 2, "the server does not know the key")
    return api


@contextlib.contextmanager
def serving(service, *options):
    """A server with TLS, which Service does not speak."""
    with (service.folder.parent / "serve.log").open("ab") as log:
        process = subprocess.Popen(
            [BINARY, "serve", "--data", str(service.folder), "--listen",
             f"127.0.0.1:{free_port()}", *options],
            stdout=log, stderr=log, env=environment())
    try:
        yield
        assert process.poll() is None, (service.folder.parent / "serve.log").read_text()
    finally:
        process.terminate()
        process.wait(30)


def make_organisation(service, api, org, *options):
    """A client of an organisation that has SCIM enabled."""
    client = service.scim(org, service.make_organisation(org, *options))
    wait_until(lambda: client.call("GET", "/Users?count=0")[0] == 200, 2,
               "the server does not know the new organisation")
    return client


def make_admin(api, org, client, name, **attributes):
    """An Admin (Human); the id."""
    status, made = client.call("POST", "/Users", user(name, **attributes))
    assert status == 201, made
    status, admins = client.call("POST", "/Groups",
                                 group("Admins", members=[{"value": made["id"]}]))
    assert status == 201, admins
    status, answer = api.call("POST", f"/orgs/{org}/scim-groups/mappings",
                              {"groupIds": [admins["id"]], "mapping": ADMIN})
    assert status == 200, answer
    return made["id"]


def let_token_expire(service, org):
    """A new token that lives for an hour; the one before works on for as long."""
    service.do("token", "rotate", org, "--overlap", "1h", "--expires", "1h")


def types(api, org):
    return [entry["type"] for entry in api.get(f"/orgs/{org}/audit-events?limit=100")["items"]]


def stored_bytes(service):
    return b"".join(path.read_bytes() for path in service.folder.rglob("*") if path.is_file())


def test_a_setup_link_is_mailed_and_stored_nowhere(service, mailbox):
    api = start(service, mailbox.port)
    service.do("org", "create", "acme", "--name", "Acme")
    wait_until(lambda: api.call("GET", "/orgs/acme")[0] == 200, 2, "acme is not known")
    status, made = api.call("POST", "/orgs/acme/setup-links",
                            {"name": "Jürgen Weiß", "email": "juergen@acme.example"})
    assert (status, made["mail"]) == (201, "queued")
    wait_until(mailbox.mails, 20, "no mail came")
    [mail] = mailbox.mails()
    assert mail.recipient == "juergen@acme.example"
    assert mail.message["Subject"] == "Set up provisioning for Acme"
    assert mail.message["To"].addresses[0].display_name == "Jürgen Weiß"
    assert mail.message["From"].addresses[0].addr_spec == "no-reply@provost.example"
    assert made["url"] in mail.text
    wait_until(lambda: "setup_link.mailed" in types(api, "acme"), 20, "the audit trail has it not")
    secret = made["url"].partition("#")[2]
    service.stop()
    assert secret.encode() not in stored_bytes(service)
    assert secret not in (service.folder.parent / "serve.log").read_text()


def test_notices_come_once_also_over_a_restart(service, mailbox):
    api = start(service, mailbox.port)
    with contextlib.closing(make_organisation(service, api, "acme", "--name", "Acme")) as acme:
        ada = make_admin(api, "acme", acme, "ada@acme.example")
        status, made = api.call("POST", "/orgs/acme/setup-links",
                                {"name": "Con", "email": "con@acme.example"})
        assert (status, made["mail"]) == (201, "queued")
        let_token_expire(service, "acme")
        wait_until(lambda: mailbox.mails("ada@acme.example"), ROUND_S, "no warning of the token")
        [warning] = mailbox.mails("ada@acme.example")
        assert warning.message["Subject"] == "Acme: the Secret Token expires within a day"
        assert f"http://127.0.0.1:{service.port}/console/o/acme/identity-access" in warning.text

        assert acme.call("PATCH", f"/Users/{ada}",
                         patch({"op": "replace", "path": "active", "value": False}))[0] == 200
        wait_until(lambda: len(mailbox.mails("con@acme.example")) == 3, ROUND_S,
                   "the contact is not told that nobody is Admin (Human)")
    subjects = [mail.message["Subject"] for mail in mailbox.mails("con@acme.example")]
    assert subjects == ["Set up provisioning for Acme",
                        "Acme: the Secret Token expires within a day",
                        "Acme: nobody is Admin (Human)"]
    wait_until(lambda: types(api, "acme").count("notice.sent") == 3, 20, "not in the audit trail")

    service.stop()
    before = len(mailbox.mails())
    api = start(service, mailbox.port)
    # Organisations are looked at in the order of their ids: once this one's mail is there, acme has
    # had its turn.
    with contextlib.closing(make_organisation(service, api, "zeta")) as zeta:
        make_admin(api, "zeta", zeta, "zoe@zeta.example")
        let_token_expire(service, "zeta")
        wait_until(lambda: mailbox.mails("zoe@zeta.example"), ROUND_S, "no notice after a restart")
    assert len(mailbox.mails()) == before + 1


def test_an_old_token_that_is_still_used_is_told_of(service, mailbox):
    api = start(service, mailbox.port)
    with contextlib.closing(make_organisation(service, api, "acme", "--name", "Acme")) as acme:
        make_admin(api, "acme", acme, "ada@acme.example")
        service.do("token", "rotate", "acme", "--name", "Entra", "--overlap", "120s")

        def is_told():
            acme.call("GET", "/Users?count=0")
            return mailbox.mails("ada@acme.example")

        wait_until(is_told, 60 + ROUND_S, "no notice of the old token")
        [mail] = mailbox.mails("ada@acme.example")
        assert mail.message["Subject"] == \
            "Acme: the old Secret Token is still used, and ends soon"
        assert "127.0.0.1" in mail.text and "/console/o/acme/log?token=" in mail.text
        [found] = [one for one in api.get("/orgs/acme/findings")["items"]
                   if one["type"] == "old_token_used"]
        assert found["links"][0]["type"] == "token"
        wait_until(lambda: acme.call("GET", "/Users?count=0")[0] == 401, 70, "it does not end")
        refused = []

        def is_logged():
            refused[:] = api.get("/orgs/acme/provisioning-log?status=401")["items"]
            return refused

        wait_until(is_logged, 10, "the log has no refusal")
        assert refused[0]["cause"]["id"] == "token.expired"
        assert refused[0]["tokenId"] == found["links"][0]["id"]
        assert "old_token_used" not in [
            one["type"] for one in api.get("/orgs/acme/findings")["items"]]


def test_what_is_switched_off_is_not_mailed(service, mailbox):
    api = start(service, mailbox.port)
    for org in ("alpha", "beta"):
        with contextlib.closing(make_organisation(service, api, org)) as client:
            if org == "alpha":
                assert api.call("PATCH", f"/orgs/{org}/notices",
                                {"off": ["token_expiring"]})[0] == 200
            make_admin(api, org, client, f"admin@{org}.example")
            let_token_expire(service, org)
    wait_until(lambda: mailbox.mails("admin@beta.example"), ROUND_S, "no notice")
    assert not mailbox.mails("admin@alpha.example")


def test_a_dead_mail_server_changes_nothing_else(service):
    port = free_port()
    api = start(service, port)
    with contextlib.closing(make_organisation(service, api, "acme")) as acme:
        status, made = api.call("POST", "/orgs/acme/setup-links", {"email": "con@acme.example"})
        assert (status, made["mail"]) == (201, "queued")
        wait_until(lambda: not api.get("/system")["mail"]["working"], 20, "the failure is not said")
        mail = api.get("/system")["mail"]
        assert mail["waiting"] == 1 and f"127.0.0.1:{port}" in mail["lastFailure"]["reason"]
        assert acme.call("POST", "/Users", user("ada@acme.example"))[0] == 201
        server = MailServer(port)
        try:
            wait_until(lambda: server.mails("con@acme.example"), 90, "it was not tried again")
            wait_until(lambda: api.get("/system")["mail"]["lastSent"], 10,
                       "its success is not said")
        finally:
            server.stop()
    assert "con@acme.example" not in (service.folder.parent / "serve.log").read_text()


def test_a_name_stays_inside_its_header(service, mailbox):
    api = start(service, mailbox.port)
    evil = "Ada\r\nBcc: mallory@evil.example\r\n\r\nClick http://evil.example"
    with contextlib.closing(
            make_organisation(service, api, "acme", "--attributes", "full")) as acme:
        make_admin(api, "acme", acme, "ada@acme.example", displayName=evil,
                   emails=[{"value": "ada.l@acme.example", "primary": True}])
        let_token_expire(service, "acme")
        wait_until(mailbox.mails, ROUND_S, "no mail came")
    [mail] = mailbox.mails()
    assert mail.recipient == "ada.l@acme.example"
    assert mail.message["Bcc"] is None
    assert b"\r\nBcc:" not in mail.raw.partition(b"\r\n\r\n")[0]
    status, refused = api.call("POST", "/orgs/acme/setup-links",
                               {"name": evil, "email": "con@acme.example"})
    assert status == 400 and "name" in refused["detail"]


def test_operators_are_told_once_that_the_certificate_expires(service, mailbox, tmp_path):
    chain, key = tmp_path / "chain.pem", tmp_path / "key.pem"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "5",
                    "-subj", "/CN=127.0.0.1", "-keyout", str(key), "-out", str(chain)],
                   check=True, capture_output=True)
    options = ["--smtp-url", f"smtp://127.0.0.1:{mailbox.port}", "--mail-from",
               "no-reply@provost.example", "--tls-cert", str(chain), "--tls-key", str(key)]
    operators = "olga@ops.example,oscar@ops.example"
    with serving(service, *options, "--operator-email", operators):
        wait_until(lambda: len(mailbox.mails()) == 2, 20, "no mail of the certificate")
        wait_until(lambda: b"notice.sent" in stored_bytes(service), 10, "it is not recorded")
    assert {mail.recipient for mail in mailbox.mails()} == {"olga@ops.example",
                                                            "oscar@ops.example"}
    [mail] = mailbox.mails("olga@ops.example")
    assert mail.message["Subject"].endswith("expires in 7 days or less")
    assert "SIGHUP" in mail.text
    with serving(service, *options, "--operator-email", operators):
        time.sleep(3)
    assert len(mailbox.mails()) == 2, "a restart sends it again"
    with serving(service, *options, "--operator-email", operators + ",otto@ops.example"):
        wait_until(lambda: mailbox.mails("otto@ops.example"), 20, "a new operator is not told")
    assert len(mailbox.mails()) == 3


def test_options_that_cannot_be_used_are_named(service):
    for url, sender, named in (("mail.example", ["--mail-from", "a@b.example"], "--smtp-url"),
                               ("smtp://mail.example", ["--mail-from", "Acme"], "--mail-from"),
                               ("smtp://mail.example", [], "--mail-from")):
        outcome = service.run("serve", "--listen", "127.0.0.1:0", "--smtp-url", url, *sender)
        assert outcome.returncode != 0 and named in outcome.stderr, outcome.stderr
