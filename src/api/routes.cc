#include "api/routes.h"

namespace provost::api {

const http::Router<Route>& scim_routes() {
  using http::Method;
  using enum Access;
  namespace s = scim_api;
  // Names of resource types match in any letter case, and so do the other endpoints.
  constexpr std::size_t behind_tenant_url = 3;
  static const http::Router<Route> routes(
      {
          // clang-format off
      {Method::get,   "/{org}/scim/v2/ServiceProviderConfig", {s::service_provider_config, open,  "scim.service_provider_config"}},
      {Method::get,   "/{org}/scim/v2/ResourceTypes",         {s::resource_types,          token, "scim.resource_types"}},
      {Method::get,   "/{org}/scim/v2/ResourceTypes/{id}",    {s::resource_type,           token, "scim.resource_type"}},
      {Method::get,   "/{org}/scim/v2/Schemas",               {s::schemas,                 token, "scim.schemas"}},
      {Method::get,   "/{org}/scim/v2/Schemas/{id}",          {s::schema,                  token, "scim.schema"}},
      {Method::get,   "/{org}/scim/v2/Me",                    {s::me,                      token, "scim.me"}},
      {Method::post,  "/{org}/scim/v2/Me",                    {s::me,                      token, "scim.me"}},
      {Method::put,   "/{org}/scim/v2/Me",                    {s::me,                      token, "scim.me"}},
      {Method::patch, "/{org}/scim/v2/Me",                    {s::me,                      token, "scim.me"}},
      {Method::del,   "/{org}/scim/v2/Me",                    {s::me,                      token, "scim.me"}},
      {Method::post,  "/{org}/scim/v2/Bulk",                  {s::bulk,                    token, "scim.bulk", Body::bulk}},
      {Method::get,   "/{org}/scim/v2",                       {s::list_everything,         token, "scim.list_everything"}},
      {Method::post,  "/{org}/scim/v2/.search",               {s::search_everything,       token, "scim.search_everything"}},
      {Method::post,  "/{org}/scim/v2/{type}/.search",        {s::search_resources,        token, "scim.search"}},
      {Method::get,   "/{org}/scim/v2/{type}",                {s::list_resources,          token, "scim.list"}},
      {Method::post,  "/{org}/scim/v2/{type}",                {s::create_resource,         token, "scim.create"}},
      {Method::get,   "/{org}/scim/v2/{type}/{id}",           {s::get_resource,            token, "scim.get"}},
      {Method::put,   "/{org}/scim/v2/{type}/{id}",           {s::replace_resource,        token, "scim.replace"}},
      {Method::patch, "/{org}/scim/v2/{type}/{id}",           {s::patch_resource,          token, "scim.patch"}},
      {Method::del,   "/{org}/scim/v2/{type}/{id}",           {s::delete_resource,         token, "scim.delete"}},
          // clang-format on
      },
      behind_tenant_url);
  return routes;
}

}  // namespace provost::api
