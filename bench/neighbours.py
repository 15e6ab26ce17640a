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
from neighbour_floods import FLOODS, Abuser
from neighbour_probes import Neighbour, PROBES

GOAL_MS = 250


def percentile(samples, share):
    ordered = sorted(samples)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else float("nan")


def summary(samples, refused):
    return {"count": len(samples), "p50_ms": percentile(samples, 0.5),
            "p99_ms": percentile(samples, 0.99), "max_ms": max(samples, default=float("nan")),
            "refused": refused}


def cell(found):
    text = f"{found['p50_ms']:.0f} / {found['p99_ms']:.0f} / {found['max_ms']:.0f}"
    return text + (f" ({found['refused']} refused)" if found["refused"] else "")


def print_table(rows):
    lines = [("p50 / p99 / longest, ms", *PROBES, "goal")]
    lines += [(row["what"], *(cell(row["probes"][name]) for name in PROBES),
               "met" if row["met"] else "NOT MET") for row in rows]
    widths = [max(len(line[i]) for line in lines) for i in range(len(lines[0]))]
    for line in lines:
        print("  ".join(text.ljust(width) for text, width in zip(line, widths)).rstrip())


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


def measure(what, neighbour, seconds, flood=None):
    """One row: the flood, if any, runs while the neighbour is measured."""
    if flood:
        flood.start()
        time.sleep(min(1, seconds / 4))
    probes = {name: summary(*found) for name, found in neighbour.run(seconds).items()}
    done = flood.stop() if flood else {}
    met = all(found["count"] and found["p99_ms"] <= GOAL_MS and not found["refused"]
              for found in probes.values())
    return {"what": what, "probes": probes, "flood": done, "met": met}


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
        abuser = Abuser(server, options.users)
        server.settle()
        rows.append(measure("quiet", neighbour, options.seconds))
        for name, make in FLOODS.items():
            if options.only and options.only not in name:
                continue
            print(f"  {name}", flush=True)
            rows.append(measure(name, neighbour, options.seconds, make(abuser)))
            rows[-1]["resident_mb"] = server.resident_mb()
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
    parser.add_argument("--seconds", type=float, default=10, help="each row takes")
    parser.add_argument("--only", help="the rows whose name has this in it")
    options = parser.parse_args()
    rows = run(options)
    print_table(rows)
    options.results.mkdir(parents=True, exist_ok=True)
    result = {"machine": report.machine(), "goal_ms": GOAL_MS, "users": options.users,
              "seconds": options.seconds, "rows": rows}
    (options.results / "neighbours.json").write_text(
        json.dumps(result, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    plot(rows, options.results / "neighbours.png")
    print(f"written: {options.results}/neighbours.json, neighbours.png")
    return 0 if all(row["met"] for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
