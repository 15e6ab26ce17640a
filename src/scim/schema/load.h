#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "scim/schema/schema.h"

namespace provost::scim::schema {

// The text of a file of schema/data, compiled into the library; empty for an unknown name.
std::string_view embedded_file(std::string_view name);

// Reads schemas in the notation of RFC 7643 §7, in which a characteristic that is left out has the
// value that §2.2 gives it, with these further keys for what the RFC cannot say:
//
//   x-storage: document | relation | computed | discarded      x-format: any | non_empty | email
//   x-index: number   x-entraSource: text   x-lifecycle, x-hidden, x-warnOnChange: true
//   x-default: boolean
//
// The files are part of the program, as what write_schema() (write.h) wrote is part of a sound
// store: one that breaks the rules is a fault, std::logic_error.
std::shared_ptr<const Schema> load_schema(std::string_view file);
// The same for a file that holds several under "schemas".
std::vector<std::shared_ptr<const Schema>> load_schemas(std::string_view file);

// A text that write_schema() wrote.
std::shared_ptr<const Schema> parse_schema(std::string_view text);

}  // namespace provost::scim::schema
