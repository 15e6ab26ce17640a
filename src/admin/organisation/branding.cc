#include "admin/organisation/branding.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

#include "base/outside_text.h"
#include "base/text.h"
#include "base/url.h"
#include "identity/installation_journal.h"
#include "identity/shown_name.h"
#include "identity/to_json.h"
#include "identity/token_text.h"
#include "json/text.h"
#include "mail/message.h"
#include "oidc/address.h"
#include "oidc/issuer.h"

namespace provost::admin {
namespace {

using store::Branding;
using Colour = std::array<int, 3>;

constexpr std::size_t support_bytes_max = 500;
constexpr std::size_t quoted_bytes_max = 100;
constexpr Colour white{255, 255, 255};

// What somebody sent, in a form that an error may quote.
std::string as_sent(std::string_view text) {
  return with_unseen_named(outside_text(text, quoted_bytes_max));
}

std::optional<Colour> read_colour(std::string_view text) {
  if (text.size() != 7 || text.front() != '#') {
    return std::nullopt;
  }
  Colour colour{};
  for (std::size_t i = 0; i < colour.size(); ++i) {
    const char* begin = text.data() + 1 + 2 * i;
    const auto [end, fault] = std::from_chars(begin, begin + 2, colour.at(i), 16);
    if (fault != std::errc() || end != begin + 2 || *begin == '-') {
      return std::nullopt;
    }
  }
  return colour;
}

// Relative luminance (WCAG 2.2).
double lightness_of(const Colour& colour) {
  constexpr std::array weights{0.2126, 0.7152, 0.0722};
  double sum = 0;
  for (std::size_t i = 0; i < colour.size(); ++i) {
    const double part = colour.at(i) / 255.0;
    sum += weights.at(i) * (part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4));
  }
  return sum;
}

double contrast_of(const Colour& one, const Colour& other) {
  const auto [dark, light] = std::minmax({lightness_of(one), lightness_of(other)});
  return (light + 0.05) / (dark + 0.05);
}

// The same hue, dark enough.
std::string darkened(const Colour& colour) {
  Colour dark = colour;
  for (int percent = 99; contrast_of(dark, white) < contrast_min && percent > 0; --percent) {
    std::ranges::transform(colour, dark.begin(), [&](int part) { return part * percent / 100; });
  }
  return fmt::format("#{:02x}{:02x}{:02x}", dark[0], dark[1], dark[2]);
}

Result<void> check_product_name(const std::string& name) {
  if (!identity::is_shown_name(name, product_name_bytes_max)) {
    return Error(Code::invalid_value,
                 fmt::format("productName: \"{}\" cannot be the name; it has at most {} bytes, no "
                             "space at its ends, and no control or invisible characters",
                             as_sent(name), product_name_bytes_max));
  }
  return {};
}

Result<void> check_accent(const std::string& text) {
  if (text.empty()) {
    return {};
  }
  const std::optional<Colour> colour = read_colour(text);
  if (!colour) {
    return Error(
        Code::invalid_value,
        fmt::format("accentColor: \"{}\" is not a colour like \"#3b5bdb\"", as_sent(text)));
  }
  const double contrast = contrast_of(*colour, white);
  if (contrast < contrast_min) {
    return Error(
        Code::invalid_value,
        fmt::format("accentColor: {} is too light. White text on it, and links in it on "
                    "white, have a contrast of {:.1f}:1, and people need {:.1f}:1 to "
                    "read them; {} is dark enough",
                    text, std::floor(contrast * 10) / 10, contrast_min, darkened(*colour)));
  }
  return {};
}

Result<void> check_support(const std::string& text) {
  if (text.empty() || mail::is_deliverable(text)) {
    return {};
  }
  const std::optional<Url> url = text.size() <= support_bytes_max ? parse_url(text) : std::nullopt;
  if (!url || !oidc::is_protected(*url)) {
    return Error(Code::invalid_value,
                 fmt::format("supportAddress: \"{}\" is neither an email address nor an https URL "
                             "of at most {} bytes",
                             as_sent(text), support_bytes_max));
  }
  return {};
}

bool is_host(std::string_view host) {
  const bool is_known = std::ranges::all_of(host, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
  });
  return !host.empty() && host.size() <= 253 && is_known && !host.starts_with('.') &&
         !host.ends_with('.') && host.find("..") == std::string_view::npos;
}

