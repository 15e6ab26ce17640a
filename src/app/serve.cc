#include "app/serve.h"

#include <chrono>
#include <csignal>
#include <cstdint>
#include <ctime>
#include <memory>
#include <optional>
#include <ostream>
#include <stdexcept>
#include <string_view>

#include <fmt/format.h>
#include <pthread.h>
#include <signal.h>
#include <unistd.h>

#include "app/end_in_time.h"
#include "app/service.h"
#include "app/upkeep.h"
#include "http/certificate_end.h"
#include "identity/operators.h"

namespace provost::app {
namespace {

// What a signal asks the server to do.
enum class Wish : std::uint8_t { none, reload, stop };

// The signals that end the server or make it reopen its files. They are blocked before any thread
// starts, so that only the thread waiting for them receives them. Other signals that would end it
// are ignored: writing to a pipe without a reader, or beyond the file size limit, is an error where
// it happens.
class Signals {
 public:
  Signals() {
    sigemptyset(&signals_);
    sigaddset(&signals_, SIGTERM);
    sigaddset(&signals_, SIGINT);
    sigaddset(&signals_, SIGHUP);
    pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
    for (const int harmless : {SIGPIPE, SIGXFSZ, SIGUSR1, SIGUSR2}) {
      std::signal(harmless, SIG_IGN);
    }
  }
  // The wish that arrives within a second.
  Wish wait_a_second() const {
    const timespec second{1, 0};
    const int signal = sigtimedwait(&signals_, nullptr, &second);
    return signal <= 0 ? Wish::none : signal == SIGHUP ? Wish::reload : Wish::stop;
  }

 private:
  sigset_t signals_{};
};

using namespace std::chrono_literals;

// The time from the signal to the end of the process, and the part of it in which requests have to
// be answered.
constexpr std::chrono::milliseconds stop_time = 10s;
constexpr std::chrono::milliseconds answer_time = 8s;

// Skips destructors, which would wait for slow work.
[[noreturn]] void end_now() {
  _exit(0);
}

// Throws std::runtime_error when two settings contradict each other.
ServiceOptions service_options(const Config& config) {
  if (config.wal_bytes_max < config.wal_bytes) {
    throw std::runtime_error(fmt::format("--wal-bytes-max {} is less than --wal-bytes {}",
                                         config.wal_bytes_max, config.wal_bytes));
  }
  ServiceOptions options;
  options.store = store_url(config);
  options.data_folder = config.data_folder;
  options.exclusive_folder_lock = true;
  options.access_log = config.access_log;
  options.read_threads = config.read_threads;
  options.log.retention_s = std::int64_t{config.log_retention_days} * 24 * 3600;
  options.oidc_reach =
      config.oidc_allow_private ? oidc::Reach::also_private : oidc::Reach::public_only;
  options.settings.body_bytes_max = config.body_bytes_max;
  options.settings.budget_bytes = config.in_flight_bytes_max;
  options.settings.list.page_size_max = config.page_size_max;
  options.wal_bytes = config.wal_bytes;
  options.wal_bytes_max = config.wal_bytes_max;
  options.journal_days = config.audit_days;
  if (!config.smtp_url.empty()) {
    const Result<mail::Settings> read =
        mail::read_settings({.url = config.smtp_url,
                             .user = config.smtp_user,
                             .password_file = config.smtp_password_file,
                             .from = config.mail_from,
                             .plain = config.smtp_plain});
    if (read.has_error()) {
      throw std::runtime_error(read.error().detail);
    }
    options.mail = *read;
  }
  for (const std::string& text : config.operator_email) {
    const std::optional<mail::Mailbox> mailbox = mail::parse_mailbox(text);
    if (!mailbox) {
      throw std::runtime_error(
          fmt::format("--operator-email is an address such as ops@acme.example, not \"{}\"", text));
    }
    options.operators.push_back(*mailbox);
  }
  return options;
}

http::Options server_options(const Config& config, Service& service) {
  const Address address = parse_address(config.listen);
  http::Options options;
  options.address = address.host;
  options.port = address.port;
  options.loops = config.loops;
  options.public_url = config.public_url;
  options.trust_forwarded = config.trust_forwarded;
  options.limits.connections_max = config.connections_max;
  options.limits.drain_timeout = answer_time;
  options.limits.body_bytes_max = config.body_bytes_max;
  options.limits.connections_per_address_max = config.connections_per_address_max;
  options.budget = &service.budget();
  if (!config.tls_certificate.empty()) {
    options.tls = http::TlsFiles{config.tls_certificate, config.tls_key};
  }
  return options;
}

// An unusable file is reported, and the old one stays in use. A failure of one does not affect the
// other.
void reload(const Config& config, Service& service, http::Server& server) {
  const auto attempt = [&](std::string_view what, const auto& work) {
    try {
      work();
      service.access_log().notice(fmt::format("SIGHUP: reopened the {}", what));
    } catch (const std::runtime_error& fault) {
      service.access_log().notice(fmt::format("SIGHUP: kept the old {}: {}", what, fault.what()));
    }
  };
  attempt("access log", [&] { service.access_log().reopen(); });
  if (!config.tls_certificate.empty()) {
    attempt("certificate", [&] {
      server.reload_certificate();
      service.note_certificate(http::certificate_end(config.tls_certificate));
    });
  }
}

// Whoever reads the server's output may operate it: on a new store that is the only way in.
void make_first_link(Service& service, const Config& config, std::uint16_t port, const Clock& clock,
                     Random& random, std::ostream& out) {
  const std::unique_ptr<store::Session> session = service.store().open_session();
  const identity::Admin admin{*session, clock, random, "server"};
  if (!identity::list_operators(admin).empty()) {
    return;
  }
  const Result<identity::NewOperatorLink> made = identity::create_operator_link(admin);
  if (made.has_error()) {
    out << "warning: there is no operator yet, and creating a link for the first one failed: "
        << made.error().detail << std::endl;
    return;
  }
  out << fmt::format("no operator yet; create the first one within {} minutes: {}",
                     identity::operator_link_life_s / 60,
                     identity::operator_link_url(own_url(config, port), made->text))
      << std::endl;
}

// The server already answers, and keeps answering even if the store fails here.
void offer_first_link(Service& service, const Config& config, std::uint16_t port,
                      const Clock& clock, Random& random, std::ostream& out) {
  try {
    make_first_link(service, config, port, clock, random, out);
  } catch (const store::StorageFault& fault) {
    out << "warning: whether there is an operator could not be read: "
        << store::tell_operator(fault.error) << std::endl;
  }
}

// However serving ends, by a signal or an exception: requests that still wait for the store get its
// answer before their connections close, and no work that refers to them remains. Upkeep, if it has
// begun, ends before the objects it uses.
class Running {
 public:
  Running(http::Server& server, Service& service) : server_(server), service_(service) {}
  ~Running() {
    service_.ask_upkeep_to_end();
    if (upkeep_) {
      upkeep_->ask_to_end();
    }
    server_.stop();
    upkeep_.reset();
    service_.drain();
  }
  void begin_upkeep() {
    upkeep_.emplace([this] { service_.upkeep(); });
  }
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;

