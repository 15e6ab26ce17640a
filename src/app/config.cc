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

std::string store_url(const Config& config) {
  return config.store.empty() ? "sqlite:" + (config.data_folder / "provost.db").string()
                              : config.store;
}

}  // namespace provost::app
