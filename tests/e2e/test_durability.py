"""What was answered is on the disk, and what was refused is not."""
import http.client
import signal
import threading

from service import user


def create_until_gone(client, prefix, answered):
    """Creates users one after the other until the server is gone; notes those it answered."""
    for number in range(100_000):
        name = f"{prefix}-{number}@example.com"
        try:
            status, body = client.call("POST", "/Users", user(name))
        except (OSError, http.client.HTTPException):
            return
        assert status == 201, body
        answered.append((body["id"], name))


def test_every_answered_create_survives_a_kill(service):
    token = service.make_organisation("acme")
    service.start()
    answered = []
    clients = [service.scim("acme", token) for _ in range(8)]
    threads = [threading.Thread(target=create_until_gone, args=(client, f"c{n}", answered))
               for n, client in enumerate(clients)]
    for thread in threads:
        thread.start()
    threads[0].join(0.7)
    service.stop(signal.SIGKILL)
    for thread in threads:
        thread.join(30)
    assert len(answered) > 20

    service.start()
    client = service.scim("acme", token)
    for id_, name in answered:
        status, body = client.call("GET", f"/Users/{id_}")
        assert (status, body and body.get("userName")) == (200, name)
    total = client.call("GET", "/Users?count=0")[1]["totalResults"]
    # At most one create of each client was on its way without an answer.
    assert len(answered) <= total <= len(answered) + len(clients)
    client.close()


def test_the_same_user_is_there_after_an_orderly_stop(service):
    token = service.make_organisation("acme")
    service.start()
    client = service.scim("acme", token)
    created = client.call("POST", "/Users", user("ann@example.com", externalId="7"))[1]
    assert service.stop() == 0
    service.start()
    client = service.scim("acme", token)
    assert client.call("GET", f"/Users/{created['id']}") == (200, created)
    assert client.call("POST", "/Users", user("ANN@example.com"))[0] == 409
    client.close()
