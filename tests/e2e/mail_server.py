"""A mail server for one test: it keeps what it gets."""
import email
import email.policy
import socketserver
import threading


class Mail:
    def __init__(self, sender, recipient, raw):
        self.sender, self.recipient, self.raw = sender, recipient, raw
        self.message = email.message_from_bytes(raw, policy=email.policy.default)

    @property
    def text(self):
        return self.message.get_content()


class _Session(socketserver.StreamRequestHandler):
    timeout = 30

    def say(self, line):
        self.wfile.write(line.encode() + b"\r\n")

    def data(self):
        self.say("354 go on")
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line[1:] if line.startswith(b"..") else line)
        return b"".join(lines)

    def handle(self):
        self.say("220 test")
        sender, recipients = "", []
        while line := self.rfile.readline().decode("ascii").strip():
            verb = line.split(":")[0].upper()
            if verb == "MAIL FROM":
                sender, recipients = line, []
            elif verb == "RCPT TO":
                recipients.append(line.split("<")[1].split(">")[0])
            elif verb == "DATA":
                raw = self.data()
                self.server.owner.keep([Mail(sender, one, raw) for one in recipients])
            elif verb == "QUIT":
                self.say("221 bye")
                return
            self.say("250 ok")


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


class MailServer:
    """Listens on 127.0.0.1 from the start on."""

    def __init__(self, port=0):
        self._lock, self._mails = threading.Lock(), []
        self._server = _Server(("127.0.0.1", port), _Session)
        self._server.owner = self
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    def keep(self, mails):
        with self._lock:
            self._mails += mails

    def mails(self, recipient=None):
        with self._lock:
            return [one for one in self._mails if recipient in (None, one.recipient)]

    def stop(self):
        self._server.shutdown()
        self._server.server_close()
