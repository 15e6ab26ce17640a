"""TLS as clients meet it."""
import contextlib
import socket
import ssl
import subprocess

import pytest

from service import BINARY, environment, free_port, wait_until

TLS = ssl.TLSVersion


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A certificate for 127.0.0.1, and its key."""
    folder = tmp_path_factory.mktemp("tls")
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1",
                    "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1",
                    "-out", folder / "chain.pem", "-keyout", folder / "key.pem"],
                   check=True, capture_output=True, timeout=60)
    return folder / "chain.pem", folder / "key.pem"


@pytest.fixture(scope="module")
def port(certificate, tmp_path_factory):
    """Where a server speaks TLS."""
    folder, port, (chain, key) = tmp_path_factory.mktemp("server"), free_port(), certificate
    with (folder / "serve.log").open("wb") as log:
        process = subprocess.Popen(
            [BINARY, "serve", "--data", str(folder / "data"), "--listen", f"127.0.0.1:{port}",
             "--tls-cert", str(chain), "--tls-key", str(key)],
            stdout=log, stderr=log, env=environment())
    try:
        wait_until(lambda: listens(port), 30, "provost serve does not listen")
        yield port
    finally:
        process.terminate()
        process.wait(30)


def listens(port):
    with contextlib.suppress(ConnectionRefusedError), socket.create_connection(
            ("127.0.0.1", port), timeout=5):
        return True
    return False


def spoken_version(port, chain, oldest, newest):
    """What client and server agree on, once the server has answered a request."""
    context = ssl.create_default_context(cafile=chain)
    context.set_ciphers("ALL:@SECLEVEL=0")  # or OpenSSL itself would refuse the old versions
    context.minimum_version, context.maximum_version = oldest, newest
    with socket.create_connection(("127.0.0.1", port), timeout=10) as plain, \
            context.wrap_socket(plain, server_hostname="127.0.0.1") as secure:
        secure.sendall(b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
        assert secure.recv(12) == b"HTTP/1.1 200"
        return secure.version()


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion.*:DeprecationWarning")
def test_tls_1_2_and_1_3_are_spoken_and_nothing_older(port, certificate):
    chain, _ = certificate
    assert spoken_version(port, chain, TLS.TLSv1, TLS.TLSv1_2) == "TLSv1.2"
    assert spoken_version(port, chain, TLS.TLSv1_2, TLS.TLSv1_3) == "TLSv1.3"
    with pytest.raises(ssl.SSLError, match="PROTOCOL_VERSION"):
        spoken_version(port, chain, TLS.TLSv1, TLS.TLSv1_1)
