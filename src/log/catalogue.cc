#include "log/catalogue.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace provost::log {
namespace {

struct Row {
  Cause cause;
  CauseText text;
};

// In the order of the enumeration, which is also that of the document.
constexpr std::array<Row, cause_count> rows{{
    {Cause::none, {"", "", ""}},
    {Cause::token_refused,
     {"token.refused",
      "The Secret Token is missing, wrong, expired or revoked, or is that of another organisation.",
      "Rotate the token under Settings → Identity Access → Rotate Token and paste the "
      "new value{ in Entra under Provisioning → Admin Credentials → Secret Token| in "
      "Okta under Provisioning → Integration → API Token}. Then test the connection."}},
    {Cause::token_expired,
     {"token.expired", "The Secret Token has expired or was revoked.",
      "Paste the current Secret Token{ in Entra under Provisioning → Admin Credentials → Secret "
      "Token| in Okta under Provisioning → Integration → API Token}. If it is lost, rotate the "
      "token under Settings → Identity Access → Rotate Token and paste the new one."}},
    {Cause::scim_disabled,
     {"scim.disabled",
      "SCIM is switched off for this organisation, so that nothing can be provisioned.",
      "Switch it on under Settings → Identity Access → Enable SCIM, or stop "
      "provisioning in the identity provider{ (Entra: Provisioning → Stop "
      "provisioning)| (Okta: Provisioning → To App)}."}},
    {Cause::organisation_suspended,
     {"organisation.suspended",
      "The operator has suspended this organisation: provisioning and sign-in are blocked.",
      "Ask whoever runs the service. Once it is resumed, provisioning continues by "
      "itself{, in Entra with the next cycle or after Provisioning → Restart "
      "provisioning if it is in quarantine|}."}},
    {Cause::network_refused,
     {"network.refused",
      "The request came from an address outside the networks that the organisation allows.",
      "Add the addresses of your identity provider to the allowed networks under "
      "Settings → Identity Access{; Microsoft publishes those of Entra as the service "
      "tag AzureActiveDirectory|}."}},
    {Cause::path_unknown,
     {"path.unknown", "There is nothing at that path.",
      "Copy the Tenant URL from Settings → Identity Access again, without anything "
      "after /scim/v2, and paste it{ in Entra under Provisioning → Admin Credentials → "
      "Tenant URL| in Okta under Provisioning → Integration → Base URL}."}},
    {Cause::method_refused,
     {"method.refused", "That path does not take requests of this method.",
      "Identity providers do not send such requests by themselves; look for a script or a proxy "
      "that does."}},
    {Cause::query_unreadable,
     {"query.unreadable", "The query string is not properly percent-encoded.",
      "Look for a proxy or gateway in between that decodes URLs; it must pass them on untouched."}},
    {Cause::resource_missing,
     {"resource.missing", "No user or group has this id; it may have been deleted here.",
      "If the person or group should be here, have the identity provider send it "
      "again{ (Entra: Provisioning → Restart provisioning)| (Okta: unassign and assign "
      "the person, or push the group again)}."}},
    {Cause::user_name_taken,
     {"user_name.taken", "Another user of the organisation has this userName already.",
      "Make userName the matching attribute{ (Entra: Provisioning → Mappings → "
      "Provision Microsoft Entra ID Users → userName → Match objects using this "
      "attribute: Yes)|}, or give one of the two people another userName."}},
    {Cause::group_name_taken,
     {"group_name.taken", "Another group of the organisation has this displayName already.",
      "Rename one of the two groups, or make displayName the matching attribute{ "
      "(Entra: Provisioning → Mappings → Provision Microsoft Entra ID Groups)|}."}},
    {Cause::conflict,
     {"conflict", "The request contradicts the current state of the resource.",
      "The detail says how; the identity provider will send it again in its next cycle."}},
    {Cause::version_outdated,
     {"version.outdated", "The resource was changed by somebody else since the client read it.",
      "Nothing needs to be done: the client reads it again and repeats its change."}},
    {Cause::value_refused,
     {"value.refused", "A value is missing, or has a form that its attribute does not allow.",
      "Correct what is sent for this attribute{ in Entra under Provisioning → "
      "Mappings| in Okta under Provisioning → To App → Attribute Mappings}."}},
    {Cause::attribute_read_only,
     {"attribute.read_only",
      "The request changes an attribute that only the server may set, or "
      "removes one that must be there.",
      "Remove that attribute from the mapping{ in Entra under Provisioning → Mappings| "
      "in Okta under Provisioning → To App → Attribute Mappings}."}},
    {Cause::body_unreadable,
     {"body.unreadable", "The body of the request is not a valid SCIM message.",
      "If your identity provider sent it by itself, give us the request id. Otherwise "
      "correct the script that sends it."}},
    {Cause::path_refused,
     {"path.refused", "A PATCH names an attribute that users or groups do not have here.",
      "Remove that attribute from the mapping{ (Entra: Provisioning → Mappings)| "
      "(Okta: Provisioning → To App)}, or give the organisation the attribute profile "
      "full."}},
    {Cause::no_target,
     {"target.missing", "A PATCH changes an element that is not there.",
      "Have the identity provider send the whole value again{ (Entra: Provisioning → "
      "Restart provisioning)|}."}},
    {Cause::filter_refused,
     {"filter.refused",
      "The filter of a search cannot be read, or names an attribute that is "
      "not kept here.",
      "Match by userName or externalId for users and by displayName or externalId for "
      "groups{ (Entra: Provisioning → Mappings → Match objects using this attribute)|}."}},
    {Cause::filter_sensitive,
     {"filter.sensitive", "The search would put personal values into the URL.",
      "Have the client send it as POST to /.search."}},
    {Cause::too_many_results,
     {"results.too_many", "The search or PATCH would take more work than one request may cause.",
      "Match by userName, externalId or displayName, which are indexed; in a PATCH, name members "
      "and values by their value."}},
    {Cause::page_refused,
     {"page.refused", "The page that was asked for does not exist, or its cursor is too old.",
      "Nothing needs to be done: the client starts its import or search afresh."}},
    {Cause::media_type_refused,
     {"media_type.refused", "The request's Content-Type or Accept is not a SCIM media type.",
      "Have the client send application/scim+json."}},
    {Cause::body_too_large,
     {"body.too_large", "The request is larger than the server takes.",
      "Send fewer operations or members in one request."}},
    {Cause::header_too_large,
     {"header.too_large", "The header of the request is larger than the server reads.",
      "Identity providers do not send such requests by themselves; look for a proxy in between "
      "that adds header fields, such as cookies."}},
    {Cause::request_incomplete,
     {"request.incomplete", "The request did not arrive whole in the time that it may take.",
      "The identity provider sends it again. If it happens often, look for a proxy or a firewall "
      "in between that holds requests back."}},
    {Cause::version_refused,
     {"version.refused", "The path asks for a version of SCIM other than 2.0.",
      "Choose SCIM 2.0 in the identity provider, and copy the Tenant URL again."}},
    {Cause::too_many_requests,
     {"requests.too_many", "The client sent more requests than it may in this time.",
      "Nothing needs to be done: the identity provider slows down and sends them again."}},
    {Cause::not_supported,
     {"not_supported", "The server does not offer this part of the protocol.",
      "Switch the feature off in the client; /ServiceProviderConfig lists what there is."}},
    {Cause::server_busy,
     {"server.busy", "The server had too much to do and asked the client to try again.",
      "Nothing needs to be done: the identity provider sends it again. If it keeps happening, tell "
      "the operator."}},
    {Cause::server_failed,
     {"server.failed", "The server failed.", "Give the operator the request id."}},
    {Cause::attributes_dropped,
     {"attributes.dropped",
      "The request contains attributes that this organisation does not keep; they were left out.",
      "Remove these attributes from the mapping{ (Entra: Provisioning → Mappings → "
      "Provision Microsoft Entra ID Users)| (Okta: Provisioning → To App)}, or give "
      "the organisation the attribute profile full."}},
    {Cause::values_coerced,
     {"values.coerced",
      "Values were not in the standard's form; they were converted to what they mean.",
      "Nothing needs to be done.{ With ?aadOptscim062020 behind the Tenant URL, Entra "
      "follows the standard.|}"}},
    {Cause::members_skipped,
     {"members.skipped",
      "The group names members that are not users or groups here; the others were added.",
      "Bring these people into scope{ (Entra: Users and groups, or Provisioning → "
      "Scoping filters)| (Okta: Assignments)}, then have the group sent again{ (Entra: "
      "Restart provisioning)| (Okta: push it again)}."}},
    {Cause::patch_without_effect,
     {"patch.no_effect",
      "The request changed nothing: it asked for what was already so, or named what is not there.",
      "Nothing needs to be done if the person or group looks right here. Otherwise "
      "have it sent again{ (Entra: Restart provisioning)| (Okta: push the group "
      "again)}."}},
    {Cause::external_id_changed,
     {"external_id.changed", "The externalId of a user or group was changed; it is meant to stay.",
      "Map an attribute that never changes to externalId{ (Entra: objectId, under "
      "Provisioning → Mappings)|}."}},
    {Cause::external_id_not_object_id,
     {"external_id.not_object_id",
      "The externalId looks like a name or an address, which can change and pass to another "
      "person.",
      "Map an ID that never changes to externalId{: in Entra objectId, under Provisioning → "
      "Mappings → Provision Microsoft Entra ID Users, in place of mailNickname; then press "
      "Restart provisioning|}."}},
    {Cause::external_id_shared,
     {"external_id.shared", "Several users have the same externalId, so it identifies no one.",
      "Map a value to externalId that only one person has{, objectId in Entra|}."}},
    {Cause::tombstone_user_name,
     {"user_name.tombstone",
      "The userName is that of a person in Entra's recycle bin: Entra puts the object id in front.",
      "Nothing needs to be done: the person gets the old name back when restored, and "
      "is deleted here when the identity provider deletes them for good."}},
    {Cause::group_emptied,
     {"group.emptied", "The request removed the last member of a group.",
      "If that was not meant, look at the group and at the assignments in the identity provider."}},
    {Cause::entries_lost,
     {"entries.lost",
      "More happened in this minute than the log had room for; the requests were carried out.",
      "Nothing needs to be done. If it keeps happening, tell the operator: the disk may be full or "
      "slow."}},
}};

constexpr bool rows_follow_the_enumeration() {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].cause != static_cast<Cause>(i)) {
      return false;
    }
  }
  return true;
}
static_assert(rows_follow_the_enumeration());

