#include "admin/rewrite.h"

#include <utility>

#include "base/text.h"
#include "scim/resource/document.h"
#include "scim/resource/validate.h"

namespace provost::admin {
namespace {

// The members of `one` that `other` lacks or has with another value.
json::Object difference(const json::Object& one, const json::Object& other) {
  json::Object out;
  for (const auto& [name, value] : one) {
    const json::Value* twin = other.if_contains(name);
    if (twin == nullptr || *twin != value) {
      out[name] = value;
    }
  }
  return out;
}

store::JournalEntry update_entry(const ResourceId& id, const json::Object& before,
                                 const json::Object& after, const Rewriting& rewriting) {
  const json::Object was = difference(before, after);
  const json::Object is = difference(after, before);
  json::Array names;
  for (const auto& member : was) {
    names.emplace_back(member.key());
  }
  for (const auto& member : is) {
    if (!was.contains(member.key())) {
      names.emplace_back(member.key());
    }
  }
  const std::string subject = ascii_lower(rewriting.to.name);
  return {.type = subject + ".updated",
          .subject_type = subject,
          .subject_id = id.to_string(),
          .actor = rewriting.author.actor,
          .cause = rewriting.author.cause,
          .data = json::write({{"attributes", std::move(names)}}),
          .values = json::write({{"before", was}, {"after", is}})};
}

}  // namespace

Result<void> rewrite(store::Writer& writer, const scim::Stored& stored, json::Object document,
                     const Rewriting& rewriting) {
  const json::Object before = document_of(stored);
  scim::Draft draft;
  draft.document = scim::resource::canonical(std::move(document), rewriting.to);
  if (draft.document == before) {
    return {};
  }
  TRY_ASSIGN(const scim::resource::ValidResource resource,
             scim::resource::validate(std::move(draft), rewriting.to));
  TRY(writer.update(rewriting.to.number, stored.id,
                    scim::resource::index_keys(before, rewriting.from), resource, rewriting.now));
  writer.append(update_entry(stored.id, before, resource.document(), rewriting));
  return {};
}

json::Object document_of(const scim::Stored& stored) {
  json::Object document = json::parse(stored.document).value().as_object();
  document.erase("schemas");
  document.erase("id");
  return document;
}

}  // namespace provost::admin
