#include <array>
#include <cctype>
#include <map>
#include <random>

#include <fmt/format.h>

#include "scim/patch/testing.h"

// Random PATCH requests, compared with a model that is a flat table: the names of leaves ("title",
// "name.givenName", "ENT:department") and their values. It knows nothing of schemas, nesting or
// paths; setting a leaf is the same however the client expresses it.

namespace provost::scim::patch {
namespace {

using namespace testing;

constexpr std::string_view core_urn = "urn:ietf:params:scim:schemas:core:2.0:User";

struct Table {
  std::map<std::string, std::string> leaves;  // name → JSON text
  bool is_refused = false;
  // Refused for attributes outside the profile, unless it sets active to false (design §2.4).
  bool has_extras = false;
  bool deactivates = false;

  void set(const std::string& leaf, std::string value) { leaves[leaf] = std::move(value); }
  void erase(const std::string& leaf) { leaves.erase(leaf); }
  void erase_below(std::string_view prefix) {
    std::erase_if(leaves, [&](const auto& entry) { return entry.first.starts_with(prefix); });
  }
  bool fails() const { return is_refused || (has_extras && !deactivates); }
};

void flatten(Table& out, const std::string& prefix, const json::Object& object) {
  for (const auto& [key, value] : object) {
    const bool is_extension = std::string_view(key) == enterprise_urn;
    const std::string name = is_extension ? "ENT" : prefix + std::string(key);
    if (value.is_object()) {
      flatten(out, name + (is_extension ? ":" : "."), value.get_object());
    } else {
      out.leaves[name] = json::write(value);
    }
  }
}

Table table_of(const json::Object& document) {
  Table out;
  flatten(out, "", document);
  return out;
}

// Writes random operations as JSON and applies them to a table.
class Client {
 public:
  Client(unsigned seed, const Rules& rules, bool is_minimal)
      : engine_(seed), rules_(rules), is_minimal_(is_minimal) {}

  int below(int n) { return static_cast<int>(engine_() % static_cast<unsigned>(n)); }

  std::string act(Table& table) {
    switch (below(12)) {
      case 0:
        return remove_leaf(table);
      case 1:
        return clear_leaf(table);
      case 2:
        return set_name(table);
      case 3:
        return remove_whole(table);
      case 4:
        return set_extension(table);
      case 5:
        return set_active(table);
      case 6:
        return rename(table);
      case 7:
        return without_path(table);
      case 8:
        return coin() ? fail(table) : set_leaf(table);
      default:
        return set_leaf(table);
    }
  }

 private:
  bool coin() { return below(2) == 0; }
  std::string text() { return fmt::format("\"{}\"", static_cast<char>('a' + below(5))); }
  std::string word(std::string_view lower, std::string_view upper) {
    return std::string(coin() ? lower : upper);
  }
  std::string assignment() { return coin() ? word("add", "Add") : word("replace", "REPLACE"); }

  std::string leaf() {
    static constexpr std::array names{
        "title",          "displayName",    "name.givenName",   "name.familyName",
        "ENT:department", "ENT:costCenter", "ENT:manager.value"};
    return names[static_cast<std::size_t>(below(static_cast<int>(names.size())))];
  }
  // A leaf as a path: sometimes with the core URN, in any letter case.
  std::string spelled(const std::string& leaf) {
    std::string path = leaf;
    if (!leaf.starts_with("ENT:") && below(3) == 0) {
      path = fmt::format("{}:{}", core_urn, leaf);
    }
    return below(4) == 0 ? lower_behind_urn(path) : path;
  }
  static std::string lower_behind_urn(std::string path) {
    for (std::size_t i = path.rfind(':') + 1; i < path.size(); ++i) {
      path[i] = static_cast<char>(std::tolower(static_cast<unsigned char>(path[i])));
    }
    return path;
  }

  // Leaves outside the minimal profile are dropped, or refused in strict mode.
  bool is_kept(Table& table) {
    if (is_minimal_ && rules_.strict) {
      table.has_extras = true;
    }
    return !is_minimal_;
  }

