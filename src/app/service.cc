#include "app/service.h"

#include <stdexcept>
#include <utility>

#include "admin/cursor_keys.h"
#include "admin/token_notices.h"
#include "api/answer.h"
#include "api/routes.h"
#include "store/sqlite/sqlite_store.h"

namespace provost::app {
namespace {

// What one event loop owns for as long as its handler lives.
struct LoopState {
  LoopState(std::unique_ptr<store::Session> own_session, api::UsageLog& usage,
            provision::Anchors& anchors, const Clock& clock, Random& random,
            const api::Settings& settings)
      : session(std::move(own_session)), directory(*session, clock), loop{*session, directory,
                                                                          usage,    anchors,
                                                                          clock,    random,
                                                                          settings} {}

  std::unique_ptr<store::Session> session;
  api::Directory directory;
  api::Loop loop;
};

constexpr std::string_view sqlite_prefix = "sqlite:";

// Leaves most of each second to the requests.
constexpr int slices_per_upkeep = 20;

// Does some slices of something that has a step(), as long as there are any.
template <class Work>
void work_on(Work& work) {
  for (int slices = 0; slices < slices_per_upkeep; ++slices) {
    const Result<bool> more = work.step();
    if (more.has_error() || !*more) {
      return;
    }
  }
}

}  // namespace

std::unique_ptr<store::Store> open_store(const ServiceOptions& options, const Clock& clock,
                                         Random& random) {
  if (!options.store.starts_with(sqlite_prefix)) {
    throw std::runtime_error("--store is sqlite:PATH, not \"" + options.store + "\"");
  }
  store::sqlite::Options sqlite;
  sqlite.path = options.store.substr(sqlite_prefix.size());
  sqlite.journal_key_path = options.data_folder / "journal.key";
  sqlite.exclusive_folder_lock = options.exclusive_folder_lock;
  return store::sqlite::open(sqlite, clock, random);
}

Service::Service(const ServiceOptions& options, const Clock& clock, Random& random)
    : clock_(clock),
      random_(random),
      settings_(options.settings),
      access_log_(options.access_log, clock),
      store_(open_store(options, clock, random)),
      session_(store_->open_session()),
      schema_changes_({*session_, clock_, random_, "server"}),
      removed_organisations_({*session_, clock_, random_, "server"}),
      retention_({*session_, clock_, random_, "server"}, options.journal_days) {
  const Result<void> keys = admin::renew_cursor_keys({*session_, clock_, random_, "server"});
  if (keys.has_error()) {
    throw std::runtime_error("the store takes no writes: " + keys.error().detail);
  }
}

Service::~Service() {
  usage_.flush(*session_);
}

http::Handler Service::make_handler(boost::asio::io_context&) {
  auto state = std::make_shared<LoopState>(store_->open_session(), usage_, anchors_, clock_,
                                           random_, settings_);
  return [state, &store = *store_](const http::Request& request) {
    return api::answer(state->loop, store, request);
  };
}

http::BodyLimit Service::body_limit(const http::Request& header) const {
  return api::body_limit(settings_, header);
}

// What fails here is tried again a second later; /readyz says that the store takes no writes.
void Service::upkeep() {
  usage_.flush(*session_);
  const admin::Admin admin{*session_, clock_, random_, "server"};
  (void)admin::renew_cursor_keys(admin);
  for (const std::string& line : admin::give_due_notices(admin)) {
    access_log_.notice(line);
  }
  work_on(removed_organisations_);
  work_on(schema_changes_);
  work_on(retention_);
}

}  // namespace provost::app
