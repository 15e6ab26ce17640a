#include <array>
#include <cstdint>

#include "json/json.h"
#include "scim/message/message.h"
#include "scim/message/urns.h"

namespace provost::scim::message {
namespace {

struct Row {
  Code code;
  ErrorForm form;
};

// RFC 7644 §3.12 tables 8 and 9, RFC 9865 §2.1, in the order of Code.
constexpr std::array rows{
    Row{Code::invalid_filter, {400, "invalidFilter"}},
    Row{Code::too_many, {400, "tooMany"}},
    Row{Code::mutability, {400, "mutability"}},
    Row{Code::invalid_syntax, {400, "invalidSyntax"}},
    Row{Code::invalid_path, {400, "invalidPath"}},
    Row{Code::no_target, {400, "noTarget"}},
    Row{Code::invalid_value, {400, "invalidValue"}},
    Row{Code::invalid_version, {400, "invalidVers"}},
    Row{Code::invalid_cursor, {400, "invalidCursor"}},
    Row{Code::expired_cursor, {400, "expiredCursor"}},
    Row{Code::invalid_count, {400, "invalidCount"}},
    Row{Code::unauthenticated, {401, ""}},
    Row{Code::forbidden, {403, ""}},
    Row{Code::sensitive, {403, "sensitive"}},
    Row{Code::not_found, {404, ""}},
    Row{Code::method_not_allowed, {405, ""}},
    Row{Code::not_acceptable, {406, ""}},
    Row{Code::uniqueness, {409, "uniqueness"}},
    Row{Code::conflict, {409, ""}},
    Row{Code::precondition_failed, {412, ""}},
    Row{Code::payload_too_large, {413, ""}},
    Row{Code::unsupported_media, {415, ""}},
    Row{Code::too_many_requests, {429, ""}},
    Row{Code::internal, {500, ""}},
    Row{Code::not_implemented, {501, ""}},
    Row{Code::overloaded, {503, ""}},
};

constexpr bool is_in_order() {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (static_cast<std::size_t>(rows[i].code) != i) {
      return false;
    }
  }
  return rows.back().code == Code::overloaded;
}
static_assert(is_in_order());

}  // namespace

ErrorForm form_of(Code code) {
  return rows.at(static_cast<std::size_t>(code)).form;
}

// The status is text (RFC 7644 §3.12, standards.md HTTP-1).
std::string error_body(const Error& error) {
  const ErrorForm form = form_of(error.code);
  std::string out = R"({"schemas":[)";
  json::append_string(out, error_urn);
  out += R"(],"status":")" + std::to_string(form.status) + '"';
  if (!form.scim_type.empty()) {
    out += R"(,"scimType":)";
    json::append_string(out, form.scim_type);
  }
  if (!error.detail.empty()) {
    out += R"(,"detail":)";
    json::append_string(out, error.detail);
  }
  out += '}';
  return out;
}

}  // namespace provost::scim::message
