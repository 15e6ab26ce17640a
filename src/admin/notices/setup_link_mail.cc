#include "admin/notices/setup_link_mail.h"

#include <algorithm>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "admin/notices/notice_mail.h"
#include "admin/organisation/branding.h"

namespace provost::admin {

json::Value to_json(LinkMail mail) {
  switch (mail) {
    case LinkMail::none:
      return nullptr;
    case LinkMail::off:
      return "off";
    case LinkMail::queued:
      return "queued";
    case LinkMail::unusable:
      break;
  }
  return "failed";
}

LinkMail link_mail_for(const Post* post, std::string_view email) {
  if (email.empty()) {
    return LinkMail::none;
  }
  if (post == nullptr || !post->is_on()) {
    return LinkMail::off;
  }
  return mail::is_deliverable(email) ? LinkMail::queued : LinkMail::unusable;
}

mail::Message setup_link_message(const store::SetupLink& link, std::string_view url,
                                 std::string_view organisation, const store::Branding& branding) {
  const std::string greeting = link.name.empty() ? "Hello," : fmt::format("Hello {},", link.name);
  const auto expires = fmt::gmtime(static_cast<std::time_t>(link.expires.ms / 1000));
  return {
      .to = {link.name, link.email},
      .subject = fmt::format("Set up provisioning for {}", organisation),
      .text = fmt::format(
          "{}\n\n"
          "please open this link to connect {}’s identity provider to {}:\n\n"
          "{}\n\n"
          "It works once and expires on {:%d %b %Y at %H:%M} UTC. A guide leads you through "
          "every step;\nyou need somebody who can create an application in your identity "
          "provider.\n\n"
          "The first person to open the link gets in, so please do not forward this mail.\n{}",
          greeting, organisation, product_name_of(branding), url, expires, signature_of(branding))};
}

void mail_setup_link(Post& post, const store::Org& org, const store::SetupLink& link,
                     std::string_view url, const store::Branding& branding) {
  mail::Mail mail{.message = setup_link_message(link, url, organisation_name(org), branding),
                  .until = std::min(link.expires, link.created.plus_s(setup_link_mail_s)),
                  .about = fmt::format("setup link {} of {}", link.id, org.id.str())};
  const auto then = [key = org.key, id = link.id](const identity::Admin& admin,
                                                  const mail::Delivery& delivery) {
    return store::write_and_wait(admin.session, key, [&](store::Writer& writer) {
      return identity::note_link_mail(writer, id, delivery.fate == mail::Fate::sent, delivery.why,
                                      admin.author());
    });
  };
  post.send(std::move(mail), then);
}

}  // namespace provost::admin
