#include "log/fix.h"

namespace provost::log {
namespace {

using store::Provider;

std::string places(std::string_view entra, std::string_view okta,
                   std::optional<Provider> provider) {
  if (provider == Provider::entra) {
    return std::string(entra);
  }
  if (provider == Provider::okta) {
    return std::string(okta);
  }
  if (provider) {
    return {};
  }
  if (entra.empty() || okta.empty()) {
    return std::string(entra) + std::string(okta);
  }
  if (entra.ends_with(')') && okta.starts_with(" (")) {
    return std::string(entra.substr(0, entra.size() - 1)) + "; " + std::string(okta.substr(2));
  }
  return std::string(entra) + "," + std::string(okta);
}

}  // namespace

std::string Fix::text(std::optional<Provider> provider) const {
  std::string text;
  std::string_view rest = text_;
  while (!rest.empty()) {
    const std::size_t open = rest.find('{');
    text += rest.substr(0, open);
    if (open == std::string_view::npos) {
      break;
    }
    const std::size_t bar = rest.find('|', open);
    const std::size_t close = rest.find('}', bar);
    text += places(rest.substr(open + 1, bar - open - 1), rest.substr(bar + 1, close - bar - 1),
                   provider);
    rest.remove_prefix(close + 1);
  }
  return text;
}

}  // namespace provost::log
