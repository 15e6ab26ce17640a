#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "admin/organisations.h"

namespace provost::admin {

// Carries changes of schemas to their end, slice by slice, so that no write waits for long: takes
// the values away that the next definition has no place for, and with the last slice puts that
// definition in force. It starts over where it does not know how far another process came; what is
// done is left alone. A running server works on it, and so does the command that waits for it.
class SchemaChanges {
 public:
  explicit SchemaChanges(Admin admin) : admin_(std::move(admin)) {}

  // Does one slice of a change that is under way; false when none is.
  Result<bool> step();

 private:
  // How far the work on one change has come.
  struct Place {
    std::string change;  // organisation and URN
    ResourceId after;
  };
  // Continues from `place`, which says in the end where to go on.
  Result<void> slice(store::Writer& writer, const OrgId& org, Place& place) const;

  Admin admin_;
  Place place_;
};

// Works until no change of that schema is under way.
Result<void> finish_schema_change(const Admin& admin, const store::Org& org, std::string_view urn);

}  // namespace provost::admin
