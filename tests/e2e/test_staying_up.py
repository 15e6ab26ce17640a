"""What the server does when its surroundings fail: signals, pipes, files, disks."""
import contextlib
import fcntl
import http.client
import json
import os
import pathlib
import resource
import shutil
import signal
import sqlite3
import subprocess
import time
import uuid

import pytest

from service import BINARY, Service, answers, environment, free_port, user, wait_until

F_SETPIPE_SZ = 1031


def body_of(port, path):
    """Status and text of a GET."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    with contextlib.closing(connection):
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()


def ready(service):
    return body_of(service.port, "/readyz")


def create(client, number):
    """The answer to one more user."""
    return client.call("POST", "/Users", user(f"user-{number}@example.com"))


def start_with(service, **popen):
    """Starts the server as the test says."""
    service.port = free_port()
    options = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL} | popen
    service.process = subprocess.Popen(
        [BINARY, "serve", "--data", str(service.folder), "--listen",
         f"127.0.0.1:{service.port}", *service.options], env=environment(), **options)
    wait_until(lambda: answers(service.port, "/healthz") == 200, 30, "it does not answer")


@pytest.fixture
def small_volume(tmp_path):
    """A file system of 64 MB that goes with the test."""
    if os.geteuid() != 0:
        pytest.skip("only root mounts a volume")
    folder = tmp_path / "volume"
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", folder],
                             capture_output=True, check=False)
    if mounted.returncode != 0:
        pytest.skip("no volume can be mounted here")
    yield folder
    subprocess.run(["umount", "-l", folder], check=False)


def fill(volume):
    """Leaves no byte of the volume."""
    with (volume / "filler").open("ab", buffering=0) as filler, contextlib.suppress(OSError):
        while True:
            filler.write(b"x" * 4096)


# -- signals and output ---------------------------------------------------------------------------


def test_the_reader_of_its_output_may_go(service):
    token = service.make_organisation("acme")
    reading, writing = os.pipe()
    start_with(service, stdout=writing, stderr=writing)
    os.close(writing)
    os.close(reading)
    client = service.scim("acme", token)
    for number in range(30):
        assert create(client, number)[0] == 201
    time.sleep(1.2)  # the access log has been written by now
    assert create(client, 30)[0] == 201
    client.close()
    assert service.stop() == 0


def test_signals_that_ask_for_nothing_do_nothing(server, acme):
    for harmless in (signal.SIGUSR1, signal.SIGUSR2, signal.SIGHUP, signal.SIGPIPE):
        server.process.send_signal(harmless)
    time.sleep(0.3)
    assert create(acme, 1)[0] == 201
    assert server.stop() == 0


def test_hup_opens_the_access_log_again(service, tmp_path):
    log, rotated = tmp_path / "access.log", tmp_path / "access.log.1"
    service.options = ["--access-log", str(log)]
    service.start()
    log.rename(rotated)
    service.process.send_signal(signal.SIGHUP)
    wait_until(log.exists, 5, "no new file")
    body_of(service.port, "/healthz")
    wait_until(lambda: "/healthz" in log.read_text(), 5, "nothing is written to the new file")


def test_signals_are_heard_while_chores_wait_for_the_store(service, tmp_path):
    """Another process holds the writer, and the server has to say of ten tokens that they expire:
    it waits five seconds for each."""
    log, rotated = tmp_path / "access.log", tmp_path / "access.log.1"
    service.options = ["--access-log", str(log)]
    for number in range(10):
        service.do("org", "create", f"org-{number}")
        service.do("token", "rotate", f"org-{number}", "--expires", "10d")
    with contextlib.closing(sqlite3.connect(service.folder / "provost.db",
                                            isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        service.start()
        log.rename(rotated)
        service.process.send_signal(signal.SIGHUP)
        wait_until(lambda: log.exists() and "reopened the access log" in log.read_text(), 10,
                   "SIGHUP is not heard")
        service.process.send_signal(signal.SIGTERM)
        assert service.process.wait(30) == 0


@pytest.mark.parametrize("stream", ["stdout", "stderr", "both"])
def test_output_that_nobody_takes_keeps_it_from_nothing(service, stream):
    token = service.make_organisation("acme")
    reading, writing = os.pipe()
    fcntl.fcntl(writing, F_SETPIPE_SZ, 4096)
    os.set_blocking(writing, False)
    with contextlib.suppress(BlockingIOError):
        while True:
            os.write(writing, b"x")
    os.set_blocking(writing, True)
    streams = ["stdout", "stderr"] if stream == "both" else [stream]
    start_with(service, **{name: writing for name in streams})
    client = service.scim("acme", token)
    for number in range(300):
        assert create(client, number)[0] == 201
    client.close()
    time.sleep(1.2)
    begun = time.monotonic()
    assert service.stop() == 0
    assert time.monotonic() - begun < 10  # http::Limits::drain_timeout
    os.close(reading)
    os.close(writing)


def test_closed_streams_get_no_file_of_the_server(service):
    token = service.make_organisation("acme")

    def close_all():
        for descriptor in (0, 1, 2):
            os.close(descriptor)

    start_with(service, stdout=None, stderr=None, preexec_fn=close_all)
    client = service.scim("acme", token)
    for number in range(5):
        assert create(client, number)[0] == 201
    client.close()
    time.sleep(1.2)
    assert (service.folder / "provost.lock").read_text() == str(service.process.pid)
    assert service.stop() == 0
    assert service.run("verify").returncode == 0


# -- files ----------------------------------------------------------------------------------------


def lose_log(folder):
    (folder / "provost.db-wal").unlink()


def lose_folder(folder):
    shutil.rmtree(folder)


def move_folder(folder):
    folder.rename(folder.with_name("elsewhere"))


@pytest.mark.parametrize("lose", [lose_log, lose_folder, move_folder])
def test_nothing_is_answered_that_lies_in_lost_files(server, acme, lose):
    assert create(acme, 1)[0] == 201
    lose(server.folder)
    status, body = create(acme, 2)
    assert status == 503, body
    assert "lost its data files" in body["detail"]
    status, text = ready(server)
    assert status == 503
    assert "was deleted, replaced or moved" in text
    assert str(server.folder) not in text
    notices = server.folder.parent / "serve.log"
    wait_until(lambda: str(server.folder / "provost.") in notices.read_text(), 5,
               "the server's log does not name the file")
    assert acme.call("GET", "/Users")[0] == 200


def test_a_second_server_does_not_begin_on_an_emptied_path(server, tmp_path):
    shutil.rmtree(server.folder)
    second = Service(server.folder)
    outcome = second.run("serve", "--listen", f"127.0.0.1:{free_port()}")
    assert outcome.returncode == 1
    assert "still runs" in outcome.stderr


def test_lost_files_are_noticed_without_a_write(server):
    lose_log(server.folder)
    wait_until(lambda: ready(server)[0] == 503, 5, "it still says that it is ready")


# -- a broken provisioning log --------------------------------------------------------------------


def test_a_broken_log_is_set_aside_at_start(service):
    token = service.make_organisation("acme")
    (service.folder / "provisioning-log.db").write_bytes(b"garbage" * 10_000)
    service.start()
    client = service.scim("acme", token)
    assert create(client, 1)[0] == 201
    client.close()
    assert list(service.folder.glob("provisioning-log.db.broken-*"))
    assert "is damaged" in (service.folder.parent / "serve.log").read_text()


def overwrite(file, begin):
    """Noise from there to the end, in place."""
    size = file.stat().st_size
    with file.open("r+b") as stream:
        stream.seek(begin)
        stream.write(b"\x5a" * (size - begin))


def test_a_log_that_breaks_while_it_runs_is_set_aside(service):
    token = service.make_organisation("acme")
    service.start()
    client = service.scim("acme", token)
    for number in range(200):
        create(client, number)
    client.close()
    service.stop()
    overwrite(service.folder / "provisioning-log.db", 8 * 4096)
    service.start()
    client = service.scim("acme", token)

    def is_set_aside():
        client.call("POST", "/Users", user("refused"))
        return list(service.folder.glob("provisioning-log.db.broken-*"))

    wait_until(is_set_aside, 10, "the broken log is still in use")
    wait_until(lambda: "it was damaged and set aside" in ready(service)[1], 5,
               "/readyz does not tell")
    assert ready(service)[0] == 200
    wait_until(lambda: "is damaged" in (service.folder.parent / "serve.log").read_text(), 5,
               "the server's log does not tell")
    client.close()


# -- a damaged database ---------------------------------------------------------------------------

PAGE = 8192


def filled(service):
    """The token of an organisation with 300 users; the server has stopped."""
    token = service.make_organisation("acme")
    service.start()
    client = service.scim("acme", token)
    for number in range(300):
        create(client, number)
    client.close()
    service.stop()
    return token


def root_of(database, name):
    connection = sqlite3.connect(database)
    with contextlib.closing(connection):
        (root,), = connection.execute(
            "SELECT rootpage FROM sqlite_schema WHERE name=?", (name,)).fetchall()
    return root


def pages_below(database, root):
    """The children of an interior page of a table, in order (SQLite's file format, 1.6)."""
    with database.open("rb") as stream:
        stream.seek((root - 1) * PAGE)
        page = stream.read(PAGE)
    assert page[0] == 5, "the table has one page"
    cells = [int.from_bytes(page[at:at + 2]) for at in range(12, 12 + 2 * int.from_bytes(page[3:5]),
                                                             2)]
    return [int.from_bytes(page[at:at + 4]) for at in (*cells, 8)]


def put_noise_on(database, pages):
    with database.open("r+b") as stream:
        for page in pages:
            stream.seek((page - 1) * PAGE)
            stream.write(b"\x5a" * PAGE)


def damage_users(service):
    """Every other page of users is noise."""
    database = service.folder / "provost.db"
    put_noise_on(database, pages_below(database, root_of(database, "resources"))[::2])


def test_damage_that_a_read_meets_shows(service):
    token = filled(service)
    damage_users(service)
    service.start()
    client = service.scim("acme", token)
    ids = sqlite_ids(service)
    answered = [client.call("GET", f"/Users/{id_}") for id_ in ids]
    assert {status for status, _ in answered} == {200, 500}, "the rest can be read"
    assert all("damaged" in body["detail"] for status, body in answered if status == 500)
    status, text = ready(service)
    assert status == 503 and "damaged" in text
    client.close()


def sqlite_ids(service):
    """The ids of all resources, by an index that is whole."""
    connection = sqlite3.connect(f"file:{service.folder / 'provost.db'}?mode=ro", uri=True)
    with contextlib.closing(connection):
        rows = connection.execute("SELECT id FROM resources INDEXED BY resources_by_id").fetchall()
    return [uuid.UUID(bytes=row[0]) for row in rows]


@pytest.mark.parametrize("table", ["cursor_keys", "journal", "operators", "orgs", "resources",
                                   "sign_in"])
def test_it_starts_whichever_table_is_damaged(service, table):
    token = filled(service)
    database = service.folder / "provost.db"
    put_noise_on(database, [root_of(database, table)])
    service.start()
    client = service.scim("acme", token)
    client.call("GET", "/Users?count=10")
    client.close()
    wait_until(lambda: "damaged" in ready(service)[1], 5, "/readyz does not say it")
    assert service.stop() == 0


def test_a_file_that_is_no_database_is_refused_in_words(service):
    filled(service)
    database = service.folder / "provost.db"
    put_noise_on(database, [1])
    for command in (["serve", "--listen", f"127.0.0.1:{free_port()}"], ["verify", "--deep"]):
        outcome = service.run(*command)
        assert outcome.returncode == 1
        assert f"cannot open the store {database}: it is damaged" in outcome.stderr
        assert "restore a backup" in outcome.stderr


@pytest.mark.parametrize("table", ["resources", "journal"])
def test_verify_deep_says_what_is_damaged(service, table):
    filled(service)
    database = service.folder / "provost.db"
    put_noise_on(database, [root_of(database, table)])
    outcome = service.run("verify", "--deep")
    assert outcome.returncode == 1
    assert "the database file: " in outcome.stderr
    assert "acme: " in outcome.stderr


def test_verify_deep_finds_what_nobody_reads(service):
    """Pages of an index that the schema knows no more are in no chain and nobody's access."""
    service.make_organisation("acme")
    connection = sqlite3.connect(service.folder / "provost.db")
    with contextlib.closing(connection):
        connection.execute("PRAGMA writable_schema=ON")
        gone = connection.execute("DELETE FROM sqlite_schema WHERE name='operator_links_by_expiry'")
        assert gone.rowcount == 1
        connection.commit()
    assert service.run("verify").returncode == 0
    outcome = service.run("verify", "--deep")
    assert outcome.returncode == 1
    assert "the database file: " in outcome.stderr and "never used" in outcome.stderr


# -- a full disk ----------------------------------------------------------------------------------


def test_a_bound_on_files_is_an_answer(service):
    """RLIMIT_FSIZE sends a signal whose default is death."""
    token = service.make_organisation("acme")

    def limit_files():
        resource.setrlimit(resource.RLIMIT_FSIZE, (4 << 20, 4 << 20))

    start_with(service, preexec_fn=limit_files)
    client = service.scim("acme", token)
    statuses = set()
    for number in range(3000):
        status, body = create(client, number)
        statuses.add(status)
        if status == 503:
            assert "disk is full" in body["detail"]
            break
    assert statuses == {201, 503}
    assert client.call("GET", "/Users?count=1")[0] == 200
    status, text = ready(service)
    assert status == 503 and "RLIMIT_FSIZE" in text
    client.close()
    assert service.stop() == 0


def retry_after(service, token):
    connection = http.client.HTTPConnection("127.0.0.1", service.port, timeout=30)
    with contextlib.closing(connection):
        connection.request("POST", "/acme/scim/v2/Users", json.dumps(user("x@example.com")), {
            "Authorization": f"Bearer {token}", "Content-Type": "application/scim+json"})
        answer = connection.getresponse()
        answer.read()
        return answer.status, answer.getheader("Retry-After")


def test_a_full_disk_is_read_from_and_written_again(small_volume):
    service = Service(small_volume / "data")
    token = service.make_organisation("acme")
    start_with(service)
    try:
        client = service.scim("acme", token)
        assert create(client, 0)[0] == 201
        fill(small_volume)
        wait_until(lambda: create(client, time.monotonic())[0] == 503, 30, "the disk is not full")
        status, after = retry_after(service, token)
        assert status == 503 and int(after) > 0
        assert client.call("GET", "/Users?count=1")[0] == 200
        status, text = ready(service)
        assert status == 503 and "is full" in text and str(small_volume) not in text
        client.close()
        assert service.stop() == 0

        fill(small_volume)
        start_with(service)
        client = service.scim("acme", token)
        assert client.call("GET", "/Users?count=1")[0] == 200
        fill(small_volume)
        wait_until(lambda: create(client, time.monotonic())[0] == 503, 30, "it writes")
        (small_volume / "filler").unlink()
        wait_until(lambda: ready(service)[0] == 200, 10, "it does not notice the room")
        assert create(client, "last")[0] == 201
        client.close()
        assert service.stop() == 0
        assert service.run("verify", "--deep").returncode == 0
    finally:
        if service.process:
            service.stop(signal.SIGKILL)


def test_a_small_volume_takes_writes_for_as_long_as_they_come(small_volume):
    service = Service(small_volume / "data")
    token = service.make_organisation("acme")
    service.options = ["--access-log", "off"]
    start_with(service)
    try:
        client = service.scim("acme", token)
        id_ = create(client, 0)[1]["id"]
        largest, written = 0, 0
        log = small_volume / "data/provost.db-wal"
        while written < 200 << 20:
            before = log.stat().st_size
            for _ in range(50):
                status, body = client.call("PUT", f"/Users/{id_}", user(
                    "user-0@example.com", externalId=f"{written}-{time.monotonic()}"))
                assert status == 200, body
                written += 8 * 8192  # at least: each write touches that many pages
            largest = max(largest, before, log.stat().st_size)
        assert largest <= 20 << 20
        client.close()
        assert service.stop() == 0
    finally:
        if service.process:
            service.stop(signal.SIGKILL)


def test_bounds_of_the_log_are_options(service):
    token = service.make_organisation("acme")
    service.options = ["--access-log", "off", "--wal-bytes", str(1 << 20)]
    service.start()
    client = service.scim("acme", token)
    log = service.folder / "provost.db-wal"
    for number in range(300):
        assert create(client, number)[0] == 201
        assert log.stat().st_size <= 2 << 20
    client.close()


def test_bounds_that_contradict_one_another_are_refused(service):
    outcome = service.run("serve", "--wal-bytes", str(8 << 20), "--wal-bytes-max", str(4 << 20))
    assert outcome.returncode == 1
    assert "--wal-bytes-max 4194304 is less than --wal-bytes 8388608" in outcome.stderr
