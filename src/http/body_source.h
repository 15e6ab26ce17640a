#pragma once

#include <string>

#include <boost/asio/awaitable.hpp>

namespace provost::http {

// A body that is made while it is sent, so that its size does not matter. Used on the thread of the
// connection's loop; destroyed when the answer has ended or the connection is gone.
class BodySource {
 public:
  virtual ~BodySource() = default;
  // Appends the next part; nothing, when there is none yet. False when the body ends with it. An
  // exception breaks the answer off, so that the client sees that it is not whole.
  virtual boost::asio::awaitable<bool> next(std::string& out) = 0;
  // Whether it is endless. Such a body ends when the client leaves or the server drains; any other
  // is sent to its end. next() must then return within about a second.
  virtual bool is_endless() const { return false; }
};

}  // namespace provost::http
