#include "admin/insight/stats.h"

#include "admin/chores/active_samples.h"
#include "admin/insight/stats_history.h"
#include "api/admin/handlers.h"
#include "api/loop/await.h"
#include "api/loop/log_read.h"

namespace provost::api::admin_api {
namespace {

boost::asio::awaitable<Result<admin::LogFigures>> read_log_figures(AdminCall& call) {
  const Timestamp since = call.now.plus_s(-std::int64_t{admin::stats_days} * 24 * 3600);
  const auto work = [&call, since](log::Reader& reader) -> Result<admin::LogFigures> {
    return admin::LogFigures{reader.activity(call.org_key()), reader.hours(call.org_key(), since)};
  };
  co_return co_await read_log<admin::LogFigures>(call.loop.log, call.org_key(), work);
}

}  // namespace

Answer get_stats(AdminCall& call) {
  CO_TRY_ASSIGN(const admin::LogFigures log, co_await read_log_figures(call));
  const auto work = [&call](store::Reader& reader) -> Result<admin::StoreFigures> {
    return admin::read_figures(reader, call.now);
  };
  CO_TRY_ASSIGN(const admin::StoreFigures store,
                co_await read<admin::StoreFigures>(call.loop.session, call.org_key(), work));
  co_return json_reply(200, admin::describe(store, log, call.now));
}

// Made from hourly counts and a few samples.
Answer get_stats_history(AdminCall& call) {
  const std::string* text = parameter_of(call, "range");
  CO_TRY_ASSIGN(const admin::HistoryRange range,
                admin::read_history_range(text == nullptr ? "24h" : std::string_view(*text)));
  const Timestamp begin = admin::beginning_of(range, call.now);
  using Hours = std::vector<log::Hour>;
  const auto log_work = [&call, begin](log::Reader& reader) -> Result<Hours> {
    return reader.hours(call.org_key(), begin);
  };
  CO_TRY_ASSIGN(const Hours hours,
                co_await read_log<Hours>(call.loop.log, call.org_key(), log_work));
  const auto work = [begin](store::Reader& reader) -> Result<admin::ActiveUsers> {
    return admin::ActiveUsers{reader.history().active_samples(begin), admin::count_active(reader)};
  };
  CO_TRY_ASSIGN(const admin::ActiveUsers active,
                co_await read<admin::ActiveUsers>(call.loop.session, call.org_key(), work));
  co_return json_reply(200, admin::describe(range, hours, active, call.now));
}

}  // namespace provost::api::admin_api
