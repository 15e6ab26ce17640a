#include "api/usage.h"

namespace provost::api {
namespace {

constexpr std::size_t agent_bytes_max = 200;

}  // namespace

void UsageLog::note(store::OrgKey org, const std::string& token_id, Timestamp at,
                    std::string_view address, std::string_view agent) {
  const std::lock_guard lock(mutex_);
  Use& use = uses_[{org, token_id}];
  use.at = at;
  use.address.assign(address);
  use.agent.assign(agent.substr(0, agent_bytes_max));
}

void UsageLog::flush(store::Session& session) {
  std::map<std::pair<store::OrgKey, std::string>, Use> uses;
  {
    const std::lock_guard lock(mutex_);
    uses.swap(uses_);
  }
  for (const auto& entry : uses) {
    session.write(
        entry.first.first,
        [id = entry.first.second, use = entry.second](store::Writer& writer) -> Result<void> {
          writer.mark_token_used(id, use.at, use.address, use.agent);
          return {};
        },
        // Losing one note is harmless: the next request makes another.
        [](const Result<void>&) {});
  }
}

}  // namespace provost::api
