#include "provision/journal.h"

#include "base/text.h"
#include "provision/lifecycle.h"
#include "scim/resource/changes.h"

namespace provost::provision::journal {
namespace {

using scim::resource::difference;
using scim::resource::names_of;
using scim::schema::ResourceType;

void append(store::Writer& writer, const ResourceType& type, const ResourceId& id,
            std::string_view verb, std::string data, std::string values, const Context& context) {
  std::string subject = ascii_lower(type.name);
  std::string entry_type = subject;
  entry_type += '.';
  entry_type += verb;
  writer.append({.type = std::move(entry_type),
                 .subject_type = std::move(subject),
                 .subject_id = id.to_string(),
                 .actor = context.actor,
                 .cause = context.cause,
                 .data = std::move(data),
                 .values = std::move(values),
                 .origin = context.origin});
}

// The type of an update: toggling the lifecycle attribute has types of its own.
std::string_view verb_of(const ResourceType& type, const json::Object& before,
                         const json::Object& after) {
  const bool is_on = is_active(type, after);
  if (is_active(type, before) == is_on) {
    return "updated";
  }
  return is_on ? "activated" : "deactivated";
}

// The entries of one change differ only in the member, and there may be a hundred thousand.
void append_members(store::Writer& writer, std::string_view entry_type, const ResourceId& group,
                    const std::vector<ResourceId>& members, const Context& context) {
  store::JournalEntry entry{.type = std::string(entry_type),
                            .subject_type = "group",
                            .subject_id = group.to_string(),
                            .actor = context.actor,
                            .cause = context.cause,
                            .data = {},
                            .values = {},
                            .origin = context.origin};
  for (const ResourceId& member : members) {
    entry.data = R"({"member":")";
    member.append_to(entry.data);
    entry.data += R"("})";
    writer.append(entry);
  }
}

}  // namespace

void created(store::Writer& writer, const ResourceType& type, const ResourceId& id,
             const json::Object& document, std::string_view access, const Context& context) {
  std::string data = "{}";
  if (!access.empty()) {
    data = R"({"access":)";
    data += access;
    data += '}';
  }
  append(writer, type, id, "created", std::move(data), json::write({{"after", document}}), context);
}

void adopted(store::Writer& writer, const ResourceType& type, const ResourceId& id,
             const Context& context) {
  append(writer, type, id, "adopted", "{}", "", context);
}

void updated(store::Writer& writer, const ResourceType& type, const ResourceId& id,
             const json::Object& before, const json::Object& after, const Context& context) {
  const json::Object was = difference(before, after);
  const json::Object is = difference(after, before);
  append(writer, type, id, verb_of(type, before, after),
         json::write({{"attributes", names_of(is, was)}}),
         json::write({{"before", was}, {"after", is}}), context);
}

void deleted(store::Writer& writer, const ResourceType& type, const ResourceId& id,
             const json::Object& document, const Ended& ended, const Context& context) {
  std::string data = "{}";
  add_ended(data, ended);
  append(writer, type, id, "deleted", std::move(data), json::write({{"before", document}}),
         context);
}

void members_changed(store::Writer& writer, const ResourceId& group,
                     const store::MemberDelta& delta, const Context& context) {
  append_members(writer, "group.member_added", group, delta.added, context);
  append_members(writer, "group.member_removed", group, delta.removed, context);
}

}  // namespace provost::provision::journal
