#include "admin/audit/audit_export.h"

#include <array>

namespace provost::admin {
namespace {

struct Column {
  std::string_view object;  // the member that holds it, or empty for the event itself
  std::string_view name;
};

// In the order of csv_titles().
constexpr std::array columns{Column{"", "id"},
                             Column{"", "seq"},
                             Column{"", "timestamp"},
                             Column{"", "type"},
                             Column{"", "severity"},
                             Column{"", "summary"},
                             Column{"", "actorType"},
                             Column{"", "actorId"},
                             Column{"", "actorDisplay"},
                             Column{"", "sourceIp"},
                             Column{"", "targetType"},
                             Column{"", "targetId"},
                             Column{"", "targetDisplay"},
                             Column{"", "requestId"},
                             Column{"context", "host"},
                             Column{"context", "userAgent"},
                             Column{"context", "referer"},
                             Column{"context", "method"},
                             Column{"context", "path"},
                             Column{"", "details"}};

constexpr std::string_view titles =
    "id,seq,timestamp,type,severity,summary,actorType,actorId,actorDisplay,sourceIp,targetType,"
    "targetId,targetDisplay,requestId,host,userAgent,referer,method,path,details\r\n";

std::string cell_of(const json::Object& event, const Column& column) {
  const json::Object* owner = &event;
  if (!column.object.empty()) {
    owner = &event.at(column.object).as_object();
  }
  const json::Value* value = owner->if_contains(column.name);
  if (value == nullptr || value->is_null()) {
    return {};
  }
  return value->is_string() ? std::string(value->get_string()) : json::write(*value);
}

void append_quoted(std::string& out, std::string_view text) {
  constexpr std::string_view formula_starts = "=+-@\t\r";
  out += '"';
  if (!text.empty() && formula_starts.find(text.front()) != std::string_view::npos) {
    out += '\'';
  }
  for (const char c : text) {
    out.append(c == '"' ? 2 : 1, c);
  }
  out += '"';
}

}  // namespace

void append_ndjson(std::string& out, const json::Object& event) {
  json::append(out, event);
  out += '\n';
}

std::string_view csv_titles() {
  return titles;
}

void append_csv(std::string& out, const json::Object& event) {
  std::string_view separator;
  for (const Column& column : columns) {
    out += separator;
    append_quoted(out, cell_of(event, column));
    separator = ",";
  }
  out += "\r\n";
}

}  // namespace provost::admin
