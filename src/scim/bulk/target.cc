#include "scim/bulk/target.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "scim/resource/advice.h"
#include "scim/version.h"

namespace provost::scim::bulk {
namespace {

using resource::quote;

Error not_in_bulk(std::string_view path) {
  return Error(Code::invalid_value,
               fmt::format("path must be relative to the Tenant URL, as /Users or /Users/<id>, and "
                           "name a resource of this organisation; got {}",
                           quote(path)));
}

// Removes the version (standards.md VER-1).
Result<std::string_view> without_version(std::string_view path) {
  const std::string_view segment = path.substr(0, path.find('/'));
  if (!names_version(segment)) {
    return path;
  }
  if (!is_our_version(segment)) {
    return other_version(segment);
  }
  return path.substr(std::min(segment.size() + 1, path.size()));
}

Result<std::string> decoded(std::string_view segment, std::string_view path) {
  std::optional<std::string> text = decode_path_segment(segment);
  if (!text || !is_valid_utf8(*text)) {
    return not_in_bulk(path);
  }
  return std::move(*text);
}

// A Bulk inside a Bulk and searches are not operations on a resource.
bool is_other_service(const std::string& first, const std::string& id) {
  return iequals(first, "Bulk") || iequals(first, ".search") || iequals(id, ".search");
}

}  // namespace

Result<void> read_target(Operation& operation, std::string_view path,
                         const schema::Registry& registry) {
  const std::string_view sent = path;
  if (path.starts_with("//") || path.find("://") != std::string_view::npos) {
    return not_in_bulk(sent);
  }
  path.remove_prefix(path.starts_with('/') ? 1 : 0);
  TRY_ASSIGN(path, without_version(path));
  path.remove_suffix(path.ends_with('/') ? 1 : 0);
  const std::size_t slash = std::min(path.find('/'), path.size());
  const std::string_view rest = path.substr(std::min(slash + 1, path.size()));
  if (path.find_first_of("?#") != std::string_view::npos ||
      rest.find('/') != std::string_view::npos) {
    return not_in_bulk(sent);
  }
  TRY_ASSIGN(const std::string first, decoded(path.substr(0, slash), sent));
  TRY_ASSIGN(operation.id, decoded(rest, sent));
  if (first.empty() || is_other_service(first, operation.id)) {
    return not_in_bulk(sent);
  }
  operation.type = registry.find_by_segment(first);
  if (operation.type == nullptr) {
    return Error(Code::not_found,
                 fmt::format("there is no endpoint /{} here; see /ResourceTypes", first));
  }
  return {};
}

Result<void> check_id(const Operation& operation) {
  if (operation.method == Method::post && !operation.id.empty()) {
    return Error(Code::invalid_value,
                 fmt::format("POST creates at {} and takes no id in its path, got {}",
                             operation.type->endpoint, quote(operation.id)));
  }
  if (operation.method != Method::post && operation.id.empty()) {
    return Error(Code::invalid_value,
                 fmt::format("{} needs the id of the resource in its path, as {}/<id>",
                             operation.method_text, operation.type->endpoint));
  }
  return {};
}

}  // namespace provost::scim::bulk
