#include "cli/context.h"

#include <cstdint>

#include <fmt/format.h>

#include "app/service.h"

namespace provost::cli {
namespace {

std::unique_ptr<store::Store> open(const Context& context, const Clock& clock, Random& random) {
  app::ServiceOptions options;
  options.store = app::store_url(context.config);
  options.data_folder = context.config.data_folder;
  return app::open_store(options, clock, random);
}

}  // namespace

std::string tenant_url(const Context& context, const std::string& org) {
  const std::uint16_t port = app::parse_address(context.config.listen).port;
  return fmt::format("{}/{}/scim/v2", app::own_url(context.config, port), org);
}

OpenStore::OpenStore(const Context& context)
    : store_(open(context, clock_, random_)),
      session_(store_->open_session()),
      admin_{*session_, clock_, random_, "cli",
             fmt::format("cli-{}", new_id(clock_.now(), random_).to_string())} {}

}  // namespace provost::cli
