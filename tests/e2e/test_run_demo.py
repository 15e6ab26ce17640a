"""`./dev run`: what a person sees in the first minute."""
import contextlib
import http.client
import json
import re
import signal
import subprocess

import pytest

from service import ROOT, Scim, answers, environment, free_port, user


@contextlib.contextmanager
def demo(folder, port):
    """tools/run-demo.sh, which is what ./dev run ends in: its first lines, up to the token."""
    process = subprocess.Popen(
        [ROOT / "tools/run-demo.sh"], text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        env=environment(PROVOST_DATA=str(folder), PROVOST_LISTEN=f"127.0.0.1:{port}"))
    lines = []
    try:
        for line in process.stdout:
            lines.append(line.rstrip("\n"))
            if line.startswith("Secret Token: "):
                break
        yield lines, process
    finally:
        process.send_signal(signal.SIGTERM)
        process.stdout.close()
        process.wait(30)


def token_of(lines):
    return lines[-1].removeprefix("Secret Token: ")


def test_the_two_lines_come_first_and_let_an_identity_provider_in(tmp_path):
    port = free_port()
    with demo(tmp_path, port) as (lines, _):
        assert lines == [f"Tenant URL: http://127.0.0.1:{port}/demo/scim/v2", lines[-1]]
        assert re.fullmatch(r"Secret Token: \S+", lines[-1])
        client = Scim(port, "demo", token_of(lines))
        assert client.call("POST", "/Users", user("ann@example.com"))[0] == 201
        client.close()


def test_the_next_line_is_a_link_that_makes_an_operator(tmp_path):
    port = free_port()
    with demo(tmp_path, port) as (_, process):
        line = process.stdout.readline().rstrip("\n")
        pattern = rf"Console: http://127\.0\.0\.1:{port}/console/setup#(pvl_\w+)"
        link = re.fullmatch(pattern, line)
        assert link, line
        browser = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        with contextlib.closing(browser):
            browser.request("POST", "/api/v1/operator-links/check",
                            json.dumps({"link": link[1]}), {"Content-Type": "application/json"})
            assert browser.getresponse().status == 200


def test_a_second_run_keeps_the_users_and_the_first_token(tmp_path):
    port = free_port()
    with demo(tmp_path, port) as (lines, _):
        first = token_of(lines)
        client = Scim(port, "demo", first)
        client.call("POST", "/Users", user("ann@example.com"))
        client.close()
    with demo(tmp_path, port) as (lines, _):
        assert token_of(lines) != first
        for token in (first, token_of(lines)):
            client = Scim(port, "demo", token)
            assert client.call("GET", "/Users")[1]["totalResults"] == 1
            client.close()


@pytest.mark.parametrize("with_signal", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_to_the_script_stops_the_server(tmp_path, with_signal):
    port = free_port()
    with demo(tmp_path, port) as (_, process):
        process.send_signal(with_signal)
        assert process.wait(30) == 0
        assert answers(port, "/healthz") is None


def test_a_taken_port_is_explained(tmp_path):
    taken = free_port()
    with demo(tmp_path / "one", taken), demo(tmp_path / "two", taken) as (lines, process):
        assert process.wait(30) != 0
        assert any("PROVOST_LISTEN" in line for line in lines)
