#!/usr/bin/env python3
"""./dev bench neighbours: what the worst that one organisation may do costs another.

One organisation ("bench") does one thing of the list at a time for some seconds, as hard as it
can; meanwhile another ("neighbour") writes, looks up, searches, previews and signs in at the pace
of a person. Prints a table beside a quiet run and writes bench/results/neighbours.json and .png.
Exits with 1 when a p99 is beyond the goal or the neighbour was refused. bench/README.md says more.
"""
import argparse
import json
import pathlib
import shutil
import sys
import time

import harness
import report
from harness import ROOT
import neighbour_floods as by_members
import neighbour_strangers as by_strangers
from neighbour_abuser import Abuser
from neighbour_probes import Neighbour, PROBES

GOAL_MS = 250
SPECIAL = ("operator's sign-in", "stream", "log search", "audit export")
# What one organisation does, and what else of the other it might hold up.
FLOODS = (
    ("one-row writes, 64 connections", by_members.one_row_writes, ()),
    ("Bulk requests of 1,000 PATCHes, 8 connections", by_members.bulks, ()),
    ("PATCH: 1,000 operations on 1,000 e-mail addresses", by_members.patch_elements, ()),
    ("PATCH: a million comparisons with members", by_members.patch_scans, ()),
    ("PATCH: 5,000 removals of unknown members", by_members.patch_unknown, ()),
    ("filters on 870 kB of accents, 8 connections", by_members.accented_filters, ()),
    ("Bulk requests of 1,000 looks at these accents", by_members.accented_bulks, ()),
    ("a group of everybody made, halved, filled, removed", by_members.large_groups, ()),
    ("a group of everybody mapped and unmapped", by_members.mappings, ()),
    ("the lowest link of nested groups toggled", by_members.toggled_bottom, ()),
    ("the middle link of nested groups toggled", by_members.toggled_middle, ()),
    ("scans by 200 conditions, 30 connections", by_members.scans, ()),
    ("searches for members, 30 connections", by_members.searches, ()),
    ("previews of a mapping of everybody, 16 connections", by_members.previews, ()),
    ("searches of the log, 30 connections", by_members.log_searches, ("log search",)),
    ("exports of the audit trail, 16 connections", by_members.exports, ("audit export",)),
    ("audit pages of 1,000, 8 connections", by_members.audit_pages, ("audit export",)),
    ("pages of 1,000 people, 8 connections", by_members.pages, ()),
    ("pages of people of 0.9 MB, 8 connections", by_members.rich_pages, ()),
    ("pages of ten groups of 20,000 with members", by_members.wide_pages, ()),
    ("a group of everybody read with its members", by_members.render_group, ()),
    ("bodies of 5 MB that are refused", by_members.refused_bodies, ()),
    ("people of 0.9 MB written, 8 connections", by_members.rich_writes, ()),
    ("as many streams as members get", by_members.streams, ("stream",)),
    ("an identity provider that takes 2.5 s", by_strangers.slow_provider, ()),
    ("an identity provider that says nothing", by_strangers.silent_provider, ()),
    ("guesses at passwords from 100 addresses at a time", by_strangers.guesses,
     ("operator's sign-in",)),
    ("bodies of 7 MB without a credential", by_strangers.unfinished_bodies, ()),
    ("bodies of 16 kB without one, 400 connections", by_strangers.unfinished_small, ()),
)


def percentile(samples, share):
    ordered = sorted(samples)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else float("nan")


def summary(samples, refused):
    return {"count": len(samples), "p50_ms": percentile(samples, 0.5),
            "p99_ms": percentile(samples, 0.99), "max_ms": max(samples, default=float("nan")),
            "refused": dict(refused)}


def cell(found):
    text = f"{found['p50_ms']:.0f} / {found['p99_ms']:.0f} / {found['max_ms']:.0f}"
    refused = ", ".join(f"{count} × {what}" for what, count in found["refused"].items())
    return text + (f" ({refused})" if refused else "")


def verdict(row):
    return row["fault"] or ("met" if row["met"] else "NOT MET")


def print_table(rows):
    lines = [("p50 / p99 / longest, ms", *PROBES, "goal")]
    for row in rows:
        lines.append((row["what"], *(cell(row["probes"][name]) for name in PROBES), verdict(row)))
        lines += [(f"    {name}", cell(found), *[""] * len(PROBES))
                  for name, found in row["probes"].items() if name not in PROBES]
    widths = [max(len(line[i]) for line in lines) for i in range(len(lines[0]))]
    for line in lines:
        print("  ".join(text.ljust(width) for text, width in zip(line, widths)).rstrip())


