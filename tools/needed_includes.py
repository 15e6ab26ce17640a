"""Which header of ours a source needs and does not include, found without a compiler.

Builds from nothing compile several sources as one (PROVOST_JOIN), so that one may live by what
another includes. This reads names only: types and functions that a header declares at the start of
a line, as the house format has them. It misses functions named without their namespace; what it
says is so.
"""
import re

NAMESPACE = re.compile(r"^namespace ([\w:]+) \{", re.M)
TYPE = re.compile(r"^(?:template <[^\n]*>\s*)?(?:struct|class|enum class|enum|union|concept) (\w+)"
                  r"(?! ?;)\b(?=[^;]*[{=])", re.M)
ALIAS = re.compile(r"^using (\w+) =", re.M)
FUNCTION = re.compile(r"^(?!(?:return|using|namespace|struct|class|enum|static_assert|template|"
                      r"typedef|friend)\b)[A-Za-z_][\w:<>,&*\[\] ]*?[ *&>](\w+)\(", re.M)
CONSTANT = re.compile(r"^(?:inline |extern )?const(?:expr|init)? [\w:<>,* ]*?(\w+)\s*[\[={;]", re.M)
ANNOUNCED = re.compile(r"^(?:class|struct|enum class) (\w+)(?: : [\w:]+)?;", re.M)
# A name, with the namespaces in front of it, that is no member and no destructor.
USE = re.compile(r"(?<![\w.])(?<!->)(?<!~)((?:\w*::)*)(\w+)\b")
NO_USE = re.compile(r"^\s*#.*|^namespace .*", re.M)
OWN = r"(?:struct|class|enum|using|typename|concept) {}\b"


class Names:
    """What a source declares, announces and mentions."""

    def __init__(self, source):
        self.code = NO_USE.sub(lambda found: " " * len(found[0]), source.code)
        self.functions = set(FUNCTION.findall(source.code))
        self.declared = self.functions.union(
            *(form.findall(source.code) for form in (TYPE, ALIAS, CONSTANT)))
        self.announced = set(ANNOUNCED.findall(source.code))
        self.words = set(re.findall(r"\w+", self.code))

    def declares(self, name):
        """Whether it declares it anywhere, within a class too."""
        return name in self.declared or re.search(OWN.format(name), self.code)


def needed_includes(sources, headers_of):
    """Yields (source, offset, name, header) for a name of ours that no header of ours which the
    source includes declares, announces or mentions. `headers_of(source)` gives all that are
    included, by their paths from src/."""
    names = {source.path: Names(source) for source in sources}
    spaces = {part for source in sources for space in NAMESPACE.findall(source.code)
              for part in space.split("::")}
    declared_in = {}
    for source in sources:
        if source.is_header:
            for name in names[source.path].declared:
                declared_in.setdefault(name, []).append(source.path)
    for source in sources:
        if source.is_test:
            continue
        own = names[source.path]
        included = [f"src/{path}" for path in headers_of(source) if f"src/{path}" in names]
        seen = set()
        for use in USE.finditer(own.code):
            space, name = use[1].split("::")[:-1], use[2]
            is_ours = space[-1] in spaces and space[0] if space else name[0].isupper()
            if not is_ours or name in seen or name not in declared_in:
                continue
            seen.add(name)
            if (not any(name in names[path].words for path in included)
                    and name not in own.announced and not own.declares(name)):
                yield source, use.start(), name, declared_in[name][0]
