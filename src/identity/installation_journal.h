#pragma once

#include <string>
#include <string_view>

#include "identity/admin.h"
#include "json/json.h"
#include "store/transaction.h"

// Events of the installation itself: its operators, their keys, organisations created and deleted.
// It has its own journal, chained and kept like an organisation's, under the key that no
// organisation has (docs/decisions/0033). Each entry is part of the transaction of its change.
namespace provost::identity {

struct InstallationEvent {
  std::string type;          // "operator.removed", …: stable
  std::string subject_type;  // "operator", "operator_key" or "organisation"
  std::string subject_id = {};
  std::string name = {};  // what people call the subject; in the entry's values
  json::Object data = {};
};
void note(store::CatalogueWriter& catalogue, InstallationEvent event, const Author& author);

// A change of an organisation's name or suspension; `reason` may be empty.
void note_settings(store::CatalogueWriter& catalogue, const OrgId& org,
                   const store::OrgSettings& before, const store::OrgSettings& after,
                   std::string_view reason, const Author& author);

}  // namespace provost::identity
