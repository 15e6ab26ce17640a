#include "admin/people/recipients.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "identity/setup_links.h"
#include "json/json.h"
#include "json/text.h"
#include "mail/message.h"
#include "scim/resource/changes.h"
#include "scim/schema/schema.h"
#include "store/access.h"

namespace provost::admin {
namespace {

// Empty when there is none.
std::string address_of(const json::Object& user) {
  std::string found;
  const json::Value* emails = user.if_contains("emails");
  if (emails != nullptr && emails->is_array()) {
    for (const json::Value& one : emails->get_array()) {
      const json::Object* email = one.if_object();
      const std::string address = email == nullptr ? "" : json::text_at(*email, "value");
      if (!mail::is_deliverable(address)) {
        continue;
      }
      const json::Value* primary = email->if_contains("primary");
      const bool is_primary = primary != nullptr && primary->is_bool() && primary->get_bool();
      if (is_primary || found.empty()) {
        found = address;
      }
      if (is_primary) {
        break;
      }
    }
  }
  const std::string name = json::text_at(user, "userName");
  return found.empty() && mail::is_deliverable(name) ? name : found;
}

void add(Recipient recipient, Recipients& to) {
  const std::string key = ascii_lower(recipient.address);
  const bool is_known = std::ranges::any_of(
      to.all, [&](const Recipient& one) { return ascii_lower(one.address) == key; });
  if (!is_known && to.all.size() < recipients_max) {
    to.all.push_back(std::move(recipient));
  }
}

// Whether there are any, with or without an address.
bool add_admins(store::Reader& reader, Recipients& to) {
  using enum access::Source;
  bool is_any = false;
  for (const access::Source source : {group, direct, retained}) {
    for (const ResourceId& id :
         reader.access().people_with(source, access::Target::admin_human, {}, recipients_max)) {
      is_any = true;
      const auto stored = reader.load(scim::schema::user_type, id);
      const json::Object user = stored ? scim::resource::document_of(*stored) : json::Object();
      std::string address = address_of(user);
      if (address.empty()) {
        ++to.without_address;
      } else {
        add({"member", id.to_string(), json::text_at(user, "displayName"), std::move(address)}, to);
      }
    }
  }
  return is_any;
}

bool may_be_told(const store::SetupLink& link, bool has_admin, Timestamp now) {
  switch (identity::state_of(link, now)) {
    case identity::SetupLinkState::open:
    case identity::SetupLinkState::redeemed:
      return true;
    case identity::SetupLinkState::expired:
      return !has_admin;
    default:
      return false;
  }
}

}  // namespace

bool has_contact_to_tell(store::Reader& reader) {
  return std::ranges::any_of(reader.setup_links().all(), [](const store::SetupLink& link) {
    return mail::is_deliverable(link.email) && may_be_told(link, false, {});
  });
}

Recipients recipients_of(store::Reader& reader, Timestamp now) {
  Recipients to;
  const bool has_admin = add_admins(reader, to);
  for (const store::SetupLink& link : identity::list_setup_links(reader)) {
    if (mail::is_deliverable(link.email) && may_be_told(link, has_admin, now)) {
      add({"contact", link.id, link.name, link.email}, to);
    }
  }
  return to;
}

}  // namespace provost::admin
