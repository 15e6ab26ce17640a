#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "cli/context.h"
#include "provision/context.h"
#include "store/transaction.h"

namespace provost::cli {

// One organisation, opened for one administrative command beside a running server.
class OpenOrganisation {
 public:
  // CommandFailed when there is none of that id.
  OpenOrganisation(const Context& context, const std::string& id);

  const store::Org& org() const { return org_; }
  const scim::schema::Registry& registry() const { return *registry_; }
  // For the use cases of provision/: a change by the command line, now.
  provision::Context context() const;

  // What `work(Reader&) -> Result<T>` gives, or CommandFailed.
  template <class T, class Work>
  T read(Work work) const {
    std::optional<Result<T>> result;
    require(store::read_and_wait(store_.admin().session, org_.key,
                                 [&](store::Reader& reader) { result.emplace(work(reader)); }));
    return require(std::move(*result));
  }
  // The same for `work(Writer&) -> Result<T>`.
  template <class T, class Work>
  T write(Work work) const {
    std::optional<T> value;
    require(store::write_and_wait(store_.admin().session, org_.key,
                                  [&](store::Writer& writer) -> Result<void> {
                                    TRY_ASSIGN(value, work(writer));
                                    return {};
                                  }));
    return std::move(*value);
  }

 private:
  OpenStore store_;
  store::Org org_;
  std::shared_ptr<const scim::schema::Registry> registry_;
};

}  // namespace provost::cli
