#include "app/service.h"

#include <algorithm>
#include <chrono>
#include <stdexcept>
#include <thread>
#include <utility>

#include <malloc.h>

#include "admin/chores/cursor_keys.h"
#include "admin/chores/kept_answers.h"
#include "admin/chores/token_notices.h"
#include "api/front/answer.h"
#include "api/loop/body_limit.h"
#include "api/scim/call_log.h"
#include "api/scim/routes.h"
#include "identity/vault_file.h"
#include "mail/curl_sender.h"
#include "store/sqlite/sqlite_store.h"

namespace provost::app {
namespace {

// What one event loop owns for the lifetime of its handler.
struct LoopState {
  LoopState(std::unique_ptr<store::Session> own_session, const Clock& clock,
            const std::function<api::Loop(store::Session&, api::Directory&)>& make_loop)
      : session(std::move(own_session)),
        directory(*session, clock),
        loop(make_loop(*session, directory)) {}

  std::unique_ptr<store::Session> session;
  api::Directory directory;
  api::Loop loop;
};

// A caller that cannot be looked up is told to try again: an internal fault never answers 401
// (design §2.12).
http::BodyLimit limit_of(const api::Loop& loop, const http::Request& header) {
  try {
    return api::body_limit(loop, header);
  } catch (const std::exception&) {
    return {.bytes_max = api::small_body_bytes,
            .status = 503,
            .reason = "the server could not look up who is asking; try again in a second"};
  }
}

constexpr std::string_view sqlite_prefix = "sqlite:";

// A password hash takes 64 MB and a tenth of a second. Each address has its own line; people
// already known have a separate thread, which strangers cannot occupy.
constexpr std::size_t hashing_threads = 1;
constexpr LineLimits hashing_limits{.items_max = 64, .line_items_max = 4};
// Calls to other servers mostly wait. Each organisation has its own line: while its provider is
// silent, eight of its sign-ins wait for it and the others are refused.
constexpr std::size_t errand_threads = 32;
constexpr LineLimits errand_limits{.items_max = 256, .line_items_max = 4, .line_running_max = 4};

// Reads and writes large data: as many at a time as leave a core to the event loops. The bytes
// budget limits those that wait.
constexpr LineLimits large_limits{};
std::size_t large_threads() {
  return std::max(1U, std::max(1U, std::thread::hardware_concurrency()) - 1);
}

// Looking for memory to give back pays once this much has been held since the last look.
constexpr std::size_t burst_bytes_min = 32 * 1024 * 1024;

// The time for a mail that is being sent when the server stops; requests have had most of it.
constexpr std::chrono::milliseconds last_mail_time{1'000};

// Leaves most of each second to the requests.
constexpr int slices_per_upkeep = 20;

// Rounds that find nothing wrong take a millisecond; those over large organisations take many.
constexpr std::chrono::milliseconds looks_per_upkeep{100};

// What the provisioning log should keep.
log::Kept kept_of(store::Catalogue& catalogue) {
  constexpr std::size_t page_size = 1000;
  log::Kept kept;
  kept.newest = catalogue.newest_org();
  OrgId last;
  for (std::size_t got = page_size; got == page_size;) {
    const std::vector<store::Org> page = catalogue.list(last, page_size);
    for (const store::Org& org : page) {
      kept.organisations.push_back(org.key);
      if (org.settings.log_bodies) {
        kept.with_bodies.push_back(org.key);
      }
      last = org.id;
    }
    got = page.size();
  }
  return kept;
}

// The log reports its state in the server's own log.
log::Options told_to(log::Options options, api::AccessLog& access_log) {
  options.say = [&access_log](const std::string& line) { access_log.notice(line); };
  return options;
}

// For the secrets in the store; its key lies beside the database. A private database has its own
// key.
identity::Vault vault_of(const ServiceOptions& options, store::Session& session, Random& random,
                         std::function<void(const std::string&)> say) {
  if (options.store == "sqlite::memory:") {
    SecretKey key;
    random.fill(key);
    return {key, random};
  }
  return identity::open_vault(options.data_folder / "secrets.key", session, random, std::move(say));
}

// Lies beside the database of its organisations: two databases in one folder have two logs.
std::filesystem::path log_path(const std::filesystem::path& database) {
  if (database == ":memory:") {
    return database;
  }
  const std::string stem = database.stem().string();
  return database.parent_path() /
         ((stem == "provost" ? "" : stem + "-") + std::string("provisioning-log.db"));
}

// Null without mail settings.
std::unique_ptr<mail::Outbox> outbox_of(const ServiceOptions& options, const Clock& clock,
                                        Random& random, api::AccessLog& access_log) {
  if (!options.mail) {
    return nullptr;
  }
  mail::Outbox::Options bounds;
  bounds.last_mail = last_mail_time;
  return std::make_unique<mail::Outbox>(
      std::make_unique<mail::CurlSender>(*options.mail), options.mail->from, clock, random,
      [&access_log](const std::string& line) { access_log.notice(line); }, bounds);
}

}  // namespace

namespace {

// Leaves a core to the event loops and the writer.
std::size_t read_threads_of(const ServiceOptions& options) {
  const unsigned cores = std::max(2U, std::thread::hardware_concurrency());
  return options.read_threads != 0 ? options.read_threads : cores - 1;
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
  sqlite.log_bytes_soft = options.wal_bytes;
  sqlite.log_bytes_max = options.wal_bytes_max;
  sqlite.read_threads = read_threads_of(options);
  sqlite.rehearsals = options.rehearsals;
  return store::sqlite::open(sqlite, clock, random);
}

std::unique_ptr<log::Shelf> open_log(const ServiceOptions& options,
                                     const log::sqlite::Ownership& owner) {
  return log::sqlite::open(log_path(options.store.substr(sqlite_prefix.size())), owner);
}

Service::Service(const ServiceOptions& options, const Clock& clock, Random& random)
    : clock_(clock),
      random_(random),
      settings_(options.settings),
      budget_(settings_.budget_bytes),
      access_log_(options.access_log, clock),
      store_(open_store(options, clock, random)),
      session_(store_->open_server_session()),
      vault_(vault_of(options, *session_, random,
                      [this, warn = options.warn](const std::string& line) {
                        access_log_.notice(line);
                        warn(line);
                      })),
      log_(open_log(options, {clock.now(),
                              [this, warn = options.warn](const std::string& line) {
                                access_log_.notice(line);
                                warn(line);
                              }}),
           told_to(options.log, access_log_), clock, random),
      hashing_(hashing_threads, hashing_limits),
      known_hashing_(hashing_threads, hashing_limits),
      errands_(errand_threads, errand_limits),
      large_(large_threads(), large_limits),
      fetcher_(options.oidc_reach),
      desk_(fetcher_, clock),
      post_(outbox_of(options, clock, random, access_log_)),
      system_{*store_,
              clock.now(),
              facts_,
              &post_,
              options.store == "sqlite::memory:" ? std::filesystem::path() : options.data_folder,
              options.wal_bytes,
              options.wal_bytes_max},
      refusal_session_(store_->open_session()),
      refusal_directory_(*refusal_session_, clock),
      long_works_({*session_, clock_, random_, "server"},
                  [this](const std::string& line) { access_log_.notice(line); }),
      retention_({*session_, clock_, random_, "server"}, options.journal_days),
      active_samples_({*session_, clock_, random_, "server"}),
      notices_({*session_, clock_, random_, "server"}, post_),
      certificate_notices_({*session_, clock_, random_, "server"}, post_, options.operators),
      health_rounds_({*session_, clock_, random_, "server"}, log_, facts_.board, &notices_),
      chores_(make_chores()) {
  // A store that is read-only or damaged is better than none; the chore tries again.
  try {
    const Result<void> keys = admin::renew_cursor_keys({*session_, clock_, random_, "server"});
    if (keys.has_error()) {
      options.warn("the store accepts no writes: " + keys.error().detail);
    }
  } catch (const store::StorageFault& fault) {
    options.warn("the keys of page cursors could not be read: " +
                 store::tell_operator(fault.error));
  }
}

Service::~Service() = default;

http::LoopHandler Service::make_handler(boost::asio::io_context&) {
  const auto make_loop = [this](store::Session& session, api::Directory& directory) {
    return api::Loop{.session = session,
                     .directory = directory,
                     .usage = usage_,
                     .log = log_,
                     .streams = streams_,
                     .large = large_,
                     .budget = budget_,
                     .anchors = anchors_,
                     .clock = clock_,
                     .random = random_,
                     .settings = settings_,
                     .system = system_,
                     .doors = {.hashing = hashing_,
                               .known_hashing = known_hashing_,
                               .errands = errands_,
                               .sign_ins = sign_ins_,
                               .vault = vault_,
                               .desk = desk_}};
  };
  auto state = std::make_shared<LoopState>(store_->open_session(), clock_, make_loop);
  return {[state](const http::Request& request) { return api::answer(state->loop, request); },
          [state](const http::Request& header) { return limit_of(state->loop, header); }};
}

http::Response Service::refuse(const http::Request* request, int status, std::string_view reason) {
  try {
    const std::lock_guard lock(refusal_mutex_);
    api::scim_api::log_unread(refusal_directory_, log_, request, status, reason, clock_.now());
  } catch (const std::exception&) {
    // The answer matters more than its log entry; /readyz reports when the store cannot be read.
  }
  return api::refusal(request, status, reason);
}

// Last uses go first: the store accepts them until it is drained.
void Service::drain() {
  usage_.flush(*session_);
  hashing_.drain();
  known_hashing_.drain();
  fetcher_.stop();
  post_.stop();
  errands_.drain();
  large_.drain();
  (void)post_.settle({*session_, clock_, random_, "server"});
  store_->drain();
  log_.drain();
}

// Once per change; /readyz shows it all the time.
void Service::tell_health() {
  const Result<void> health = store_->health();
  std::string problem = health.has_error() ? store::tell_operator(health.error()) : "";
  if (problem == told_problem_) {
    return;
  }
  access_log_.notice(problem.empty() ? "the store works again" : "the store: " + problem);
  told_problem_ = std::move(problem);
}

void Service::upkeep() {
  try {
    look_after_all();
  } catch (const std::exception& fault) {
    access_log_.notice(std::string("looking after the server failed: ") + fault.what());
  }
}

void Service::look_after_all() {
  tell_health();
  usage_.flush(*session_);
  for (const std::string& trouble : store_->take_troubles()) {
    access_log_.notice(trouble);
  }
  const Timestamp now = clock_.now();
  facts_.meter.sample(now);
  for (Chore& chore : chores_) {
    if (is_ending_) {
      return;
    }
    chore.run(now, [this](const std::string& line) { access_log_.notice(line); });
  }
  return_memory();
}

// After a burst the allocator keeps freed memory, in the arenas of all threads, for another burst
// that may never come: we would hold hundreds of megabytes forever. Giving it back costs
// milliseconds, so it happens once the burst is over.
void Service::return_memory() {
  const std::size_t now = budget_.used();
  burst_ = std::max(burst_, budget_.take_peak());
  if (burst_ >= burst_bytes_min && now <= burst_ / 4) {
    ::malloc_trim(0);
    burst_ = now;
  }
}

// Runs some slices of work with a step() while there are any.
template <class Work>
Result<void> Service::work_on(Work& work) const {
  for (int slices = 0; slices < slices_per_upkeep && !is_ending_; ++slices) {
    TRY_ASSIGN(const bool has_more, work.step());
    if (!has_more) {
      return {};
    }
  }
  return {};
}

// Runs for only that long, so that other chores get their turn.
template <class Work>
Result<void> Service::work_for(Work& work, std::chrono::milliseconds time) const {
  const auto end = std::chrono::steady_clock::now() + time;
  do {
    TRY_ASSIGN(const bool has_more, work.step());
    if (!has_more) {
      return {};
    }
  } while (!is_ending_ && std::chrono::steady_clock::now() < end);
  return {};
}

std::vector<Chore> Service::make_chores() {
  std::vector<Chore> chores;
  chores.emplace_back("renewing the keys of page cursors", [this] {
    return admin::renew_cursor_keys({*session_, clock_, random_, "server"});
  });
  chores.emplace_back("warning about tokens that expire soon", [this] {
    return admin::give_due_notices({*session_, clock_, random_, "server"},
                                   [this](const std::string& line) { access_log_.notice(line); });
  });
  chores.emplace_back("purging, changing schemas and removing organisations",
                      [this] { return work_on(long_works_); });
  chores.emplace_back("deleting kept answers that have expired", [this] {
    return admin::remove_old_answers({*session_, clock_, random_, ""});
  });
  chores.emplace_back("trimming journals", [this] { return work_on(retention_); });
  chores.emplace_back("sampling active users", [this] { return work_on(active_samples_); });
  chores.emplace_back("recording the outcome of mails", [this] {
    return post_.settle({*session_, clock_, random_, "server"});
  });
  chores.emplace_back("looking at the health of organisations, and for notices to mail",
                      [this] { return work_for(health_rounds_, looks_per_upkeep); });
  chores.emplace_back("mailing that the certificate expires", [this] {
    const std::int64_t end_ms = facts_.certificate_end_ms;
    const auto end = end_ms == 0 ? std::nullopt : std::optional(Timestamp{end_ms});
    return certificate_notices_.tell(end, clock_.now());
  });
  chores.emplace_back("purging the provisioning log", [this] {
    purge_log();
    return Result<void>();
  });
  return chores;
}

// The CLI also removes organisations and switches off their bodies; the log's data is removed when
// that is noticed.
void Service::purge_log() {
  std::int64_t generation = 0;
  log::Kept kept;
  session_->catalogue([&](store::Catalogue& catalogue) {
    generation = catalogue.settings_generation();
    if (generation != purged_at_generation_) {
      kept = kept_of(catalogue);
    }
  });
  if (generation != purged_at_generation_) {
    log_.keep_only(std::move(kept));
    purged_at_generation_ = generation;
  }
}

}  // namespace provost::app
