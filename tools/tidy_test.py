#!/usr/bin/env python3
"""Proves that each rule of tools/tidy fails on a bad example and leaves a good one alone."""
import importlib.machinery
import importlib.util
import pathlib
import shutil
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent
loader = importlib.machinery.SourceFileLoader("tidy", str(HERE / "tidy"))
spec = importlib.util.spec_from_loader("tidy", loader)
tidy = importlib.util.module_from_spec(spec)
sys.dont_write_bytecode = True
sys.modules["tidy"] = tidy
loader.exec_module(tidy)


class TidyCase(unittest.TestCase):
    def setUp(self):
        self.root = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.root)

    def write(self, path, text):
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def rules(self, full=False):
        return [f"{f.path.split('/')[-1]}:{f.line} {f.rule}" for f in tidy.check(self.root, full)]

    def expect(self, files, expected, full=False):
        for path, text in files.items():
            self.write(path, text)
        self.assertEqual(self.rules(full), expected)


def body_of(lines):
    return "  step();\n" * lines


class Directions(TidyCase):
    def test_a_module_may_include_what_lies_below_it(self):
        self.expect({"src/scim/a.cc": '#include "json/json.h"\n#include "base/text.h"\n'}, [])

    def test_a_module_must_not_include_what_lies_above_it(self):
        self.expect({"src/scim/a.cc": '#include "store/store.h"\n'}, ["a.cc:1 direction"])

    def test_provision_does_not_see_who_calls_it(self):
        self.expect({"src/provision/a.cc": '\n#include "identity/tokens.h"\n'},
                    ["a.cc:2 direction"])

    def test_http_needs_only_base(self):
        self.expect({"src/http/a.cc": '#include "json/json.h"\n'}, ["a.cc:1 direction"])

    def test_the_two_stores_never_see_each_other(self):
        self.expect({"src/store/sqlite/a.cc": '#include "store/postgres/x.h"\n',
                     "src/store/postgres/b.cc": '#include "store/sqlite/x.h"\n'},
                    ["b.cc:1 direction", "a.cc:1 direction"])

    def test_only_app_names_a_store(self):
        include = '#include "store/sqlite/sqlite_store.h"\n'
        self.expect({"src/app/a.cc": include, "src/api/front/b.cc": include}, ["b.cc:1 direction"])

    def test_a_test_of_a_use_case_may_name_the_sqlite_store(self):
        include = '#include "store/sqlite/sqlite_store.h"\n'
        self.expect({"src/provision/a_test.cc": include, "src/provision/b.cc": include},
                    ["b.cc:1 direction"])

    def test_rooms_of_a_module_have_an_order(self):
        self.expect({"src/admin/journal/a.cc": '#include "admin/people/members.h"\n',
                     "src/admin/people/b.cc": '#include "admin/journal/names.h"\n'},
                    ["a.cc:1 direction"])

    def test_surfaces_of_the_api_never_see_each_other(self):
        self.expect({"src/api/scim/a.cc": '#include "api/admin/call.h"\n',
                     "src/api/front/b.cc": '#include "api/admin/call.h"\n'}, ["a.cc:1 direction"])

    def test_who_may_use_a_module_may_use_its_rooms(self):
        include = '#include "admin/people/members.h"\n'
        self.expect({"src/cli/a.cc": include, "src/api/admin/people/b.cc": include,
                     "src/log/c.cc": include}, ["c.cc:1 direction"])

    def test_a_test_of_a_room_may_use_the_others(self):
        self.expect({"src/admin/journal/a_test.cc": '#include "admin/people/members.h"\n',
                     "src/admin/journal/b_test.cc": '#include "api/loop/await.h"\n'},
                    ["b_test.cc:1 direction"])

    def test_a_file_of_a_module_of_rooms_lies_in_one(self):
        self.expect({"src/admin/a.cc": "\n"}, ["a.cc:1 module"])

    def test_a_new_module_has_to_be_put_into_the_table(self):
        self.expect({"src/utils/a.cc": "\n"}, ["a.cc:1 module"])

    def test_includes_are_written_from_src(self):
        self.expect({"src/scim/path/a.cc": '#include "path.h"\n'}, ["a.cc:1 include-path"])

    def test_headers_do_not_include_each_other(self):
        self.expect({"src/base/a.h": '#pragma once\n#include "base/b.h"\n',
                     "src/base/b.h": '#pragma once\n#include "base/a.h"\n'}, ["a.h:1 cycle"])


