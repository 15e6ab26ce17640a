#pragma once

#include <string>

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

}  // namespace provost::identity
