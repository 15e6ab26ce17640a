#include "admin/findings.h"

#include <algorithm>

#include "api/admin/handlers.h"
#include "api/admin/page.h"
#include "api/log_read.h"

namespace provost::api::admin_api {
namespace {

boost::asio::awaitable<Result<admin::LogView>> read_log_view(AdminCall& call) {
  const auto work = [&call](log::Reader& reader) -> Result<admin::LogView> {
    return admin::look_at_log(reader, call.org_key(), call.now);
  };
  co_return co_await read_log<admin::LogView>(call.loop.log, call.org_key(), work);
}

}  // namespace

// They are few, and made anew for each page: a page begins behind the id that the one before ended
// with, or at its beginning when that one is over.
Answer list_findings(AdminCall& call) {
  CO_TRY_ASSIGN(const Page page, page_of(call));
  CO_TRY_ASSIGN(const admin::LogView log, co_await read_log_view(call));
  const auto work = [&call](store::Reader& reader) -> Result<admin::StoreView> {
    return admin::look_for_findings(reader, *call.org->registry);
  };
  CO_TRY_ASSIGN(const admin::StoreView store,
                co_await read<admin::StoreView>(call.loop.session, call.org_key(), work));
  json::Array items;
  for (const admin::Finding& finding : admin::findings(log, store, call.now)) {
    items.emplace_back(admin::describe(finding));
  }
  const auto last = std::ranges::find_if(items, [&](const json::Value& item) {
    return page.after && item.at("id").as_string() == std::string_view(*page.after);
  });
  if (last != items.end()) {
    items.erase(items.begin(), last + 1);
  }
  std::optional<std::string> next;
  if (items.size() > page.limit) {
    items.resize(page.limit);
    next = std::string(items.back().at("id").as_string());
  }
  co_return page_reply(call, std::move(items), next);
}

}  // namespace provost::api::admin_api
