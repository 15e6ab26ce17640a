#pragma once

#include "base/result.h"
#include "scim/patch/patch.h"

namespace provost::scim::patch {

// Refuses a value path that compares the value of a member with something other than an id: it
// names nobody, so a success would keep a member that the client believes removed (design §2.17).
// Accepts an id that is well formed but unknown, and the empty text of a removal, which Okta is
// reported to send. Code::invalid_value.
Result<void> check_named_by_id(const filter::Bound& filter, const schema::Attribute& relation,
                               Op op);

// Whether a value says something of a member, but not who it is: `{"display": "Bo"}`.
bool says_only_details(const json::Value& value, const schema::Attribute& relation);

// Whether an element in the schema's shape is the member of that id, in any letter case.
bool is_same_member(const json::Value& element, const json::Value& id);

}  // namespace provost::scim::patch