def print_floods(rows):
    """What the one that flooded was answered."""
    for row in rows:
        answers = ", ".join(f"{count} × {what}" for what, count in sorted(row["flood"].items()))
        print(f"  {row['what']}: {answers or 'nobody flooded'}; {row['resident_mb']:.0f} MB, "
              f"peak {row['peak_mb']:.0f} MB")


def plot(rows, path):
    import matplotlib
    matplotlib.use("Agg")
    from matplotlib import pyplot
    figure, axes = pyplot.subplots(figsize=(10, 1.5 + 0.9 * len(rows)))
    height = 0.8 / len(PROBES)
    for place, row in enumerate(reversed(rows)):
        for number, name in enumerate(PROBES):
            p99 = row["probes"][name]["p99_ms"]
            axes.barh(place + 0.4 - height * (number + 0.5), max(p99, 0.1), height * 0.9,
                      color=f"C{number}", label=name if place == 0 else None)
    axes.axvline(GOAL_MS, color="#b3402a", linewidth=1)
    axes.set_xscale("log")
    axes.set_yticks(range(len(rows)), [row["what"] for row in reversed(rows)], fontsize=8)
    axes.set_xlabel("the neighbour's p99 in milliseconds; the line is the goal")
    axes.legend(fontsize=8)
    axes.spines[["top", "right"]].set_visible(False)
    figure.tight_layout()
    figure.savefig(path, dpi=120)
    pyplot.close(figure)


def is_met(name, found):
    """Hashing a password alone takes as long as the goal allows."""
    is_quick = found["p99_ms"] <= GOAL_MS or name not in PROBES
    return bool(found["count"]) and is_quick and not found["refused"]


def measure(what, server, neighbour, seconds, flood=None, special=()):
    """One row: the flood, if any, runs while the neighbour is measured."""
    server.forget_peak()
    if flood:
        flood.start()
        time.sleep(min(1, seconds / 4))
    probes = {name: summary(*found)
              for name, found in neighbour.run(seconds, special).items()}
    answers = flood.stop() if flood else {}
    return {"what": what, "probes": probes, "flood": answers,
            "fault": flood.fault(answers) if flood else "",
            "met": all(is_met(name, found) for name, found in probes.items()),
            "resident_mb": server.resident_mb(), "peak_mb": server.peak_mb()}


def run(options):
    folder = options.data.resolve()
    shutil.rmtree(folder, ignore_errors=True)
    server = harness.Server(options.build.resolve() / "provost", folder / "neighbours",
                            ["--oidc-allow-private"])
    server.make_organisation("--attributes", "full")
    rows = []
    try:
        server.start()
        print("  filling both organisations", flush=True)
        neighbour = Neighbour(server)
        abuser = Abuser(server, options.users, options.depth)
        server.settle()
        neighbour.run(1)  # what is made at its first use is there
        rows.append(measure("nobody floods", server, neighbour, options.seconds, None, SPECIAL))
        for name, make, special in FLOODS:
            if options.only and not any(part in name for part in options.only):
                continue
            print(f"  {name}", flush=True)
            rows.append(measure(name, server, neighbour, options.seconds, make(abuser), special))
            print_table(rows[-1:])
            print_floods(rows[-1:])
            server.settle()
    finally:
        server.stop()
    shutil.rmtree(folder, ignore_errors=True)
    return rows


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--build", type=pathlib.Path, default=ROOT / "build/bench")
    parser.add_argument("--data", type=pathlib.Path, default=ROOT / "build/bench-data")
    parser.add_argument("--results", type=pathlib.Path, default=ROOT / "bench/results")
    parser.add_argument("--users", type=int, default=20_000, help="of the one that floods")
    parser.add_argument("--depth", type=int, default=1000, help="of its nested groups")
    parser.add_argument("--seconds", type=float, default=10, help="each row takes")
    parser.add_argument("--only", nargs="+", help="the rows whose name has one of these in it")
    options = parser.parse_args()
    rows = run(options)
    print_table(rows)
    print_floods(rows)
    options.results.mkdir(parents=True, exist_ok=True)
    result = {"machine": report.machine(), "goal_ms": GOAL_MS, "users": options.users,
              "seconds": options.seconds, "rows": rows}
    (options.results / "neighbours.json").write_text(
        json.dumps(result, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    plot(rows, options.results / "neighbours.png")
    print(f"written: {options.results}/neighbours.json, neighbours.png")
    return 0 if all(row["met"] and not row["fault"] for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
