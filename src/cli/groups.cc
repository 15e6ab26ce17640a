#include <algorithm>

#include <CLI/App.hpp>

#include "admin/people/mappings.h"
#include "admin/people/scim_groups.h"
#include "cli/access_text.h"
#include "cli/context.h"
#include "cli/open_organisation.h"
#include "cli/output.h"

namespace provost::cli {
namespace {

using admin::MappingChange;
using admin::MappingOutcome;
using admin::MappingPreview;

struct Arguments {
  std::string org;
  std::vector<std::string> groups;
  std::string role;
  std::string type;
  std::string override_reason;
  std::string search;
  bool mapped = false;
  bool dry_run = false;
};

void list(const Context& context, const Arguments& arguments) {
  const OpenOrganisation organisation(context, arguments.org);
  admin::GroupQuery query{.search = arguments.search, .mapped = {}};
  if (arguments.mapped) {
    query.mapped = true;
  }
  ListPrinter printer(context, {"ID", "NAME", "MEMBERS", "MAPPED TO", "EXTERNAL ID"});
  admin::PageWish wish{.limit = 1000};
  do {
    const auto page = organisation.read<admin::ItemPage>([&](store::Reader& reader) {
      return admin::list_groups(reader, organisation.registry(), query, wish);
    });
    for (const json::Value& item : page.items) {
      const json::Object& group = item.as_object();
      printer.add(group, {text_of(group, "id"), text_of(group, "displayName"),
                          json::write(group.at("memberCount")), label_of(group.at("mapping")),
                          text_of(group, "externalId")});
    }
    wish.after = page.next;
  } while (wish.after);
  printer.finish();
}

MappingChange change_of(const OpenOrganisation& organisation, const Arguments& arguments,
                        std::optional<access::Target> target) {
  const auto& type = organisation.registry().type(scim::schema::group_type);
  MappingChange change{.groups = {}, .target = target};
  for (const std::string& text : arguments.groups) {
    const auto id = organisation.read<ResourceId>(
        [&](store::Reader& reader) { return admin::find_one(reader, type, text); });
    if (std::ranges::find(change.groups, id) == change.groups.end()) {
      change.groups.push_back(id);
    }
  }
  return change;
}

void print_people(const Context& context, const char* title, const json::Object& shown,
                  const char* list, const char* count) {
  const json::Array& people = shown.at(list).as_array();
  say(context.out, "{}: {}\n", title, json::write(shown.at(count)));
  for (const json::Value& value : people) {
    const json::Object& person = value.as_object();
    say(context.out, "  {}: {} -> {}\n", text_of(person, "userName"), label_of(person.at("before")),
        label_of(person.at("after")));
  }
  if (shown.at(count).to_number<std::size_t>() > people.size()) {
    context.out << "  ...\n";
  }
}

void print_preview(const Context& context, const json::Object& shown) {
  if (context.json) {
    print_json(context.out, shown);
    return;
  }
  print_people(context, "Lose", shown, "losses", "lossCount");
  print_people(context, "Gain", shown, "gains", "gainCount");
  if (shown.at("lastAdmin").as_bool()) {
    context.out << "This would leave the organisation without an active Admin (Human).\n";
  }
}

void preview(const Context& context, const OpenOrganisation& organisation,
             const MappingChange& change) {
  const auto& users = organisation.registry().type(scim::schema::user_type);
  const auto made = organisation.read<MappingPreview>(
      [&](store::Reader& reader) { return admin::preview_mapping(reader, users, change, {}); });
  print_preview(context, made.shown);
}

void apply(const Context& context, const OpenOrganisation& organisation, const Arguments& arguments,
           const MappingChange& change) {
  const admin::MappingOrder order{.change = change,
                                  .etag = {},
                                  .override_reason = arguments.override_reason,
                                  .may_map_to_admin = true};
  const provision::Context by = organisation.context();
  const auto plan = organisation.read<admin::MappingPlan>(
      [&](store::Reader& reader) { return admin::plan_mapping(reader, order); });
  const auto outcome = organisation.write<MappingOutcome>([&](store::Writer& writer) {
    const bool holds = admin::still_holds(writer, plan);
    return admin::apply_mapping(writer, order, by, holds ? &plan : nullptr);
  });
  tell(context,
       {{"groups", change.groups.size()},
        {"gainCount", outcome.gain_count},
        {"lossCount", outcome.loss_count}},
       "{} {} {}; {} people gain, {} lose.\n", change.groups.size(),
       change.groups.size() == 1 ? "group is" : "groups are",
       change.target ? "mapped" : "no longer mapped", outcome.gain_count, outcome.loss_count);
}

void change(const Context& context, const Arguments& arguments,
            std::optional<access::Target> target) {
  const OpenOrganisation organisation(context, arguments.org);
  const MappingChange wanted = change_of(organisation, arguments, target);
  say_on_terminal(context, "Working out whose access changes…");
  if (arguments.dry_run) {
    preview(context, organisation, wanted);
  } else {
    apply(context, organisation, arguments, wanted);
  }
}

void map(const Context& context, const Arguments& arguments) {
  change(context, arguments,
         access::target_of(require(access::read_role(arguments.role)),
                           require(access::read_identity_type(arguments.type))));
}

void unmap(const Context& context, const Arguments& arguments) {
  change(context, arguments, std::nullopt);
}

}  // namespace

void add_groups(CLI::App& app, Context& context) {
  const auto arguments = std::make_shared<Arguments>();
  CLI::App* group = app.add_subcommand("group", "SCIM Groups and what they are mapped to");
  group->require_subcommand(1)->fallthrough();
  const auto add = [&](const char* name, const char* text, auto action) {
    CLI::App* command = group->add_subcommand(name, text);
    command->fallthrough();
    command->add_option("ORG", arguments->org, "Organisation")->required();
    command->callback([&context, arguments, action] { action(context, *arguments); });
    return command;
  };
  const auto with_groups = [&](CLI::App* command) {
    command->add_option("GROUP", arguments->groups, "Groups, by id or displayName")->required();
    command->add_flag("--dry-run", arguments->dry_run, "Only show who gains and who loses");
    command->add_option("--override", arguments->override_reason,
                        "Why the organisation may be left without an Admin (Human)");
    return command;
  };
  CLI::App* listed = add("list", "List the groups", list);
  listed->add_option("--search", arguments->search, "Id, externalId, or some of the name");
  listed->add_flag("--mapped", arguments->mapped, "Only those that are mapped");
  CLI::App* mapped = with_groups(add("map", "Map groups to a role and identity type", map));
  mapped->add_option("--role", arguments->role, "user or admin")->required();
  mapped->add_option("--type", arguments->type, "human or service")->required();
  with_groups(add("unmap", "Map groups to nothing", unmap));
}

}  // namespace provost::cli
