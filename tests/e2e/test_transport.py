"""TLS as clients meet it."""
import contextlib
import hashlib
import signal
import socket
import ssl
import subprocess

import pytest

from service import BINARY, environment, free_port, wait_until

TLS = ssl.TLSVersion


def make_certificate(chain, key):
    """A new certificate for 127.0.0.1, and its key."""
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1",
                    "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1",
                    "-out", chain, "-keyout", key],
                   check=True, capture_output=True, timeout=60)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A certificate for 127.0.0.1, and its key."""
    folder = tmp_path_factory.mktemp("tls")
    make_certificate(folder / "chain.pem", folder / "key.pem")
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


def served_certificate(port):
    """The fingerprint of what a new connection is shown."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    with socket.create_connection(("127.0.0.1", port), timeout=10) as plain, \
            context.wrap_socket(plain) as secure:
        return hashlib.sha256(secure.getpeercert(binary_form=True)).hexdigest()


def fingerprint(chain):
    return hashlib.sha256(ssl.PEM_cert_to_DER_cert(chain.read_text())).hexdigest()


def test_a_hangup_reads_the_certificate_again_and_keeps_the_old_one_when_it_is_bad(tmp_path):
    chain, key, port = tmp_path / "chain.pem", tmp_path / "key.pem", free_port()
    make_certificate(chain, key)
    first = fingerprint(chain)
    said = tmp_path / "serve.log"
    with said.open("wb") as log:
        process = subprocess.Popen(
            [BINARY, "serve", "--data", str(tmp_path / "data"), "--listen", f"127.0.0.1:{port}",
             "--tls-cert", str(chain), "--tls-key", str(key)],
            stdout=log, stderr=log, env=environment())
    try:
        wait_until(lambda: listens(port), 30, "provost serve does not listen")
        assert served_certificate(port) == first
        make_certificate(chain, key)
        second = fingerprint(chain)
        assert served_certificate(port) == first, "nobody asked for it yet"

        def hang_up(result):
            before = said.read_text().count(result)
            process.send_signal(signal.SIGHUP)
            wait_until(lambda: said.read_text().count(result) > before, 10,
                       f"the server does not say that it {result}")

        hang_up("reopened the certificate")
        assert served_certificate(port) == second != first
        make_certificate(chain, tmp_path / "key-of-another.pem")
        hang_up("kept the old certificate")
        assert served_certificate(port) == second
        chain.write_text("no certificate")
        hang_up("kept the old certificate")
        assert served_certificate(port) == second
        assert process.poll() is None
    finally:
        process.terminate()
        assert process.wait(30) == 0
