#include "admin/erasure.h"

#include <CLI/App.hpp>
#include <fmt/format.h>

#include "cli/context.h"
#include "cli/output.h"

namespace provost::cli {
namespace {

struct Arguments {
  std::string org;
  std::string user;
};

// People who are deleted have no name any more, so it is the id that counts.
ResourceId read_id(const std::string& text) {
  const std::optional<Uuid> id = Uuid::parse(text);
  if (!id) {
    throw CommandFailed{fmt::format(
        "\"{}\" is no id of a user; the audit trail has it, and so has the user's resource", text)};
  }
  return *id;
}

void erase(const Context& context, const Arguments& arguments) {
  const OpenStore store(context);
  const store::Org org = require(admin::find_organisation(store.admin(), OrgId(arguments.org)));
  const ResourceId user = read_id(arguments.user);
  const admin::Author author{store.admin().actor, {}};
  admin::Erasure place;
  while (!place.is_done) {
    require(store::write_and_wait(
        store.admin().session, org.key, [&](store::Writer& writer) -> Result<void> {
          TRY_ASSIGN(place, admin::erase_person(writer, user, place, author));
          return {};
        }));
  }
  if (context.json) {
    print_json(context.out, json::Object{{"entries", place.entries}});
  }
  context.err << fmt::format("The personal values in {} journal entries are gone.\n",
                             place.entries);
}

// `provost member`, whether other commands are there already or not.
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
  CLI::App* command = member->add_subcommand(
      "erase", "Erase what the journal holds of a person who is deleted or inactive");
  command->fallthrough();
  command->add_option("ORG", arguments->org, "Organisation")->required();
  command->add_option("USER", arguments->user, "Id of the user")->required();
  command->callback([&context, arguments] { erase(context, *arguments); });
}

}  // namespace provost::cli
