#pragma once

#include <string_view>

namespace provost::scim::resource {

// Whether the text is a country code of ISO 3166-1 alpha-2. Letter case does not count, as in every
// comparison of addresses.country, which is not caseExact.
bool is_country(std::string_view text);

}  // namespace provost::scim::resource
