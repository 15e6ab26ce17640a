#pragma once

#include <string_view>

#include "json/json.h"
#include "provision/access/ended.h"
#include "provision/context.h"
#include "scim/schema/schema.h"
#include "store/transaction.h"

// Journal entries of the SCIM use cases. Types are "<type>.created", ".updated", ".activated",
// ".deactivated", ".deleted", "user.adopted", "group.member_added" and "group.member_removed";
// attribute values are personal, so they go to the erasable part of an entry.
namespace provost::provision::journal {

// `access` is the person's access as JSON text; empty for a group.
void created(store::Writer& writer, const scim::schema::ResourceType& type, const ResourceId& id,
             const json::Object& document, std::string_view access, const Context& context);
void adopted(store::Writer& writer, const scim::schema::ResourceType& type, const ResourceId& id,
             const Context& context);
void updated(store::Writer& writer, const scim::schema::ResourceType& type, const ResourceId& id,
             const json::Object& before, const json::Object& after, const Context& context);
void deleted(store::Writer& writer, const scim::schema::ResourceType& type, const ResourceId& id,
             const json::Object& document, const Ended& ended, const Context& context);
void members_changed(store::Writer& writer, const ResourceId& group,
                     const store::MemberDelta& delta, const Context& context);

}  // namespace provost::provision::journal
