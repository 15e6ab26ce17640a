#!/usr/bin/env python3
"""The benchmarks of ./dev bench: every budget is a ratio of two figures of the same run.

Prints a table and writes bench/results/latest.json and plots beside it. bench/README.md says what
is measured how. Exits with 1 when a budget is missed.
"""
import argparse
import pathlib
import shutil
import statistics
import sys
import time

import harness
import mapping
import report
from harness import SCIM, ROOT
from report import Row

ROUNDS = 3
SMALL_STORE = 1000
SMALL_GROUP = 10
LARGE_GROUP = 100_000
CREATE_CONNECTIONS = 64
# Enough to keep the server busy, few enough that an answer's time is not the queue before it.
LATENCY_CONNECTIONS = 4


class Bench:
    def __init__(self, options):
        self.options = options
        self.folder = options.data.resolve()
        self.binary = options.build.resolve() / "provost"
        self.rows, self.details = [], {}

    def server(self, name):
        return harness.Server(self.binary, self.folder / name)

    def say(self, text):
        print(f"  {text}", flush=True)

    def load(self, server, users):
        """Fills the store through the API; users a second."""
        server.make_organisation()
        server.start()
        progress = Progress(server, users)
        threads = 2
        seconds = harness.wrk_until(server.url(), "load",
                                    [server.token, harness.ORG, users, threads], progress.is_done,
                                    connections=256, threads=threads)
        server.settle()
        return users / seconds

    def lookup(self, server, users, **how):
        return harness.wrk(server.url(), "lookup", [server.token, harness.ORG, users], **how)

    def rounds(self, *measures):
        """The results of each measure, taken in turns, so that a slow moment of the machine meets
        them all."""
        results = [[] for _ in measures]
        for _ in range(ROUNDS):
            for measure, found in zip(measures, results):
                found.append(measure())
        return results

    # --- (a), (e), (f) ---

    def measure_lookup(self, big, users):
        answer = big.answer_bytes(f"{SCIM}/Users?filter=userName%20eq%20%22"
                                  "user00000001%40example.com%22")
        how = {"connections": 64, "threads": 2, "seconds": self.options.seconds}
        with harness.nginx(self.folder / "nginx", answer) as url:
            ours, theirs = self.rounds(
                lambda: self.lookup(big, users, **how),
                lambda: harness.wrk(url, "lookup", [big.token, harness.ORG, users], **how))
        rate, reference = median(ours, "rate"), median(theirs, "rate")
        self.rows.append(Row("lookup", f"lookup by userName, {users:,} users, 64 connections",
                             rate, "/s", "nginx, constant of the same size", reference,
                             rate / reference, 0.6, "min"))
        self.details["lookup_answer_bytes"] = answer

    def measure_lookup_latency(self, small, big, users):
        how = {"connections": LATENCY_CONNECTIONS, "threads": 1, "seconds": self.options.seconds}
        at_small, at_big = self.rounds(lambda: self.lookup(small, SMALL_STORE, **how),
                                       lambda: self.lookup(big, users, **how))
        self.add_p99("lookup_p99", f"lookup p99, {users:,} users", at_big,
                     f"p99 at {SMALL_STORE:,} users", at_small, 1.5)

    def measure_memory(self, big, users):
        self.rows.append(Row("memory", f"resident memory after the lookups, {users:,} users",
                             big.resident_mb(), "MB", "", None, None, 200, "max"))

    # --- (b) ---

    def measure_create(self, server):
        how = {"connections": CREATE_CONNECTIONS, "threads": 2, "seconds": self.options.seconds}
        turn = iter(range(1000))
        answer = server.answer_bytes(f"{SCIM}/Users?count=1")

        def create():
            return harness.wrk(server.url(), "create",
                               [server.token, harness.ORG, f"new{next(turn)}"], **how)

        def bare():
            return harness.bare_insert(self.options.build / "bench" / "bare_insert",
                                       self.folder / "bare", self.options.seconds,
                                       CREATE_CONNECTIONS)

        with harness.nginx(self.folder / "nginx", answer) as url:
            ours, loop, constant = self.rounds(
                create, bare,
                lambda: harness.wrk(url, "create", ["none", harness.ORG, "new"], **how))
        rate = median(ours, "rate")
        what = f"durable POST /Users, {CREATE_CONNECTIONS} connections"
        for name, label, results, budget in (
                ("create_bare", f"bare SQLite loop, batches of {CREATE_CONNECTIONS}", loop, 0.5),
                ("create_nginx", "nginx, constant answer to the same POST", constant, 0.2)):
            reference = median(results, "rate")
            self.rows.append(Row(name, what, rate, "/s", label, reference, rate / reference,
                                 budget, "min"))
        self.details["create_p99_us"] = median(ours, "p99_us")

    # --- (c), (d) ---

    def make_group(self, server, name, ids):
        group = server.expect(201, "POST", f"{SCIM}/Groups", {
            "schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"], "displayName": name})["id"]
        for start in range(0, len(ids), 5000):
            members = [{"value": id_} for id_ in ids[start:start + 5000]]
            server.expect_patched(f"{SCIM}/Groups/{group}", [
                {"op": "add", "path": "members", "value": members}])
        return group

    def user_ids(self, server, wanted):
        ids = []
        while len(ids) < wanted:
            page = server.expect(200, "GET", f"{SCIM}/Users?attributes=id&count=1000"
                                             f"&startIndex={len(ids) + 1}")
            ids += [user["id"] for user in page.get("Resources", [])]
            if not page.get("Resources"):
                break
        return ids[:wanted]

    def measure_groups(self, server, users):
        ids = self.user_ids(server, min(LARGE_GROUP, users - 1) + 1)
        spare, members = ids[0], ids[1:]
        small = self.make_group(server, "Small", members[:SMALL_GROUP])
        large = self.make_group(server, "Large", members)
        server.settle()
        how = {"connections": 1, "threads": 1, "seconds": self.options.seconds}

        def run(script, *arguments):
            return lambda: harness.wrk(server.url(), script,
                                       [server.token, harness.ORG, *arguments], **how)

        at_small, at_large = self.rounds(run("member", small, spare), run("member", large, spare))
        self.add_p99("member_p99", f"add or remove one member p99, group of {len(members):,}",
                     at_large, f"group of {SMALL_GROUP}", at_small, 1.5)
        self.measure_members_together(server, small, large, spare)
        at_small, at_large = self.rounds(run("group", small), run("group", large))
        self.add_p99("group_p99", f"GET group without members p99, group of {len(members):,}",
                     at_large, f"group of {SMALL_GROUP}", at_small, 1.2)
        return large

    # The answer to a change of a small group has every member, that of a large one none.
    def measure_members_together(self, server, small, large, spare):
        how = {"connections": 16, "threads": 1, "seconds": self.options.seconds}

        def run(group):
            return lambda: harness.wrk(server.url(), "member",
                                       [server.token, harness.ORG, group, spare], **how)

        at_small, at_large = self.rounds(run(small), run(large))
        rate, reference = median(at_small, "rate"), median(at_large, "rate")
        self.rows.append(Row("member_rate", f"add or remove one member, group of {SMALL_GROUP}, "
                             f"{how['connections']} connections", rate, "/s",
                             "the large group, whose answers have no members", reference,
                             rate / reference, 0.8, "min"))

    # --- (h) ---

    def measure_mapping(self, server, group):
        found = mapping.measure(server, group, ROUNDS)
        for name, what in (("preview", "preview of a mapping"), ("apply", "mapping applied")):
            self.rows.append(Row(f"mapping_{name}", f"{what}, {found['people']:,} people",
                                 found[f"{name}_ms"], "ms", "", None, None, 1000, "max"))
        self.details["mapping"] = found

    # --- (g) ---

    def measure_start(self, server, users):
        times = []
        for _ in range(5):
            server.stop()
            times.append(server.start() * 1000)
        self.rows.append(Row("start", f"start to first answer, {users:,} users, file cached",
                             statistics.median(times), "ms", "", None, None, 300, "max"))

    def add_p99(self, name, what, results, reference, reference_results, budget):
        p99, base = median(results, "p99_us"), median(reference_results, "p99_us")
        self.rows.append(Row(name, what, p99, "µs", reference, base, p99 / base, budget, "max"))
        self.details[name + "_percentiles"] = {"measured": results, "reference": reference_results}

    def run(self):
        users = self.options.users
        shutil.rmtree(self.folder, ignore_errors=True)
        self.details["fsync_per_s"] = harness.fsync_rate(self.folder)
        small, big = self.server("small"), self.server("big")
        try:
            self.say(f"loading {users:,} users")
            self.load(small, SMALL_STORE)
            self.details["load_per_s"] = self.load(big, users)
            self.say(f"loaded at {self.details['load_per_s']:,.0f} users/s")
            # A fresh process: memory after a load would measure the load.
            self.say("start")
            self.measure_start(big, users)
            self.say("lookups")
            self.measure_lookup(big, users)
            self.measure_memory(big, users)
            self.measure_lookup_latency(small, big, users)
            self.say("groups")
            group = self.measure_groups(big, users)
            self.say("mappings")
            self.measure_mapping(big, group)
            self.say("creates")
            small.stop()
            self.measure_create(big)
        finally:
            small.stop()
            big.stop()
        shutil.rmtree(self.folder, ignore_errors=True)


