#pragma once

#include <string_view>

#include "admin/chores/long_work.h"

namespace provost::admin {

// Carries a change of a schema to its end in slices, so that no write waits for long: takes the
// values away that the next definition has no place for, and with the last slice puts that
// definition in force.
//
// Does one slice from the position of `work`, which admin/chores/long_work.h drives and saves, and
// advances it. True when the change is done.
Result<bool> schema_slice(store::Writer& writer, store::LongWork& work, Timestamp now);

// Works until no change of that schema is pending.
Result<void> finish_schema_change(const identity::Admin& admin, const store::Org& org,
                                  std::string_view urn, const Progress& progress = {});

}  // namespace provost::admin
