#include "identity/setup_links.h"

#include <CLI/App.hpp>

#include "base/outside_text.h"
#include "base/rfc3339.h"
#include "cli/context.h"
#include "cli/output.h"
#include "identity/tokens.h"

namespace provost::cli {
namespace {

using store::SetupLink;

struct Arguments {
  std::string org;
  std::string link_id;
  identity::SetupLinkWish wish;
  std::string expires = "7d";
};

void create(const Context& context, Arguments& arguments) {
  arguments.wish.life_s = require(identity::read_duration(arguments.expires));
  const OpenStore store(context);
  const identity::NewSetupLink made =
      require(identity::create_setup_link(store.admin(), OrgId(arguments.org), arguments.wish));
  const std::uint16_t port = app::parse_address(context.config.listen).port;
  const std::string url = identity::setup_link_url(app::own_url(context.config, port), made.text);
  json::Object outcome = identity::describe(made.link, store.admin().clock.now());
  outcome["org"] = arguments.org;
  outcome["url"] = url;
  tell_secret(
      context, outcome, url,
      "This is the only time that the link is shown. Its id is {}; it expires: {}.\n"
      "Whoever opens it first can set up provisioning for {}; send it to the IT contact only.\n",
      made.link.id, to_rfc3339(made.link.expires), arguments.org);
}

void list(const Context& context, Arguments& arguments) {
  const OpenStore store(context);
  const Timestamp now = store.admin().clock.now();
  json::Array items;
  std::vector<std::vector<std::string>> rows;
  for (const SetupLink& link :
       require(identity::list_setup_links(store.admin(), OrgId(arguments.org)))) {
    items.emplace_back(identity::describe(link, now));
    rows.push_back({link.id, std::string(identity::to_text(identity::state_of(link, now))),
                    with_unseen_named(link.name), link.email, to_rfc3339(link.created),
                    to_rfc3339(link.expires),
                    link.redeemed.at ? to_rfc3339(*link.redeemed.at) : "never",
                    link.redeemed.address});
  }
  if (context.json) {
    print_json(context.out, items);
  } else {
    print_table(context.out,
                {"ID", "STATE", "NAME", "E-MAIL", "CREATED", "EXPIRES", "REDEEMED", "FROM"}, rows);
  }
}

void revoke(const Context& context, Arguments& arguments) {
  const OpenStore store(context);
  require(identity::revoke_setup_link(store.admin(), OrgId(arguments.org), arguments.link_id));
  tell(context, {{"org", arguments.org}, {"id", arguments.link_id}, {"revoked", true}},
       "The link and its session no longer work.\n");
}

}  // namespace

void add_setup_links(CLI::App& app, Context& context) {
  const auto arguments = std::make_shared<Arguments>();
  CLI::App* parent =
      app.add_subcommand("setup-link", "One-time links for the IT contact of an organisation");
  parent->require_subcommand(1)->fallthrough();
  const auto add = [&](const char* name, const char* text, auto action) {
    CLI::App* command = parent->add_subcommand(name, text);
    command->fallthrough();
    command->add_option("ORG", arguments->org, "Organisation")->required();
    command->callback([&context, arguments, action] { action(context, *arguments); });
    return command;
  };
  CLI::App* created = add("create", "Make a link; it alone is printed on stdout", create);
  created->add_option("--name", arguments->wish.name,
                      "Name of the IT contact (default: the contact enters it)");
  created->add_option("--email", arguments->wish.email,
                      "E-mail address of the IT contact; this command sends nothing");
  created->add_option("--expires", arguments->expires, "Life of the link: 5m to 30d")
      ->capture_default_str();
  created->add_option("--return-url", arguments->wish.return_url,
                      "An https URL that the console offers to go back to");
  created->add_flag("--keep", arguments->wish.keep,
                    "Do not end it 7 days after the first sign-in of an Admin (Human)");
  add("list", "List the links and their outcome, newest first", list);
  add("revoke", "End a link and its session now", revoke)
      ->add_option("ID", arguments->link_id, "Id of the link")
      ->required();
}

}  // namespace provost::cli
