"""What people whom nobody knows may do, at the door of one organisation or of the server."""
import json
import socket
import time

from flood import Flood
from harness import ORG
from neighbour_probes import SignIn


def sign_ins(abuser, provider):
    """Sign-ins at a provider of the organisation."""
    abuser.use_provider(provider)

    def step_of(_):
        visitor = SignIn(abuser.port, ORG)

        def step():
            begun = visitor.start()
            if not begun:
                time.sleep(0.1)
                return "not begun"
            _, headers, _ = visitor.client.ask("GET", begun[0], headers=begun[1])
            return headers.get("Location", "").rpartition("error=")[2] or "in"
        return step
    return step_of


def slow_provider(abuser):
    """It takes nearly as long as it may for each code."""
    return Flood(sign_ins(abuser, abuser.slow), 40, ("provider_refused",),
                 ("provider_unreachable", "not begun"))


def silent_provider(abuser):
    return Flood(sign_ins(abuser, abuser.silent), 40, ("provider_unreachable",), ("not begun",))


def guesses(abuser):
    """Strangers with addresses of their own guess at operators' passwords."""
    def step_of(number):
        turn = iter(range(10**9))

        def step():
            one = next(turn)
            address = f"127.{number + 1}.{one // 250 % 250}.{one % 250 + 1}"
            connection = socket.create_connection(("127.0.0.1", abuser.port), timeout=30,
                                                  source_address=(address, 0))
            body = json.dumps({"name": f"stranger{number}-{one}", "password": "guess"})
            connection.sendall(
                f"POST /api/v1/session HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
                f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
                f"{body}".encode())
            status = connection.recv(12).decode()[9:]
            connection.close()
            return status
        return step
    return Flood(step_of, 100, ("401",))


def unfinished_bodies(abuser):
    """Bodies of 7 MB whose last byte does not come."""
    def step_of(_):
        def step():
            connection = socket.create_connection(("127.0.0.1", abuser.port), timeout=30)
            connection.sendall(f"POST /{ORG}/scim/v2/Users HTTP/1.1\r\nHost: a\r\n"
                               "Content-Length: 7000000\r\n\r\n".encode())
            try:
                connection.sendall(b"x" * 6_999_999)
                connection.settimeout(5)
                return connection.recv(12).decode()[9:] or "closed"
            except OSError:
                return "closed"
            finally:
                connection.close()
        return step
    return Flood(step_of, 30, ("401", "closed"))


def unfinished_small(abuser):
    """As much as is read before anybody is asked for a credential, held until the server closes."""
    def step_of(_):
        state = {"held": None}

        def step():
            if state["held"]:
                try:
                    return state["held"].recv(12).decode()[9:] or "closed"
                finally:
                    state["held"].close()
                    state["held"] = None
            state["held"] = socket.create_connection(("127.0.0.1", abuser.port), timeout=40)
            state["held"].sendall(f"POST /{ORG}/scim/v2/Users HTTP/1.1\r\nHost: a\r\n"
                                  "Content-Length: 16384\r\n\r\n".encode() + b"x" * 16_383)
            return "held"
        return step
    return Flood(step_of, 400, ("held", "401", "408", "closed"))
