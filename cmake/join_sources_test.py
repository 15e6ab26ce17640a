#!/usr/bin/env python3
"""What may be compiled as one, and what is kept apart (cmake/join_sources.py)."""
import pathlib
import subprocess
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent


class Joined(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)

    def join(self, *texts, most=12):
        """The groups that come of sources a.cc, b.cc and so on, as the letters of their members."""
        paths = []
        for letter, text in zip("abcdef", texts):
            paths.append(self.root / f"{letter}.cc")
            paths[-1].write_text(text, encoding="utf-8")
        printed = subprocess.run(
            [sys.executable, HERE / "join_sources.py", str(most), self.root / "joined", self.root,
             *paths], capture_output=True, text=True, check=True).stdout.strip()
        return [self.members(pathlib.Path(path)) for path in printed.split(";")]

    def members(self, path):
        if not path.stem.startswith("joined"):
            return path.stem
        return "".join(line.split('"')[1].removesuffix(".cc")
                       for line in path.read_text(encoding="utf-8").splitlines())

    def test_strangers_are_joined_up_to_the_most(self):
        self.assertEqual(self.join(*["void f();\n"] * 5, most=2), ["ab", "cd", "e"])

    def test_two_that_declare_the_same_for_themselves_are_apart(self):
        for declaration in ["int hidden() {\n}\n", "struct hidden {\n};\n",
                            "enum class hidden {\n};\n", "constexpr int hidden = 1;\n",
                            "const std::string hidden;\n",
                            "std::vector<int> hidden(int a,\n           int b);\n",
                            "template <class T>\nT hidden(T t);\n"]:
            with self.subTest(declaration):
                own = f"namespace {{\n{declaration}}}  // namespace\n"
                self.assertEqual(self.join(own, own), ["a", "b"])

    def test_who_only_has_the_word_is_apart_too(self):
        own = "namespace {\nint hidden() {\n}\n}  // namespace\n"
        self.assertEqual(self.join(own, "int f() {\n  return hidden();\n}\n"), ["a", "b"])

    def test_members_and_names_in_full_are_not_the_word(self):
        own = "namespace {\nint hidden() {\n}\n}  // namespace\n"
        self.assertEqual(
            self.join(own, "int f() {\n  return a.hidden() + b->hidden + c::hidden();\n}\n",
                      "// hidden\nconst char* g = \"hidden\";\n"), ["abc"])

    def test_the_same_using_may_meet_itself_but_no_other(self):
        self.assertEqual(self.join("using a::Name;\n", "using a::Name;\n", "using b::Name;\n"),
                         ["ab", "c"])

    def test_an_alias_of_a_namespace_is_kept_from_who_means_another(self):
        alias = "namespace json = boost::json;\n"
        self.assertEqual(self.join(alias, alias, "int f() {\n  return json::parse();\n}\n"),
                         ["ab", "c"])

    def test_all_names_of_an_enumeration_stay_alone(self):
        self.assertEqual(self.join("using enum Kind;\n", "void f();\n", "void g();\n"), ["a", "bc"])

    def test_tests_of_two_files_may_meet(self):
        one = "namespace {\nTEST(First, Holds) {\n}\n}  // namespace\n"
        self.assertEqual(self.join(one, one.replace("First", "Second")), ["ab"])


if __name__ == "__main__":
    unittest.main()
