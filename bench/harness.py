"""The server, nginx, wrk and the bare loop: each is started and ended here."""
import contextlib
import http.client
import json
import os
import pathlib
import re
import signal
import socket
import subprocess
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent
ORG = "bench"
SCIM = f"/{ORG}/scim/v2"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def end(process):
    """Asks a process that was started here to stop, and waits for it."""
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


class Server:
    """`provost serve` on a folder of its own, with one organisation."""

    def __init__(self, binary, folder, options=()):
        self.binary, self.folder, self.options = binary, folder, list(options)
        folder.mkdir(parents=True, exist_ok=True)
        self.port, self.process, self.token = None, None, None

    def command(self, *arguments):
        return subprocess.run([self.binary, *arguments, "--data", str(self.folder)], check=True,
                              capture_output=True, text=True).stdout.strip()

    def make_organisation(self, *settings):
        self.command("org", "create", ORG, "--name", "Bench", *settings)
        self.command("scim", "enable", ORG)
        self.token = self.command("token", "rotate", ORG)

    def start(self):
        """Starts it, and answers with the seconds until the first answer to a lookup came."""
        self.port = free_port()
        log = (self.folder / "serve.log").open("ab")
        began = time.monotonic()
        self.process = subprocess.Popen(
            [self.binary, "serve", "--data", str(self.folder), "--listen",
             f"127.0.0.1:{self.port}", *self.options], stdout=log, stderr=log)
        lookup = f"{SCIM}/Users?filter=userName%20eq%20%22user00000001%40example.com%22"
        while True:
            if self.process.poll() is not None:
                raise RuntimeError(f"provost serve ended; see {self.folder}/serve.log")
            try:
                if self.request("GET", lookup)[0] == 200:
                    return time.monotonic() - began
            except OSError:
                pass
            if time.monotonic() - began > 60:
                raise RuntimeError(f"no answer within 60 s; see {self.folder}/serve.log")
            time.sleep(0.001)

    def stop(self):
        if self.process:
            end(self.process)
            self.process = None

    def request(self, method, path, body=None):
        """One exchange: status and parsed body."""
        status, text = self.exchange(method, path, body)
        return status, json.loads(text) if text else None

    def exchange(self, method, path, body=None):
        """One exchange on a connection of its own: status and body as bytes."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        with contextlib.closing(connection):
            connection.request(method, path, body and json.dumps(body), {
                "Authorization": f"Bearer {self.token}", "Content-Type": "application/scim+json"})
            answer = connection.getresponse()
            text = answer.read()
        return answer.status, text

    def expect(self, status, method, path, body=None):
        got, answer = self.request(method, path, body)
        if got != status:
            raise RuntimeError(f"{method} {path}: {got} instead of {status}: {answer}")
        return answer

    def expect_patched(self, path, operations):
        """A PATCH that succeeds, with or without an answer."""
        status, answer = self.request("PATCH", path, {
            "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
            "Operations": operations})
        if status not in (200, 204):
            raise RuntimeError(f"PATCH {path}: {status}: {answer}")

    def answer_bytes(self, path):
        """The size of the body that a GET answers with."""
        return len(self.exchange("GET", path)[1])

    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def memory_mb(self, field):
        text = pathlib.Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii")
        return int(re.search(field + r":\s+(\d+) kB", text).group(1)) / 1024

    def resident_mb(self):
        return self.memory_mb("VmRSS")

    def peak_mb(self):
        """Of the resident memory, since the start or forget_peak()."""
        return self.memory_mb("VmHWM")

    def forget_peak(self):
        pathlib.Path(f"/proc/{self.process.pid}/clear_refs").write_text("5\n", encoding="ascii")

    def is_busy(self):
        """Whether it burns processor time: checkpoints go on after a load."""
        before = cpu_ticks(self.process.pid)
        time.sleep(0.5)
        return cpu_ticks(self.process.pid) - before > 2

    def settle(self):
        for _ in range(60):
            if not self.is_busy():
                return


def cpu_ticks(pid):
    stat = pathlib.Path(f"/proc/{pid}/stat").read_text(encoding="ascii")
    fields = stat.rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


NGINX_CONF = """
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
worker_processes auto;
events {{ worker_connections 1024; multi_accept on; }}
http {{
  access_log off;
  keepalive_requests 1000000000;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  server {{
    listen 127.0.0.1:{port} reuseport;
    default_type application/scim+json;
    location / {{ return 200 '{body}'; }}
  }}
}}
"""


@contextlib.contextmanager
def nginx(folder, body_bytes):
    """nginx with one worker per core that answers everything with a constant of that size."""
    folder = folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    port = free_port()
    conf = folder / "nginx.conf"
    body = '{"filler":"' + "x" * (body_bytes - 13) + '"}'
    conf.write_text(NGINX_CONF.format(folder=folder, port=port, body=body), encoding="utf-8")
    process = subprocess.Popen(["nginx", "-p", str(folder), "-c", str(conf),
                                "-e", str(folder / "error.log")])
    try:
        for _ in range(100):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port)):
                break
            time.sleep(0.05)
        else:
            raise RuntimeError(f"nginx does not answer; see {folder}/error.log")
        yield f"http://127.0.0.1:{port}"
    finally:
        end(process)


def wrk_command(url, script, arguments, *, connections, threads, seconds):
    return ["wrk", f"-t{threads}", f"-c{connections}", f"-d{seconds}s", "--timeout", "30s",
            "-s", str(HERE / "wrk" / f"{script}.lua"), url, "--", *map(str, arguments)]


def wrk(url, script, arguments, **how):
    """One run of wrk: its RESULT line, with the rate. Any failed request is an error."""
    command = wrk_command(url, script, arguments, **how)
    output = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout
    line = next((line for line in output.splitlines() if line.startswith("RESULT ")), None)
    if line is None:
        raise RuntimeError(f"wrk {script}: no result:\n{output}")
    result = json.loads(line.removeprefix("RESULT "))
    if result["failed_status"] or result["failed_socket"]:
        raise RuntimeError(f"wrk {script}: requests failed: {result}")
    result["rate"] = result["requests"] / (result["duration_us"] / 1e6)
    return result


def wrk_until(url, script, arguments, is_done, **how):
    """Runs wrk until is_done() says so, and answers with the seconds. wrk itself ends by time only,
    so it is interrupted."""
    command = wrk_command(url, script, arguments, seconds=24 * 3600, **how)
    began = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, cwd=ROOT)
    try:
        while not is_done():
            if process.poll() is not None:
                raise RuntimeError(f"wrk {script} ended early")
            time.sleep(0.2)
        return time.monotonic() - began
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
            process.wait()


def bare_insert(binary, folder, seconds, batch):
    """Rows a second that the bare loop reaches."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "bare.db"
    for old in folder.glob("bare.db*"):
        old.unlink()
    output = subprocess.run([binary, str(file), str(seconds), str(batch)], check=True,
                            capture_output=True, text=True).stdout
    result = json.loads(output)
    result["rate"] = result["rows"] / result["seconds"]
    return result


def fsync_rate(folder):
    """How many appends of one page reach the disk a second: what bounds every durable write."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "fsync.probe"
    count, began = 0, time.monotonic()
    with path.open("wb", buffering=0) as file:
        while time.monotonic() - began < 1:
            file.write(b"x" * 8192)
            os.fdatasync(file.fileno())
            count += 1
    path.unlink()
    return count / (time.monotonic() - began)
