#pragma once

#include <array>
#include <span>
#include <string_view>

namespace provost::simulate {

// A name as its bearer writes it, and as it stands in an address: Entra allows neither umlauts nor
// CJK in a userPrincipalName.
struct Name {
  std::string_view written;
  std::string_view address;
};

struct Culture {
  std::string_view language;
  std::string_view country;
  std::string_view city;
  std::string_view street;
  std::string_view dialling_code;
  bool family_first = false;
  std::array<Name, 6> given;
  std::array<Name, 6> family;
};

std::span<const Culture> cultures();
std::span<const std::string_view> departments();
std::span<const std::string_view> job_titles();
// Names of groups with what real ones have in them: `&`, `%`, `'`, `/`, `+`, umlauts, CJK.
std::span<const std::string_view> group_names();
// Registrable names of companies that guests come from.
std::span<const std::string_view> partner_domains();

}  // namespace provost::simulate
