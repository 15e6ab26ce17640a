#pragma once

#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "cli/context.h"
#include "json/json.h"

namespace provost::cli {

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

}  // namespace provost::cli
