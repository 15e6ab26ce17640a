#include "admin/command/organisations.h"

#include <CLI/App.hpp>
#include <fmt/format.h>

#include "admin/organisation/organisations.h"
#include "admin/organisation/settings.h"
#include "admin/people/targets.h"
#include "app/verify.h"
#include "base/rfc3339.h"
#include "cli/context.h"
#include "cli/output.h"
#include "cli/work_progress.h"
#include "store/journal.h"

namespace provost::cli {
namespace {

using store::Org;

struct Arguments {
  std::string org;
  std::string name;
  std::string attributes = "minimal";
  std::vector<std::string> assignments;
  bool yes = false;
};

json::Object as_json(const Org& org) {
  return {{"id", org.id.str()},
          {"name", org.settings.name},
          {"scimEnabled", org.settings.scim_enabled},
          {"suspended", org.settings.suspended},
          {"logBodies", org.settings.log_bodies},
          {"attributes", admin::to_text(org.settings.profile)},
          {"rejectExtra", org.settings.reject_extra},
          {"conformance", org.settings.strict ? "strict" : "tolerant"},
          {"defaultAccess", admin::describe(org.settings.default_access)},
          {"allowedNetworks", admin::describe_settings(org.settings).at("allowedNetworks")},
          {"created", to_rfc3339(org.created)}};
}

std::string scim_word(const store::OrgSettings& settings) {
  if (settings.suspended) {
    return "suspended";
  }
  return settings.scim_enabled ? "enabled" : "disabled";
}

std::vector<std::string> as_row(const Org& org) {
  return {org.id.str(),
          org.settings.name,
          scim_word(org.settings),
          std::string(admin::to_text(org.settings.profile)),
          org.settings.strict ? "strict" : "tolerant",
          to_rfc3339(org.created)};
}

// The current settings, for scripts.
json::Object found(const Context& context, const OpenStore& store, const std::string& org) {
  json::Object shown = as_json(require(identity::find_organisation(store.admin(), OrgId(org))));
  shown["tenantUrl"] = tenant_url(context, org);
  return shown;
}

void create(const Context& context, const Arguments& arguments) {
  const OpenStore store(context);
  const OrgId id = require(admin::read_org_id(arguments.org));
  store::OrgSettings settings;
  settings.name = arguments.name.empty() ? arguments.org : arguments.name;
  settings.profile = require(admin::read_profile(arguments.attributes));
  require(admin::create_organisation(store.admin(), id, settings));
  tell(context, found(context, store, arguments.org),
       "Organisation {} created. Next: provost scim enable {} and provost token rotate {}\n",
       arguments.org, arguments.org, arguments.org);
}

void list(const Context& context) {
  const OpenStore store(context);
  const std::vector<Org> all = identity::list_organisations(store.admin());
  if (context.json) {
    json::Array items;
    for (const Org& org : all) {
      items.emplace_back(as_json(org));
    }
    print_json(context.out, items);
    return;
  }
  std::vector<std::vector<std::string>> rows;
  rows.reserve(all.size());
  for (const Org& org : all) {
    rows.push_back(as_row(org));
  }
  print_table(context.out, {"ID", "NAME", "SCIM", "ATTRIBUTES", "CONFORMANCE", "CREATED"}, rows);
}

void show(const Context& context, const Arguments& arguments) {
  const OpenStore store(context);
  const Org org = require(identity::find_organisation(store.admin(), OrgId(arguments.org)));
  std::size_t users = 0;
  std::size_t groups = 0;
  store::JournalBounds journal;
  require(store::read_and_wait(store.admin().session, org.key, [&](store::Reader& reader) {
    users = reader.count(scim::schema::user_type);
    groups = reader.count(scim::schema::group_type);
    journal = reader.journal().bounds();
  }));
  json::Object shown = as_json(org);
  shown["users"] = users;
  shown["groups"] = groups;
  shown["journalHead"] = app::head_text(journal.last, journal.mac);
  if (context.json) {
    print_json(context.out, shown);
    return;
  }
  for (const auto& [key, value] : shown) {
    say(context.out, "{:<12} {}\n", std::string_view(key),
        value.is_string() ? std::string(value.get_string()) : json::write(value));
  }
}

void set(const Context& context, const Arguments& arguments) {
  const OpenStore store(context);
  WorkProgress progress(context, arguments.org);
  require(admin::set_organisation(store.admin(), OrgId(arguments.org), arguments.assignments,
                                  arguments.yes, progress.shower()));
  progress.finish();
  tell(context, found(context, store, arguments.org), "Organisation {} changed.\n", arguments.org);
}

void remove(const Context& context, const Arguments& arguments) {
  if (!arguments.yes) {
    throw CommandFailed{
        fmt::format("this deletes {} with all its users, groups and tokens; add --yes to confirm",
                    arguments.org)};
  }
  const OpenStore store(context);
  require(admin::delete_organisation(store.admin(), OrgId(arguments.org)));
  tell(context, {{"id", arguments.org}, {"deleted", true}}, "Organisation {} deleted.\n",
       arguments.org);
}

void set_enabled(const Context& context, const Arguments& arguments, bool enabled) {
  const OpenStore store(context);
  require(admin::set_scim_enabled(store.admin(), OrgId(arguments.org), enabled));
  tell(context, found(context, store, arguments.org), "SCIM is {} for {}.\n",
       enabled ? "enabled" : "disabled", arguments.org);
}

}  // namespace

void add_organisations(CLI::App& app, Context& context) {
  const auto arguments = std::make_shared<Arguments>();
  const auto add = [&](CLI::App* parent, const char* name, const char* text, auto action) {
    CLI::App* command = parent->add_subcommand(name, text);
    command->fallthrough();
    command->callback([&context, arguments, action] { action(context, *arguments); });
    return command;
  };
  const auto with_org = [&](CLI::App* command) {
    command->add_option("ORG", arguments->org, "Organisation")->required();
    return command;
  };
  CLI::App* org = app.add_subcommand("org", "Organisations");
  org->require_subcommand(1)->fallthrough();
  CLI::App* created = with_org(add(org, "create", "Create an organisation", create));
  created->add_option("--name", arguments->name, "Name for people");
  created->add_option("--attributes", arguments->attributes, "Attribute profile: minimal or full")
      ->capture_default_str();
  add(org, "list", "List the organisations", [](const Context& c, const Arguments&) { list(c); });
  with_org(add(org, "show", "Show one organisation", show));
  CLI::App* changed = with_org(add(org, "set", "Change settings", set));
  changed
      ->add_option("key=value", arguments->assignments,
                   "name, attributes, reject-extra, conformance, default-access, "
                   "allowed-networks, suspended, log-bodies")
      ->required();
  changed->add_flag("--yes", arguments->yes, "Confirm what deletes data");
  with_org(add(org, "delete", "Delete an organisation and all it has", remove))
      ->add_flag("--yes", arguments->yes, "Confirm");

  CLI::App* scim = app.add_subcommand("scim", "Switch SCIM on and off");
  scim->require_subcommand(1)->fallthrough();
  with_org(add(scim, "enable", "Let the identity provider in",
               [](const Context& c, const Arguments& a) { set_enabled(c, a, true); }));
  with_org(add(scim, "disable", "Freeze the organisation's users and groups",
               [](const Context& c, const Arguments& a) { set_enabled(c, a, false); }));
}

}  // namespace provost::cli
