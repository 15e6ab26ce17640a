#include "provision/verify_documents.h"

#include <set>
#include <utility>

#include <fmt/format.h>

#include "json/json.h"
#include "scim/resource/changes.h"
#include "scim/resource/document.h"
#include "scim/resource/validate.h"

namespace provost::provision {
namespace {

using scim::schema::Attribute;
using scim::schema::ResourceType;

std::string names_text(const json::Object& members) {
  std::string text;
  for (const auto& member : members) {
    text += text.empty() ? "" : ", ";
    text += std::string_view(member.key());
  }
  return text;
}

// What is wrong with it; empty if nothing is.
std::string fault_of(const json::Object& document, const ResourceType& type,
                     const ResourceType& rules) {
  const json::Object known = scim::resource::canonical(document, type);
  if (const json::Object extra = scim::resource::difference(document, known); !extra.empty()) {
    return fmt::format(
        "it holds values that the organisation's schemas and attribute profile have "
        "no place for, in {}",
        names_text(extra));
  }
  scim::Draft draft;
  draft.document = known;
  const auto valid = scim::resource::validate(std::move(draft), rules);
  return valid.has_error() ? "it breaks a rule of its schemas" : "";
}

void take_indexes(const std::vector<Attribute>& attributes, std::set<store::IndexNumber>& taken) {
  for (const Attribute& attribute : attributes) {
    taken.insert(attribute.index);
    take_indexes(attribute.sub_attributes, taken);
  }
}

}  // namespace

DocumentCheck verify_documents(store::Reader& reader, const scim::schema::Registry& registry,
                               const scim::schema::Registry& rules, store::TypeNumber type,
                               const ResourceId& after, std::size_t limit) {
  DocumentCheck check;
  const std::vector<scim::Stored> documents = reader.page_after(type, after, limit);
  for (const scim::Stored& stored : documents) {
    const std::string fault =
        fault_of(scim::resource::document_of(stored), registry.type(type), rules.type(type));
    if (!fault.empty() && ++check.wrong == 1) {
      check.first = fmt::format("{} {}: {}", rules.type(type).name, stored.id.to_string(), fault);
    }
    ++check.documents;
  }
  if (documents.size() == limit) {
    check.next = documents.back().id;
  }
  return check;
}

std::vector<store::IndexNumber> stray_indexes(store::Reader& reader,
                                              const scim::schema::Registry& rules,
                                              store::TypeNumber type) {
  const ResourceType& known = rules.type(type);
  std::set<store::IndexNumber> taken;
  take_indexes(known.common->attributes, taken);
  take_indexes(known.schema->attributes, taken);
  for (const auto& extension : known.extensions) {
    taken.insert(extension.presence);
    take_indexes(extension.schema->attributes, taken);
  }
  std::vector<store::IndexNumber> stray;
  for (auto index = reader.index_after(type, 0); index; index = reader.index_after(type, *index)) {
    if (!taken.contains(*index)) {
      stray.push_back(*index);
    }
  }
  return stray;
}

}  // namespace provost::provision
