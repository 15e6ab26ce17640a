#include <algorithm>
#include <optional>
#include <random>
#include <set>

#include <fmt/format.h>

#include "scim/patch/testing.h"

// Random sequences of PATCH requests, compared with two models that know nothing of schemas,
// filters or JSON: a list of e-mail addresses, and a set of numbers.

namespace provost::scim::patch {
namespace {

using namespace testing;

class Dice {
 public:
  explicit Dice(unsigned seed) : engine_(seed) {}
  int below(int n) { return static_cast<int>(engine_() % static_cast<unsigned>(n)); }
  bool coin() { return below(2) == 0; }

 private:
  std::mt19937 engine_;
};

struct Email {
  std::optional<std::string> value;
  std::optional<std::string> type;
  std::optional<bool> primary;

  bool is_same(const Email& other) const {
    const bool counts_primary = !value || !other.value;
    return value == other.value && type == other.type &&
           (!counts_primary || primary == other.primary);
  }
  std::string json() const {
    std::string out;
    const auto add = [&](std::string_view name, const std::string& text) {
      out += fmt::format("{}\"{}\":{}", out.empty() ? "" : ",", name, text);
    };
    if (value) {
      add("value", "\"" + *value + "\"");
    }
    if (type) {
      add("type", "\"" + *type + "\"");
    }
    if (primary) {
      add("primary", *primary ? "true" : "false");
    }
    return "{" + out + "}";
  }
};

struct Mailbox {
  std::optional<std::string> title;
  std::vector<Email> emails;
  bool is_refused = false;

  std::vector<std::size_t> of_type(const std::string& type) const {
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < emails.size(); ++i) {
      if (emails[i].type == type) {
        places.push_back(i);
      }
    }
    return places;
  }
  void make_primary(std::size_t place) {
    for (std::size_t i = 0; i < emails.size(); ++i) {
      if (i != place && emails[i].primary == true) {
        emails[i].primary = false;
      }
    }
  }
  void add(const Email& email) {
    const auto same =
        std::ranges::find_if(emails, [&](const Email& held) { return held.is_same(email); });
    const auto place = static_cast<std::size_t>(same - emails.begin());
    if (same == emails.end()) {
      emails.push_back(email);
    } else if (email.primary) {
      same->primary = email.primary;
    }
    if (email.primary == true) {
      make_primary(place);
    }
  }
  void merge_equal() {
    std::vector<Email> all;
    all.swap(emails);
    for (const Email& email : all) {
      add(email);
    }
  }
  std::string json() const {
    std::string out = R"({"userName":"a")";
    if (title) {
      out += R"(,"title":")" + *title + "\"";
    }
    out += R"(,"active":true)";
    std::string list;
    for (const Email& email : emails) {
      list += (list.empty() ? "" : ",") + email.json();
    }
    return out + (list.empty() ? "" : R"(,"emails":[)" + list + "]") + "}";
  }
};

class MailboxClient {
 public:
  explicit MailboxClient(Dice& dice) : dice_(dice) {}

  // Applies one random operation to the model, and writes it as JSON.
  std::string act(Mailbox& box) {
    switch (dice_.below(9)) {
      case 0:
        return add(box);
      case 1:
        return replace_all(box);
      case 2:
        return remove_type(box);
      case 3:
        return dice_.below(4) == 0 ? remove_all(box) : add(box);
      case 4:
        return remove_value(box);
      case 5:
        return set_primary(box);
      case 6:
        return set_title(box);
      case 7:
        return remove_listed(box);
      default:
        return set_value(box);
    }
  }

 private:
  std::string value() { return fmt::format("{}@x", static_cast<char>('a' + dice_.below(4))); }
  std::string type() { return dice_.coin() ? "work" : "home"; }
  std::string word(std::string_view lower, std::string_view upper) {
    return std::string(dice_.coin() ? lower : upper);
  }
  Email email() {
    Email made{value(), std::nullopt, std::nullopt};
    if (dice_.below(3) > 0) {
      made.type = type();
    }
    if (dice_.below(3) == 0) {
      made.primary = dice_.coin();
    }
    return made;
  }

