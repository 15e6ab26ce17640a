#include <fmt/format.h>

#include "base/text.h"
#include "scim/message/describe.h"
#include "scim/message/message.h"
#include "scim/message/urns.h"

namespace provost::scim::message {
namespace {

json::Object supported(bool is_supported) {
  return {{"supported", is_supported}};
}

// RFC 9865 §4, standards.md CUR-14. Index paging remains the default: clients that do not know
// cursors get none (CUR-10).
json::Object pagination(const Features& features) {
  return {{"cursor", true},
          {"index", true},
          {"defaultPaginationMethod", "index"},
          {"defaultPageSize", features.page_size_default},
          {"maxPageSize", features.page_size_max},
          {"cursorTimeout", features.cursor_lifetime_s}};
}

json::Object bearer_scheme() {
  return {{"type", "oauthbearertoken"},
          {"name", "Secret Token"},
          {"description",
           "The Secret Token of Settings > Identity Access, sent as a bearer token in the "
           "Authorization header."},
          {"specUri", "https://www.rfc-editor.org/info/rfc6750"},
          {"primary", true}};
}

// Discovery lists are never paged (standards.md DIS-3).
template <class Items, class Describe>
std::string list_of(const Items& items, Describe describe_one) {
  std::string out;
  begin_list(out,
             {.total_results = items.size(), .start_index = 1, .items_per_page = items.size()});
  std::string_view separator;
  for (const auto& item : items) {
    out += separator;
    separator = ",";
    json::append(out, describe_one(*item));
  }
  end_list(out);
  return out;
}

Error not_found(std::string_view what, std::string_view id) {
  return Error(Code::not_found, fmt::format("There is no {} with the id \"{}\" here.", what, id));
}

const schema::Schema* find_schema(const std::vector<std::shared_ptr<const schema::Schema>>& schemas,
                                  std::string_view id) {
  for (const auto& schema : schemas) {
    if (iequals(schema->id, id)) {
      return schema.get();
    }
  }
  return nullptr;
}

json::Object describe_schema(const schema::Schema& schema, const schema::Registry& registry,
                             std::string_view base) {
  for (const auto& type : registry.types()) {
    if (type->schema.get() == &schema) {
      return describe_core(*type, base);
    }
  }
  return describe(schema, base);
}

}  // namespace

// Members from drafts are left out: strict client libraries refuse unknown members (standards.md
// §3).
std::string service_provider_config(const Features& features, std::string_view base) {
  json::Object bulk = supported(features.bulk);
  bulk["maxOperations"] = features.bulk ? features.bulk_operations_max : 0;
  bulk["maxPayloadSize"] = features.bulk ? features.bulk_bytes_max : 0;
  json::Object filter = supported(true);
  filter["maxResults"] = features.page_size_max;
  const json::Object config{
      {"schemas", json::Array{json::Value(config_urn)}},
      {"patch", supported(true)},
      {"bulk", std::move(bulk)},
      {"filter", std::move(filter)},
      {"changePassword", supported(false)},
      {"sort", supported(features.sort)},
      {"pagination", pagination(features)},
      {"etag", supported(features.etag)},
      {"authenticationSchemes", json::Array{bearer_scheme()}},
      {"meta", meta("ServiceProviderConfig", fmt::format("{}/ServiceProviderConfig", base))}};
  return json::write(config);
}

std::string resource_types(const schema::Registry& registry, std::string_view base) {
  return list_of(registry.types(),
                 [&](const schema::ResourceType& type) { return describe(type, base); });
}

std::string schemas(const schema::Registry& registry, std::string_view base) {
  return list_of(registry.schemas(), [&](const schema::Schema& schema) {
    return describe_schema(schema, registry, base);
  });
}

Result<std::string> resource_type(const schema::Registry& registry, std::string_view id,
                                  std::string_view base) {
  const schema::ResourceType* type = registry.find_by_name(id);
  if (type == nullptr) {
    return not_found("resource type", id);
  }
  return json::write(describe(*type, base));
}

Result<std::string> schema(const schema::Registry& registry, std::string_view id,
                           std::string_view base) {
  const schema::Schema* found = find_schema(registry.schemas(), id);
  if (found == nullptr) {
    found = find_schema(schema::configuration_schemas(), id);
  }
  if (found == nullptr) {
    return not_found("schema", id);
  }
  return json::write(describe_schema(*found, registry, base));
}

}  // namespace provost::scim::message
