#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "store/records.h"

// What a Secret Token is called. Its first characters are no secret: they tell people where each
// token is used.
namespace provost::identity {

// "pvt_9QaZxY"
std::string prefix_of(const store::Token& token);
// "Nightly sync", or "pvt_9QaZxY…" for a token without a name.
std::string short_label_of(const store::Token& token);
// "Nightly sync (pvt_9QaZxY…)", or "pvt_9QaZxY…".
std::string label_of(const store::Token& token);

// The one with that id; null when there is none.
const store::Token* find_token(const std::vector<store::Token>& tokens, std::string_view id);

}  // namespace provost::identity
