#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "http/message.h"
#include "json/json.h"
#include "simulate/attribute.h"
#include "simulate/options.h"

// The requests of Entra's provisioning service, as text. Targets are relative to the Tenant URL.
namespace provost::simulate::entra {

// idp-clients.md §1.2 and §1.6: a bearer token, the media type with its charset on bodies, neither
// User-Agent nor Accept.
std::vector<http::Header> headers(std::string_view token, bool has_body);

// §1.2: how the space in a filter travels.
enum class Space : std::uint8_t { plus, percent };
std::string match_user(std::string_view user_name, Space space = Space::plus);
std::string match_group(std::string_view display_name, Space space = Space::plus);
std::string read_user(std::string_view id);
std::string read_group(std::string_view id);
// §1.3, the documented reference checks.
std::string check_member(std::string_view group, std::string_view user);
std::string check_manager(std::string_view user, std::string_view manager);

std::string create_user(const std::vector<Attribute>& attributes, Mapping mapping, Dialect dialect);
std::string create_group(const std::vector<Attribute>& attributes, Dialect dialect);

// The PATCH that brings `current` in step with `wanted`; nothing when it already is.
std::optional<std::string> update(const std::vector<Attribute>& wanted, const json::Object& current,
                                  Dialect dialect);
std::string set_manager(std::string_view manager, bool present, Dialect dialect);
std::string add_member(std::string_view user, Dialect dialect);
std::string remove_member(std::string_view user, Dialect dialect);

}  // namespace provost::simulate::entra
