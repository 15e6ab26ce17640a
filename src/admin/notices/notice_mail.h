#pragma once

#include <string>
#include <string_view>

#include "admin/notices/notices.h"
#include "admin/people/recipients.h"
#include "mail/message.h"
#include "mail/outbox.h"
#include "store/branding.h"
#include "store/records.h"

// A notice as a mail, and as the journal tells of it.
namespace provost::admin {

// What mails call it: its name, or its id where it has none.
std::string organisation_name(const store::Org& org);

// How every mail ends: the product's name, and where to ask, if that was said (design rule 30).
std::string signature_of(const store::Branding& branding);

mail::Message notice_message(const Occurrence& what, const Recipient& who, const store::Org& org,
                             std::string_view base_url, const store::Branding& branding);

// "notice.sent" or "notice.failed", of the person, so that erasing them takes the address too.
store::JournalEntry notice_entry(const Occurrence& what, const Recipient& who,
                                 const mail::Delivery& delivery, const std::string& actor);

}  // namespace provost::admin