class Progress:
    """Watches a store fill up."""

    STALLED_S = 60

    def __init__(self, server, users):
        self.server, self.users = server, users
        self.count, self.moved, self.said = 0, time.monotonic(), time.monotonic()

    def is_done(self):
        now = time.monotonic()
        count = self.server.expect(200, "GET", f"{SCIM}/Users?count=0")["totalResults"]
        if count > self.count:
            self.count, self.moved = count, now
        if now - self.moved > self.STALLED_S:
            raise RuntimeError(f"the store has {count} users instead of {self.users}, and no more "
                               f"came for {self.STALLED_S} s")
        if now - self.said > 5:
            print(f"    {count:,} of {self.users:,}", flush=True)
            self.said = now
        return count >= self.users


def median(results, key):
    return statistics.median(result[key] for result in results)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--build", type=pathlib.Path, default=ROOT / "build/bench",
                        help="build folder of the preset bench")
    parser.add_argument("--users", type=int, default=100_000)
    parser.add_argument("--seconds", type=int, default=8, help="of each run; there are three")
    parser.add_argument("--data", type=pathlib.Path, default=ROOT / "build/bench-data",
                        help="where the stores are made; on the disk to be measured")
    parser.add_argument("--results", type=pathlib.Path, default=ROOT / "bench/results")
    options = parser.parse_args()
    if options.users < SMALL_STORE:
        parser.error(f"--users: at least {SMALL_STORE}")
    bench = Bench(options)
    bench.run()
    return report.write(bench.rows, bench.details, vars(options), options.results)


if __name__ == "__main__":
    sys.exit(main())
