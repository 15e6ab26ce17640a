#pragma once

#include <string>
#include <string_view>

#include "admin/notices/post.h"
#include "identity/setup_links.h"
#include "store/branding.h"

// A setup link by mail. Its text is a secret that is stored nowhere, so the mail waits only in
// memory: a stopped server's unsent mails are lost, and the audit trail says so.
namespace provost::admin {

// No mail is sent much later than somebody expects it.
inline constexpr std::int64_t setup_link_mail_s = std::int64_t{24} * 3600;

enum class LinkMail : std::uint8_t {
  none,  // nobody's address was given
  off,   // mail is not set up
  queued,
  unusable,  // no mail can be addressed so
};
// "queued", "off", "failed", or null.
json::Value to_json(LinkMail mail);

// What would become of a mail to that address.
LinkMail link_mail_for(const Post* post, std::string_view email);

mail::Message setup_link_message(const store::SetupLink& link, std::string_view url,
                                 std::string_view organisation, const store::Branding& branding);

// Sends it to the address in the link, and journals the outcome.
void mail_setup_link(Post& post, const store::Org& org, const store::SetupLink& link,
                     std::string_view url, const store::Branding& branding);

}  // namespace provost::admin
