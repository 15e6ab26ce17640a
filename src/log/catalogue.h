#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/error.h"
#include "log/fix.h"
#include "store/records.h"

namespace provost::log {

// Everything that the provisioning log can say about a request in addition to its status: why it
// failed, or what is notable about a success. docs/provisioning-log.md is generated from this.
enum class Cause : std::uint8_t {
  none,

  token_refused,
  token_expired,
  scim_disabled,
  organisation_suspended,
  network_refused,
  path_unknown,
  method_refused,
  query_unreadable,

  resource_missing,
  user_name_taken,
  group_name_taken,
  conflict,
  version_outdated,

  value_refused,
  attribute_read_only,
  body_unreadable,
  path_refused,
  no_target,
  filter_refused,
  filter_sensitive,
  too_many_results,
  page_refused,
  media_type_refused,
  body_too_large,
  header_too_large,
  request_incomplete,
  version_refused,
  too_many_requests,
  not_supported,

  server_busy,
  server_failed,

  attributes_dropped,
  values_coerced,
  members_skipped,
  patch_without_effect,
  external_id_changed,
  external_id_not_object_id,
  external_id_shared,
  tombstone_user_name,
  group_emptied,

  entries_lost,

  how_many
};

inline constexpr std::size_t cause_count = static_cast<std::size_t>(Cause::how_many);

// A cause for people. The id is stable; `means` says it in plain words, `fix` names the setting.
struct CauseText {
  std::string_view id;
  std::string_view means;
  Fix fix;
};

const CauseText& text_of(Cause cause);
// Cause::none for an id that a newer version may have written.
Cause cause_with_id(std::string_view id);
// Whether requests with it were answered with an error: any but the remarks on successes.
bool is_failure(Cause cause);

// The cause behind an error of a request that was let in, on that resource type ("User", or empty).
Cause cause_of(Code code, std::string_view resource_type);
// The same for one that was not, of an organisation with these settings.
Cause cause_of_refusal(Code code, const store::OrgSettings& settings);
// The same for one that could not even be read, by the status of its answer.
Cause cause_of_unread(int status);

// All of it as a table: the last part of docs/provisioning-log.md.
std::string catalogue_as_markdown();

}  // namespace provost::log