  std::string add(Mailbox& box) {
    const Email made = email();
    box.add(made);
    return dice_.coin() ? fmt::format(R"({{"op":"{}","path":"emails","value":[{}]}})",
                                      word("add", "Add"), made.json())
                        : fmt::format(R"({{"op":"add","value":{{"EMAILS":{}}}}})", made.json());
  }
  std::string replace_all(Mailbox& box) {
    const Email first = email();
    Email second = email();
    second.primary.reset();
    box.emails.clear();
    box.add(first);
    box.add(second);
    return fmt::format(R"({{"op":"replace","path":"emails","value":[{},{}]}})", first.json(),
                       second.json());
  }
  std::string remove_type(Mailbox& box) {
    const std::string gone = type();
    std::erase_if(box.emails, [&](const Email& held) { return held.type == gone; });
    return fmt::format(R"({{"op":"remove","path":"emails[type eq \"{}\"]"}})", gone);
  }
  std::string remove_all(Mailbox& box) {
    box.emails.clear();
    return dice_.coin() ? R"({"op":"remove","path":"emails"})"
                        : R"({"op":"replace","path":"emails","value":null})";
  }
  std::string remove_value(Mailbox& box) {
    const std::string of = type();
    for (const std::size_t place : box.of_type(of)) {
      box.emails[place].value.reset();
    }
    return fmt::format(R"({{"op":"{}","path":"emails[type eq \"{}\"].value","value":{}}})",
                       word("remove", "replace"), of, word("\"\"", "null"));
  }
  std::string remove_listed(Mailbox& box) {
    const Email gone{value(), type(), std::nullopt};
    std::erase_if(box.emails, [&](const Email& held) {
      return held.value == gone.value && held.type == gone.type;
    });
    return fmt::format(R"({{"op":"Remove","path":"emails","value":[{}]}})", gone.json());
  }
  std::string set_value(Mailbox& box) {
    const std::string of = type();
    const std::string to = value();
    const std::vector<std::size_t> places = box.of_type(of);
    for (const std::size_t place : places) {
      box.emails[place].value = to;
    }
    // A new address keeps the spelling of the filter, so only for an old one is another spelling
    // used.
    const std::string asked = places.empty() ? of : word(of, of == "work" ? "WORK" : "HOME");
    places.empty() ? box.add({to, of, std::nullopt}) : box.merge_equal();
    return fmt::format(R"({{"op":"{}","path":"emails[TYPE eq \"{}\"].value","value":"{}"}})",
                       word("Add", "Replace"), asked, to);
  }
  std::string set_primary(Mailbox& box) {
    const std::string of = type();
    const std::vector<std::size_t> places = box.of_type(of);
    if (places.size() > 1) {
      box.is_refused = true;
    } else if (places.empty()) {
      box.add({std::nullopt, of, true});
    } else {
      box.emails[places.front()].primary = true;
      box.make_primary(places.front());
      box.merge_equal();
    }
    return fmt::format(R"({{"op":"add","path":"emails[type eq \"{}\"].primary","value":{}}})", of,
                       word("true", "\"True\""));
  }
  std::string set_title(Mailbox& box) {
    if (dice_.below(3) == 0) {
      box.title.reset();
      return R"({"op":"replace","path":"title","value":""})";
    }
    box.title = value();
    return fmt::format(R"({{"op":"Replace","value":{{"title":"{}"}}}})", *box.title);
  }

  Dice& dice_;
};

TEST(PatchModel, UserFollowsAListOfAddresses) {
  for (unsigned seed = 0; seed < 200; ++seed) {
    Dice dice(seed);
    MailboxClient client(dice);
    Mailbox model;
    json::Object document = object_of(model.json());
    for (int request = 0; request < 12; ++request) {
      Mailbox next = model;
      std::string operations;
      for (int left = 1 + dice.below(4); left > 0; --left) {
        operations += (operations.empty() ? "" : ",") + client.act(next);
        if (next.is_refused) {
          break;
        }
      }
      const std::string text = "[" + operations + "]";
      const Result<Draft> draft = patched(text, document, full_user());
      ASSERT_EQ(draft.has_error(), next.is_refused) << "seed " << seed << " " << text << "\n"
                                                    << model.json();
      if (draft.has_value()) {
        ASSERT_EQ(text_of(draft.value().document), text_of(next.json()))
            << "seed " << seed << " " << text << "\n"
            << model.json();
        model = next;
        document = draft.value().document;
      }
    }
  }
}

std::string list_of(const std::set<int>& ids) {
  std::string out;
  for (const int id : ids) {
    out += fmt::format("{}{{\"value\":\"{}\"}}", out.empty() ? "" : ",", member_id(id).to_string());
  }
  return "[" + out + "]";
}

std::set<int> some(Dice& dice) {
  std::set<int> ids;
  for (int left = 1 + dice.below(3); left > 0; --left) {
    ids.insert(dice.below(6));
  }
  return ids;
}

std::string act_on(std::set<int>& members, Dice& dice) {
  const std::set<int> ids = some(dice);
  const int one = *ids.begin();
  switch (dice.below(6)) {
    case 0:
      members.insert(ids.begin(), ids.end());
      return fmt::format(R"({{"op":"Add","path":"members","value":{}}})", list_of(ids));
    case 1:
      std::erase_if(members, [&](int id) { return ids.contains(id); });
      return fmt::format(R"({{"op":"Remove","path":"members","value":{}}})", list_of(ids));
    case 2:
      members.erase(one);
      return fmt::format(R"({{"op":"remove","path":"members[value eq \"{}\"]"}})",
                         member_id(one).to_string());
    case 3:
      members = ids;
      return fmt::format(R"({{"op":"replace","value":{{"members":{}}}}})", list_of(ids));
    case 4:
      members.insert(one);
      return fmt::format(R"({{"op":"add","path":"members","value":"{}"}})",
                         member_id(one).to_string());
    default:
      members.clear();
      return R"({"op":"remove","path":"members"})";
  }
}

// How a store applies a change (scim::RelationChange).
std::set<int> applied(std::set<int> members, const RelationChange& change) {
  const auto number = [](const ResourceId& id) { return static_cast<int>(id.bytes[15]); };
  if (change.clear) {
    members.clear();
  }
  for (const ResourceId& id : change.remove) {
    members.erase(number(id));
  }
  for (const ResourceId& id : change.add) {
    members.insert(number(id));
  }
  return members;
}

TEST(PatchModel, GroupFollowsASetOfMembers) {
  const json::Object document = object_of(R"({"displayName":"Ops"})");
  for (unsigned seed = 0; seed < 400; ++seed) {
    Dice dice(seed);
    std::set<int> members;
    for (int request = 0; request < 8; ++request) {
      std::set<int> next = members;
      std::string operations;
      for (int left = 1 + dice.below(5); left > 0; --left) {
        operations += (operations.empty() ? "" : ",") + act_on(next, dice);
      }
      const Result<Draft> draft = patched("[" + operations + "]", document, group());
      ASSERT_TRUE(draft.has_value()) << draft.error().detail;
      ASSERT_EQ(applied(members, draft.value().members), next) << "seed " << seed << operations;
      members = next;
    }
  }
}

}  // namespace
}  // namespace provost::scim::patch
