#include "admin/notices/notice_mail.h"

#include <fmt/format.h>

#include "admin/organisation/branding.h"
#include "identity/setup_links.h"

namespace provost::admin {

std::string organisation_name(const store::Org& org) {
  return org.settings.name.empty() ? org.id.str() : org.settings.name;
}

std::string signature_of(const store::Branding& branding) {
  std::string signature = fmt::format("\n-- \n{}\n", product_name_of(branding));
  if (!branding.support.empty()) {
    signature += fmt::format("Help: {}\n", branding.support);
  }
  return signature;
}

mail::Message notice_message(const Occurrence& what, const Recipient& who, const store::Org& org,
                             std::string_view base_url, const store::Branding& branding) {
  const std::string greeting = who.name.empty() ? "Hello," : fmt::format("Hello {},", who.name);
  const std::string console = fmt::format("{}/console/o/{}", base_url, org.id.str());
  return {.to = {who.name, who.address},
          .subject = what.subject,
          .text = fmt::format("{}\n\n{}\n\nWhat to do: {}\n{}/{}\n\n"
                              "You get this mail once, as an admin or IT contact of {}.\n"
                              "Choose which notices are mailed: {}/notices\n{}",
                              greeting, what.what, what.todo, console, what.page,
                              organisation_name(org), console, signature_of(branding))};
}

store::JournalEntry notice_entry(const Occurrence& what, const Recipient& who,
                                 const mail::Delivery& delivery, const std::string& actor) {
  const bool is_sent = delivery.fate == mail::Fate::sent;
  json::Object data{{"notice", to_text(what.kind)},
                    {"title", title_of(what.kind)},
                    {"occurrence", what.id},
                    {"to", who.type == "member" ? "Admin (Human)" : "IT contact"}};
  if (!is_sent) {
    data["reason"] = delivery.why;
  }
  return {.type = is_sent ? "notice.sent" : "notice.failed",
          .subject_type = who.type == "member" ? "user" : std::string(identity::setup_link_subject),
          .subject_id = who.id,
          .actor = actor,
          .cause = {},
          .data = json::write(std::move(data)),
          .values = json::write(json::Object{{"name", who.name}, {"address", who.address}})};
}

}  // namespace provost::admin