class Purity(TidyCase):
    def test_scim_and_access_do_no_io(self):
        for header in ["fstream", "chrono", "thread", "mutex", "iostream"]:
            self.expect({"src/access/a.cc": f"#include <{header}>\n"}, ["a.cc:1 pure"])

    def test_sockets_and_sql_are_refused_twice(self):
        for header in ["sys/socket.h", "sqlite3.h", "boost/asio/ip/tcp.hpp"]:
            self.expect({"src/scim/a.cc": f"#include <{header}>\n"},
                        ["a.cc:1 third-party", "a.cc:1 pure"])

    def test_a_test_of_scim_may_use_threads(self):
        self.expect({"src/scim/a_test.cc": "#include <thread>\n"}, [])


class ThirdParty(TidyCase):
    def test_an_unlisted_package_is_refused(self):
        self.expect({"src/base/a.cc": "#include <curl/curl.h>\n"}, ["a.cc:1 third-party"])

    def test_a_package_is_for_its_modules_only(self):
        self.expect({"src/store/a.cc": "#include <sqlite3.h>\n",
                     "src/store/sqlite/b.cc": "#include <sqlite3.h>\n"}, ["a.cc:1 third-party"])

    def test_gtest_is_for_tests_only(self):
        self.expect({"src/base/a.cc": "#include <gtest/gtest.h>\n",
                     "src/base/a_test.cc": "#include <gtest/gtest.h>\n",
                     "src/base/test.h": "#pragma once\n#include <gtest/gtest.h>\n",
                     "src/store/contract_test.h": "#pragma once\n#include <gtest/gtest.h>\n"},
                    ["a.cc:1 third-party", "test.h:2 third-party"])


class Lengths(TidyCase):
    def test_a_function_of_the_limit_passes_and_one_line_more_does_not(self):
        self.expect({"src/base/a.cc": "void f() {\n" + body_of(68) + "}\n"}, [])
        self.expect({"src/base/a.cc": "\nvoid f() {\n" + body_of(69) + "}\n"},
                    ["a.cc:2 function-length"])

    def test_the_whole_function_is_named_not_its_parts(self):
        self.expect({"src/base/a.cc": "void f() {\n  if (x) {\n" + body_of(90) + "  }\n}\n"},
                    ["a.cc:1 function-length"])

    def test_two_long_functions_are_two_findings(self):
        one = "() {\n" + body_of(90) + "}\n"
        self.expect({"src/base/a.cc": "void f" + one + "int g" + one},
                    ["a.cc:1 function-length", "a.cc:93 function-length"])

    def test_methods_and_constructors_count(self):
        self.expect({"src/base/a.cc": "A::A(int x) : a_{x}, b_{x} {\n" + body_of(90) + "}\n"},
                    ["a.cc:1 function-length"])
        self.expect({"src/base/a.cc": "class A {\n  int f() const override {\n" + body_of(90)
                     + "  }\n};\n"}, ["a.cc:2 function-length"])

    def test_namespaces_classes_and_tables_may_be_long(self):
        rows = '    {"a", 1},\n' * 90
        self.expect({"src/base/a.cc": "namespace x {\nstruct A {\n" + "  int a;\n" * 90 + "};\n"
                     "const Row rows[] = {\n" + rows + "};\nconst std::vector<Row> more{\n" + rows
                     + "};\n}\n"}, [])

    def test_a_scope_after_a_conditional_of_the_preprocessor_is_no_function(self):
        self.expect({"src/base/a.cc": "#if defined(X)\nnamespace x {\n" + "int a;\n" * 90
                     + "}\n#endif\n"}, [])

    def test_braces_in_comments_and_literals_do_not_count(self):
        self.expect({"src/base/a.cc": 'void f() {\n  x = "{"; // {\n  y = R"({)"; z = \'{\';\n}\n'
                     + "int a;\n" * 90}, [])

    def test_long_lines_and_long_files_are_refused(self):
        self.expect({"src/base/a.cc": "//" + "x" * 98 + "\n//" + "x" * 99 + "\n"},
                    ["a.cc:2 line-length"])
        self.expect({"src/base/a.cc": "int a;\n", "bench/b.py": "#" + "x" * 100 + "\n"},
                    ["b.py:1 line-length"])
        shutil.rmtree(self.root / "bench")
        self.expect({"src/base/a.cc": "int a;\n" * 601}, ["a.cc:601 file-length"])

    def test_a_table_laid_out_by_hand_may_be_wider(self):
        wide = "//" + "x" * 130 + "\n"
        off, on = "// clang-format off\n", "  // clang-format on\n"
        self.expect({"src/base/a.cc": off + wide + on}, [])
        self.expect({"src/base/a.cc": off + on + wide}, ["a.cc:3 line-length"])
        self.expect({"src/base/a.cc": off + "//" + "x" * 140 + "\n" + on}, ["a.cc:2 line-length"])

    def test_columns_are_counted_in_characters(self):
        self.expect({"src/base/a.cc": "//" + "ä" * 98 + "\n"}, [])


