#include "cli/output.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/outside_text.h"

namespace provost::cli {
namespace {

std::string row_text(const std::vector<std::string>& cells,
                     const std::vector<std::size_t>& widths) {
  std::string line;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    line += fmt::format("{:<{}}", cells[i], widths[i] + 2);
  }
  line.erase(line.find_last_not_of(' ') + 1);
  return line;
}

std::vector<std::vector<std::string>> shown(std::vector<std::vector<std::string>> rows) {
  for (auto& row : rows) {
    for (std::string& cell : row) {
      cell = with_unseen_named(cell);
    }
  }
  return rows;
}

}  // namespace

void say_text(std::ostream& out, std::string_view text) {
  out << with_unseen_named(text);
}

void print_table(std::ostream& out, const std::vector<std::string>& titles,
                 const std::vector<std::vector<std::string>>& cells) {
  const std::vector<std::vector<std::string>> rows = shown(cells);
  std::vector<std::size_t> widths;
  widths.reserve(titles.size());
  for (const std::string& title : titles) {
    widths.push_back(title.size());
  }
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      widths[i] = std::max(widths[i], row[i].size());
    }
  }
  out << row_text(titles, widths) << '\n';
  for (const auto& row : rows) {
    out << row_text(row, widths) << '\n';
  }
}

void ListPrinter::add(const json::Object& item, std::vector<std::string> cells) {
  if (context_.json) {
    items_.emplace_back(item);
  } else {
    rows_.push_back(std::move(cells));
  }
}

void ListPrinter::finish() const {
  if (context_.json) {
    print_json(context_.out, items_);
  } else {
    print_table(context_.out, titles_, rows_);
  }
}

void print_json(std::ostream& out, const json::Value& value) {
  out << with_unseen_escaped(json::write(value)) << '\n';
}

}  // namespace provost::cli
