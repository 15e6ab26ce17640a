#include "app/config.h"

#include <charconv>
#include <stdexcept>

namespace provost::app {

Address parse_address(const std::string& listen) {
  const auto fail = [&] {
    return std::runtime_error("--listen is HOST:PORT, for example 127.0.0.1:8480, not \"" + listen +
                              "\"");
  };
  const auto colon = listen.rfind(':');
  if (colon == std::string::npos || colon == 0) {
    throw fail();
  }
  Address address;
  address.host = listen.substr(0, colon);
  if (address.host.front() == '[' && address.host.back() == ']') {
    address.host = address.host.substr(1, address.host.size() - 2);
  }
  const char* last = listen.data() + listen.size();
  const auto [end, fault] = std::from_chars(listen.data() + colon + 1, last, address.port);
  if (fault != std::errc{} || end != last) {
    throw fail();
  }
  return address;
}

std::string own_url(const Config& config, std::uint16_t port) {
  if (!config.public_url.empty()) {
    return config.public_url.back() == '/'
               ? config.public_url.substr(0, config.public_url.size() - 1)
               : config.public_url;
  }
  std::string host = parse_address(config.listen).host;
  if (host == "0.0.0.0" || host == "::") {
    host = "127.0.0.1";
  }
  const bool is_v6 = host.find(':') != std::string::npos;
  return (config.tls_certificate.empty() ? "http://" : "https://") +
         (is_v6 ? "[" + host + "]" : host) + ":" + std::to_string(port);
}

std::string store_url(const Config& config) {
  return config.store.empty() ? "sqlite:" + (config.data_folder / "provost.db").string()
                              : config.store;
}

}  // namespace provost::app
