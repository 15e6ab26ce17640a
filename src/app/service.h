#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/asio/io_context.hpp>

#include "admin/chores/active_samples.h"
#include "admin/chores/health_rounds.h"
#include "admin/chores/long_work.h"
#include "admin/chores/retention.h"
#include "admin/notices/certificate_notices.h"
#include "admin/notices/notices_told.h"
#include "admin/notices/post.h"
#include "api/front/access_log.h"
#include "api/loop/loop.h"
#include "api/loop/throttle.h"
#include "api/loop/workers.h"
#include "api/oauth/desk.h"
#include "app/chore.h"
#include "http/server.h"
#include "identity/vault.h"
#include "log/log.h"
#include "log/sqlite/sqlite_shelf.h"
#include "mail/message.h"
#include "mail/settings.h"
#include "oidc/curl_fetcher.h"
#include "store/store.h"

namespace provost::app {

struct ServiceOptions {
  // "sqlite:PATH"; "sqlite::memory:" is a private database that ends with the service.
  std::string store;
  // Folder of the keys and the lock; unused for a private database.
  std::filesystem::path data_folder;
  bool exclusive_folder_lock = false;
  std::string access_log = "off";  // off, stderr, or a file
  unsigned read_threads = 0;       // 0: one per core but one
  log::Options log;
  oidc::Reach oidc_reach = oidc::Reach::public_only;
  api::Settings settings;
  std::uint64_t wal_bytes = std::uint64_t{64} << 20;  // see store::sqlite::LogBounds
  std::uint64_t wal_bytes_max = std::uint64_t{1} << 30;
  int rehearsals = 0;  // see store::sqlite::Options
  int journal_days = admin::journal_days_default;
  std::optional<mail::Settings> mail;
  std::vector<mail::Mailbox> operators;  // told by mail when the certificate expires
  // Told what an operator must know at once, a line at a time, on any thread; the access log is
  // too.
  std::function<void(const std::string&)> warn = [](const std::string&) {};
};

// Opens the store that a `--store` value names. Throws std::runtime_error with a text for people.
std::unique_ptr<store::Store> open_store(const ServiceOptions& options, const Clock& clock,
                                         Random& random);

// Opens the provisioning log that lies beside that store. Throws std::runtime_error likewise.
std::unique_ptr<log::Shelf> open_log(const ServiceOptions& options,
                                     const log::sqlite::Ownership& owner = {});

// Everything but the sockets: the one place where the objects that answer requests are built.
class Service {
 public:
  Service(const ServiceOptions& options, const Clock& clock, Random& random);
  ~Service();
  Service(const Service&) = delete;
  Service& operator=(const Service&) = delete;

  // The handler of one event loop, with a store session and caches of its own. The service must
  // outlive it.
  http::LoopHandler make_handler(boost::asio::io_context& loop);
  // The answer to a request that HTTP refuses before reading all of it; noted in the provisioning
  // log (design §2.13). Any thread.
  http::Response refuse(const http::Request* request, int status, std::string_view reason);
  // For http::Options: what requests and answers hold.
  ByteBudget& budget() { return budget_; }
  store::Store& store() { return *store_; }
  // The server's address in links of mails; no mail is sent before it is known.
  void set_base_url(const std::string& url) {
    notices_.set_base_url(url);
    certificate_notices_.set_base_url(url);
  }
  // Finishes what waits for the store or the log, and refuses more.
  void drain();
  api::AccessLog& access_log() { return access_log_; }
  // For http::AccessSink. Any thread.
  void note(const http::AccessRecord& record) {
    facts_.meter.note(record.response->status);
    access_log_.write(record);
  }
  void note_certificate(Timestamp end) { facts_.certificate_end_ms = end.ms; }
  // Does due chores: records last uses of tokens, rotates the keys of page cursors, warns of
  // expiring tokens, continues long work (admin/chores/long_work.h), deletes old journal entries
  // and kept answers, tells the log which organisations exist, samples the number of active users,
  // mails notices, checks the health of organisations. A failing chore backs off (Chore). May wait
  // for the store, in the server's own line: behind one unit of each organisation. Called about
  // once a second, by one thread, until drain(). Throws nothing.
  void upkeep();
  // The current slice is the last. Any thread.
  void ask_upkeep_to_end() { is_ending_ = true; }

 private:
  std::vector<Chore> make_chores();
  template <class Work>
  Result<void> work_on(Work& work) const;
  template <class Work>
  Result<void> work_for(Work& work, std::chrono::milliseconds time) const;
  void look_after_all();
  void purge_log();
  void tell_health();
  void return_memory();

  const Clock& clock_;
  Random& random_;
  api::Settings settings_;
  ByteBudget budget_;
  api::AccessLog access_log_;
  api::UsageLog usage_;
  provision::Anchors anchors_;
  std::unique_ptr<store::Store> store_;
  std::unique_ptr<store::Session> session_;  // of upkeep
  identity::Vault vault_;
  log::Log log_;
  api::Workers hashing_;
  api::Workers known_hashing_;
  api::Workers errands_;
  api::StreamPlaces streams_;
  api::Workers large_;
  oidc::CurlFetcher fetcher_;
  api::oauth::Desk desk_;
  api::SignInThrottle sign_ins_;
  admin::Post post_;
  api::ProcessFacts facts_;
  api::System system_;
  // For refusals, which come from all loops and are rare.
  std::mutex refusal_mutex_;
  std::unique_ptr<store::Session> refusal_session_;
  api::Directory refusal_directory_;
  std::atomic<bool> is_ending_ = false;
  std::int64_t purged_at_generation_ = -1;
  std::string told_problem_;
  std::size_t burst_ = 0;  // the most bytes that were held since memory was given back
  admin::LongWorks long_works_;
  admin::JournalRetention retention_;
  admin::ActiveSamples active_samples_;
  admin::Notices notices_;
  admin::CertificateNotices certificate_notices_;
  admin::HealthRounds health_rounds_;
  std::vector<Chore> chores_;
};

}  // namespace provost::app
