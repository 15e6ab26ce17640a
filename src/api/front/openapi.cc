#include "api/front/openapi.h"

#include <span>
#include <stdexcept>
#include <string>

namespace provost::api {

namespace embedded {
std::string_view embedded_file(std::string_view name);
std::span<const std::string_view> embedded_names();
}  // namespace embedded

namespace {

// The opening of a document.
constexpr std::string_view first_piece = "document.json";

json::Object read_piece(std::string_view name) {
  return std::move(json::parse(embedded::embedded_file(name)).value().as_object());
}

std::string whole_document() {
  json::Object whole = read_piece(first_piece);
  for (const std::string_view name : embedded::embedded_names()) {
    if (name != first_piece) {
      add_piece(whole, read_piece(name));
    }
  }
  return json::write(whole);
}

}  // namespace

void add_piece(json::Object& whole, const json::Object& piece) {
  for (const auto& member : piece) {
    const auto [place, is_new] = whole.emplace(member.key(), member.value());
    if (is_new) {
      continue;
    }
    json::Value& there = place->value();
    if (there.is_object() && member.value().is_object()) {
      add_piece(there.get_object(), member.value().get_object());
    } else if (there.is_array() && member.value().is_array()) {
      const json::Array& more = member.value().get_array();
      there.get_array().insert(there.get_array().end(), more.begin(), more.end());
    } else {
      throw std::logic_error("two pieces of the OpenAPI document have the name " +
                             std::string(member.key()));
    }
  }
}

std::string_view openapi_document() {
  static const std::string document = whole_document();
  return document;
}

http::Response openapi_reply() {
  http::Response response;
  response.headers.push_back({"Content-Type", "application/json"});
  response.body = std::string(openapi_document());
  response.route = "openapi";
  return response;
}

}  // namespace provost::api
