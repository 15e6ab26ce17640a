#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace provost::simulate {

enum class Client : std::uint8_t { entra, okta };

// How Entra writes its PATCHes: `standard` is its default (`--dialect default`), `rfc` the form
// with the flag aadOptscim062020 in the Tenant URL.
enum class Dialect : std::uint8_t { standard, rfc };

// Which attributes Entra sends: the three of the integration guide's step 3, or the mapping that a
// new non-gallery application starts with.
enum class Mapping : std::uint8_t { guide, entra_default };

struct Options {
  Client client = Client::entra;
  std::string url;    // the Tenant URL; `?aadOptscim062020` behind it means Dialect::rfc
  std::string token;  // the Secret Token, without "Bearer "
  std::size_t users = 100;
  std::size_t groups = 10;
  Dialect dialect = Dialect::standard;
  Mapping mapping = Mapping::guide;
  std::uint64_t seed = 1;
  double rate = 0;           // requests per second over all workers; 0 is unlimited
  unsigned concurrency = 4;  // workers, each on a connection of its own
  unsigned cycles = 2;       // incremental cycles after the initial one
  bool json = false;
  std::chrono::milliseconds timeout{60'000};
};

// Read the values of --dialect and --mapping; nothing for a word that is not one.
std::optional<Dialect> parse_dialect(std::string_view text);
std::optional<Mapping> parse_mapping(std::string_view text);
std::string_view to_text(Client client);
std::string_view to_text(Dialect dialect);
std::string_view to_text(Mapping mapping);

}  // namespace provost::simulate
