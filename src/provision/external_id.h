#pragma once

#include <string_view>

namespace provost::provision {

// Whether an externalId is made for people, as Entra's default source mailNickname is, and not the
// key of an object: no UUID, no number, and none of the long random texts of other identity
// providers.
bool is_nickname(std::string_view external_id);

}  // namespace provost::provision
