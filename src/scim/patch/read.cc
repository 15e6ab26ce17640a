#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "scim/patch/patch.h"
#include "scim/patch/work.h"
#include "scim/resource/advice.h"

namespace provost::scim::patch {
namespace {

using resource::quote;
using resource::quote_word;

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

std::string_view without_blanks(std::string_view text) {
  const std::size_t begin = std::min(text.find_first_not_of(' '), text.size());
  return text.substr(begin, text.find_last_not_of(' ') + 1 - begin);
}

Result<Op> read_op(const json::Object& operation, const Rules& rules) {
  const json::Value* op = json::find(operation, "op");
  if (op == nullptr || !op->is_string()) {
    return Error(Code::invalid_syntax, "each operation needs an op: add, remove or replace");
  }
  std::string_view word = op->get_string();
  if (rules.takes_dialects()) {
    word = without_blanks(word);
  }
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
  return Error(Code::invalid_syntax, fmt::format("op must be add, remove or replace, got {}",
                                                 quote_word(op->get_string())));
}

Result<std::optional<std::string>> read_path(const json::Object& operation, const Rules& rules) {
  const json::Value* path = json::find(operation, "path");
  if (path == nullptr || path->is_null()) {
    return std::optional<std::string>();
  }
  if (!path->is_string()) {
    return Error(Code::invalid_path, fmt::format("path must be text, got {}", quote(*path)));
  }
  std::string_view text = path->get_string();
  if (rules.takes_other_spellings_of_paths()) {
    text = without_blanks(text);
  }
  return text.empty() ? std::optional<std::string>() : std::optional<std::string>(text);
}

Result<Operation> read_operation(const json::Value& from, const Rules& rules) {
  if (!from.is_object()) {
    return Error(Code::invalid_syntax,
                 fmt::format("each of Operations must be an object, got {}", quote(from)));
  }
  const json::Object& object = from.get_object();
  Operation operation;
  TRY_ASSIGN(operation.op, read_op(object, rules));
  TRY_ASSIGN(operation.path, read_path(object, rules));
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

// The ConnId bundle sends a PatchOp with only `schemas` before it changes groups (design §2.19).
// Anything else in the body may be a change that would be lost.
bool says_nothing_else(const json::Object& body, const json::Value* operations) {
  const bool has_schemas = json::find(body, "schemas") != nullptr;
  const bool has_operations = operations != nullptr;
  return has_schemas && (!has_operations || operations->is_null()) &&
         body.size() == std::size_t{1} + (has_operations ? 1 : 0);
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
  if (rules.takes_empty_patches() && says_nothing_else(object, operations)) {
    return PatchRequest{};
  }
  if (operations == nullptr || !operations->is_array()) {
    return Error(Code::invalid_syntax, "Operations must be a list of operations");
  }
  // Microsoft's validator sometimes sends none (standards.md PAT-2).
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
