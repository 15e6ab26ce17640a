#pragma once

#include <cstdint>
#include <string>

namespace provost::mail {

struct Envelope {
  std::string from;
  std::string to;
  std::string data;  // render()
};

enum class Sent : std::uint8_t {
  yes,
  refused,  // this mail, for good
  later,    // this mail, for now
  down,     // the server cannot be used, whichever mail it is
};

struct Outcome {
  Sent sent = Sent::yes;
  std::string why;  // for people; names nobody's address
};

// What takes mails to a server. Blocks; used by one thread.
class Sender {
 public:
  virtual ~Sender() = default;
  virtual Outcome send(const Envelope& envelope) = 0;
  // A mail in progress ends within a second, as Sent::down. Any thread.
  virtual void stop() = 0;
};

}  // namespace provost::mail
