"""The organisation that floods, filled with what its floods need."""
import json
import time

from harness import ORG, SCIM
from neighbour_probes import (Client, Provider, USER, GROUP, USER_SERVICE, make_robot,
                              set_up_sign_in)

PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp"
BULK = "urn:ietf:params:scim:api:messages:2.0:BulkRequest"
ADMIN = f"/api/v1/orgs/{ORG}"
RICH = 60
WIDE = 10


def patch(*operations):
    return json.dumps({"schemas": [PATCH], "Operations": list(operations)})


def bulk(*operations):
    return json.dumps({"schemas": [BULK], "Operations": list(operations)})


def person(name, **more):
    return {"schemas": [USER], "active": True, "userName": f"{name}@example.com"} | more


class Abuser:
    def __init__(self, server, users, depth):
        self.port, self.token = server.port, server.token
        self.key = server.command("operator", "key", "abuser")
        time.sleep(1)  # the running server notices the command within that
        self.client = Client(self.port, self.token)
        self.ids = self.fill(users)
        self.everybody = [{"value": one} for one in self.ids]
        self.large_group = self.make_group("Large", self.everybody)
        for number in range(WIDE):
            self.make_group(f"Wide {number}", self.everybody[:20_000])
        self.mailer = self.make_mailer(1000)
        self.make_rich()
        self.accented = self.make_accented()
        self.chain = self.make_chain(depth)
        self.robots = [make_robot(self.port, self.key, ORG, one) for one in self.make_robots(6)]
        self.slow, self.silent = Provider(patience=2.5), Provider(patience=60)

    def fill(self, users):
        ids = []
        for start in range(0, users, 500):
            operations = [{"method": "POST", "path": "/Users", "bulkId": f"b{i}",
                           "data": person(f"user{i:08}", displayName=f"User {i}")}
                          for i in range(start, min(start + 500, users))]
            answer = self.client.expect(200, "POST", f"{SCIM}/Bulk", bulk(*operations))
            ids += [one["location"].rpartition("/")[2] for one in answer["Operations"]]
        return ids

    def make_group(self, name, members):
        return self.client.expect(
            201, "POST", f"{SCIM}/Groups?excludedAttributes=members",
            {"schemas": [GROUP], "displayName": name, "members": members})["id"]

    def make_mailer(self, count):
        """Somebody with very many e-mail addresses."""
        emails = [{"value": f"m{i}@example.com", "type": "work"} for i in range(count)]
        mailer = person("mailer", emails=emails)
        return self.client.expect(201, "POST", f"{SCIM}/Users", mailer)["id"]

    def make_rich(self):
        """People each as large as one may be."""
        for number in range(RICH):
            emails = [{"value": f"{number}.{i}@example.com", "display": "d" * 230_000}
                      for i in range(4)]
            self.client.expect(201, "POST", f"{SCIM}/Users?attributes=id",
                               person(f"rich{number}", emails=emails))

    def make_accented(self):
        """Somebody with a text that takes long to compare."""
        emails = [{"value": "accents@example.com", "display": "e\u0301" * 290_000}]
        body = json.dumps(person("accented", emails=emails), ensure_ascii=False).encode()
        return self.client.expect(201, "POST", f"{SCIM}/Users?attributes=id", body)["id"]

    def map_groups(self, groups, mapping=USER_SERVICE):
        change = {"groupIds": groups, "mapping": mapping}
        return Client(self.port, self.key).ask("POST", f"{ADMIN}/scim-groups/mappings", change)[0]

    def make_chain(self, depth):
        """Groups each within the next, one person each; the top is mapped."""
        groups = []
        for i in range(depth):
            members = [self.everybody[i % len(self.ids)]] + [{"value": one} for one in groups[-1:]]
            groups.append(self.make_group(f"Chain {i}", members))
        if self.map_groups(groups[-1:]) != 200:
            raise RuntimeError("the top of the chain could not be mapped")
        return groups

    def make_robots(self, count):
        robots = self.ids[:count]
        group = self.make_group("Robots", [{"value": one} for one in robots])
        if self.map_groups([group]) != 200:
            raise RuntimeError("the robots could not be mapped")
        return robots

    def use_provider(self, provider):
        set_up_sign_in(self.port, self.key, ORG, provider.issuer)

    def scim(self):
        return Client(self.port, self.token)

    def admin(self):
        return Client(self.port, self.key)