class Forms(TidyCase):
    def test_a_source_includes_its_own_header_first(self):
        self.expect({"src/base/a.h": "#pragma once\n",
                     "src/base/a.cc": '#include <string>\n#include "base/a.h"\n'},
                    ["a.cc:1 own-header-first"])
        self.expect({"src/base/a.cc": '#include "base/a.h"\n\n#include <string>\n'}, [])

    def test_a_header_starts_with_pragma_once_after_comments(self):
        self.expect({"src/base/a.h": "// why\n#pragma once\n"}, [])
        self.expect({"src/base/a.h": "#include <string>\n#pragma once\n"}, ["a.h:1 header-form"])

    def test_a_header_has_no_using_namespace(self):
        self.expect({"src/base/a.h": "#pragma once\nusing namespace std;\n"}, ["a.h:2 header-form"])

    def test_leftovers_are_refused_everywhere(self):
        word = "TO" + "DO"
        self.expect({"src/base/a.cc": f"// {word}: later\n", "tools/b.sh": f"# {word}\n"},
                    ["a.cc:1 leftover", "b.sh:1 leftover"])


class BannedCalls(TidyCase):
    BAD = ["std::format(x);", "std::expected<int, E> x;", "std::source_location w;",
           "auto v = r | std::views::all;", "std::regex r;", "sprintf(b, c);", "atoi(s);",
           "std::random_device d;", "std::mt19937 generator;",
           "std::chrono::system_clock::now();", "std::cout << x;",
           "std::this_thread::sleep_for(t);", "auto* p = new Thing(1);", "delete thing;"]

    def test_each_is_refused(self):
        self.assertEqual(len(self.BAD), len(tidy.BANNED))
        for line in self.BAD:
            with self.subTest(line):
                self.expect({"src/base/a.cc": line + "\n"}, ["a.cc:1 banned"])

    def test_each_pattern_has_an_example(self):
        for banned, line in zip(tidy.BANNED, self.BAD):
            self.assertRegex(line, banned.pattern)

    def test_comments_and_literals_may_name_them(self):
        self.expect({"src/base/a.cc": '// not std::format\nauto s = "std::cout";\n'}, [])

    def test_the_replacement_itself_may_use_them(self):
        self.expect({"src/base/clock.cc": "auto t = std::chrono::system_clock::now();\n"}, [])

    def test_deleted_functions_and_operators_are_no_calls(self):
        self.expect({"src/base/a.h": "#pragma once\nA(const A&) = delete;\n"}, [])


class Phrases(TidyCase):
    def test_they_are_refused_in_texts_across_line_ends(self):
        self.expect({"README.md": "It goes\non.\n", "docs/decisions/0001-a.md": "\nBy Which\n"},
                    ["README.md:1 phrase", "0001-a.md:2 phrase"])

    def test_generated_pages_and_the_middle_of_words_may_have_them(self):
        self.expect({"docs/permissions.md": "anew\n", "docs/a.md": "canewood\n"}, [])

    def test_headers_must_not_have_them_in_comments(self):
        self.expect({"src/base/a.h": "// Takes\n// away.\n#pragma once\n"}, ["a.h:1 phrase"])

    def test_literals_and_names_in_headers_may_have_them(self):
        self.expect({"src/base/a.h": '#pragma once\nauto anew = "by which";  // again\n'}, [])

    def test_sources_must_not_have_them_in_comments(self):
        self.expect({"src/base/a.cc": "int a;  // made anew\n",
                     "tests/golden/b.cc": "int b;\n// whom it\n// took\n// away\n",
                     "fuzz/c.cc": "/* goes\n   on */\n", "bench/d.cc": "// Besides.\n"},
                    ["a.cc:1 phrase", "b.cc:3 phrase", "b.cc:2 phrase", "c.cc:1 phrase",
                     "d.cc:1 phrase"])

    def test_literals_and_names_in_sources_may_have_them(self):
        self.expect({"src/base/a.cc": 'auto anew = R"(by\nwhich // anew)";  // again\n'
                                      "auto whom = \"goes // on\";\n"}, [])


