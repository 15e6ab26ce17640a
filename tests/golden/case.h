#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

// One golden case: a text file of requests and the answers they must get. README.md beside this
// header describes the format to people; this is its shape in memory.
namespace provost::golden {

using Field = std::pair<std::string, std::string>;

// `repeat: n = 1..101` plays an exchange once for each number, with <n> standing for it.
struct Repeat {
  std::string name;
  int first = 1;
  int last = 1;
};

// `schema: badge.json required` gives the organisation an extension schema for its users, by a
// definition in schemas/; `schema: team.json Group` one for its groups.
struct SchemaFile {
  std::string file;
  std::string type = "User";
  bool required = false;
};

struct Exchange {
  std::string title;
  std::size_t line = 0;  // of its `==` line, counted from 1
  bool setup = false;    // without an expected body: the answer's body is not looked at
  std::optional<Repeat> repeat;

  std::string method;
  std::string target;
  std::vector<Field> headers;
  std::string body;

  int status = 0;
  std::vector<Field> expected_headers;
  std::string expected_body;
  // The lines below the dash line, [first, last) counted from 0: what a rewrite replaces.
  std::size_t expected_first = 0;
  std::size_t expected_last = 0;
};

struct Case {
  std::string name;
  std::vector<std::string> covers;
  std::vector<std::string> profiles;            // "minimal", "full", or both
  std::map<std::string, std::string> settings;  // key=value, of the organisation
  std::vector<SchemaFile> schemas;
  std::vector<Exchange> exchanges;
  std::vector<std::string> lines;  // of the file as it stands

  // Whether a request or an expectation uses the mask, such as "<other ".
  bool mentions(std::string_view mask) const;
};

// Reads a case. Code::invalid_syntax with the line and what is wrong with it.
Result<Case> read_case(std::string_view text);

}  // namespace provost::golden
