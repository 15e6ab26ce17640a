#include <algorithm>
#include <array>
#include <unordered_set>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "scim/bulk/bulk.h"
#include "scim/bulk/references.h"
#include "scim/bulk/target.h"
#include "scim/resource/advice.h"

namespace provost::scim::bulk {
namespace {

using resource::quote;
using resource::quote_word;

constexpr std::string_view request_urn = "urn:ietf:params:scim:api:messages:2.0:BulkRequest";
constexpr std::string_view patch_urn = "urn:ietf:params:scim:api:messages:2.0:PatchOp";

constexpr std::array<std::pair<std::string_view, Method>, 4> methods{{{"POST", Method::post},
                                                                      {"PUT", Method::put},
                                                                      {"PATCH", Method::patch},
                                                                      {"DELETE", Method::del}}};

// Tolerant organisations ignore `schemas`, as in the other messages (BLK-1).
Result<void> check_schemas(const json::Object& envelope, const Rules& rules) {
  if (rules.takes_any_schemas()) {
    return {};
  }
  const json::Value* schemas = json::find(envelope, "schemas");
  const bool has_urn = schemas != nullptr && schemas->is_array() &&
                       std::ranges::any_of(schemas->get_array(), [](const json::Value& listed) {
                         return listed.is_string() && iequals(listed.get_string(), request_urn);
                       });
  if (!has_urn) {
    return Error(Code::invalid_syntax, fmt::format("schemas must list {}", request_urn));
  }
  return {};
}

Result<std::size_t> read_errors_max(const json::Object& envelope) {
  const json::Value* given = json::find(envelope, "failOnErrors");
  if (given == nullptr || given->is_null()) {
    return Request::no_limit;
  }
  if (given->is_uint64()) {
    return given->get_uint64();
  }
  if (!given->is_int64() || given->get_int64() < 1) {
    return Error(Code::invalid_value,
                 fmt::format("failOnErrors must be a whole number from 1 on, got {}; leave it out "
                             "to carry on whatever fails",
                             quote(*given)));
  }
  return static_cast<std::size_t>(given->get_int64());
}

Result<json::Array*> find_operations(json::Object& envelope, const Limits& limits) {
  json::Value* operations = json::find(envelope, "Operations");
  if (operations == nullptr || !operations->is_array()) {
    return Error(Code::invalid_syntax, "Operations must be a list of operations");
  }
  json::Array& list = operations->get_array();
  if (list.size() > limits.operations_max) {
    return Error(Code::payload_too_large,
                 fmt::format("the request has {} operations, but maxOperations is {}: nothing was "
                             "done, send it in parts",
                             list.size(), limits.operations_max));
  }
  for (const json::Value& entry : list) {
    if (!entry.is_object()) {
      return Error(Code::invalid_syntax,
                   fmt::format("each of Operations must be an object, got {}", quote(entry)));
    }
  }
  return &list;
}

// A member that is text, or empty when there is none.
Result<std::string_view> read_text(const json::Object& from, std::string_view name) {
  const json::Value* given = json::find(from, name);
  if (given == nullptr || given->is_null()) {
    return std::string_view();
  }
  if (!given->is_string()) {
    return Error(Code::invalid_syntax, fmt::format("{} must be text, got {}", name, quote(*given)));
  }
  return std::string_view(given->get_string());
}

Result<void> read_method(Operation& operation, const json::Object& from) {
  TRY_ASSIGN(const std::string_view word, read_text(from, "method"));
  operation.method_text = word;
  const auto* known = std::ranges::find_if(
      methods, [&](const auto& method) { return iequals(method.first, word); });
  if (known == methods.end()) {
    return Error(
        Code::invalid_value,
        fmt::format("method must be POST, PUT, PATCH or DELETE, got {}", quote_word(word)));
  }
  operation.method_text = known->first;
  operation.method = known->second;
  return {};
}

// The RFC's own example gives the operations of a PATCH without the enclosing body (EID 5050,
// BLK-10).
json::Value full_patch(json::Value data) {
  if (!data.is_array()) {
    return data;
  }
  return json::Object{{"schemas", json::Array{json::Value(patch_urn)}},
                      {"Operations", std::move(data)}};
}

Result<void> read_data(Operation& operation, json::Object& from) {
  if (operation.method == Method::del) {
    return {};
  }
  json::Value* data = json::find(from, "data");
  const bool fits = data != nullptr &&
                    (data->is_object() || (operation.method == Method::patch && data->is_array()));
  if (!fits) {
    return Error(Code::invalid_syntax,
                 fmt::format("{} needs an object as its data{}", operation.method_text,
                             data == nullptr ? std::string() : ", got " + quote(*data)));
  }
  operation.data =
      operation.method == Method::patch ? full_patch(std::move(*data)) : std::move(*data);
  return {};
}

void note_references(Operation& operation) {
  std::unordered_set<std::string> seen;
  rewrite_references(operation, [&](std::string_view bulk_id) {
    if (seen.emplace(bulk_id).second) {
      operation.references.emplace_back(bulk_id);
    }
    return std::optional<std::string>();
  });
}

Result<void> read_operation(Operation& operation, json::Object& from,
                            const schema::Registry& registry) {
  // The answer repeats the method, whatever else is wrong (RFC 7644 §3.7).
  const Result<void> method = read_method(operation, from);
  TRY_ASSIGN(operation.bulk_id, read_text(from, "bulkId"));
  TRY_ASSIGN(const std::string_view path, read_text(from, "path"));
  const Result<void> target = read_target(operation, path, registry);
  TRY(method);
  TRY(target);
  TRY(check_id(operation));
  if (operation.method == Method::post && operation.bulk_id.empty()) {
    return Error(Code::invalid_value, "POST needs a bulkId of its own in the request");  // BLK-3
  }
  TRY_ASSIGN(operation.version, read_text(from, "version"));
  TRY(read_data(operation, from));
  note_references(operation);
  return {};
}

Result<void> check_bulk_ids(const Request& request) {
  std::unordered_set<std::string_view> seen;
  for (const Operation& operation : request.operations) {
    if (!operation.bulk_id.empty() && !seen.insert(operation.bulk_id).second) {
      return Error(Code::invalid_syntax, fmt::format("two operations have the bulkId {}; each "
                                                     "bulkId may occur once",
                                                     quote(operation.bulk_id)));
    }
  }
  return {};
}

void refuse_unknown_references(Request& request) {
  std::unordered_set<std::string_view> created;
  for (const Operation& operation : request.operations) {
    if (is_creation(operation) && !operation.bulk_id.empty()) {
      created.insert(operation.bulk_id);
    }
  }
  for (Operation& operation : request.operations) {
    const auto unknown = std::ranges::find_if(
        operation.references, [&](const std::string& id) { return !created.contains(id); });
    if (!operation.fault && unknown != operation.references.end()) {
      operation.fault =
          Error(Code::conflict,
                fmt::format("no POST of this request has the bulkId {}", quote(*unknown)));
    }
  }
}

}  // namespace

bool is_creation(const Operation& operation) {
  return operation.method_text == "POST";
}

Result<Request> read(json::Value body, const schema::Registry& registry, const Rules& rules,
                     const Limits& limits) {
  if (!body.is_object()) {
    return Error(Code::invalid_syntax, "the body must be a JSON object");
  }
  json::Object& envelope = body.get_object();
  TRY(check_schemas(envelope, rules));
  TRY_ASSIGN(json::Array * list, find_operations(envelope, limits));
  Request request;
  TRY_ASSIGN(request.errors_max, read_errors_max(envelope));
  for (json::Value& entry : *list) {
    Operation& operation = request.operations.emplace_back();
    Result<void> outcome = read_operation(operation, entry.get_object(), registry);
    if (outcome.has_error()) {
      operation.fault = std::move(outcome).error();
    }
  }
  TRY(check_bulk_ids(request));
  refuse_unknown_references(request);
  return request;
}

}  // namespace provost::scim::bulk