class NamesOfPackages(TidyCase):
    def test_a_header_includes_what_it_names(self):
        self.expect({"src/base/a.h": "#pragma once\n#include <vector>\n"
                                     "std::vector<std::string> f();\nstd::string g();\n"},
                    ["a.h:3 name"])

    def test_a_header_of_ours_may_bring_it(self):
        self.expect({"src/base/a.h": "#pragma once\n#include <string>\n",
                     "src/base/b.h": '#pragma once\n#include "base/a.h"\n',
                     "src/json/c.h": '#pragma once\n#include "base/b.h"\nstd::string f();\n'}, [])

    def test_names_within_names_count(self):
        self.expect({"src/base/a.h": "#pragma once\nstd::chrono::seconds f();\n",
                     "src/base/b.h": "#pragma once\nboost::asio::ip::tcp::socket& f();\n"},
                    ["a.h:2 name", "b.h:2 name"])

    def test_comments_and_names_of_ours_do_not_count(self):
        self.expect({"src/base/a.h": "#pragma once\n// like std::string\n"
                                     "provost::std::string& f();\n"}, [])


class NamesOfOurs(TidyCase):
    def setUp(self):
        super().setUp()
        self.write("src/base/b.h", "#pragma once\nnamespace provost::sums {\nclass Purse;\n"
                                   "struct Coin {\n  int value;\n};\nint sum_of(int a);\n}\n")

    def test_a_source_includes_the_header_of_a_type(self):
        self.expect({"src/base/a.cc": "#include <string>\n\nCoin coin;\nCoin other;\n"},
                    ["a.cc:3 name"])

    def test_a_source_includes_the_header_of_a_function_of_a_namespace(self):
        self.expect({"src/base/a.cc": "int x = sums::sum_of(1);\n",
                     "src/base/c.cc": "int x = std::sum_of(1) + one.sum_of(2) + ::sum_of(3);\n"},
                    ["a.cc:1 name"])

    def test_what_another_header_brings_or_announces_is_included(self):
        self.expect({"src/base/c.h": '#pragma once\n#include "base/b.h"\n',
                     "src/base/d.h": "#pragma once\nnamespace provost {\nstruct Coin;\n}\n",
                     "src/base/a.cc": '#include "base/c.h"\nCoin coin;\n',
                     "src/base/e.cc": '#include "base/d.h"\nCoin* coin;\n',
                     "src/base/f.cc": "struct Coin;\nCoin* coin;\n"}, [])

    def test_what_a_source_declares_itself_is_its_own(self):
        self.expect({"src/base/a.cc": "struct Outer {\n  struct Coin {};\n  Coin coin;\n};\n",
                     "src/base/c.cc": "using Coin = int;\nCoin coin;\n"}, [])

    def test_members_and_text_do_not_count(self):
        self.expect({"src/base/a.cc": 'auto x = one.Coin + two->Coin;  // Coin\n'
                                      'auto y = "Coin";\n'}, [])


class HeadersAlone(TidyCase):
    def setUp(self):
        super().setUp()
        if not shutil.which("clang++-14"):
            self.skipTest("clang++-14 is not installed")

    def test_a_header_that_needs_another_one_is_found(self):
        self.expect({"src/base/a.h": "#pragma once\ninline Name f();\n",
                     "src/base/b.h": "#pragma once\nstruct Name {};\n"},
                    ["a.h:2 name", "a.h:1 header-alone"], full=True)

    def test_what_a_source_includes_first_is_left_to_the_build(self):
        self.expect({"src/base/a.h": "#pragma once\ninline Name f();\n",
                     "src/base/a.cc": '#include "base/a.h"\n',
                     "src/base/b.h": "#pragma once\ninline Name f();\n",
                     "src/base/c.cc": '#include "base/a.h"\n\n#include "base/b.h"\n',
                     "src/base/d_test.cc": '#include "base/b.h"\n'},
                    ["b.h:1 header-alone"], full=True)


class UntestedFolders(TidyCase):
    def test_a_folder_of_code_without_a_test_is_named(self):
        self.write("src/base/a.cc", "int a;\n" * 50)
        self.write("src/json/b.cc", "int a;\n" * 50)
        self.write("src/json/b_test.cc", "int a;\n")
        self.write("src/http/c.cc", "int a;\n" * 5)
        sources = [tidy.Source(self.root, path)
                   for path in tidy.list_files(self.root, ["src"], [".h", ".cc"])]
        self.assertEqual(tidy.untested_folders(sources), ["src/base"])


if __name__ == "__main__":
    unittest.main()
