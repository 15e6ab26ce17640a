#include "api/front/look.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "admin/organisation/branding.h"
#include "api/loop/session_cookie.h"
#include "identity/token_text.h"

namespace provost::api {

console::Look look_of(const Loop& loop, const http::Request& request) {
  const store::Branding& branding = loop.directory.branding();
  console::Look look{.branding = json::write(admin::describe(branding))};
  if (session_in_cookie(request).starts_with(identity::operator_session_prefix)) {
    look.is_for_operator = true;
    return look;
  }
  look.is_branded =
      !branding.product_name.empty() || !branding.accent.empty() || branding.logo_bytes > 0;
  look.product_name = admin::product_name_of(branding);
  if (!branding.accent.empty()) {
    look.accent = branding.accent;
  }
  if (!branding.frame_ancestors.empty()) {
    look.frame_ancestors = fmt::format("{}", fmt::join(branding.frame_ancestors, " "));
  }
  return look;
}

}  // namespace provost::api
