#pragma once

#include <memory>
#include <mutex>

#include <boost/asio/ssl/context.hpp>

#include "http/server.h"

namespace provost::http {

// The server's side of TLS: 1.2 with forward secrecy and authenticated encryption, or 1.3
// (standards.md IOP-15). Throws std::runtime_error with a text for people that names the file.
boost::asio::ssl::context make_server_tls(const TlsFiles& files);

// The certificate of the moment. Connections keep the one with which they began. Any thread.
class ServerTls {
 public:
  // Throws as make_server_tls(), and changes nothing then.
  void use(const TlsFiles& files);
  // Null before the first.
  std::shared_ptr<boost::asio::ssl::context> current() const;

 private:
  mutable std::mutex mutex_;
  std::shared_ptr<boost::asio::ssl::context> context_;
};

}  // namespace provost::http
