#include "base/text.h"
#include "scim/bulk/bulk.h"
#include "scim/message/message.h"

namespace provost::scim::bulk {
namespace {

void append_member(std::string& out, std::string_view name, std::string_view text) {
  if (text.empty()) {
    return;
  }
  out += ',';
  json::append_string(out, name);
  out += ':';
  json::append_string(out, text);
}

// `status` is text (EID 7916). The body of a success is left out, as RFC 7644 §3.7 allows; that of
// a failure never is.
void append_result(std::string& out, const Operation& operation, const Completion& completion) {
  out += R"({"status":")";
  out += std::to_string(completion.status);
  out += '"';
  append_member(out, "method", operation.method_text);
  append_member(out, "bulkId", operation.bulk_id);
  append_member(out, "location", completion.location);
  append_member(out, "version", completion.version);
  if (completion.error) {
    out += R"(,"response":)";
    out += message::error_body(*completion.error);
  }
  out += '}';
}

}  // namespace

std::string location(const Operation& operation, std::string_view base) {
  if (is_creation(operation) || operation.type == nullptr) {
    return {};
  }
  std::string url(base);
  url += operation.type->endpoint;
  if (!operation.id.empty()) {
    url += '/';
    url += encode_uri_component(operation.id);
  }
  return url;
}

Completion failed(const Operation& operation, const Error& error, std::string_view base) {
  return {.status = message::form_of(error.code).status,
          .location = location(operation, base),
          .version = {},
          .error = error};
}

std::string write_response(const Request& request,
                           std::span<const std::optional<Completion>> completions) {
  std::string out =
      R"({"schemas":["urn:ietf:params:scim:api:messages:2.0:BulkResponse"],"Operations":[)";
  bool is_first = true;
  for (std::size_t i = 0; i < request.operations.size(); ++i) {
    if (!completions[i]) {
      continue;
    }
    if (!is_first) {
      out += ',';
    }
    is_first = false;
    append_result(out, request.operations[i], *completions[i]);
  }
  return out += "]}";
}

}  // namespace provost::scim::bulk
