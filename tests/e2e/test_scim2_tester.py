"""The conformance suite `scim2-tester` against the real binary, every check of it."""
import contextlib
import random
import uuid

import httpx2
import pytest
from scim2_client.engines.httpx2 import SyncSCIMClient
from scim2_tester import Status, check_server, filling

from conftest import wait_for_organisation

# Every check that the suite makes for a resource type. One that is missing was not made.
TYPE_CHECKS = {
    "object_creation", "object_query", "object_query_without_id", "object_query_with_attributes",
    "object_list_with_attributes", "search_with_attributes", "object_replacement",
    "object_deletion", "check_add_attribute", "check_remove_attribute", "check_replace_attribute"}


def give_e_mail_addresses_as_user_names(monkeypatch):
    """The suite makes up values from the published schema, which cannot say that `userName` is an
    e-mail address in the `minimal` profile. Its hook for example values is where we tell it."""
    example_of = filling.get_random_example_value

    def example(path):
        if str(path).rsplit(":", 1)[-1] == "userName":
            return f"{uuid.uuid4()}@example.com"
        return example_of(path)

    monkeypatch.setattr(filling, "get_random_example_value", example)


def give_members_their_names(monkeypatch):
    """The suite wants a member back as it was sent, but leaves out `display`, which is read-only
    and which the server completes. So the member is sent as complete as it comes back."""
    complete = filling._fix_ref_value

    def with_display(context, member):
        complete(context, member)
        for resource in context.resource_manager.resources:
            if resource.meta.location == getattr(member, "ref", None) and "display" in type(
                    member).model_fields:
                member.display = resource.user_name

    monkeypatch.setattr(filling, "_fix_ref_value", with_display)


def describe(result):
    return f"{result.status.name} {result.resource_type or ''} {result.title}: {result.reason}"


@pytest.mark.parametrize("profile", ["minimal", "full"])
def test_every_check_of_scim2_tester_succeeds(server, monkeypatch, capsys, profile):
    give_members_their_names(monkeypatch)
    if profile == "minimal":
        give_e_mail_addresses_as_user_names(monkeypatch)
    random.seed(7)
    token = server.make_organisation("checked", "--attributes", profile)
    with contextlib.closing(server.scim("checked", token)) as client:
        wait_for_organisation(client)
    with httpx2.Client(base_url=f"http://127.0.0.1:{server.port}/checked/scim/v2",
                       headers={"Authorization": f"Bearer {token}"}) as http:
        results = check_server(SyncSCIMClient(http))
    unhappy = [describe(result) for result in results if result.status != Status.SUCCESS]
    assert not unhappy, "\n".join(unhappy)
    for resource_type in ("User", "Group"):
        made = {result.title for result in results if result.resource_type == resource_type}
        assert made == TYPE_CHECKS
    with capsys.disabled():
        print(f"\nscim2-tester, {profile}: {len(results)} checks, all SUCCESS")
