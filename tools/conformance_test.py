#!/usr/bin/env python3
"""Proves that tools/conformance.py finds what is missing, unknown or out of date."""
import pathlib
import shutil
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import conformance  # noqa: E402

HEAD = """
intro = "What is asked."
[other_lists]
field = "FIELD-[0-9]+"
[[areas]]
title = "Removal"
source = "RFC 7644"
"""
ROW = """
[areas.rows.REM-1]
level = "M R"
says = "What is removed is gone."
does = "It is gone."
"""


class ConformanceCase(unittest.TestCase):
    def setUp(self):
        self.root = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.root)
        self.write("docs/conformance.md", "")
        (self.root / conformance.CASES).mkdir(parents=True)

    def write(self, path, text):
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def requirements(self, text):
        self.write(conformance.REQUIREMENTS, HEAD + text)

    def case(self, name, covers):
        self.write(f"{conformance.CASES}/{name}.txt", f"# A case\ncovers: {covers}\n")

    def expect_written(self):
        self.assertEqual(conformance.check(self.root, write=True), [])

    def expect_one(self, finding):
        self.assertEqual(conformance.check(self.root, write=True), [finding])


class Rows(ConformanceCase):
    def test_a_case_is_enough(self):
        self.requirements(ROW)
        self.case("patch/removed", "REM-1, FIELD-7")
        self.expect_written()

    def test_a_reason_is_enough(self):
        self.requirements(ROW + 'not_done = "Nobody asks for it."\n')
        self.expect_written()

    def test_a_row_needs_a_proof(self):
        self.requirements(ROW)
        self.expect_one("REM-1: no case covers it, no test is named, no reason is given")

    def test_a_row_needs_its_words(self):
        self.requirements('[areas.rows.REM-1]\nlevel = "M"\nsays = "x"\nnot_done = "y"\n')
        self.expect_one("REM-1: does is missing")

    def test_a_key_must_be_known(self):
        self.requirements(ROW + 'test = "x"\nnot_done = "y"\n')
        self.expect_one("REM-1: there is no key test")

    def test_a_level_must_be_known(self):
        self.requirements(ROW.replace("M R", "X") + 'not_done = "y"\n')
        self.expect_one("REM-1: there is no level X")

    def test_numbers_have_no_gap(self):
        self.requirements(ROW.replace("REM-1", "REM-2") + 'not_done = "y"\n')
        self.expect_one("REM-1 is missing or there twice")


class Cases(ConformanceCase):
    def test_a_case_covers_known_rows_only(self):
        self.requirements(ROW)
        self.case("patch/removed", "REM-1, REM-9, FIELD-x")
        self.assertEqual(conformance.check(self.root, write=True), [
            "tests/golden/cases/patch/removed.txt: there is no requirement REM-9",
            "tests/golden/cases/patch/removed.txt: there is no requirement FIELD-x"])


class NamedTests(ConformanceCase):
    def name(self, test):
        self.requirements(ROW + f'tests = ["{test}"]\n')

    def test_google_test(self):
        self.write("src/a_test.cc",
                   "TEST(Removal, IsFinal) {\n}\nTEST_F(Store,\n       Forgets) {}\n")
        self.name("src/a_test.cc: Removal.IsFinal")
        self.expect_written()
        self.name("src/a_test.cc: Store.Forgets")
        self.expect_written()

    def test_pytest(self):
        self.write("tests/e2e/test_a.py", "def test_removal(service):\n    pass\n")
        self.name("tests/e2e/test_a.py: test_removal")
        self.expect_written()

    def test_the_name_must_be_there(self):
        self.write("src/a_test.cc", "TEST(Removal, IsFinal) {\n}\n")
        self.name("src/a_test.cc: Removal.IsFinal2")
        self.expect_one("REM-1: there is no test src/a_test.cc: Removal.IsFinal2")

    def test_the_file_must_be_there(self):
        self.name("src/a_test.cc: Removal.IsFinal")
        self.expect_one("REM-1: there is no test src/a_test.cc: Removal.IsFinal")

    def test_a_file_alone_is_no_test(self):
        self.write("src/a_test.cc", "TEST(Removal, IsFinal) {\n}\n")
        self.name("src/a_test.cc")
        self.expect_one("REM-1: there is no test src/a_test.cc")


class Page(ConformanceCase):
    def test_it_must_be_up_to_date(self):
        self.requirements(ROW)
        self.case("patch/removed", "REM-1")
        self.expect_written()
        self.assertEqual(conformance.check(self.root), [])
        self.case("patch/removed_again", "REM-1")
        self.assertEqual(conformance.check(self.root), [
            "docs/conformance.md is out of date; tools/conformance.py --write makes it anew"])

    def test_it_links_cases_and_tests(self):
        self.write("src/a_test.cc", "TEST(Removal, IsFinal) {\n}\n")
        self.requirements(ROW + 'tests = ["src/a_test.cc: Removal.IsFinal"]\n')
        self.case("patch/removed", "REM-1")
        self.expect_written()
        page = (self.root / conformance.PAGE).read_text(encoding="utf-8")
        self.assertIn("| REM-1 | must, our reading | What is removed is gone. | It is gone. "
                      "| [patch/removed](../tests/golden/cases/patch/removed.txt)"
                      "<br>[Removal.IsFinal](../src/a_test.cc) |", page)


if __name__ == "__main__":
    unittest.main()
