import pytest

from service import BINARY, Service, wait_until


def pytest_sessionstart():
    if not BINARY.exists():
        pytest.exit(f"{BINARY} is not there; ./dev build makes it", returncode=2)


@pytest.fixture
def service(tmp_path):
    """A data folder of its own; the test starts the server."""
    made = Service(tmp_path / "data")
    yield made
    if made.process:
        made.stop()


@pytest.fixture
def server(service):
    """A running server."""
    service.start()
    return service


@pytest.fixture
def acme(server):
    """A client of the organisation `acme`, which has SCIM enabled."""
    client = server.scim("acme", server.make_organisation("acme"))
    wait_for_organisation(client)
    yield client
    client.close()


def wait_for_organisation(client):
    """The server notices what the command line changed within a second."""
    wait_until(lambda: client.call("GET", "/Users?count=0")[0] == 200, 2,
               "the server does not know the new organisation")
