#include "simulate/options.h"

namespace provost::simulate {

std::optional<Dialect> parse_dialect(std::string_view text) {
  if (text == "default") {
    return Dialect::standard;
  }
  if (text == "rfc") {
    return Dialect::rfc;
  }
  return std::nullopt;
}

std::optional<Mapping> parse_mapping(std::string_view text) {
  if (text == "guide") {
    return Mapping::guide;
  }
  if (text == "entra-default") {
    return Mapping::entra_default;
  }
  return std::nullopt;
}

std::string_view to_text(Client client) {
  return client == Client::entra ? "entra" : "okta";
}

std::string_view to_text(Dialect dialect) {
  return dialect == Dialect::standard ? "default" : "rfc";
}

std::string_view to_text(Mapping mapping) {
  return mapping == Mapping::guide ? "guide" : "entra-default";
}

}  // namespace provost::simulate
