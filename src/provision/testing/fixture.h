#pragma once

#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "json/json.h"
#include "provision/list.h"
#include "provision/resources.h"
#include "scim/dialect/dialect.h"
#include "scim/filter/filter.h"
#include "scim/patch/patch.h"
#include "scim/resource/read.h"
#include "store/testing/memory_store.h"

namespace provost::provision {

// One organisation in a private store, and the use cases in the short form that tests like.
class ProvisionTest : public ::testing::Test {
 protected:
  void SetUp() override { org_ = make_org("acme"); }

  store::OrgKey make_org(const char* id) {
    store::OrgKey key{};
    const auto made = store::catalogue_write_and_wait(
        store_.session(), [&](store::CatalogueWriter& catalogue) -> Result<void> {
          TRY_ASSIGN(key, catalogue.create(OrgId(id), {}, store_.clock().now()));
          return {};
        });
    EXPECT_TRUE(made.has_value());
    return key;
  }

  void set_scim_enabled(bool enabled) {
    const Result<void> done =
        store::write_and_wait(store_.session(), org_, [&](store::Writer& writer) -> Result<void> {
          store::OrgSettings settings = writer.settings();
          settings.scim_enabled = enabled;
          writer.save_settings(settings);
          return {};
        });
    EXPECT_TRUE(done.has_value());
  }

  Context context() {
    store_.clock().advance_s(1);
    return {.registry = registry_,
            .schemas_revision = schemas_revision_,
            .rules = rules_,
            .now = store_.clock().now(),
            .actor = "token:t",
            .cause = "request-1",
            .origin = origin_};
  }
  const scim::schema::ResourceType& type(scim::schema::TypeNumber number) const {
    return registry_->type(number);
  }

  template <class T, class Work>
  Result<T> write(Work work, std::optional<store::OrgKey> org = {}) {
    std::optional<T> value;
    const Result<void> done = store::write_and_wait(store_.session(), org.value_or(org_),
                                                    [&](store::Writer& writer) -> Result<void> {
                                                      TRY_ASSIGN(T made, work(writer));
                                                      value.emplace(std::move(made));
                                                      return {};
                                                    });
    if (done.has_error()) {
      return done.error();
    }
    return std::move(*value);
  }
  template <class T, class Work>
  T read_with(Work work) {
    std::optional<T> value;
    EXPECT_TRUE(store::read_and_wait(store_.session(), org_, [&](store::Reader& reader) {
                  value.emplace(work(reader));
                }).has_value());
    return std::move(*value);
  }

  Result<Outcome> create(scim::schema::TypeNumber number, std::string_view body,
                         std::optional<store::OrgKey> org = {}) {
    TRY_ASSIGN(scim::Draft draft,
               scim::resource::read(json::parse(body).value(), type(number), rules_));
    TRY_ASSIGN(const auto resource, scim::resource::validate(std::move(draft), type(number)));
    const Context creation = context();
    const ResourceId id = new_id(creation.now, store_.random());
    return write<Outcome>(
        [&](store::Writer& writer) {
          return provision::create(writer, type(number), id, resource, {}, creation);
        },
        org);
  }
  ResourceId user(std::string_view name) {
    const std::string body = json::write({{"userName", name}, {"active", true}});
    return create(scim::schema::user_type, body).value().stored.id;
  }
  ResourceId group(std::string_view name, const std::vector<ResourceId>& members = {}) {
    json::Array values;
    for (const ResourceId& member : members) {
      values.emplace_back(json::Object{{"value", member.to_string()}});
    }
    const std::string body = json::write({{"displayName", name}, {"members", values}});
    return create(scim::schema::group_type, body).value().stored.id;
  }
  Result<Outcome> patch(scim::schema::TypeNumber number, const ResourceId& id,
                        std::string_view operations, const Precondition& precondition = {}) {
    const std::string body =
        "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],"
        "\"Operations\":" +
        std::string(operations) + "}";
    TRY_ASSIGN(auto request, scim::patch::read(json::parse(body).value(), rules_));
    scim::Report report;
    if (rules_.takes_dialects()) {
      request = scim::dialect::rewrite(std::move(request), type(number), report);
    }
    TRY_ASSIGN(const auto plan, scim::patch::bind(request, type(number), rules_));
    return write<Outcome>([&](store::Writer& writer) {
      return provision::patch(writer, type(number), id, plan, precondition, {}, context());
    });
  }
  std::size_t member_count(const ResourceId& id) {
    return read_with<std::size_t>([&](store::Reader& reader) { return reader.member_count(id); });
  }
  std::vector<store::SealedEntry> journal() {
    return read_with<std::vector<store::SealedEntry>>(
        [](store::Reader& reader) { return reader.journal(0, 1000); });
  }

  testing::MemoryStore store_;
  std::shared_ptr<const scim::schema::Registry> registry_ =
      scim::schema::registry_of(scim::schema::Profile::minimal);
  std::int64_t schemas_revision_ = 0;
  scim::Rules rules_;
  store::Origin origin_ = std::make_shared<const std::string>(R"({"ip":"192.0.2.1"})");
  store::OrgKey org_{};
};

}  // namespace provost::provision
