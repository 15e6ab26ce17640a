#pragma once

#include <ostream>
#include <string>
#include <vector>

#include "json/json.h"

namespace provost::cli {

// Rows in columns as wide as their widest cell, two spaces apart, under a line of titles.
void print_table(std::ostream& out, const std::vector<std::string>& titles,
                 const std::vector<std::vector<std::string>>& rows);

// One JSON text and a line feed.
void print_json(std::ostream& out, const json::Value& value);

}  // namespace provost::cli
