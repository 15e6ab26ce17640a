#include "admin/organisation/branding.h"

#include <algorithm>

#include "api/admin/change.h"
#include "api/admin/handlers.h"
#include "api/loop/media_type.h"

// Branding of the installation (design rule 30). Reading it needs no session: sign-in pages show
// it.
namespace provost::api::admin_api {
namespace {

using store::Branding;

// A logo opened in a window of its own is an image that loads nothing and runs nothing, whatever
// its SVG says.
constexpr const char* policy_of_logo =
    "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'";

Result<std::vector<std::string>> origins_member(const json::Object& body) {
  std::vector<std::string> origins;
  const json::Value* given = body.if_contains("frameAncestors");
  if (given == nullptr) {
    return origins;
  }
  const auto is_text = [](const json::Value& value) { return value.is_string(); };
  const json::Array* list = given->if_array();
  if (list == nullptr || !std::all_of(list->begin(), list->end(), is_text)) {
    return Error(Code::invalid_value,
                 "frameAncestors is a list of origins like \"https://app.example.com\"");
  }
  for (const json::Value& one : *list) {
    origins.emplace_back(one.get_string());
  }
  return origins;
}

// Null removes a value, like leaving it out: an answer can be sent back as it is.
Result<std::string> text_or_none(const json::Object& body, std::string_view name) {
  const json::Value* given = body.if_contains(name);
  if (given != nullptr && given->is_null()) {
    return std::string();
  }
  TRY_ASSIGN(const auto text, text_member(body, name));
  return text.value_or("");
}

// Everything but the logo, which has its own address.
Result<admin::BrandingChange> read_branding(const AdminCall& call) {
  TRY_ASSIGN(const json::Object body,
             body_of(call, {"productName", "accentColor", "supportAddress", "frameAncestors"}));
  admin::BrandingChange change;
  TRY_ASSIGN(change.product_name, text_or_none(body, "productName"));
  TRY_ASSIGN(change.accent, text_or_none(body, "accentColor"));
  TRY_ASSIGN(change.support, text_or_none(body, "supportAddress"));
  TRY_ASSIGN(change.frame_ancestors, origins_member(body));
  return change;
}

http::Response branding_reply(const Branding& branding) {
  return json_reply(200, admin::describe(branding));
}

boost::asio::awaitable<Result<Branding>> save_logo(AdminCall& call, std::string_view media_type,
                                                   std::string_view content) {
  const auto work = [&](store::CatalogueWriter& catalogue) {
    return admin::change_branding_logo(catalogue, media_type, content, call.author());
  };
  co_return co_await change_catalogue<Branding>(call, work);
}

}  // namespace

Answer get_branding(AdminCall& call) {
  co_return branding_reply(call.loop.directory.branding());
}

Answer replace_branding(AdminCall& call) {
  CO_TRY_ASSIGN(const admin::BrandingChange wanted, read_branding(call));
  const auto work = [&](store::CatalogueWriter& catalogue) {
    return admin::change_branding(catalogue, wanted, call.author());
  };
  CO_TRY_ASSIGN(const Branding branding, co_await change_catalogue<Branding>(call, work));
  co_return branding_reply(branding);
}

Answer get_branding_logo(AdminCall& call) {
  const std::shared_ptr<const std::string> logo = call.loop.directory.branding_logo();
  if (!logo) {
    co_return Error(Code::not_found, "no logo is set");
  }
  const store::Branding& branding = call.loop.directory.branding();
  const std::string* version = parameter_of(call, "v");
  const bool is_this =
      version != nullptr && !version->empty() && branding.logo_digest.starts_with(*version);
  http::Response response;
  response.headers = {
      {"Content-Type", branding.logo_type},
      {"Content-Security-Policy", policy_of_logo},
      {"Cross-Origin-Resource-Policy", "same-origin"},
      {"Cache-Control", is_this ? "public, max-age=31536000, immutable" : "no-cache"}};
  response.body = *logo;
  co_return response;
}

Answer replace_branding_logo(AdminCall& call) {
  if (call.request.body.empty()) {
    co_return Error(Code::invalid_value, "there is no image in the body; DELETE removes the logo");
  }
  CO_TRY_ASSIGN(const Branding branding,
                co_await save_logo(call, media_type_of(call.request.header("Content-Type")),
                                   call.request.body));
  co_return branding_reply(branding);
}

Answer remove_branding_logo(AdminCall& call) {
  CO_TRY(co_await save_logo(call, "", ""));
  co_return no_content_reply();
}

}  // namespace provost::api::admin_api
