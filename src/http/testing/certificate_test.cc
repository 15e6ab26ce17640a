#include "http/testing/certificate.h"

#include <cstdio>
#include <memory>
#include <stdexcept>

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <stdlib.h>

namespace provost::http::testing {
namespace {

constexpr long valid_s = 86'400;

struct Free {
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
  void operator()(X509* certificate) const { X509_free(certificate); }
  void operator()(X509_EXTENSION* extension) const { X509_EXTENSION_free(extension); }
  void operator()(std::FILE* file) const { std::fclose(file); }
};
template <class T>
using Owned = std::unique_ptr<T, Free>;

void require(bool good, const char* what) {
  if (!good) {
    throw std::runtime_error(what);
  }
}

Owned<X509> self_signed(EVP_PKEY* key, const std::string& address) {
  Owned<X509> made(X509_new());
  X509* const x = made.get();
  X509_set_version(x, X509_VERSION_3);
  ASN1_INTEGER_set(X509_get_serialNumber(x), 1);
  X509_gmtime_adj(X509_getm_notBefore(x), -valid_s);
  X509_gmtime_adj(X509_getm_notAfter(x), valid_s);
  X509_set_pubkey(x, key);
  X509_NAME* const name = X509_get_subject_name(x);
  X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC,
                             reinterpret_cast<const unsigned char*>("provost test"), -1, -1, 0);
  X509_set_issuer_name(x, name);
  const std::string names = "IP:" + address;
  const Owned<X509_EXTENSION> extension(
      X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, names.c_str()));
  require(extension != nullptr, "no subject alternative name");
  X509_add_ext(x, extension.get(), -1);
  require(X509_sign(x, key, EVP_sha256()) > 0, "the certificate cannot be signed");
  return made;
}

Owned<std::FILE> create(const std::filesystem::path& path) {
  Owned<std::FILE> file(std::fopen(path.c_str(), "wb"));
  require(file != nullptr, "a file of the test certificate cannot be written");
  return file;
}

}  // namespace

Certificate::Certificate(const std::string& address) {
  std::string name = (std::filesystem::temp_directory_path() / "provost-http-XXXXXX").string();
  require(::mkdtemp(name.data()) != nullptr, "no temporary folder");
  folder_ = name;
  const Owned<EVP_PKEY> pair(EVP_EC_gen("P-256"));
  require(pair != nullptr, "no key");
  const Owned<X509> certificate = self_signed(pair.get(), address);
  require(PEM_write_X509(create(chain()).get(), certificate.get()) == 1, "chain.pem");
  require(PEM_write_PrivateKey(create(key()).get(), pair.get(), nullptr, nullptr, 0, nullptr,
                               nullptr) == 1,
          "key.pem");
}

Certificate::~Certificate() {
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

}  // namespace provost::http::testing
