#pragma once

#include <initializer_list>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>

#include <cjose/cjose.h>

#include "json/json.h"

// A provider's key that signs tokens for tests.
namespace provost::oidc::testing {

struct JwkReleased {
  void operator()(cjose_jwk_t* key) const { cjose_jwk_release(key); }
};
struct HeaderReleased {
  void operator()(cjose_header_t* header) const { cjose_header_release(header); }
};
struct JwsReleased {
  void operator()(cjose_jws_t* jws) const { cjose_jws_release(jws); }
};

class Signer {
 public:
  static Signer rsa(std::string id, std::size_t bits = 2048) {
    cjose_err fault{};
    return Signer(cjose_jwk_create_RSA_random(bits, nullptr, 0, &fault), std::move(id));
  }
  static Signer ec(std::string id, cjose_jwk_ec_curve curve = CJOSE_JWK_EC_P_256) {
    cjose_err fault{};
    return Signer(cjose_jwk_create_EC_random(curve, &fault), std::move(id));
  }
  static Signer secret(std::string_view text) {
    cjose_err fault{};
    return Signer(cjose_jwk_create_oct_spec(reinterpret_cast<const std::uint8_t*>(text.data()),
                                            text.size(), &fault),
                  "");
  }

  const std::string& id() const { return id_; }

  // As it stands in a JWK Set.
  json::Object public_key() const {
    cjose_err fault{};
    char* text = cjose_jwk_to_json(key_.get(), false, &fault);
    json::Object key = json::parse(text).value().as_object();
    cjose_get_dealloc()(text);
    if (!id_.empty()) {
      key["kid"] = id_;
    }
    return key;
  }

  // A JWS in compact form. `more` are further members of the header, as JSON texts.
  std::string sign(const json::Object& claims, const char* algorithm = "RS256",
                   std::initializer_list<std::pair<const char*, const char*>> more = {}) const {
    cjose_err fault{};
    const std::unique_ptr<cjose_header_t, HeaderReleased> header(cjose_header_new(&fault));
    cjose_header_set(header.get(), CJOSE_HDR_ALG, algorithm, &fault);
    if (!id_.empty()) {
      cjose_header_set(header.get(), CJOSE_HDR_KID, id_.c_str(), &fault);
    }
    for (const auto& [name, value] : more) {
      cjose_header_set_raw(header.get(), name, value, &fault);
    }
    const std::string text = json::write(claims);
    const std::unique_ptr<cjose_jws_t, JwsReleased> jws(
        cjose_jws_sign(key_.get(), header.get(), reinterpret_cast<const std::uint8_t*>(text.data()),
                       text.size(), &fault));
    const char* compact = nullptr;
    if (!jws || !cjose_jws_export(jws.get(), &compact, &fault)) {
      throw std::runtime_error("the test cannot sign its token");
    }
    return compact;
  }

 private:
  Signer(cjose_jwk_t* key, std::string id) : key_(key, JwkReleased{}), id_(std::move(id)) {
    if (key == nullptr) {
      throw std::runtime_error("the test cannot make a key");
    }
  }

  std::shared_ptr<cjose_jwk_t> key_;
  std::string id_;
};

// {"keys": [...]} of these.
inline std::string key_set_of(std::initializer_list<const Signer*> signers) {
  json::Array keys;
  for (const Signer* signer : signers) {
    keys.push_back(signer->public_key());
  }
  return json::write(json::Object{{"keys", std::move(keys)}});
}

}  // namespace provost::oidc::testing
