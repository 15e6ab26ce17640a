#include "identity/operators.h"

#include <CLI/App.hpp>

#include "base/rfc3339.h"
#include "cli/context.h"
#include "cli/output.h"
#include "identity/operator_keys.h"
#include "identity/to_json.h"

namespace provost::cli {
namespace {

struct Arguments {
  std::string name;
  std::string key_id;
};

void make_key(const Context& context, const Arguments& arguments) {
  const OpenStore store(context);
  const identity::NewOperatorKey made =
      require(identity::create_operator_key(store.admin(), arguments.name));
  tell_secret(
      context,
      {{"id", made.key.id},
       {"name", made.key.name},
       {"created", to_rfc3339(made.key.created)},
       {"expires", nullptr},
       {"key", made.text}},
      made.text,
      "This is the only time that the key is shown. Its id is {}. Whoever holds it can administer\n"
      "every organisation: Authorization: Bearer <key>, at /api/v1.\n",
      made.key.id);
}

void make_link(const Context& context) {
  const OpenStore store(context);
  const identity::NewOperatorLink made = require(identity::create_operator_link(store.admin()));
  const std::uint16_t port = app::parse_address(context.config.listen).port;
  const std::string url =
      identity::operator_link_url(app::own_url(context.config, port), made.text);
  tell_secret(context, {{"url", url}, {"expires", to_rfc3339(made.link.expires)}}, url,
              "Whoever opens this link within {} minutes becomes an operator; it works once.\n",
              identity::operator_link_life_s / 60);
}

void list_operators(const Context& context) {
  const OpenStore store(context);
  json::Array items;
  std::vector<std::vector<std::string>> rows;
  for (const store::Operator& one : identity::list_operators(store.admin())) {
    items.emplace_back(identity::describe(one));
    rows.push_back({one.id, one.name, to_rfc3339(one.created),
                    one.last_sign_in ? to_rfc3339(*one.last_sign_in) : "never",
                    one.totp.empty() ? "no" : "yes"});
  }
  if (context.json) {
    print_json(context.out, items);
  } else {
    print_table(context.out, {"ID", "NAME", "CREATED", "LAST SIGN-IN", "ONE-TIME CODES"}, rows);
  }
}

void list(const Context& context) {
  const OpenStore store(context);
  json::Array items;
  std::vector<std::vector<std::string>> rows;
  for (const store::OperatorKey& key : identity::list_operator_keys(store.admin())) {
    items.emplace_back(json::Object{{"id", key.id},
                                    {"name", key.name},
                                    {"created", to_rfc3339(key.created)},
                                    {"lastUsed", identity::to_json(key.last_use)}});
    rows.push_back({key.id, key.name, to_rfc3339(key.created),
                    key.last_use.at ? to_rfc3339(*key.last_use.at) : "never", key.last_use.address,
                    key.last_use.agent});
  }
  if (context.json) {
    print_json(context.out, items);
  } else {
    print_table(context.out, {"ID", "NAME", "CREATED", "LAST USED", "FROM", "BY"}, rows);
  }
}

void revoke(const Context& context, const Arguments& arguments) {
  const OpenStore store(context);
  require(identity::revoke_operator_key(store.admin(), arguments.key_id));
  tell(context, {{"id", arguments.key_id}, {"revoked", true}}, "The key no longer works.\n");
}

}  // namespace

void add_operators(CLI::App& app, Context& context) {
  const auto arguments = std::make_shared<Arguments>();
  CLI::App* parent =
      app.add_subcommand("operator", "Operators, and keys for the administration interface");
  parent->require_subcommand(1)->fallthrough();
  const auto command = [&](const char* name, const char* text, auto action) {
    CLI::App* made = parent->add_subcommand(name, text);
    made->fallthrough();
    made->callback([&context, arguments, action] { action(context, *arguments); });
    return made;
  };
  command("key", "Make a key; it alone is printed on stdout", make_key)
      ->add_option("NAME", arguments->name, "What the key is for")
      ->required();
  command("link", "Make a one-time link for one more operator; it alone is printed on stdout",
          [](const Context& c, const Arguments&) { make_link(c); });
  command("list", "List the operators, oldest first",
          [](const Context& c, const Arguments&) { list_operators(c); });
  command("keys", "List the keys, newest first",
          [](const Context& c, const Arguments&) { list(c); });
  command("revoke", "End a key now", revoke)
      ->add_option("ID", arguments->key_id, "Id of the key")
      ->required();
}

}  // namespace provost::cli
