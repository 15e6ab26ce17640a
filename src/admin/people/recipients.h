#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "store/transaction.h"

// The recipients of an organisation's notices.
namespace provost::admin {

struct Recipient {
  std::string_view type;  // "member" or "contact"
  std::string id;         // of the member, or of the setup link
  std::string name;       // may be empty
  std::string address;
};

struct Recipients {
  std::vector<Recipient> all;
  // Admins (Human) without an address that mail can be sent to, among those looked at.
  std::size_t without_address = 0;
};

// How many are told at most, the Admins first.
inline constexpr std::size_t recipients_max = 20;

// Active Admins (Human), at their primary e-mail address, any other, or their userName; and IT
// contacts with an address whose setup link works. While nobody is Admin (Human), a contact whose
// link has expired is notified too: there is nobody else. Each address gets one mail.
Recipients recipients_of(store::Reader& reader, Timestamp now);

// Of an organisation without Admin (Human): whether there is anybody else.
bool has_contact_to_tell(store::Reader& reader);

}  // namespace provost::admin
