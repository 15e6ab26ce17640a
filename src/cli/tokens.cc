#include "identity/tokens.h"

#include <optional>

#include <CLI/App.hpp>

#include "base/rfc3339.h"
#include "cli/context.h"
#include "cli/output.h"
#include "identity/token_label.h"
#include "json/text.h"

namespace provost::cli {
namespace {

using store::Token;

struct Arguments {
  std::string org;
  std::string token_id;
  std::string overlap = "24h";
  std::string expires;
  std::optional<std::string> name;
};

std::string text_of(const std::optional<Timestamp>& at, const char* absent) {
  return at ? to_rfc3339(*at) : absent;
}

json::Value json_of(const std::optional<Timestamp>& at) {
  return at ? json::Value(to_rfc3339(*at)) : json::Value();
}

json::Object as_json(const Token& token, Timestamp now) {
  return {{"id", token.id},
          {"name", json::text_or_null(token.name)},
          {"prefix", identity::prefix_of(token)},
          {"created", to_rfc3339(token.created)},
          {"expires", json_of(token.expires)},
          {"live", !token.expires || *token.expires > now},
          {"lastUsed", json_of(token.last_used)},
          {"lastUsedAddress", token.last_used_ip},
          {"lastUsedAgent", token.last_used_agent}};
}

void rotate(const Context& context, const Arguments& arguments) {
  const OpenStore store(context);
  const std::int64_t overlap_s = require(identity::read_duration(arguments.overlap));
  std::optional<std::int64_t> expires_in_s;
  if (!arguments.expires.empty()) {
    expires_in_s = require(identity::read_duration(arguments.expires));
  }
  const identity::NewToken made = require(identity::rotate_token(
      store.admin(), OrgId(arguments.org), overlap_s, expires_in_s, arguments.name));
  json::Object outcome = as_json(made.token, store.admin().clock.now());
  outcome["org"] = arguments.org;
  outcome["token"] = made.text;
  outcome["tenantUrl"] = tenant_url(context, arguments.org);
  outcome["overlapSeconds"] = overlap_s;
  tell_secret(
      context, outcome, made.text,
      "This is the only time that the token is shown. Its id is {}; it expires: {}.\n"
      "Whoever holds it can change who has access. Tokens made before it stop working {}.\n",
      made.token.id, text_of(made.token.expires, "never"),
      overlap_s == 0 ? "now" : "in " + arguments.overlap);
}

void list(const Context& context, const Arguments& arguments) {
  const OpenStore store(context);
  const Timestamp now = store.admin().clock.now();
  const std::vector<Token> tokens =
      require(identity::list_tokens(store.admin(), OrgId(arguments.org)));
  if (context.json) {
    json::Array items;
    for (const Token& token : tokens) {
      items.emplace_back(as_json(token, now));
    }
    print_json(context.out, items);
    return;
  }
  std::vector<std::vector<std::string>> rows;
  for (const Token& token : tokens) {
    const bool live = !token.expires || *token.expires > now;
    rows.push_back({token.id, live ? "live" : "expired", to_rfc3339(token.created),
                    text_of(token.expires, "never"), text_of(token.last_used, "never"),
                    token.last_used_ip, token.last_used_agent, token.name});
  }
  print_table(context.out, {"ID", "STATE", "CREATED", "EXPIRES", "LAST USED", "FROM", "BY", "NAME"},
              rows);
}

void revoke(const Context& context, const Arguments& arguments) {
  const OpenStore store(context);
  require(identity::revoke_token(store.admin(), OrgId(arguments.org), arguments.token_id));
  tell(context, {{"org", arguments.org}, {"id", arguments.token_id}, {"revoked", true}},
       "The token no longer works.\n");
}

}  // namespace

void add_tokens(CLI::App& app, Context& context) {
  const auto arguments = std::make_shared<Arguments>();
  CLI::App* token = app.add_subcommand("token", "Secret Tokens of an organisation");
  token->require_subcommand(1)->fallthrough();
  const auto add = [&](const char* name, const char* text, auto action) {
    CLI::App* command = token->add_subcommand(name, text);
    command->fallthrough();
    command->add_option("ORG", arguments->org, "Organisation")->required();
    command->callback([&context, arguments, action] { action(context, *arguments); });
    return command;
  };
  CLI::App* rotated = add("rotate", "Make a new token; it alone is printed on stdout", rotate);
  rotated
      ->add_option("--overlap", arguments->overlap,
                   "How long older tokens keep working: 0, 1h, 24h, 7d")
      ->capture_default_str();
  rotated->add_option("--expires", arguments->expires,
                      "Life of the new token (default: unlimited)");
  rotated->add_option("--name", arguments->name,
                      "What the token is for, such as the program that uses it (default: the name "
                      "of the token before)");
  add("list", "List the tokens, newest first", list);
  add("revoke", "End a token now", revoke)
      ->add_option("ID", arguments->token_id, "Id of the token")
      ->required();
}

}  // namespace provost::cli
