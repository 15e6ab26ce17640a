#pragma once

#include <ostream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "cli/context.h"
#include "json/json.h"

namespace provost::cli {

// All names chosen by others go through here before the command line prints them: invisible
// characters that reverse text, hide it or control a terminal become escapes (design rule 27),
// "<U+202E>" in text and JSON escapes in JSON.

// A sentence or a few, with line feeds of its own.
void say_text(std::ostream& out, std::string_view text);

template <class... Args>
void say(std::ostream& out, fmt::format_string<Args...> format, Args&&... args) {
  say_text(out, fmt::format(format, std::forward<Args>(args)...));
}

// Rows in columns as wide as their widest cell, two spaces apart, under a line of titles.
void print_table(std::ostream& out, const std::vector<std::string>& titles,
                 const std::vector<std::vector<std::string>>& rows);

// A list as a table, or with --json as one array of objects.
class ListPrinter {
 public:
  ListPrinter(const Context& context, std::vector<std::string> titles)
      : context_(context), titles_(std::move(titles)) {}
  void add(const json::Object& item, std::vector<std::string> cells);
  void finish() const;

 private:
  const Context& context_;
  std::vector<std::string> titles_;
  json::Array items_;
  std::vector<std::vector<std::string>> rows_;
};

// One JSON text and a line feed.
void print_json(std::ostream& out, const json::Value& value);

// What a command did that changed something: with --json one object on stdout, which has all that a
// script needs to go on with, and no prose anywhere; else a sentence for people on stderr.
template <class... Args>
void tell(const Context& context, const json::Object& outcome, fmt::format_string<Args...> sentence,
          Args&&... args) {
  if (context.json) {
    print_json(context.out, outcome);
  } else {
    say(context.err, sentence, std::forward<Args>(args)...);
  }
}

// The same of a command that made a secret, which is in `outcome` as well: without --json it alone
// is on stdout.
template <class... Args>
void tell_secret(const Context& context, const json::Object& outcome, std::string_view secret,
                 fmt::format_string<Args...> sentence, Args&&... args) {
  if (!context.json) {
    context.out << secret << std::endl;
  }
  tell(context, outcome, sentence, std::forward<Args>(args)...);
}

}  // namespace provost::cli