 private:
  http::Server& server_;
  Service& service_;
  std::optional<Upkeep> upkeep_;
};

// Runs until a signal asks for the end. Nothing here waits for the store or for a request, so each
// signal is noticed within a second, however busy the server is.
void wait_for_end(const Signals& signals, const Config& config, Service& service,
                  http::Server& server) {
  for (Wish wish = signals.wait_a_second(); wish != Wish::stop; wish = signals.wait_a_second()) {
    if (wish == Wish::reload) {
      reload(config, service, server);
    }
    service.access_log().flush();
  }
}

}  // namespace

void serve(const Config& config, std::ostream& out) {
  const Signals signals;
  EndInTime end_in_time(end_now);
  const SystemClock clock;
  SecureRandom random;
  ServiceOptions options = service_options(config);
  options.warn = [&out](const std::string& line) { out << "warning: " << line << std::endl; };
  Service service(options, clock, random);
  http::Server server(
      server_options(config, service),
      [&](boost::asio::io_context& loop) { return service.make_handler(loop); },
      [&](const http::Request* request, int status, std::string_view reason) {
        return service.refuse(request, status, reason);
      },
      [&](const http::AccessRecord& record) { service.note(record); }, clock, random);
  server.start();
  Running running(server, service);
  if (!config.tls_certificate.empty()) {
    service.note_certificate(http::certificate_end(config.tls_certificate));
  }
  service.set_base_url(own_url(config, server.port()));
  out << fmt::format("provost listens on {}:{}", parse_address(config.listen).host, server.port())
      << std::endl;
  offer_first_link(service, config, server.port(), clock, random, out);
  running.begin_upkeep();
  wait_for_end(signals, config, service, server);
  end_in_time.begin(stop_time);
}

}  // namespace provost::app
