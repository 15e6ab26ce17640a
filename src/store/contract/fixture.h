#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "base/clock.h"
#include "base/random.h"
#include "scim/resource/validate.h"
#include "scim/schema/schema.h"
#include "store/store.h"

// What the contract suite needs to know of a store.
namespace provost::store::contract {

struct Bounds {
  std::size_t write_queue_max = 4096;
  std::size_t batch_units_max = 512;
  std::size_t read_queue_max = 256;
  std::size_t org_write_queue_max = 2048;
  std::size_t org_read_queue_max = 32;
  std::size_t rows_in_place_max = 1000;
};

// A place that keeps data between openings: a file, a database of a server.
class Backend {
 public:
  virtual ~Backend() = default;
  virtual std::unique_ptr<Store> open(const Bounds& bounds, const Clock& clock, Random& random) = 0;
};

struct NamedBackend {
  std::string name;
  std::function<std::unique_ptr<Backend>()> make;
};

inline void PrintTo(const NamedBackend& backend, std::ostream* out) {
  *out << backend.name;
}

class TestClock final : public Clock {
 public:
  Timestamp now() const override { return {ms_.load()}; }
  void set(Timestamp at) { ms_ = at.ms; }

 private:
  std::atomic<std::int64_t> ms_ = 1'800'000'000'000;
};

// Ids in the order of their numbers.
inline ResourceId id_of(std::uint32_t number) {
  ResourceId id;
  for (std::size_t i = 0; i < 4; ++i) {
    id.bytes[15 - i] = static_cast<std::uint8_t>(number >> (8 * i));
  }
  return id;
}

inline std::vector<ResourceId> ids(const std::vector<std::uint32_t>& numbers) {
  std::vector<ResourceId> all;
  for (const std::uint32_t number : numbers) {
    all.push_back(id_of(number));
  }
  return all;
}

inline std::vector<ResourceId> ids_of(const std::vector<scim::Member>& members) {
  std::vector<ResourceId> all;
  for (const scim::Member& member : members) {
    all.push_back(member.id);
  }
  return all;
}

inline std::vector<ResourceId> ids_of(const std::vector<scim::Stored>& page) {
  std::vector<ResourceId> all;
  for (const scim::Stored& stored : page) {
    all.push_back(stored.id);
  }
  return all;
}

inline const scim::schema::ResourceType& type_of(TypeNumber number) {
  static const auto registry = scim::schema::registry_of(scim::schema::Profile::minimal);
  return registry->type(number);
}

inline scim::resource::ValidResource valid(TypeNumber type, json::Object document) {
  scim::Draft draft;
  draft.document = std::move(document);
  return scim::resource::validate(std::move(draft), type_of(type)).value();
}

inline scim::resource::ValidResource user(std::string_view name,
                                          std::string_view external_id = "") {
  json::Object document{{"userName", name}, {"active", true}};
  if (!external_id.empty()) {
    document["externalId"] = external_id;
  }
  return valid(scim::schema::user_type, std::move(document));
}

inline scim::resource::ValidResource group(std::string_view name) {
  return valid(scim::schema::group_type, {{"displayName", name}});
}

// The index of a naming attribute, and the key of a value there.
inline scim::IndexKey naming_key(const scim::resource::ValidResource& resource) {
  for (const scim::IndexKey& key : resource.keys()) {
    if (key.unique) {
      return key;
    }
  }
  return {};
}

inline scim::IndexKey shared_key(const scim::resource::ValidResource& resource) {
  for (const scim::IndexKey& key : resource.keys()) {
    if (!key.unique) {
      return key;
    }
  }
  return {};
}

inline scim::RelationChange adding(const std::vector<std::uint32_t>& numbers) {
  scim::RelationChange change;
  change.add = ids(numbers);
  return change;
}

inline scim::RelationChange removing(const std::vector<std::uint32_t>& numbers) {
  scim::RelationChange change;
  change.remove = ids(numbers);
  return change;
}

inline JournalEntry entry(std::string type, std::string cause = "", std::string values = "") {
  JournalEntry made;
  made.type = std::move(type);
  made.cause = std::move(cause);
  made.values = std::move(values);
  return made;
}

inline SchemaRecord schema_record(std::string urn) {
  SchemaRecord made;
  made.urn = std::move(urn);
  made.type = scim::schema::user_type;
  made.presence = 64;
  made.definition = "{}";
  return made;
}

inline Token token(std::string id, std::string lookup,
                   std::optional<Timestamp> expires = std::nullopt) {
  Token made;
  made.id = std::move(id);
  made.lookup = std::move(lookup);
  made.hash = "hash";
  made.expires = expires;
  return made;
}

class StoreContract : public ::testing::TestWithParam<NamedBackend> {
 protected:
  static constexpr TypeNumber users = scim::schema::user_type;
  static constexpr TypeNumber groups = scim::schema::group_type;

