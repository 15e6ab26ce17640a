#include "api/admin/activity/log_answers.h"

#include "admin/insight/log_context.h"
#include "admin/insight/log_entries.h"
#include "api/loop/await.h"

namespace provost::api::admin_api {

boost::asio::awaitable<Result<json::Array>> describe_entries(
    const Loop& loop, store::OrgKey org, const std::vector<log::Entry>& entries) {
  if (entries.empty()) {
    co_return json::Array{};
  }
  const auto work = [&](store::Reader& reader) -> Result<json::Array> {
    return admin::describe(entries, admin::look_for_log(reader, entries));
  };
  co_return co_await read<json::Array>(loop.session, org, work);
}

}  // namespace provost::api::admin_api