bool is_port(std::string_view text) {
  int port = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), port);
  return fault == std::errc() && end == text.data() + text.size() && !text.starts_with('0') &&
         port > 0 && port <= 65535;
}

// It goes into a header verbatim, so only an origin may pass.
bool is_origin(std::string_view text) {
  constexpr std::string_view scheme = "https://";
  if (!text.starts_with(scheme)) {
    return false;
  }
  text.remove_prefix(scheme.size());
  const std::size_t colon = text.find(':');
  return is_host(text.substr(0, colon)) &&
         (colon == std::string_view::npos || is_port(text.substr(colon + 1)));
}

Result<void> check_frame_ancestors(const std::vector<std::string>& origins) {
  if (origins.size() > frame_ancestors_max) {
    return Error(Code::invalid_value,
                 fmt::format("frameAncestors: {} origins are too many; {} are allowed",
                             origins.size(), frame_ancestors_max));
  }
  for (const std::string& origin : origins) {
    if (!is_origin(origin)) {
      return Error(Code::invalid_value,
                   fmt::format("frameAncestors: \"{}\" is not an origin like "
                               "\"https://app.example.com\": https, a host in small letters, a "
                               "port if needed, and nothing after it",
                               as_sent(origin)));
    }
  }
  return {};
}

Result<void> check(const BrandingChange& change) {
  TRY(check_product_name(change.product_name.value_or("")));
  TRY(check_accent(change.accent.value_or("")));
  TRY(check_support(change.support.value_or("")));
  return check_frame_ancestors(change.frame_ancestors.value_or(std::vector<std::string>()));
}

Result<void> check_png(std::string_view content) {
  constexpr std::string_view signature("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16);
  if (!content.starts_with(signature)) {
    return Error(Code::invalid_value, "the logo is not a PNG image, though it is sent as one");
  }
  return {};
}

// The headers it is served with restrict what an SVG can do here. Anything that could act
// elsewhere, once saved and opened, is refused.
Result<void> check_svg(std::string_view content) {
  const std::string text = ascii_lower(content);
  if (!is_valid_utf8(content) || text.find("<svg") == std::string::npos) {
    return Error(Code::invalid_value,
                 "the logo is not an SVG image in UTF-8, though it is sent as one");
  }
  for (const char* word : {"<script", "<!doctype", "<!entity", "<foreignobject", "javascript:"}) {
    if (text.find(word) != std::string::npos) {
      return Error(Code::invalid_value,
                   fmt::format("the logo contains \"{}\", which no logo needs; export it as plain "
                               "SVG, or as PNG",
                               word));
    }
  }
  return {};
}

Result<void> check_logo(std::string_view media_type, std::string_view content) {
  if (content.size() > logo_bytes_max) {
    return Error(Code::payload_too_large, fmt::format("the logo has {} bytes, and {} are allowed",
                                                      content.size(), logo_bytes_max));
  }
  if (media_type == "image/png") {
    return check_png(content);
  }
  if (media_type == "image/svg+xml") {
    return check_svg(content);
  }
  return Error(Code::unsupported_media,
               "a logo is image/png or image/svg+xml; say which as Content-Type");
}

json::Value describe_logo(const Branding& branding) {
  if (branding.logo_bytes == 0) {
    return nullptr;
  }
  return json::Object{
      {"url", fmt::format("/api/v1/branding/logo?v={}", branding.logo_digest.substr(0, 16))},
      {"mediaType", branding.logo_type},
      {"bytes", branding.logo_bytes}};
}

// The members that differ, before and after.
void note_change(store::CatalogueWriter& catalogue, const Branding& before, const Branding& after,
                 const identity::Author& author) {
  const json::Object old = describe(before);
  json::Object was;
  json::Object is;
  for (const auto& [name, value] : describe(after)) {
    if (old.at(name) != value) {
      was[name] = old.at(name);
      is[name] = value;
    }
  }
  note(catalogue,
       {.type = "branding.changed",
        .subject_type = "branding",
        .data = {{"before", std::move(was)}, {"after", std::move(is)}}},
       author);
}

std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> words;
  while (!text.empty()) {
    const std::size_t end = text.find_first_of(", ");
    if (end > 0) {
      words.emplace_back(text.substr(0, end));
    }
    text = end == std::string_view::npos ? "" : text.substr(end + 1);
  }
  return words;
}

}  // namespace