  void SetUp() override {
    backend_ = GetParam().make();
    reopen();
    acme_ = create_org("acme");
  }

  void TearDown() override { close(); }

  void close() {
    session_.reset();
    store_.reset();
  }

  void reopen(const Bounds& bounds = {}) {
    close();
    store_ = backend_->open(bounds, clock_, random_);
    session_ = store_->open_session();
  }

  OrgKey create_org(const std::string& id) {
    OrgKey key{};
    const Result<void> outcome =
        catalogue_write_and_wait(*session_, [&](CatalogueWriter& catalogue) -> Result<void> {
          TRY_ASSIGN(key, catalogue.create(OrgId(id), {.name = id}, clock_.now()));
          return {};
        });
    EXPECT_TRUE(outcome.has_value());
    return key;
  }

  Result<void> try_write(OrgKey org, WriteWork work) {
    return write_and_wait(*session_, org, std::move(work));
  }

  void write(OrgKey org, const std::function<void(Writer&)>& work) {
    const Result<void> outcome = try_write(org, [&](Writer& writer) -> Result<void> {
      work(writer);
      return {};
    });
    ASSERT_TRUE(outcome.has_value()) << outcome.error().detail << outcome.error().cause;
  }

  void read(OrgKey org, const ReadWork& work) {
    const Result<void> outcome = read_and_wait(*session_, org, work);
    ASSERT_TRUE(outcome.has_value()) << outcome.error().detail << outcome.error().cause;
  }

  void insert_user(OrgKey org, std::uint32_t number, std::string_view name,
                   std::string_view external_id = "") {
    write(org, [&](Writer& writer) {
      ASSERT_TRUE(
          writer.insert(users, id_of(number), user(name, external_id), clock_.now()).has_value());
    });
  }

  void insert_group(OrgKey org, std::uint32_t number, std::string_view name) {
    write(org, [&](Writer& writer) {
      ASSERT_TRUE(writer.insert(groups, id_of(number), group(name), clock_.now()).has_value());
    });
  }

  // Users first … first + count - 1, named u<number>@x.
  void insert_users(OrgKey org, std::uint32_t first, std::uint32_t count) {
    write(org, [&](Writer& writer) {
      for (std::uint32_t n = first; n < first + count; ++n) {
        const auto resource = user("u" + std::to_string(n) + "@x");
        ASSERT_TRUE(writer.insert(users, id_of(n), resource, clock_.now()).has_value());
      }
    });
  }

  MemberDelta change(OrgKey org, std::uint32_t group_number, const scim::RelationChange& wanted) {
    MemberDelta delta;
    write(org, [&](Writer& writer) { delta = writer.change_members(id_of(group_number), wanted); });
    return delta;
  }

  TestClock clock_;
  SecureRandom random_;
  std::unique_ptr<Backend> backend_;
  std::unique_ptr<Store> store_;
  std::unique_ptr<Session> session_;
  OrgKey acme_{};
};

inline std::string backend_name(const ::testing::TestParamInfo<NamedBackend>& info) {
  return info.param.name;
}

}  // namespace provost::store::contract
