#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "http/message.h"
#include "json/json.h"
#include "simulate/attribute.h"

// The requests of Okta's provisioning, as text (idp-clients.md §3.1). Targets are relative to the
// base URL.
namespace provost::simulate::okta {

std::vector<http::Header> headers(std::string_view token, bool has_body);

std::string page(std::string_view collection, std::size_t start_index, std::size_t count);
std::string match_user(std::string_view user_name);
std::string match_group(std::string_view display_name);

std::string create_user(const std::vector<Attribute>& attributes, std::string_view password);
// The whole resource as it was read, with the profile laid over it.
std::string replace_user(const std::vector<Attribute>& attributes, const json::Object& current);
std::string set_active(bool active);

struct Member {
  std::string id;
  std::string display;
};
std::string create_group(std::string_view display_name);
std::string rename_group(std::string_view id, std::string_view display_name);
std::string change_members(const std::vector<std::string>& removed,
                           const std::vector<Member>& added);
// An empty list clears the group.
std::string replace_members(const std::vector<Member>& members);

}  // namespace provost::simulate::okta
