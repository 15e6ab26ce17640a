#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "oidc/fault.h"

struct _cjose_jwk_int;

namespace provost::oidc {

// The signatures that are accepted (RFC 7518 §3.1). Never `none`, and none with a shared secret:
// anybody who knows the client secret could sign for everybody.
enum class Algorithm : std::uint8_t { rs256, ps256, es256 };
std::optional<Algorithm> algorithm_of(std::string_view name);

// A public key of the provider.
struct Key {
  std::string id;  // kid; empty when it has none
  // Its permitted use, if stated.
  std::optional<Algorithm> algorithm;
  bool is_rsa = false;
  std::shared_ptr<_cjose_jwk_int> key;

  bool fits(Algorithm wanted) const;
};

// Read from one JWK Set (RFC 7517 §5), and never changed.
class KeySet {
 public:
  // FaultKind::invalid when it is not a JWK Set or has no usable key: for signatures, RSA of 2048
  // to 8192 bits or P-256. Others are ignored, as RFC 7517 §5 requires.
  static Outcome<KeySet> read(std::string_view text);

  // Those that a token with that header can be signed with: of that id, or all that fit when the
  // token names none.
  std::vector<const Key*> candidates(std::string_view id, Algorithm algorithm) const;
  std::size_t size() const { return keys_.size(); }

 private:
  std::vector<Key> keys_;
};

}  // namespace provost::oidc
