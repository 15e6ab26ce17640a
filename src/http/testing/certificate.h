#pragma once

#include <filesystem>
#include <string>

namespace provost::http::testing {

// A self-signed certificate for one IP address and its key, as files that live as long as this
// object. For tests only.
class Certificate {
 public:
  explicit Certificate(const std::string& address);
  ~Certificate();
  Certificate(const Certificate&) = delete;
  Certificate& operator=(const Certificate&) = delete;

  std::filesystem::path chain() const { return folder_ / "chain.pem"; }
  std::filesystem::path key() const { return folder_ / "key.pem"; }

 private:
  std::filesystem::path folder_;
};

}  // namespace provost::http::testing
