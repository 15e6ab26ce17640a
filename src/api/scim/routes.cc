#include "api/scim/routes.h"

namespace provost::api::scim_api {

const http::Router<Route>& scim_routes() {
  using http::Method;
  using enum Access;
  // Names of resource types match in any letter case, and so do the other endpoints.
  constexpr std::size_t behind_tenant_url = 3;
  static const http::Router<Route> routes(
      {
          // clang-format off
      {Method::get,   "/{org}/scim/v2/ServiceProviderConfig", {service_provider_config, open,  "scim.service_provider_config"}},
      {Method::get,   "/{org}/scim/v2/ResourceTypes",         {resource_types,          token, "scim.resource_types"}},
      {Method::get,   "/{org}/scim/v2/ResourceTypes/{id}",    {resource_type,           token, "scim.resource_type"}},
      {Method::get,   "/{org}/scim/v2/Schemas",               {schemas,                 token, "scim.schemas"}},
      {Method::get,   "/{org}/scim/v2/Schemas/{id}",          {schema,                  token, "scim.schema"}},
      {Method::get,   "/{org}/scim/v2/Me",                    {me,                      token, "scim.me"}},
      {Method::post,  "/{org}/scim/v2/Me",                    {me,                      token, "scim.me"}},
      {Method::put,   "/{org}/scim/v2/Me",                    {me,                      token, "scim.me"}},
      {Method::patch, "/{org}/scim/v2/Me",                    {me,                      token, "scim.me"}},
      {Method::del,   "/{org}/scim/v2/Me",                    {me,                      token, "scim.me"}},
      {Method::post,  "/{org}/scim/v2/Bulk",                  {bulk,                    token, "scim.bulk", Body::bulk}},
      {Method::get,   "/{org}/scim/v2",                       {list_everything,         token, "scim.list_everything"}},
      {Method::post,  "/{org}/scim/v2/.search",               {search_everything,       token, "scim.search_everything"}},
      {Method::post,  "/{org}/scim/v2/{type}/.search",        {search_resources,        token, "scim.search"}},
      {Method::get,   "/{org}/scim/v2/{type}",                {list_resources,          token, "scim.list"}},
      {Method::post,  "/{org}/scim/v2/{type}",                {create_resource,         token, "scim.create"}},
      {Method::get,   "/{org}/scim/v2/{type}/{id}",           {get_resource,            token, "scim.get"}},
      {Method::put,   "/{org}/scim/v2/{type}/{id}",           {replace_resource,        token, "scim.replace"}},
      {Method::patch, "/{org}/scim/v2/{type}/{id}",           {patch_resource,          token, "scim.patch"}},
      {Method::del,   "/{org}/scim/v2/{type}/{id}",           {delete_resource,         token, "scim.delete"}},
          // clang-format on
      },
      behind_tenant_url);
  return routes;
}

}  // namespace provost::api::scim_api
