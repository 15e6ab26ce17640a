#include "simulate/mapping.h"

#include <fmt/format.h>

namespace provost::simulate {
namespace {

std::string enterprise(std::string_view name) {
  return fmt::format("{}:{}", enterprise_urn, name);
}

void add_profile(std::vector<Attribute>& out, const User& user) {
  out.push_back({"displayName", user.display_name});
  out.push_back({"name.formatted", user.display_name});
  out.push_back({"name.familyName", user.family_name});
  out.push_back({"name.givenName", user.given_name});
  out.push_back({"emails[type eq \"work\"].value", user.upn});
  out.push_back({"emails[type eq \"work\"].primary", true, true});
  if (!user.second_mail.empty()) {
    out.push_back({"emails[type eq \"other\"].value", user.second_mail});
  }
  out.push_back({"title", user.title});
  out.push_back({"preferredLanguage", user.language});
  out.push_back({"addresses[type eq \"work\"].formatted", user.office});
  out.push_back({"addresses[type eq \"work\"].streetAddress", user.street});
  out.push_back({"addresses[type eq \"work\"].locality", user.city});
  out.push_back({"addresses[type eq \"work\"].postalCode", user.postal_code});
  out.push_back({"addresses[type eq \"work\"].country", user.country});
  out.push_back({"phoneNumbers[type eq \"work\"].value", user.phone});
  out.push_back({"phoneNumbers[type eq \"mobile\"].value", user.mobile});
  out.push_back({enterprise("employeeNumber"), user.employee_number});
  out.push_back({enterprise("department"), user.department});
}

}  // namespace

std::vector<Attribute> map_user(const User& user, Mapping mapping) {
  const bool guide = mapping == Mapping::guide;
  std::vector<Attribute> out;
  out.push_back({"externalId", guide ? user.object_id : user.mail_nickname});
  out.push_back({"userName", user.upn});
  out.push_back({"active", user.active});
  if (!guide) {
    add_profile(out, user);
  }
  return out;
}

std::vector<Attribute> map_group(const Group& group) {
  return {{"externalId", group.object_id}, {"displayName", group.display_name}};
}

std::vector<Attribute> map_okta_user(const User& user) {
  std::vector<Attribute> out;
  out.push_back({"userName", user.upn});
  out.push_back({"name.givenName", user.given_name});
  out.push_back({"name.familyName", user.family_name});
  out.push_back({"emails[type eq \"work\"].value", user.upn});
  out.push_back({"emails[type eq \"work\"].primary", true});
  if (!user.second_mail.empty()) {
    out.push_back({"emails[type eq \"secondary\"].value", user.second_mail});
  }
  out.push_back({"displayName", user.display_name});
  out.push_back({"locale", user.language});
  out.push_back({"externalId", user.object_id});
  out.push_back({"active", user.active});
  return out;
}

std::vector<Attribute> map_okta_group(const Group& group) {
  return {{"displayName", group.display_name}};
}

}  // namespace provost::simulate