Result<BrandingChange> read_branding_change(const std::vector<std::string>& assignments) {
  BrandingChange change;
  for (const std::string& assignment : assignments) {
    const std::size_t sign = assignment.find('=');
    const std::string key = assignment.substr(0, sign);
    const std::string value = sign == std::string::npos ? "" : assignment.substr(sign + 1);
    if (sign != std::string::npos && key == "product-name") {
      change.product_name = value;
    } else if (sign != std::string::npos && key == "accent-color") {
      change.accent = value;
    } else if (sign != std::string::npos && key == "support-address") {
      change.support = value;
    } else if (sign != std::string::npos && key == "frame-ancestors") {
      change.frame_ancestors = split(value);
    } else {
      return Error(Code::invalid_value,
                   fmt::format("\"{}\" is not key=value with product-name, accent-color, "
                               "support-address or frame-ancestors",
                               as_sent(assignment)));
    }
  }
  return change;
}

Result<Branding> change_branding(store::CatalogueWriter& catalogue, const BrandingChange& change,
                                 const identity::Author& author) {
  TRY(check(change));
  const Branding before = catalogue.branding();
  Branding after = before;
  after.product_name = change.product_name.value_or(before.product_name);
  after.accent = ascii_lower(change.accent.value_or(before.accent));
  after.support = change.support.value_or(before.support);
  after.frame_ancestors = change.frame_ancestors.value_or(before.frame_ancestors);
  if (after != before) {
    catalogue.save_branding(after);
    note_change(catalogue, before, after, author);
  }
  return after;
}

Result<Branding> change_branding_logo(store::CatalogueWriter& catalogue,
                                      std::string_view media_type, std::string_view content,
                                      const identity::Author& author) {
  const Branding before = catalogue.branding();
  Branding after = before;
  after.logo_type.clear();
  after.logo_digest.clear();
  if (!content.empty()) {
    TRY(check_logo(media_type, content));
    const std::string digest = identity::hash_of(content);
    after.logo_type = media_type;
    after.logo_digest = to_hex(digest);
  }
  after.logo_bytes = content.size();
  if (after != before) {
    catalogue.save_branding_logo(after.logo_type, after.logo_digest, content);
    note_change(catalogue, before, after, author);
  }
  return after;
}

std::string product_name_of(const Branding& branding) {
  return branding.product_name.empty() ? std::string(own_product_name) : branding.product_name;
}

json::Object describe(const Branding& branding) {
  json::Array origins;
  for (const std::string& origin : branding.frame_ancestors) {
    origins.emplace_back(origin);
  }
  return {{"productName", json::text_or_null(branding.product_name)},
          {"accentColor", json::text_or_null(branding.accent)},
          {"supportAddress", json::text_or_null(branding.support)},
          {"logo", describe_logo(branding)},
          {"frameAncestors", std::move(origins)}};
}

double contrast_of(std::string_view one, std::string_view other) {
  return contrast_of(read_colour(one).value(), read_colour(other).value());
}

}  // namespace provost::admin