  std::string set_leaf(Table& table) {
    const std::string name = leaf();
    const std::string value = text();
    if (is_kept(table)) {
      table.set(name, value);
    }
    return fmt::format(R"({{"op":"{}","path":"{}","value":{}}})", assignment(), spelled(name),
                       value);
  }
  std::string remove_leaf(Table& table) {
    const std::string name = leaf();
    if (is_kept(table)) {
      table.erase(name);
    }
    return fmt::format(R"({{"op":"{}","path":"{}"}})", word("remove", "Remove"), spelled(name));
  }
  // null clears in both modes, "" only where dialects are understood.
  std::string clear_leaf(Table& table) {
    const std::string name = leaf();
    const bool by_text = coin();
    if (is_kept(table)) {
      if (by_text && rules_.strict) {
        table.set(name, "\"\"");
      } else {
        table.erase(name);
      }
    }
    return fmt::format(R"({{"op":"{}","path":"{}","value":{}}})", assignment(), spelled(name),
                       by_text ? "\"\"" : "null");
  }
  // A whole complex value: merges, but in strict mode replaces everything (standards.md §3 row 13).
  std::string set_name(Table& table) {
    const bool replaces = coin();
    const bool has_null = below(3) == 0;
    const std::string given = text();
    if (is_kept(table)) {
      if (replaces && rules_.strict) {
        table.erase_below("name.");
      }
      table.set("name.givenName", given);
      if (has_null) {
        table.erase("name.familyName");
      }
    }
    return fmt::format(R"({{"op":"{}","path":"{}","value":{{"givenName":{}{}}}}})",
                       replaces ? "replace" : "add", spelled("name"), given,
                       has_null ? R"(,"familyName":null)" : "");
  }
  std::string remove_whole(Table& table) {
    static constexpr std::array<std::pair<const char*, const char*>, 3> wholes{
        {{"name", "name."}, {"ENT:manager", "ENT:manager."}, {"ENT", "ENT:"}}};
    const auto& [path, prefix] = wholes[static_cast<std::size_t>(below(3))];
    if (is_kept(table)) {
      table.erase_below(prefix);
    }
    return fmt::format(R"({{"op":"remove","path":"{}"}})", path);
  }
  // standards.md PAT-10: an object under the extension's URN merges into it.
  std::string set_extension(Table& table) {
    const std::string department = text();
    const std::string manager = text();
    const bool is_bare = !rules_.strict && coin();
    if (is_kept(table)) {
      table.set("ENT:department", department);
      table.set("ENT:manager.value", manager);
    }
    return fmt::format(R"({{"op":"{}","path":"ENT","value":{{"department":{},"manager":{}}}}})",
                       assignment(), department,
                       is_bare ? manager : fmt::format(R"({{"value":{}}})", manager));
  }
  std::string set_active(Table& table) {
    const bool value = coin();
    const bool as_text = below(3) == 0;
    if (as_text && rules_.strict) {
      table.is_refused = true;
    }
    table.deactivates = !value;
    table.set("active", value ? "true" : "false");
    return fmt::format(R"({{"op":"{}","path":"{}","value":{}}})", assignment(), spelled("active"),
                       as_text ? (value ? "\"True\"" : "\"FALSE\"") : (value ? "true" : "false"));
  }
  std::string rename(Table& table) {
    const std::string name = fmt::format("\"{}@x.example\"", static_cast<char>('a' + below(5)));
    table.set("userName", name);
    return fmt::format(R"({{"op":"{}","path":"{}","value":{}}})", assignment(), spelled("userName"),
                       name);
  }
  // Objects, dotted and qualified names (idp-clients.md P3).
  std::string without_path(Table& table) {
    const std::string given = text();
    const std::string department = text();
    if (rules_.strict) {
      table.is_refused = true;
    }
    if (is_kept(table)) {
      table.set("name.givenName", given);
      table.set("ENT:department", department);
    }
    const std::string name = fmt::format(
        fmt::runtime(word(R"("name":{{"givenName":{}}})", R"("name.givenName":{})")), given);
    const std::string extension = fmt::format(
        fmt::runtime(word(R"("ENT":{{"dePARTment":{}}})", R"("ENT:department":{})")), department);
    return fmt::format(R"({{"op":"{}","value":{{"id":"x",{},{}}}}})", assignment(), name,
                       extension);
  }
  std::string fail(Table& table) {
    static constexpr std::array operations{R"({"op":"remove","path":"userName"})",
                                           R"({"op":"replace","path":"userName","value":null})",
                                           R"({"op":"replace","path":"id","value":"x"})",
                                           R"({"op":"add","path":"meta.version","value":"x"})",
                                           R"({"op":"remove"})",
                                           R"({"op":"replace","path":"active","value":7})",
                                           R"({"op":"replace","path":"userName"})",
                                           R"({"op":"remove","path":"active[value pr]"})"};
    table.is_refused = true;
    return operations[static_cast<std::size_t>(below(static_cast<int>(operations.size())))];
  }

  std::mt19937 engine_;
  const Rules& rules_;
  bool is_minimal_;
};

struct Setting {
  const char* name;
  bool is_minimal;
  bool is_strict;
};

class PatchLeaves : public ::testing::TestWithParam<Setting> {};

std::string operations_of(Client& client, Table& next) {
  std::string operations;
  for (int left = 1 + client.below(5); left > 0; --left) {
    operations += (operations.empty() ? "" : ",") + client.act(next);
  }
  return "[" + operations + "]";
}

// One request after another on the same user. A failing one changes nothing, whatever came before
// the failing operation (standards.md PAT-3).
TEST_P(PatchLeaves, FollowAFlatTable) {
  const Rules rules{.strict = GetParam().is_strict};
  const schema::ResourceType& type = GetParam().is_minimal ? minimal_user() : full_user();
  int refused = 0;
  for (unsigned seed = 0; seed < 100; ++seed) {
    Client client(seed, rules, GetParam().is_minimal);
    json::Object document = object_of(R"({"userName":"a@x.example","active":true})");
    Table table = table_of(document);
    for (int request = 0; request < 12; ++request) {
      Table next{table.leaves};
      const std::string operations = operations_of(client, next);
      const std::string told = fmt::format("seed {} {} on {}", seed, operations, text_of(document));
      const Result<Draft> draft = patched(operations, document, type, rules);
      ASSERT_EQ(draft.has_error(), next.fails())
          << told << (draft.has_error() ? draft.error().detail : "");
      if (draft.has_error()) {
        ++refused;
        continue;
      }
      document = draft->document;
      ASSERT_EQ(table_of(document).leaves, next.leaves) << told;
      table = next;
      // Repeating it changes nothing (standards.md COM-10).
      ASSERT_EQ(patched(operations, document, type, rules)->document, document) << told;
    }
  }
  EXPECT_GT(refused, 50);
}

INSTANTIATE_TEST_SUITE_P(Patch, PatchLeaves,
                         ::testing::Values(Setting{"full", false, false},
                                           Setting{"minimal", true, false},
                                           Setting{"full_strict", false, true},
                                           Setting{"minimal_strict", true, true}),
                         [](const auto& tested) { return std::string(tested.param.name); });

}  // namespace
}  // namespace provost::scim::patch