Cause taken_name(std::string_view resource_type) {
  return resource_type == "Group" ? Cause::group_name_taken : Cause::user_name_taken;
}

}  // namespace

const CauseText& text_of(Cause cause) {
  return rows[static_cast<std::size_t>(cause)].text;
}

Cause cause_with_id(std::string_view id) {
  const auto row =
      std::find_if(rows.begin(), rows.end(), [&](const Row& one) { return one.text.id == id; });
  return row == rows.end() ? Cause::none : row->cause;
}

bool is_failure(Cause cause) {
  return cause > Cause::none && cause < Cause::attributes_dropped;
}

Cause cause_of(Code code, std::string_view resource_type) {
  switch (code) {
    case Code::unauthenticated:  // of an operation of a Bulk request
      return Cause::token_refused;
    case Code::not_found:
      return resource_type.empty() ? Cause::path_unknown : Cause::resource_missing;
    case Code::method_not_allowed:
      return Cause::method_refused;
    case Code::uniqueness:
      return taken_name(resource_type);
    case Code::conflict:
      return Cause::conflict;
    case Code::precondition_failed:
      return Cause::version_outdated;
    case Code::invalid_value:
      return Cause::value_refused;
    case Code::mutability:
      return Cause::attribute_read_only;
    case Code::invalid_syntax:
      return Cause::body_unreadable;
    case Code::invalid_path:
      return Cause::path_refused;
    case Code::no_target:
      return Cause::no_target;
    case Code::forbidden:  // discovery endpoints cannot be filtered
    case Code::invalid_filter:
      return Cause::filter_refused;
    case Code::sensitive:
      return Cause::filter_sensitive;
    case Code::too_many:
      return Cause::too_many_results;
    case Code::invalid_cursor:
    case Code::expired_cursor:
    case Code::invalid_count:
      return Cause::page_refused;
    case Code::unsupported_media:
    case Code::not_acceptable:
      return Cause::media_type_refused;
    case Code::payload_too_large:
      return Cause::body_too_large;
    case Code::invalid_version:
      return Cause::version_refused;
    case Code::too_many_requests:
      return Cause::too_many_requests;
    case Code::not_implemented:
      return Cause::not_supported;
    case Code::overloaded:
      return Cause::server_busy;
    case Code::internal:
      break;
  }
  return Cause::server_failed;
}

Cause cause_of_refusal(Code code, const store::OrgSettings& settings) {
  switch (code) {
    case Code::unauthenticated:
      return Cause::token_refused;
    case Code::forbidden:
      if (settings.suspended) {
        return Cause::organisation_suspended;
      }
      return settings.scim_enabled ? Cause::network_refused : Cause::scim_disabled;
    case Code::method_not_allowed:
      return Cause::method_refused;
    case Code::not_found:
      return Cause::path_unknown;
    case Code::invalid_version:
      return Cause::version_refused;
    default:
      return Cause::query_unreadable;
  }
}

Cause cause_of_unread(int status) {
  switch (status) {
    case 408:
      return Cause::request_incomplete;
    case 413:
      return Cause::body_too_large;
    case 431:
      return Cause::header_too_large;
    default:
      return Cause::body_unreadable;
  }
}

std::string catalogue_as_markdown() {
  std::string out = "| cause | what it means | what to do |\n|---|---|---|\n";
  for (const Row& row : rows) {
    if (row.cause != Cause::none) {
      out += fmt::format("| `{}` | {} | {} |\n", row.text.id, row.text.means, row.text.fix.text());
    }
  }
  return out;
}

}  // namespace provost::log
