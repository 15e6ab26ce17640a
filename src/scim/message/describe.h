#pragma once

#include <string_view>

#include "json/json.h"
#include "scim/schema/schema.h"

namespace provost::scim::message {

// The discovery documents as JSON values; `base` is the Tenant URL.
json::Object describe(const schema::Schema& schema, std::string_view base);
// The same for the core schema of a resource type, which lists externalId among its own attributes:
// RFC 7643 §3.1 allows it, and clients look for it there (design §2.21).
json::Object describe_core(const schema::ResourceType& type, std::string_view base);
json::Object describe(const schema::ResourceType& type, std::string_view base);

// meta of a discovery document (standards.md DIS-12: the location carries the tenant).
json::Object meta(std::string_view resource_type, std::string location);

}  // namespace provost::scim::message
