#pragma once

#include <string>
#include <string_view>

#include "admin/author.h"
#include "json/json.h"
#include "store/transaction.h"

// What happens to the installation itself: its operators, their keys, and which organisations there
// are. It has a journal of its own, chained and kept like that of an organisation, under the key
// that no organisation has (docs/decisions/0033). Each note is part of the transaction of what it
// tells of.
namespace provost::admin {

struct InstallationEvent {
  std::string type;          // "operator.removed", …: stable
  std::string subject_type;  // "operator", "operator_key" or "organisation"
  std::string subject_id = {};
  std::string name = {};  // what people call the subject; in the entry's values
  json::Object data = {};
};
void note(store::CatalogueWriter& catalogue, InstallationEvent event, const Author& author);

// What became of an organisation's name and of its suspension; `reason` may be empty.
void note_settings(store::CatalogueWriter& catalogue, const OrgId& org,
                   const store::OrgSettings& before, const store::OrgSettings& after,
                   std::string_view reason, const Author& author);

}  // namespace provost::admin
