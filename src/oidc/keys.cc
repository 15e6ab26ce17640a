#include "oidc/keys.h"

#include <cjose/cjose.h>

#include "json/json.h"
#include "json/text.h"
#include "oidc/encoding.h"

namespace provost::oidc {
namespace {

constexpr std::size_t keys_max = 64;
constexpr std::size_t rsa_bits_min = 2048;
constexpr std::size_t rsa_bits_max = 8192;

bool is_usable(const cjose_jwk_t* key) {
  cjose_err fault{};
  const std::size_t bits = cjose_jwk_get_keysize(key, &fault);
  switch (cjose_jwk_get_kty(key, &fault)) {
    case CJOSE_JWK_KTY_RSA:
      return bits >= rsa_bits_min && bits <= rsa_bits_max;
    case CJOSE_JWK_KTY_EC:
      return cjose_jwk_EC_get_curve(key, &fault) == CJOSE_JWK_EC_P_256;
    case CJOSE_JWK_KTY_OCT:
      break;
  }
  return false;
}

// A shared secret in a public set is not secret, so it is not even imported.
bool is_for_signatures(const json::Object& object) {
  const std::string type = json::text_at(object, "kty");
  const std::string use = json::text_at(object, "use");
  return (type == "RSA" || type == "EC") && (use.empty() || use == "sig");
}

// Only the members of a public key, as texts: cjose gets nothing else to read. Nothing when one
// that holds bytes is not base64url: on a "=" inside, cjose would abort the process.
std::optional<std::string> public_part(const json::Object& object) {
  json::Object part;
  for (const char* name : {"n", "e", "x", "y"}) {
    if (std::string text = json::text_at(object, name); !text.empty()) {
      if (!from_base64url(text)) {
        return std::nullopt;
      }
      part[name] = std::move(text);
    }
  }
  part["kty"] = json::text_at(object, "kty");
  part["crv"] = json::text_at(object, "crv");
  return json::write(part);
}

std::optional<Key> read_key(const json::Object& object) {
  const std::string algorithm = json::text_at(object, "alg");
  if (!is_for_signatures(object) || (!algorithm.empty() && !algorithm_of(algorithm))) {
    return std::nullopt;
  }
  const std::optional<std::string> text = public_part(object);
  if (!text) {
    return std::nullopt;
  }
  cjose_err fault{};
  cjose_jwk_t* imported = cjose_jwk_import(text->data(), text->size(), &fault);
  if (imported == nullptr) {
    return std::nullopt;
  }
  Key key{.id = json::text_at(object, "kid"),
          .algorithm = algorithm_of(algorithm),
          .is_rsa = json::text_at(object, "kty") == "RSA",
          .key = {imported, [](cjose_jwk_t* one) { cjose_jwk_release(one); }}};
  return is_usable(imported) ? std::optional(std::move(key)) : std::nullopt;
}

}  // namespace

std::optional<Algorithm> algorithm_of(std::string_view name) {
  if (name == "RS256") {
    return Algorithm::rs256;
  }
  if (name == "PS256") {
    return Algorithm::ps256;
  }
  return name == "ES256" ? std::optional(Algorithm::es256) : std::nullopt;
}

bool Key::fits(Algorithm wanted) const {
  return is_rsa == (wanted != Algorithm::es256) && (!algorithm || *algorithm == wanted);
}

Outcome<KeySet> KeySet::read(std::string_view text) {
  const Result<json::Value> value = json::parse(text, {.depth_max = 16, .values_max = 20'000});
  const json::Object* object = value.has_value() ? value->if_object() : nullptr;
  const json::Value* list = object == nullptr ? nullptr : object->if_contains("keys");
  if (list == nullptr || !list->is_array()) {
    return Fault{FaultKind::invalid, "the provider's jwks_uri does not answer with a JWK Set"};
  }
  KeySet set;
  for (const json::Value& one : list->get_array()) {
    std::optional<Key> key = one.is_object() ? read_key(one.get_object()) : std::nullopt;
    if (key && set.keys_.size() < keys_max) {
      set.keys_.push_back(std::move(*key));
    }
  }
  if (set.keys_.empty()) {
    return Fault{FaultKind::invalid,
                 "the provider's JWK Set has no key for RS256, PS256 or ES256 signatures"};
  }
  return set;
}

std::vector<const Key*> KeySet::candidates(std::string_view id, Algorithm algorithm) const {
  std::vector<const Key*> found;
  for (const Key& key : keys_) {
    if (key.fits(algorithm) && (id.empty() || key.id == id)) {
      found.push_back(&key);
    }
  }
  return found;
}

}  // namespace provost::oidc
