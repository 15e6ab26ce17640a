#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "identity/admin.h"
#include "json/json.h"
#include "store/branding.h"
#include "store/transaction.h"

// The product's name and look for members and IT contacts (design rule 30,
// docs/decisions/0035). Operators see Provost, whatever is set here.
namespace provost::admin {

// What it is called where nobody has given it a name.
inline constexpr std::string_view own_product_name = "Provost";

inline constexpr std::size_t product_name_bytes_max = 60;
inline constexpr std::size_t frame_ancestors_max = 20;
inline constexpr std::size_t logo_bytes_max = std::size_t{64} * 1024;
// What texts and links take on their background (WCAG 2.2, 1.4.3).
inline constexpr double contrast_min = 4.5;

// What is to change; nothing where it stays. An empty text or list removes a value.
struct BrandingChange {
  std::optional<std::string> product_name;
  std::optional<std::string> accent;
  std::optional<std::string> support;
  std::optional<std::vector<std::string>> frame_ancestors;
};

// `key=value` pairs: product-name, accent-color, support-address, frame-ancestors (separated by
// commas). Code::invalid_value names a key that there is not.
Result<BrandingChange> read_branding_change(const std::vector<std::string>& assignments);

// Units of work; the installation's journal says what was before and what is now. Each answers what
// there is after it. Code::invalid_value names the value that is wrong, and what would be right.
Result<store::Branding> change_branding(store::CatalogueWriter& catalogue,
                                        const BrandingChange& change,
                                        const identity::Author& author);
// An empty content takes the logo away. Code::unsupported_media for any type but image/png and
// image/svg+xml, payload_too_large beyond logo_bytes_max.
Result<store::Branding> change_branding_logo(store::CatalogueWriter& catalogue,
                                             std::string_view media_type, std::string_view content,
                                             const identity::Author& author);

// The name of the product, or our own.
std::string product_name_of(const store::Branding& branding);

// As the API shows it. The content at a logo's address may be cached.
json::Object describe(const store::Branding& branding);

// How much lighter one of two colours "#rrggbb" is than the other: 1 to 21 (WCAG 2.2).
double contrast_of(std::string_view one, std::string_view other);

}  // namespace provost::admin
