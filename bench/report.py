"""What ./dev bench leaves: a table, bench/results/latest.json and two plots."""
import dataclasses
import datetime
import json
import os
import pathlib
import platform
import subprocess


@dataclasses.dataclass
class Row:
    """One budget. `ratio` is None where the budget is about the measured figure itself."""
    name: str
    what: str
    measured: float
    unit: str
    reference: str
    reference_value: float | None
    ratio: float | None
    budget: float
    direction: str  # "min": at least the budget; "max": at most

    def judged(self):
        return self.measured if self.ratio is None else self.ratio

    def is_met(self):
        return self.judged() >= self.budget if self.direction == "min" else (
            self.judged() <= self.budget)


def figure(value, unit=""):
    text = f"{value:,.0f}" if value >= 100 else f"{value:,.2f}"
    return f"{text} {unit}" if unit and unit != "/s" else f"{text}{unit}"


def table(rows):
    lines = [("what", "measured", "against", "ratio", "budget", "")]
    for row in rows:
        against = (f"{figure(row.reference_value, row.unit)}  {row.reference}"
                   if row.reference else "")
        sign = "≥" if row.direction == "min" else "≤"
        unit = row.unit if row.ratio is None else ""
        ratio = "" if row.ratio is None else f"{row.ratio:.2f}"
        lines.append((row.what, figure(row.measured, row.unit), against, ratio,
                      f"{sign} {row.budget:g} {unit}".strip(),
                      "met" if row.is_met() else "NOT MET"))
    widths = [max(len(line[i]) for line in lines) for i in range(6)]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(line, widths)).rstrip()
                     for line in lines)


def machine():
    cpu = next((line.partition(":")[2].strip() for line in
                pathlib.Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
                if line.startswith("model name")), platform.machine())
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True,
                            check=False).stdout.strip()
    return {"cpu": cpu, "cores": os.cpu_count(), "kernel": platform.release(), "commit": commit,
            "time": datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds")}


def write(rows, details, options, folder):
    folder.mkdir(parents=True, exist_ok=True)
    print(table(rows))
    result = {
        "machine": machine(),
        "options": {key: value for key, value in options.items() if key in ("users", "seconds")},
        "rows": [dataclasses.asdict(row) | {"met": row.is_met()} for row in rows],
        "details": details,
    }
    (folder / "latest.json").write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n",
                                        encoding="utf-8")
    plot(rows, folder)
    print(f"written: {folder}/latest.json, rates.png, latencies.png")
    return 0 if all(row.is_met() for row in rows) else 1


def plot(rows, folder):
    import matplotlib
    matplotlib.use("Agg")
    plot_bars([row for row in rows if row.unit == "/s"], "requests or rows per second",
              folder / "rates.png")
    plot_bars([row for row in rows if row.unit == "µs"], "p99 in microseconds",
              folder / "latencies.png")


def plot_bars(rows, axis, path):
    """Each budget as two bars: what was measured, and what it is measured against."""
    from matplotlib import pyplot
    figure_, axes = pyplot.subplots(figsize=(10, 1.2 + 1.1 * len(rows)))
    for place, row in enumerate(reversed(rows)):
        colour = "#2a7f62" if row.is_met() else "#b3402a"
        for shift, value, shade, label in ((0.2, row.measured, colour, row.what),
                                           (-0.2, row.reference_value, "#9aa5b1", row.reference)):
            axes.barh(place + shift, value, 0.36, color=shade)
            axes.text(0, place + shift, f"  {label}: {value:,.0f}", va="center", fontsize=8)
    axes.set_yticks([])
    axes.set_xlabel(axis)
    axes.set_title("green: within its budget; grey: what it is measured against", fontsize=9)
    axes.spines[["top", "right", "left"]].set_visible(False)
    figure_.tight_layout()
    figure_.savefig(path, dpi=120)
    pyplot.close(figure_)
