#pragma once

#include <functional>
#include <memory>
#include <ostream>
#include <string>
#include <type_traits>

#include "app/config.h"
#include "base/clock.h"
#include "base/random.h"
#include "identity/admin.h"
#include "store/store.h"

namespace CLI {
class App;
}

namespace provost::cli {

// What the commands share while one command line is run.
struct Context {
  std::ostream& out;
  std::ostream& err;
  app::Config config;
  bool json = false;
  int exit_status = 0;
};

// The store of the configuration, opened for one administrative command beside a running server.
class OpenStore {
 public:
  explicit OpenStore(const Context& context);
  const identity::Admin& admin() const { return admin_; }

 private:
  SystemClock clock_;
  SecureRandom random_;
  std::unique_ptr<store::Store> store_;
  std::unique_ptr<store::Session> session_;
  identity::Admin admin_;
};

// Of the server of this configuration: what identity providers are to be given.
std::string tenant_url(const Context& context, const std::string& org);

// A failure of a command, for people; the command line ends with exit status 1.
struct CommandFailed {
  std::string message;
};

// The value of a result, or CommandFailed with its detail.
template <class T>
T require(Result<T> result) {
  if (result.has_error()) {
    throw CommandFailed{result.error().detail};
  }
  if constexpr (!std::is_void_v<T>) {
    return std::move(result).value();
  }
}

// Each adds its subcommands to the command line.
void add_serve(CLI::App& app, Context& context);
void add_organisations(CLI::App& app, Context& context);
void add_tokens(CLI::App& app, Context& context);
void add_operators(CLI::App& app, Context& context);
void add_setup_links(CLI::App& app, Context& context);
void add_branding(CLI::App& app, Context& context);
void add_schemas(CLI::App& app, Context& context);
void add_groups(CLI::App& app, Context& context);
void add_members(CLI::App& app, Context& context);
void add_simulate(CLI::App& app, Context& context);
void add_verify(CLI::App& app, Context& context);
void add_erasure(CLI::App& app, Context& context);

}  // namespace provost::cli
