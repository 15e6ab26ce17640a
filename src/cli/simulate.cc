#include <CLI/App.hpp>
#include <fmt/format.h>

#include "cli/context.h"
#include "simulate/run.h"

namespace provost::cli {
namespace {

struct Arguments {
  simulate::Options options;
  std::string dialect = "default";
  std::string mapping = "guide";
};

template <class T>
T require_word(std::optional<T> value, const char* option, const std::string& text) {
  if (!value) {
    throw CommandFailed{
        fmt::format("{} does not take \"{}\"; see provost simulate --help", option, text)};
  }
  return *value;
}

void run(Context& context, Arguments& arguments, simulate::Client client) {
  simulate::Options& options = arguments.options;
  options.client = client;
  options.dialect =
      require_word(simulate::parse_dialect(arguments.dialect), "--dialect", arguments.dialect);
  options.mapping =
      require_word(simulate::parse_mapping(arguments.mapping), "--mapping", arguments.mapping);
  options.json = context.json;
  const simulate::Outcome outcome = simulate::run(options, context.out, context.err);
  if (!outcome.stopped.empty()) {
    throw CommandFailed{outcome.stopped};
  }
  context.exit_status = outcome.ok ? 0 : 1;
}

void add_options(CLI::App& command, Arguments& arguments) {
  simulate::Options& options = arguments.options;
  command.add_option("--url", options.url, "Tenant URL of any SCIM 2.0 server")->required();
  command.add_option("--token", options.token, "Secret Token")
      ->required()
      ->envname("PROVOST_SIMULATE_TOKEN");
  command.add_option("--users", options.users, "Users of the directory")->capture_default_str();
  command.add_option("--groups", options.groups, "Groups of the directory")->capture_default_str();
  command.add_option("--cycles", options.cycles, "Incremental cycles after the initial one")
      ->capture_default_str();
  command.add_option("--seed", options.seed, "Makes the run repeatable")->capture_default_str();
  command.add_option("--rate", options.rate, "Requests per second, 0 for no limit")
      ->capture_default_str();
  command.add_option("--concurrency", options.concurrency, "Connections at the same time")
      ->capture_default_str();
}

}  // namespace

void add_simulate(CLI::App& app, Context& context) {
  const auto arguments = std::make_shared<Arguments>();
  CLI::App* command = app.add_subcommand(
      "simulate", "Act like an identity provider against a SCIM server, then read everything back");
  command->require_subcommand(1)->fallthrough();
  CLI::App* entra = command->add_subcommand("entra", "Microsoft Entra ID provisioning");
  entra->fallthrough();
  add_options(*entra, *arguments);
  entra
      ->add_option("--dialect", arguments->dialect,
                   "How PATCHes are written: default, or rfc (flag aadOptscim062020)")
      ->capture_default_str();
  entra
      ->add_option("--mapping", arguments->mapping,
                   "Attributes sent: guide (three), or entra-default")
      ->capture_default_str();
  entra->callback([&context, arguments] { run(context, *arguments, simulate::Client::entra); });
  CLI::App* okta = command->add_subcommand("okta", "Okta provisioning");
  okta->fallthrough();
  add_options(*okta, *arguments);
  okta->add_option("--mapping", arguments->mapping,
                   "Attributes sent: guide (three), or entra-default")
      ->capture_default_str();
  okta->callback([&context, arguments] { run(context, *arguments, simulate::Client::okta); });
}

}  // namespace provost::cli
