#pragma once

#include <set>
#include <string>
#include <vector>

#include "base/result.h"
#include "scim/schema/schema.h"

namespace provost::scim::schema {

// Index numbers from here on belong to the extensions of organisations, each to one attribute or
// extension at a time; those below are in the embedded schema files.
inline constexpr IndexNumber first_custom_index = 64;

// What becomes of stored values when one definition of a schema takes another's place.
struct Change {
  struct Loss {
    std::string attribute;
    std::string reason;
  };
  // Attributes of the old definition whose values have no place in the new one.
  std::vector<Loss> losses;
  // Attributes that every value of the extension needs now and did not need before.
  std::vector<std::string> newly_required;

  bool keeps_all() const { return losses.empty() && newly_required.empty(); }
};

Change compare(const Schema& before, const Schema& after);

// The definition that holds while the lost values go: what they belong to is readOnly, so that no
// new ones come, and is not required.
Schema retiring(Schema before, const Change& change);
// The same when all of it goes.
Schema retiring(Schema before);

// Gives the unique attributes of `after` their index numbers: that of `before` where the values
// stay, else one that is not in `taken`, which grows by it.
void number_indexes(Schema& after, const Schema& before, const Change& change,
                    std::set<IndexNumber>& taken);
// The lowest custom number that is not taken; takes it. The limits of definition.h leave enough.
IndexNumber take_index(std::set<IndexNumber>& taken);

}  // namespace provost::scim::schema
