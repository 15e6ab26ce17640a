#include "http/tls.h"

#include <stdexcept>
#include <string>
#include <utility>

#include <openssl/ssl.h>

namespace provost::http {
namespace {

namespace ssl = boost::asio::ssl;

constexpr const char* ciphers_1_2 = "ECDHE+AESGCM:ECDHE+CHACHA20";

// We speak only HTTP/1.1, and say so to clients that ask (RFC 7301).
int select_protocol(SSL*, const unsigned char** out, unsigned char* out_size,
                    const unsigned char* offered, unsigned offered_size, void*) {
  static constexpr unsigned char ours[] = "\x08http/1.1";
  unsigned char* chosen = nullptr;
  const int outcome =
      SSL_select_next_proto(&chosen, out_size, ours, sizeof ours - 1, offered, offered_size);
  *out = chosen;
  return outcome == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_NOACK;
}

void check(const boost::system::error_code& error, const std::string& what) {
  if (error) {
    throw std::runtime_error(what + ": " + error.message());
  }
}

}  // namespace

ssl::context make_server_tls(const TlsFiles& files) {
  ssl::context context(ssl::context::tls_server);
  SSL_CTX* const native = context.native_handle();
  SSL_CTX_set_min_proto_version(native, TLS1_2_VERSION);
  SSL_CTX_set_cipher_list(native, ciphers_1_2);
  SSL_CTX_set_options(
      native, SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION);
  SSL_CTX_set_mode(native, SSL_MODE_RELEASE_BUFFERS);
  SSL_CTX_set_alpn_select_cb(native, select_protocol, nullptr);
  boost::system::error_code error;
  context.use_certificate_chain_file(files.certificate_chain.string(), error);
  check(error, "the TLS certificate " + files.certificate_chain.string() + " cannot be used");
  context.use_private_key_file(files.private_key.string(), ssl::context::pem, error);
  check(error, "the TLS key " + files.private_key.string() + " cannot be used");
  if (SSL_CTX_check_private_key(native) != 1) {
    throw std::runtime_error("the TLS key " + files.private_key.string() +
                             " does not belong to the certificate " +
                             files.certificate_chain.string());
  }
  return context;
}

void ServerTls::use(const TlsFiles& files) {
  auto context = std::make_shared<ssl::context>(make_server_tls(files));
  const std::lock_guard lock(mutex_);
  context_.swap(context);
}

std::shared_ptr<ssl::context> ServerTls::current() const {
  const std::lock_guard lock(mutex_);
  return context_;
}

}  // namespace provost::http
