#include <array>
#include <random>

#include "scim/patch/odd_shapes.h"
#include "scim/patch/testing.h"

// Every odd way to name a member is understood or refused: no successful request leaves in a member
// that it should remove, or out one that it should add (design §2.17).

namespace provost::scim::patch {
namespace {

using namespace testing;

std::string operation(std::string_view op, const json::Value& value, bool has_path,
                      std::string_view name = "members") {
  json::Object out{{"op", op}};
  if (has_path) {
    out["path"] = name;
    out["value"] = value;
  } else {
    out["value"] = under(name, value);
  }
  return json::write(json::Array{std::move(out)});
}

std::string removal(std::string_view path) {
  return json::write(json::Array{json::Object{{"op", "remove"}, {"path", path}}});
}

Result<Draft> draft_of(std::string_view operations, const Rules& rules) {
  return patched(operations, object_of(R"({"displayName":"Ops"})"), group(), rules);
}

void expect_understood_or_refused(const json::Value& shape, const Rules& rules) {
  const std::vector<ResourceId> ada = member_ids({1});
  const Result<Draft> removal = draft_of(operation("remove", shape, true), rules);
  EXPECT_TRUE(removal.has_error() || removal->members.remove == ada) << json::write(shape);
  for (const bool has_path : {true, false}) {
    const Result<Draft> addition = draft_of(operation("add", shape, has_path), rules);
    EXPECT_TRUE(addition.has_error() || addition->members.add == ada) << json::write(shape);
    const Result<Draft> whole = draft_of(operation("replace", shape, has_path), rules);
    EXPECT_TRUE(whole.has_error() || (whole->members.clear && whole->members.add == ada))
        << json::write(shape);
  }
}

constexpr int ways_max = 16;

TEST(OddMembers, AreUnderstoodOrRefused) {
  const std::string id = member_id(1).to_string();
  expect_understood_or_refused(json::Value(id), {});
  for (int n = 0; n < ways_max * ways_max; ++n) {
    const std::array ways{static_cast<std::uint8_t>(n % ways_max),
                          static_cast<std::uint8_t>(n / ways_max)};
    for (const bool is_strict : {false, true}) {
      expect_understood_or_refused(odd_shape(id, std::span(ways).first(1)), {.strict = is_strict});
      expect_understood_or_refused(odd_shape(id, ways), {.strict = is_strict});
    }
  }
}

TEST(OddMembers, AreUnderstoodOrRefusedHoweverDeep) {
  std::mt19937 engine(17);  // NOLINT(cert-msc51-cpp): the same shapes in every run
  const std::string id = member_id(1).to_string();
  for (int run = 0; run < 1000; ++run) {
    std::vector<std::uint8_t> ways(3 + engine() % 5);
    for (std::uint8_t& way : ways) {
      way = static_cast<std::uint8_t>(engine() % ways_max);
    }
    expect_understood_or_refused(odd_shape(id, ways), {});
  }
}

// A value path removes the member that it names, and `replace` on it puts in another, or it is
// refused.
TEST(OddMembers, OnAValuePathAreUnderstoodOrRefused) {
  const std::string id = member_id(1).to_string();
  const std::string other = member_id(2).to_string();
  const std::vector<ResourceId> ada = member_ids({1});
  constexpr std::uint8_t paths_max = 50;
  for (std::uint8_t n = 0; n < paths_max; ++n) {
    const std::string path = odd_value_path(id, n);
    for (const bool is_strict : {false, true}) {
      const Rules rules{.strict = is_strict};
      const Result<Draft> removed = draft_of(removal(path), rules);
      EXPECT_TRUE(removed.has_error() || removed->members.remove == ada) << path;
      for (const bool has_path : {true, false}) {
        const Result<Draft> cleared =
            draft_of(operation("replace", nullptr, has_path, path), rules);
        EXPECT_TRUE(cleared.has_error() || cleared->members.remove == ada) << path;
        for (std::uint8_t way = 0; way < ways_max; ++way) {
          const json::Value shape = odd_shape(other, std::span(&way, 1));
          const Result<Draft> swapped =
              draft_of(operation("replace", shape, has_path, path), rules);
          EXPECT_TRUE(swapped.has_error() || swapped->members.remove == ada)
              << path << ' ' << json::write(shape);
        }
      }
    }
  }
}

// A name that is not a group's attribute is refused, whatever its value.
TEST(OddMembers, UnderOddNamesAreUnderstoodOrRefused) {
  const json::Value nobody = json::Array{};
  constexpr std::uint8_t names_max = 14;
  for (std::uint8_t n = 0; n < names_max; ++n) {
    const std::string name = odd_name(n);
    for (const bool is_strict : {false, true}) {
      const Rules rules{.strict = is_strict};
      const Result<Draft> removed = draft_of(removal(name), rules);
      EXPECT_TRUE(removed.has_error() || removed->members.clear) << name;
      for (const bool has_path : {true, false}) {
        const Result<Draft> emptied = draft_of(operation("replace", nobody, has_path, name), rules);
        EXPECT_TRUE(emptied.has_error() || emptied->members.clear) << name;
      }
    }
  }
}

}  // namespace
}  // namespace provost::scim::patch
