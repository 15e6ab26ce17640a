#include "admin/audit/erasure.h"

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <utility>

#include <CLI/App.hpp>
#include <fmt/format.h>

#include "admin/chores/long_work.h"
#include "app/service.h"
#include "cli/context.h"
#include "cli/output.h"

namespace provost::cli {
namespace {

struct Arguments {
  std::string org;
  std::string user;
};

// Deleted people have no name left, so the id counts.
ResourceId read_id(const std::string& text) {
  const std::optional<Uuid> id = Uuid::parse(text);
  if (!id) {
    throw CommandFailed{fmt::format(
        "\"{}\" is not a user id; find it in the audit trail or in the user's resource", text)};
  }
  return *id;
}

// A running server's notes from the last second are not in the file yet: after a person's very
// recent request, erase them again, or erase through the server.
void erase_from_log(const Context& context, store::OrgKey org, log::Person person) {
  constexpr std::size_t rows_per_slice = 1000;
  app::ServiceOptions options;
  options.store = app::store_url(context.config);
  const std::unique_ptr<log::Shelf> shelf = app::open_log(options);
  log::ErasurePlace place;
  while (shelf->erase(org, person, place, rows_per_slice)) {
  }
}

// Erased data remains in the store's write-ahead log until that is emptied. A running server does
// so within seconds; without one it is done here.
void forget(const OpenStore& store, const store::Org& org) {
  constexpr auto pause = std::chrono::milliseconds(200);
  constexpr auto patience = std::chrono::seconds(10);
  const auto end = std::chrono::steady_clock::now() + patience;
  const auto wait = [&](const store::LongWork&) {
    if (std::chrono::steady_clock::now() >= end) {
      throw CommandFailed{
          "the person is erased, but another process is still reading the store's write-ahead "
          "log, which has the old values; a running server empties it once that process is done"};
    }
    std::mutex mutex;
    std::unique_lock lock(mutex);
    std::condition_variable().wait_for(lock, pause);
  };
  require(admin::finish_work(store.admin(), org.key, store::WorkKind::forgetting, {}, wait));
}

void erase(const Context& context, const Arguments& arguments) {
  const OpenStore store(context);
  const store::Org org = require(identity::find_organisation(store.admin(), OrgId(arguments.org)));
  const ResourceId user = read_id(arguments.user);
  const identity::Author author = store.admin().author();
  const auto slice = [&](const admin::Erasure& place) {
    admin::Erasure next;
    require(store::write_and_wait(
        store.admin().session, org.key, [&](store::Writer& writer) -> Result<void> {
          TRY_ASSIGN(next, admin::erase_person(writer, user, place, author));
          return {};
        }));
    return next;
  };
  admin::Erasure place;
  while (place.part == admin::Erasure::Part::names) {
    place = slice(place);
  }
  erase_from_log(context, org.key, admin::person_in_log(user, place));
  while (!place.is_done) {
    place = slice(place);
  }
  forget(store, org);
  tell(context, {{"org", arguments.org}, {"user", user.to_string()}, {"entries", place.entries}},
       "The personal values in {} journal entries and in the provisioning log are gone.\n",
       place.entries);
}

// `provost member`, whether or not it already has other commands.
CLI::App* member_commands(CLI::App& app) {
  const auto found =
      app.get_subcommands([](CLI::App* command) { return command->get_name() == "member"; });
  if (!found.empty()) {
    return found.front();
  }
  CLI::App* made = app.add_subcommand("member", "People of an organisation");
  made->require_subcommand(1)->fallthrough();
  return made;
}

}  // namespace

void add_erasure(CLI::App& app, Context& context) {
  const auto arguments = std::make_shared<Arguments>();
  CLI::App* member = member_commands(app);
  CLI::App* command = member->add_subcommand("erase",
                                             "Erase what the journal and the provisioning log hold "
                                             "of a person who is deleted or inactive");
  command->fallthrough();
  command->add_option("ORG", arguments->org, "Organisation")->required();
  command->add_option("USER", arguments->user, "Id of the user")->required();
  command->callback([&context, arguments] { erase(context, *arguments); });
}

}  // namespace provost::cli
