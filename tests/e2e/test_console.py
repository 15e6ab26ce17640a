"""The console within the binary: what a browser gets, byte by byte. tests/browser has its pages."""
import gzip
import http.client
import re

import pytest


def ask(port, method, path, **headers):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request(method, path, headers={
        name.replace("_", "-"): value for name, value in headers.items()})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer, body


def test_the_root_leads_to_the_page(server):
    answer, _ = ask(server.port, "GET", "/")
    assert (answer.status, answer.headers["Location"]) == (302, "/console/")
    answer, body = ask(server.port, "GET", answer.headers["Location"])
    assert answer.status == 200
    nonce = re.search(rb'<meta name="csp-nonce" content="([0-9a-f]{32})"', body)
    assert f"'nonce-{nonce.group(1).decode()}'" in answer.headers["Content-Security-Policy"]


def scripts_and_styles(port):
    _, page = ask(port, "GET", "/console/")
    return re.findall(rb'(?:src|href)="(/console/assets/[^"]+)"', page)


def test_what_the_page_names_is_there_plain_and_compressed(server):
    names = [name.decode() for name in scripts_and_styles(server.port)]
    assert {name.rsplit(".", 1)[1] for name in names} >= {"js", "css"}
    for name in names:
        plain, content = ask(server.port, "GET", name)
        packed, compressed = ask(server.port, "GET", name, Accept_Encoding="gzip, br")
        assert (plain.status, packed.status) == (200, 200)
        assert "immutable" in plain.headers["Cache-Control"]
        assert gzip.decompress(compressed) == content
        assert len(compressed) == int(packed.headers["Content-Length"]) < len(content)
        again, nothing = ask(server.port, "GET", name, If_None_Match=plain.headers["ETag"])
        assert (again.status, nothing) == (304, b"")
        head, nothing = ask(server.port, "HEAD", name)
        assert (head.headers["Content-Length"], nothing) == (str(len(content)), b"")


@pytest.mark.parametrize("path", ["/console/o/acme/members/1?q=a", "/console/sign-in"])
def test_a_permalink_gives_the_page(server, path):
    answer, body = ask(server.port, "GET", path)
    assert (answer.status, answer.headers["Cache-Control"]) == (200, "no-store")
    assert b'<div id="root">' in body


def test_no_page_names_another_host(server):
    _, page = ask(server.port, "GET", "/console/")
    assert re.findall(rb'(?:src|href)="(?!/console/)', page) == []
