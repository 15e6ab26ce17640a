"""The OpenAPI document that the server gives out, and `schemathesis` with it on the server."""
import contextlib
import http.client
import json
import os
import pathlib
import re
import subprocess
import sys

import pytest

from conftest import wait_for_organisation

FOLDER = pathlib.Path(__file__).parent
SECONDS = 35  # for each profile
CASES_MIN = 1000  # a run that made fewer has shown little


def get(port, path, method="GET"):
    with contextlib.closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30)) as client:
        client.request(method, path)
        answer = client.getresponse()
        return answer.status, answer.headers, answer.read()


def test_the_document_is_there_for_everybody(server):
    status, headers, body = get(server.port, "/api/openapi.json")
    assert (status, headers["Content-Type"]) == (200, "application/json")
    assert json.loads(body)["servers"][0]["url"] == "/{orgId}/scim/v2"
    status, headers, nothing = get(server.port, "/api/openapi.json", "HEAD")
    assert (status, int(headers["Content-Length"]), nothing) == (200, len(body), b"")
    status, headers, _ = get(server.port, "/api/openapi.json", "POST")
    assert (status, headers["Allow"]) == (405, "GET, HEAD")


def schemathesis(folder, port, org, token):
    """One run with everything that schemathesis checks but what schemathesis.toml leaves out."""
    return subprocess.run(
        [pathlib.Path(sys.executable).with_name("schemathesis"),
         "--config-file", FOLDER / "schemathesis.toml", "run",
         f"http://127.0.0.1:{port}/api/openapi.json",
         "--url", f"http://127.0.0.1:{port}/{org}/scim/v2", "--exclude-path-regex", "^/api/",
         "--header", f"Authorization: Bearer {token}", "--max-time", str(SECONDS), "--no-color"],
        cwd=folder, text=True, capture_output=True, timeout=6 * SECONDS, check=False,
        env=os.environ | {"PYTHONUTF8": "1"})


@pytest.mark.parametrize("profile", ["minimal", "full"])
def test_schemathesis_finds_no_answer_that_the_document_does_not_describe(server, tmp_path,
                                                                          capsys, profile):
    token = server.make_organisation("acme", "--attributes", profile)
    with contextlib.closing(server.scim("acme", token)) as client:
        wait_for_organisation(client)
    outcome = schemathesis(tmp_path, server.port, "acme", token)
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr
    cases = re.search(r"^\s*(\d+) generated", outcome.stdout, re.M)
    assert cases and int(cases[1]) >= CASES_MIN, outcome.stdout
    assert server.is_healthy()
    with capsys.disabled():
        print(f"\nschemathesis, {profile}: {cases[1]} requests, no fault")
