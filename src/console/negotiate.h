#pragma once

#include <string_view>

namespace provost::console {

// Whether an Accept-Encoding header allows gzip (RFC 9110 §12.5.3). No header: identity it is.
bool accepts_gzip(std::string_view accept_encoding);

// Whether an If-None-Match header names this entity tag, or any (RFC 9110 §13.1.2). Tags compare
// weakly: a proxy that compresses adds W/ in front.
bool names_tag(std::string_view if_none_match, std::string_view tag);

}  // namespace provost::console
