#!/usr/bin/env python3
"""Joins the sources of a module into few, for builds from nothing.

    join_sources.py MOST STEM ROOT SOURCE…

Writes STEM_1.cc, STEM_2.cc and so on, which include up to MOST sources each by their paths from
ROOT, and prints the sources that a build is to compile instead, as a list of CMake's.

What a source declares for itself (in an unnamed namespace, or as an alias) must not be seen by
another one that has the same word in it, so that each means what it means alone. Such sources come
into different files.
"""
import os
import pathlib
import re
import sys

COMMENTS_AND_LITERALS = re.compile(
    r'//[^\n]*|/\*.*?\*/|R"(?P<mark>[^(\s]*)\(.*?\)(?P=mark)"|"(?:\\.|[^"\\\n])*"'
    r"|(?<![0-9a-fA-F])'(?:\\.|[^'\\\n])+'", re.S)
TYPE = re.compile(r"(?:struct|class|enum class|enum|union) (\w+)")
ALIAS = re.compile(r"(?:using (?:::)?(?:\w+::)*|namespace (?=\w+ =))(\w+)")
VARIABLE = re.compile(r"(?:(?:inline|static|constexpr|const|thread_local) )+[^=({]*?(\w+)"
                      r"(?:\[\w*\])?\s*(?:[={;(]|$)")
MACRO = re.compile(r"[A-Z_]+\(")
FUNCTION = re.compile(r"(?:.*[\s*&>])?(\w+)\(")
WORD = re.compile(r"(?<![\w.:])(?<!->)[A-Za-z_]\w*")
# What all names of an enumeration come in by; they are not looked up.
EVERYTHING = "using enum"


class Source:
    """A file, the names that it keeps to itself, and all words in it."""

    def __init__(self, path):
        self.path = path
        text = pathlib.Path(path).read_text(encoding="utf-8")
        code = COMMENTS_AND_LITERALS.sub('""', text)
        code = re.sub(r"^\s*#.*", "", code, flags=re.M)
        self.names = {name: declaration or path for name, declaration in names_of(code)}
        self.words = set(WORD.findall(code)) | set(self.names)

    def may_meet(self, other):
        return self.is_hidden_from(other) and other.is_hidden_from(self)

    def is_hidden_from(self, other):
        return EVERYTHING not in self.names and all(
            name not in other.words or other.names.get(name) == declaration
            for name, declaration in self.names.items())


def names_of(code):
    """Names declared at the start of a line, as aliases or within an unnamed namespace. With an
    alias comes what it is declared to be, which is the same wherever it is written."""
    is_unnamed = False
    for line in code.splitlines():
        if line.startswith("namespace {"):
            is_unnamed = True
        elif line.startswith("}") and is_unnamed and line.rstrip() == '}  ""':
            is_unnamed = False
        elif line.startswith("using enum"):
            yield EVERYTHING, None
        elif found := ALIAS.match(line):
            yield found[1], line
        elif is_unnamed and re.match(r"[A-Za-z_]", line) and not MACRO.match(line):
            for form in (TYPE, VARIABLE, FUNCTION):
                if found := form.match(line):
                    yield found[1], None
                    break


def groups_of(paths, most):
    groups = []
    for source in map(Source, paths):
        for group in groups:
            if len(group) < most and all(source.may_meet(other) for other in group):
                group.append(source)
                break
        else:
            groups.append([source])
    return groups


def write_if_changed(path, text):
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")


def main():
    most, stem, root = int(sys.argv[1]), sys.argv[2], sys.argv[3]
    chosen = []
    for group in groups_of(sys.argv[4:], most):
        if len(group) == 1:
            chosen.append(group[0].path)
            continue
        chosen.append(f"{stem}_{len(chosen) + 1}.cc")
        write_if_changed(pathlib.Path(chosen[-1]), "".join(
            f'#include "{os.path.relpath(source.path, root)}"\n' for source in group))
    print(";".join(chosen))


if __name__ == "__main__":
    main()
