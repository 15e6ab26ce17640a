#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "scim/patch/patch.h"
#include "scim/patch/work.h"
#include "scim/resource/advice.h"

namespace provost::scim::patch {
namespace {

using resource::quote;

constexpr std::string_view patch_urn = "urn:ietf:params:scim:api:messages:2.0:PatchOp";

Result<void> check_schemas(const json::Object& body) {
  const json::Value* schemas = json::find(body, "schemas");
  const bool has_urn = schemas != nullptr && schemas->is_array() &&
                       std::ranges::any_of(schemas->get_array(), [](const json::Value& listed) {
                         return listed.is_string() && iequals(listed.get_string(), patch_urn);
                       });
  if (!has_urn) {
    return Error(Code::invalid_syntax, fmt::format("schemas must list {}", patch_urn));
  }
  return {};
}

Result<Op> read_op(const json::Object& operation) {
  const json::Value* op = json::find(operation, "op");
  if (op == nullptr || !op->is_string()) {
    return Error(Code::invalid_syntax, "each operation needs an op: add, remove or replace");
  }
  const std::string_view word = op->get_string();
  // In any letter case: Entra sends Add, Replace and Remove (idp-clients.md P1).
  if (iequals(word, "add")) {
    return Op::add;
  }
  if (iequals(word, "remove")) {
    return Op::remove;
  }
  if (iequals(word, "replace")) {
    return Op::replace;
  }
  return Error(Code::invalid_syntax,
               fmt::format("op must be add, remove or replace, got {}", quote(*op)));
}

Result<std::optional<std::string>> read_path(const json::Object& operation) {
  const json::Value* path = json::find(operation, "path");
  if (path == nullptr || path->is_null()) {
    return std::optional<std::string>();
  }
  if (!path->is_string()) {
    return Error(Code::invalid_path, fmt::format("path must be text, got {}", quote(*path)));
  }
  if (path->get_string().empty()) {
    return std::optional<std::string>();
  }
  return std::optional<std::string>(path->get_string());
}

Result<Operation> read_operation(const json::Value& from, const Rules& rules) {
  if (!from.is_object()) {
    return Error(Code::invalid_syntax,
                 fmt::format("each of Operations must be an object, got {}", quote(from)));
  }
  const json::Object& object = from.get_object();
  Operation operation;
  TRY_ASSIGN(operation.op, read_op(object));
  TRY_ASSIGN(operation.path, read_path(object));
  if (const json::Value* value = json::find(object, "value")) {
    operation.value = *value;
  }
  if (!operation.path && operation.op == Op::remove) {
    return Error(Code::no_target, "a remove operation needs a path");  // standards.md PAT-7
  }
  if (!operation.path && !rules.takes_pathless_operations()) {
    return Error(
        Code::invalid_syntax,
        "each operation needs a path, since the conformance of this organisation is strict; "
        "conformance=tolerant takes operations without one");
  }
  if (!operation.value && operation.op != Op::remove) {
    return Error(Code::invalid_value, "an add or replace operation needs a value");  // ADD-1
  }
  return operation;
}

}  // namespace

Result<PatchRequest> read(const json::Value& body, const Rules& rules) {
  if (!body.is_object()) {
    return Error(Code::invalid_syntax, "the body must be a JSON object");
  }
  const json::Object& object = body.get_object();
  if (!rules.takes_any_schemas()) {
    TRY(check_schemas(object));
  }
  const json::Value* operations = json::find(object, "Operations");
  if (operations == nullptr || !operations->is_array()) {
    return Error(Code::invalid_syntax, "Operations must be a list of operations");
  }
  // Microsoft's validator sends none at times (standards.md PAT-2).
  if (!rules.takes_empty_patches() && operations->get_array().empty()) {
    return Error(Code::invalid_syntax, "Operations must not be empty");
  }
  if (operations->get_array().size() > operations_max) {
    return Error(
        Code::payload_too_large,
        fmt::format("the request has {} operations, and a PATCH may have {}. One operation "
                    "may name thousands of members",
                    operations->get_array().size(), operations_max));
  }
  PatchRequest request;
  request.operations.reserve(operations->get_array().size());
  for (const json::Value& from : operations->get_array()) {
    TRY_ASSIGN(Operation operation, read_operation(from, rules));
    request.operations.push_back(std::move(operation));
  }
  return request;
}

}  // namespace provost::scim::patch
