#pragma once

#include <cstddef>
#include <string>
#include <vector>

// The product's name and look for the people who use it (design rule 30). Everything is
// empty until an operator says otherwise.
namespace provost::store {

struct Branding {
  std::string product_name;
  std::string accent;   // "#rrggbb"
  std::string support;  // an e-mail address or an https URL
  // Origins that may show the console in a frame.
  std::vector<std::string> frame_ancestors;
  // Of the logo, whose content is read apart.
  std::string logo_type;    // "image/png"
  std::string logo_digest;  // of its content, as hexadecimal text
  std::size_t logo_bytes = 0;
  friend bool operator==(const Branding&, const Branding&) = default;
};

}  // namespace provost::store
