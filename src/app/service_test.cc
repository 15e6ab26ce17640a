#include "app/service.h"

#include <atomic>
#include <chrono>
#include <future>
#include <memory>

#include <gtest/gtest.h>

#include "admin/command/organisations.h"
#include "base/testing/fakes.h"
#include "store/long_work.h"
#include "store/testing/trials.h"

namespace provost::app {
namespace {

using namespace std::chrono_literals;

constexpr const char* absent_group = "0190a7c3-1111-7222-8333-444455556666";

ServiceOptions private_database() {
  ServiceOptions options;
  options.rehearsals = testing::rehearsals_wanted();
  options.store = "sqlite::memory:";
  return options;
}

class ServiceTest : public ::testing::Test {
 protected:
  // An organisation with long work that takes a single slice.
  store::OrgKey create(const char* id) {
    EXPECT_TRUE(admin::create_organisation(admin_, OrgId(id), {.name = id}).has_value());
    const store::OrgKey org = identity::find_organisation(admin_, OrgId(id)).value().key;
    EXPECT_TRUE(store::write_and_wait(*session_, org, [](store::Writer& writer) -> Result<void> {
                  writer.change_long_work().save(
                      {.kind = store::WorkKind::leftovers, .subject = absent_group});
                  return {};
                }).has_value());
    return org;
  }
  bool has_work(store::OrgKey org) {
    bool has = false;
    EXPECT_TRUE(store::read_and_wait(*session_, org, [&](store::Reader& reader) {
                  has =
                      reader.long_work().find(store::WorkKind::leftovers, absent_group).has_value();
                }).has_value());
    return has;
  }
  // Occupies the writer with a unit of that organisation until the test lets it continue, and fills
  // the rest of its line.
  void fill_line(store::OrgKey org) {
    std::promise<void> begun;
    session_->write(
        org,
        [&begun, go = go_.get_future().share()](store::Writer&) -> Result<void> {
          begun.set_value();
          go.wait();
          return {};
        },
        [](const Result<void>&) {});
    begun.get_future().wait();
    const auto is_full = std::make_shared<std::atomic<bool>>(false);
    while (!*is_full) {
      session_->write(
          org, [](store::Writer&) { return Result<void>(); },
          [is_full](const Result<void>& outcome) {
            *is_full = outcome.has_error() && outcome.error().code == Code::too_many_requests;
          });
    }
  }

  testing::ManualClock clock_;
  testing::SeededRandom random_;
  Service service_{private_database(), clock_, random_};
  std::unique_ptr<store::Session> session_ = service_.store().open_session();
  identity::Admin admin_{*session_, clock_, random_, "test"};
  std::promise<void> go_;
};

TEST_F(ServiceTest, AFullLineOfOneOrganisationHoldsUpNobodysLongWork) {
  const store::OrgKey acme = create("acme");
  const store::OrgKey globex = create("globex");
  fill_line(acme);
  auto upkeep = std::async(std::launch::async, [&] { service_.upkeep(); });
  // It waits for its turn. In acme's line it would be refused at once.
  EXPECT_EQ(upkeep.wait_for(200ms), std::future_status::timeout);
  go_.set_value();
  upkeep.wait();
  EXPECT_FALSE(has_work(globex));
  EXPECT_FALSE(has_work(acme)) << "nor its own";
}

}  // namespace
}  // namespace provost::app
