#include "http/message.h"

#include <algorithm>
#include <optional>

#include "base/outside_text.h"
#include "base/text.h"

namespace provost::http {
namespace {

void append_parameter(QueryParameters& out, std::string_view parameter) {
  const std::size_t equals = parameter.find('=');
  const std::string_view raw_value =
      equals == std::string_view::npos ? std::string_view{} : parameter.substr(equals + 1);
  std::optional<std::string> name = decode_query_component(parameter.substr(0, equals));
  std::optional<std::string> value = decode_query_component(raw_value);
  if (!name || !value || !is_valid_utf8(*name) || !is_valid_utf8(*value)) {
    out.ok = false;
    return;
  }
  out.items.emplace_back(std::move(*name), std::move(*value));
}

}  // namespace

std::string_view to_text(Method method) {
  switch (method) {
    case Method::get:
      return "GET";
    case Method::head:
      return "HEAD";
    case Method::post:
      return "POST";
    case Method::put:
      return "PUT";
    case Method::patch:
      return "PATCH";
    case Method::del:
      return "DELETE";
    case Method::options:
      return "OPTIONS";
    case Method::other:
      return "OTHER";
  }
  return "OTHER";
}

std::string_view Request::header(std::string_view name) const {
  const auto found = std::ranges::find_if(
      headers, [name](const auto& field) { return iequals(field.first, name); });
  return found == headers.end() ? std::string_view{} : found->second;
}

std::string Request::text(std::string_view name, std::size_t bytes_max) const {
  return outside_text(header(name), bytes_max);
}

const std::string* QueryParameters::find(std::string_view name) const {
  const auto found =
      std::ranges::find_if(items, [name](const auto& item) { return iequals(item.first, name); });
  return found == items.end() ? nullptr : &found->second;
}

QueryParameters parse_query(std::string_view query) {
  QueryParameters out;
  while (!query.empty()) {
    const std::size_t ampersand = query.find('&');
    const std::string_view parameter = query.substr(0, ampersand);
    // `&&` and a dangling `&` name nothing (idp-clients.md §3.2).
    if (!parameter.empty()) {
      append_parameter(out, parameter);
    }
    query = ampersand == std::string_view::npos ? std::string_view{} : query.substr(ampersand + 1);
  }
  return out;
}

}  // namespace provost::http
