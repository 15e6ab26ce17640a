#include <CLI/App.hpp>
#include <fmt/format.h>

#include "admin/describe.h"
#include "admin/operator_keys.h"
#include "base/rfc3339.h"
#include "cli/context.h"
#include "cli/output.h"

namespace provost::cli {
namespace {

struct Arguments {
  std::string name;
  std::string key_id;
};

void make_key(const Context& context, const Arguments& arguments) {
  const OpenStore store(context);
  const admin::NewOperatorKey made =
      require(admin::create_operator_key(store.admin(), arguments.name));
  context.out << made.text << std::endl;
  context.err << fmt::format(
      "This is the only time that the key is shown. Its id is {}. Whoever holds it can administer\n"
      "every organisation: Authorization: Bearer <key>, at /api/v1.\n",
      made.key.id);
}

void list(const Context& context) {
  const OpenStore store(context);
  json::Array items;
  std::vector<std::vector<std::string>> rows;
  for (const store::OperatorKey& key : admin::list_operator_keys(store.admin())) {
    items.emplace_back(json::Object{{"id", key.id},
                                    {"name", key.name},
                                    {"created", to_rfc3339(key.created)},
                                    {"lastUsed", admin::to_json(key.last_use)}});
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
  require(admin::revoke_operator_key(store.admin(), arguments.key_id));
  context.err << "The key no longer works.\n";
}

}  // namespace

void add_operators(CLI::App& app, Context& context) {
  const auto arguments = std::make_shared<Arguments>();
  CLI::App* parent = app.add_subcommand("operator", "Keys for the administration interface");
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
  command("keys", "List the keys, newest first",
          [](const Context& c, const Arguments&) { list(c); });
  command("revoke", "End a key now", revoke)
      ->add_option("ID", arguments->key_id, "Id of the key")
      ->required();
}

}  // namespace provost::cli
