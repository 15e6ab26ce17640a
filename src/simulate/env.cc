#include "simulate/env.h"

#include <atomic>
#include <thread>

#include <fmt/format.h>

#include "simulate/differ.h"

namespace provost::simulate {

void Env::for_each(const std::string& phase, std::size_t count,
                   const std::function<void(Session&, std::size_t)>& task) {
  if (count == 0 || shared.stopped()) {
    return;
  }
  progress.begin(phase, count);
  std::atomic<std::size_t> next{0};
  std::vector<std::jthread> workers;
  for (Session& session : sessions) {
    workers.emplace_back([&] {
      for (std::size_t i = next++; i < count && !shared.stopped(); i = next++) {
        task(session, i);
        progress.tick();
      }
    });
  }
}

std::string find(Session& session, Kind kind, const std::string& target) {
  const Call call{kind, "GET", target};
  Reply reply = session.expect(call, {200});
  if (reply.status == 0) {
    return {};
  }
  const auto hits = resources_of(reply.json);
  const std::string fault = list_fault(reply.json, hits.size());
  if (!fault.empty() || hits.size() > 1) {
    reply.json = nullptr;
    reply.text = fault.empty() ? fmt::format("{} resources match", hits.size()) : fault;
    session.fail(call, reply);
    return {};
  }
  return hits.empty() ? std::string{} : std::string(string_member(*hits.front(), "id"));
}

void read_schemas(Env& env) {
  const Reply reply = env.sessions.front().send({Kind::read_schemas, "GET", "/Schemas"});
  if (reply.status != 200) {
    return;
  }
  auto advertised = Advertised::read(reply.json);
  if (advertised.has_error()) {
    env.shared.differences.add(advertised.error().detail);
    return;
  }
  env.advertised = std::move(advertised).value();
}

}  // namespace provost::simulate
