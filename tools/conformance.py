#!/usr/bin/env python3
"""docs/conformance.md: what the standards ask, what Provost does, and which test shows it.

Run from anywhere: tools/conformance.py [--write] [--root DIR]. The page is made of two sources:
tests/golden/requirements.toml says each requirement in words, and the golden cases say in their
`covers:` line which ones they show. A requirement without a case names another test that proves it,
or says why it is not obeyed. Without --write the page is only compared; every finding is an error,
one a line.
"""
import argparse
import pathlib
import re
import sys
import tomllib
from dataclasses import dataclass, field

REQUIREMENTS = "tests/golden/requirements.toml"
CASES = "tests/golden/cases"
PAGE = "docs/conformance.md"

LEVELS = {"M": "must", "S": "should", "m": "may", "R": "our reading"}
ROW_KEYS = {"level", "says", "does", "tests", "not_done"}


@dataclass
class Case:
    path: str  # below CASES
    name: str
    covers: list[str]


@dataclass
class Row:
    number: str
    level: str = ""
    says: str = ""
    does: str = ""
    tests: list[str] = field(default_factory=list)
    not_done: str = ""
    cases: list[Case] = field(default_factory=list)


@dataclass
class Area:
    title: str
    source: str
    rows: list[Row]


@dataclass
class Requirements:
    intro: str
    areas: list[Area]
    other_lists: dict[str, str]  # name -> expression of its row names
    findings: list[str]

    def rows(self):
        return [row for area in self.areas for row in area.rows]


# --- Reading -------------------------------------------------------------------------------------

def read_row(number, table, findings):
    for key in sorted(table.keys() - ROW_KEYS):
        findings.append(f"{number}: there is no key {key}")
    row = Row(number, **{key: table[key] for key in table.keys() & ROW_KEYS})
    for key in ("level", "says", "does"):
        if not getattr(row, key):
            findings.append(f"{number}: {key} is missing")
    for level in row.level.split():
        if level not in LEVELS:
            findings.append(f"{number}: there is no level {level}")
    return row


def read_requirements(text):
    data = tomllib.loads(text)
    findings = []
    areas = [Area(table["title"], table["source"],
                  [read_row(number, row, findings) for number, row in table["rows"].items()])
             for table in data["areas"]]
    return Requirements(data["intro"].strip(), areas, data["other_lists"], findings)


def read_case(path, folder):
    lines = path.read_text(encoding="utf-8").splitlines()
    name = lines[0].removeprefix("# ").strip() if lines else ""
    covers = next((line.partition(":")[2] for line in lines if line.startswith("covers:")), "")
    rows = [row.strip() for row in covers.split(",") if row.strip()]
    return Case(path.relative_to(folder).as_posix(), name, rows)


def read_cases(folder):
    return [read_case(path, folder) for path in sorted(folder.rglob("*.txt"))]


# --- Checking ------------------------------------------------------------------------------------

def attach(requirements, cases):
    """Gives every row its cases; what a case covers must be a row of some list."""
    rows = {row.number: row for row in requirements.rows()}
    elsewhere = [re.compile(expression) for expression in requirements.other_lists.values()]
    findings = []
    for case in cases:
        for number in case.covers:
            if number in rows:
                rows[number].cases.append(case)
            elif not any(expression.fullmatch(number) for expression in elsewhere):
                findings.append(f"{CASES}/{case.path}: there is no requirement {number}")
    return findings


def gaps(rows):
    """Numbers run from 1 without a gap, so that no row is lost unnoticed."""
    by_prefix = {}
    for row in rows:
        prefix, _, number = row.number.rpartition("-")
        by_prefix.setdefault(prefix, []).append(int(number))
    return [f"{prefix}-{number} is missing or there twice"
            for prefix, numbers in by_prefix.items()
            for number in range(1, max(numbers) + 1) if numbers.count(number) != 1]


def test_exists(root, test):
    """`path: name`, the name as GoogleTest or pytest prints it."""
    path, _, name = test.partition(": ")
    file = root / path
    if not name or not file.is_file():
        return False
    text = file.read_text(encoding="utf-8")
    if path.endswith(".py"):
        return re.search(rf"def {re.escape(name)}\(", text) is not None
    suite, _, test_name = name.partition(".")
    return re.search(rf"\bTEST(?:_F|_P)?\(\s*{re.escape(suite)},\s*{re.escape(test_name)}\)",
                     text) is not None


def check_row(root, row):
    findings = [f"{row.number}: there is no test {test}"
                for test in row.tests if not test_exists(root, test)]
    if not row.cases and not row.tests and not row.not_done:
        findings.append(f"{row.number}: no case covers it, no test is named, no reason is given")
    return findings


# --- Writing -------------------------------------------------------------------------------------

def escape(text):
    return " ".join(text.split()).replace("|", "\\|")


def case_link(case):
    return f"[{case.path.removesuffix('.txt')}](../{CASES}/{case.path})"


def test_link(test):
    path, _, name = test.partition(": ")
    return f"[{name}](../{path})"


def shown_by(row):
    """The cases that were written for the requirement come first."""
    cases = sorted(row.cases, key=lambda case: not case.path.startswith("standards/"))
    links = [case_link(case) for case in cases] + [test_link(test) for test in row.tests]
    if row.not_done:
        links.append(f"not done: {escape(row.not_done)}")
    return "<br>".join(links)


def level_words(row):
    return ", ".join(LEVELS[level] for level in row.level.split())


def render_row(row):
    return (f"| {row.number} | {level_words(row)} | {escape(row.says)} | {escape(row.does)} "
            f"| {shown_by(row)} |")


def render_area(area):
    return "\n".join([f"## {area.title}", "", f"From {area.source}.", "",
                      "| number | level | requirement | what Provost does | shown by |",
                      "|---|---|---|---|---|",
                      *(render_row(row) for row in area.rows)])


def render_totals(requirements):
    rows = requirements.rows()
    by_case = sum(1 for row in rows if row.cases)
    by_test = sum(1 for row in rows if not row.cases and row.tests)
    not_done = sum(1 for row in rows if row.not_done)
    return (f"{len(rows)} requirements: {by_case} shown by golden cases, {by_test} by other tests "
            f"alone; {not_done} not or not wholly done, each with the reason.")


def render(requirements):
    parts = ["# Conformance", requirements.intro, render_totals(requirements),
             *(render_area(area) for area in requirements.areas)]
    return "\n\n".join(parts) + "\n"


# --- The command ---------------------------------------------------------------------------------

def check(root, write=False):
    """All findings; with write, the page is written instead of compared."""
    requirements = read_requirements((root / REQUIREMENTS).read_text(encoding="utf-8"))
    findings = requirements.findings + attach(requirements, read_cases(root / CASES))
    findings += gaps(requirements.rows())
    for row in requirements.rows():
        findings += check_row(root, row)
    if findings:
        return findings
    page, text = root / PAGE, render(requirements)
    if write:
        page.write_text(text, encoding="utf-8")
    elif not page.is_file() or page.read_text(encoding="utf-8") != text:
        findings.append(f"{PAGE} is out of date; tools/conformance.py --write makes it anew")
    return findings


def main():
    parser = argparse.ArgumentParser(description="Checks or writes docs/conformance.md.")
    parser.add_argument("--write", action="store_true", help="write the page")
    parser.add_argument("--root", type=pathlib.Path,
                        default=pathlib.Path(__file__).resolve().parent.parent)
    arguments = parser.parse_args()
    findings = check(arguments.root, arguments.write)
    for finding in findings:
        print(finding)
    sys.exit(1 if findings else 0)


if __name__ == "__main__":
    main()
