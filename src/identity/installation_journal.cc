#include "identity/installation_journal.h"

#include <utility>

namespace provost::identity {

void note(store::CatalogueWriter& catalogue, InstallationEvent event, const Author& author) {
  json::Object values;
  if (!event.name.empty()) {
    values["name"] = std::move(event.name);
  }
  catalogue.within(store::installation)
      ->append({.type = std::move(event.type),
                .subject_type = std::move(event.subject_type),
                .subject_id = std::move(event.subject_id),
                .actor = author.actor,
                .cause = author.cause,
                .data = json::write(event.data),
                .values = values.empty() ? std::string() : json::write(values),
                .origin = author.origin});
}

void note_settings(store::CatalogueWriter& catalogue, const OrgId& org,
                   const store::OrgSettings& before, const store::OrgSettings& after,
                   std::string_view reason, const Author& author) {
  if (before.name != after.name) {
    note(catalogue,
         {.type = "organisation.renamed",
          .subject_type = "organisation",
          .subject_id = org.str(),
          .name = after.name,
          .data = {{"before", before.name}, {"after", after.name}}},
         author);
  }
  if (before.suspended == after.suspended) {
    return;
  }
  json::Object data;
  if (!reason.empty()) {
    data["reason"] = reason;
  }
  note(catalogue,
       {.type = after.suspended ? "organisation.suspended" : "organisation.resumed",
        .subject_type = "organisation",
        .subject_id = org.str(),
        .name = after.name,
        .data = std::move(data)},
       author);
}

}  // namespace provost::identity
