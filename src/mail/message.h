#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"

// A mail as RFC 5322 wants it: plain text in UTF-8, one recipient. Names and subjects come from
// people and from identity providers, so whatever they hold stays inside its own header (RFC 2047).
namespace provost::mail {

struct Mailbox {
  std::string name;     // may be empty
  std::string address;  // is_deliverable()
};

// Whether a mail can be addressed so: an ASCII dot-atom and a host name, at most 254 bytes. Quoted
// local parts, address literals and SMTPUTF8 are left out: what they could smuggle is worse than
// the few mailboxes that need them.
bool is_deliverable(std::string_view address);

// "Acme <no-reply@acme.example>" or the address alone; nothing for anything else.
std::optional<Mailbox> parse_mailbox(std::string_view text);

struct Message {
  Mailbox to;
  std::string subject;
  std::string text;  // UTF-8, lines end with \n
};

// Header and body with CRLF, as SMTP's DATA takes them. `id` is the left side of the Message-ID.
std::string render(const Message& message, const Mailbox& from, Timestamp date,
                   std::string_view id);

}  // namespace provost::mail
