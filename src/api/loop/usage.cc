#include "api/loop/usage.h"

#include <cstdint>
#include <utility>
#include <vector>

#include "base/outside_text.h"
#include "store/credentials.h"
#include "store/operators.h"
#include "store/setup_links.h"

namespace provost::api {
namespace {

constexpr std::size_t agent_bytes_max = 200;
constexpr store::OrgKey none{};

// Per unit of work: few in a queue that everybody shares, and none holds the writer for long.
constexpr std::size_t marks_per_unit = 500;

enum class Kind : std::uint8_t { token, member, contact, operator_key, operator_session };

struct Mark {
  Kind kind{};
  store::OrgKey org{};
  std::string id;
  store::Use use;
};

void mark_within(store::CatalogueWriter& catalogue, const Mark& mark) {
  store::Writer* writer = catalogue.within(mark.org);
  if (writer == nullptr) {
    return;  // the organisation was removed
  }
  if (mark.kind == Kind::token) {
    writer->mark_token_used(mark.id, *mark.use.at, mark.use.address, mark.use.agent);
  } else if (mark.kind == Kind::contact) {
    writer->change_setup_links().mark_used(mark.id, mark.use);
  } else {
    writer->change_credentials().mark_used(mark.id, mark.use);
  }
}

Result<void> write_marks(store::CatalogueWriter& catalogue, const std::vector<Mark>& marks) {
  for (const Mark& mark : marks) {
    if (mark.kind == Kind::operator_key) {
      catalogue.mark_operator_key_used(mark.id, mark.use);
    } else if (mark.kind == Kind::operator_session) {
      catalogue.change_operators().mark_session_used(mark.id, mark.use);
    } else {
      mark_within(catalogue, mark);
    }
  }
  return {};
}

// Collects marks and hands them to the writer, some hundreds at a time.
class Marks {
 public:
  explicit Marks(store::Session& session) : session_(session) {}
  template <class Uses>
  void add(Kind kind, const Uses& uses) {
    for (const auto& [key, use] : uses) {
      marks_.push_back({kind, key.first, key.second, use});
      if (marks_.size() == marks_per_unit) {
        send();
      }
    }
  }
  // Losing notes is harmless: the next requests add new ones.
  void send() {
    if (!marks_.empty()) {
      session_.catalogue_write(
          [marks = std::exchange(marks_, {})](store::CatalogueWriter& catalogue) {
            return write_marks(catalogue, marks);
          },
          [](const Result<void>&) {});
    }
  }

 private:
  store::Session& session_;
  std::vector<Mark> marks_;
};

}  // namespace

void UsageLog::note(store::OrgKey org, const std::string& token_id, Timestamp at,
                    std::string_view address, std::string_view agent) {
  note_in(tokens_, org, token_id, at, address, agent);
}

void UsageLog::note_member(store::OrgKey org, const std::string& lookup, Timestamp at,
                           std::string_view address, std::string_view agent) {
  note_in(members_, org, lookup, at, address, agent);
}

void UsageLog::note_contact(store::OrgKey org, const std::string& lookup, Timestamp at,
                            std::string_view address, std::string_view agent) {
  note_in(contacts_, org, lookup, at, address, agent);
}

void UsageLog::note_operator(const std::string& key_id, Timestamp at, std::string_view address,
                             std::string_view agent) {
  note_in(operators_, none, key_id, at, address, agent);
}

void UsageLog::note_operator_session(const std::string& lookup, Timestamp at,
                                     std::string_view address, std::string_view agent) {
  note_in(operator_sessions_, none, lookup, at, address, agent);
}

void UsageLog::note_in(Uses& uses, store::OrgKey org, const std::string& id, Timestamp at,
                       std::string_view address, std::string_view agent) {
  const std::lock_guard lock(mutex_);
  store::Use& use = uses[{org, id}];
  use.at = at;
  use.address.assign(address);
  if (use.agent != agent) {
    use.agent = outside_text(agent, agent_bytes_max);
  }
}

void UsageLog::flush(store::Session& session) {
  Uses tokens;
  Uses members;
  Uses contacts;
  Uses operators;
  Uses operator_sessions;
  {
    const std::lock_guard lock(mutex_);
    tokens.swap(tokens_);
    members.swap(members_);
    contacts.swap(contacts_);
    operators.swap(operators_);
    operator_sessions.swap(operator_sessions_);
  }
  Marks marks(session);
  marks.add(Kind::token, tokens);
  marks.add(Kind::member, members);
  marks.add(Kind::contact, contacts);
  marks.add(Kind::operator_key, operators);
  marks.add(Kind::operator_session, operator_sessions);
  marks.send();
}

}  // namespace provost::api
