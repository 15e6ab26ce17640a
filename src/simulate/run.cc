#include "simulate/run.h"

#include <algorithm>
#include <ostream>
#include <thread>

#include "base/text.h"
#include "simulate/entra.h"
#include "simulate/entra_requests.h"
#include "simulate/env.h"
#include "simulate/okta.h"
#include "simulate/okta_requests.h"
#include "simulate/report.h"
#include "simulate/verify.h"

namespace provost::simulate {
namespace {

// idp-clients.md §1.1: the admin appends the flag to the Tenant URL. Whether it is sent is unknown;
// here it only chooses the dialect. A trailing slash is dropped.
void settle_url(Options& options) {
  if (const auto query = options.url.find('?'); query != std::string::npos) {
    if (istarts_with(std::string_view(options.url).substr(query + 1), "aadOptscim062020")) {
      options.dialect = Dialect::rfc;
    }
    options.url.resize(query);
  }
  while (!options.url.empty() && options.url.back() == '/') {
    options.url.pop_back();
  }
}

std::string open_sessions(const Options& options, Shared& shared, std::vector<Session>& sessions) {
  const unsigned workers = std::clamp(options.concurrency, 1U, 512U);
  for (unsigned i = 0; i < workers; ++i) {
    auto transport = open_transport(options.url, options.timeout);
    if (transport.has_error()) {
      return transport.error().detail;
    }
    sessions.emplace_back(shared, std::move(transport).value());
  }
  return {};
}

void set_headers(const Options& options, Shared& shared) {
  shared.headers = [token = options.token, client = options.client](bool has_body) {
    return client == Client::entra ? entra::headers(token, has_body)
                                   : okta::headers(token, has_body);
  };
}

Present provision_and_verify(Env& env) {
  if (env.options.client == Client::entra) {
    entra::provision(env);
    return verify(env, entra::witness(env.options));
  }
  okta::provision(env);
  const Present present = verify(env, okta::witness());
  okta::verify_import(env);
  return present;
}

void conclude(Report& report, const Shared& shared, const Present& present) {
  Outcome& outcome = report.outcome;
  report.rows = shared.recorder.rows();
  report.failures = shared.failures.kept();
  report.differences = shared.differences.kept();
  report.unchecked = shared.unchecked.kept();
  outcome.requests = shared.recorder.total();
  outcome.failures = shared.failures.count();
  outcome.differences = shared.differences.count();
  outcome.unchecked = shared.unchecked.count();
  outcome.users_present = present.users;
  outcome.groups_present = present.groups;
  if (shared.stopped()) {
    outcome.stopped = shared.stop_reason();
  }
  outcome.ok = !shared.stopped() && outcome.failures == 0 && outcome.differences == 0 &&
               outcome.unchecked == 0;
}

Report drive(const Options& options, std::ostream& progress_out) {
  Report report;
  report.options = options;
  Shared shared(options.rate);
  shared.sleep = [](std::chrono::milliseconds time) { std::this_thread::sleep_for(time); };
  set_headers(options, shared);
  std::vector<Session> sessions;
  if (const std::string fault = open_sessions(options, shared, sessions); !fault.empty()) {
    report.outcome.stopped = fault;
    return report;
  }
  World world = make_world(options.client, options.users, options.groups, options.seed);
  Progress progress(progress_out, is_terminal(progress_out));
  Env env{options, world, shared, progress, sessions, {}};
  const auto begin = std::chrono::steady_clock::now();
  const Present present = provision_and_verify(env);
  report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  conclude(report, shared, present);
  return report;
}

}  // namespace

Outcome run(const Options& asked, std::ostream& out, std::ostream& progress) {
  Options options = asked;
  settle_url(options);
  const Report report = drive(options, progress);
  out << (options.json ? to_json(report) + "\n" : to_text(report)) << std::flush;
  return report.outcome;
}

}  // namespace provost::simulate
