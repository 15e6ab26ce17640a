#include "golden/pretty.h"

#include <boost/json/serialize.hpp>

namespace provost::golden {
namespace {

namespace json = boost::json;

constexpr std::size_t columns_max = 96;

std::string on_one_line(const json::value& value);

std::string joined(const json::object& object) {
  std::string out = "{";
  for (const auto& [name, member] : object) {
    out += out.size() > 1 ? ", " : "";
    out += json::serialize(name) + ": " + on_one_line(member);
  }
  return out + "}";
}

std::string joined(const json::array& array) {
  std::string out = "[";
  for (const json::value& element : array) {
    out += out.size() > 1 ? ", " : "";
    out += on_one_line(element);
  }
  return out + "]";
}

std::string on_one_line(const json::value& value) {
  if (value.is_object()) {
    return joined(value.get_object());
  }
  return value.is_array() ? joined(value.get_array()) : json::serialize(value);
}

void append(std::string& out, const json::value& value, std::size_t indent);

void append_broken(std::string& out, const json::object& object, std::size_t indent) {
  for (const auto& [name, member] : object) {
    out += out.back() == '{' ? "\n" : ",\n";
    out += std::string(indent + 2, ' ') + json::serialize(name) + ": ";
    append(out, member, indent + 2);
  }
}

void append_broken(std::string& out, const json::array& array, std::size_t indent) {
  for (const json::value& element : array) {
    out += &element == &array.front() ? "\n" : ",\n";
    out += std::string(indent + 2, ' ');
    append(out, element, indent + 2);
  }
}

void append(std::string& out, const json::value& value, std::size_t indent) {
  const std::string line = on_one_line(value);
  const std::size_t column = out.size() - (out.rfind('\n') + 1);
  // The outermost object is always broken into lines, since readers look for it.
  const bool breaks = indent == 0 || column + line.size() > columns_max;
  if (!breaks || !value.is_structured() || line.size() == 2) {
    out += line;
    return;
  }
  out += value.is_object() ? '{' : '[';
  if (value.is_object()) {
    append_broken(out, value.get_object(), indent);
  } else {
    append_broken(out, value.get_array(), indent);
  }
  out += '\n' + std::string(indent, ' ') + (value.is_object() ? '}' : ']');
}

}  // namespace

std::string pretty(const json::value& value) {
  std::string out;
  append(out, value, 0);
  return out;
}

}  // namespace provost::golden
