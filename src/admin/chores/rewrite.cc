#include "admin/chores/rewrite.h"

#include <utility>

#include "base/text.h"
#include "scim/resource/changes.h"
#include "scim/resource/document.h"
#include "scim/resource/validate.h"

namespace provost::admin {
namespace {

using scim::resource::difference;
using scim::resource::document_of;

store::JournalEntry update_entry(const ResourceId& id, const json::Object& before,
                                 const json::Object& after, const Rewriting& rewriting) {
  const json::Object was = difference(before, after);
  const json::Object is = difference(after, before);
  const std::string subject = ascii_lower(rewriting.to.name);
  return {.type = subject + ".updated",
          .subject_type = subject,
          .subject_id = id.to_string(),
          .actor = rewriting.author.actor,
          .cause = rewriting.author.cause,
          .data = json::write({{"attributes", scim::resource::names_of(was, is)}}),
          .values = json::write({{"before", was}, {"after", is}}),
          .origin = rewriting.author.origin};
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

}  // namespace provost::admin
