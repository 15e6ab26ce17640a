#pragma once

#include <boost/asio/ssl/context.hpp>

#include "http/server.h"

namespace provost::http {

// The server's side of TLS: 1.2 with forward secrecy and authenticated encryption, or 1.3
// (standards.md IOP-15). Throws std::runtime_error with a text for people that names the file.
boost::asio::ssl::context make_server_tls(const TlsFiles& files);

}  // namespace provost::http
