#pragma once

#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>

#include "base/clock.h"
#include "store/store.h"

namespace provost::api {

// Collects when and from where tokens, keys and sessions were last used, so that the store is
// updated once in a while instead of at every request. Safe to call from many threads.
class UsageLog {
 public:
  void note(store::OrgKey org, const std::string& token_id, Timestamp at, std::string_view address,
            std::string_view agent);
  // A member's API key or session, by the part of its text that finds it.
  void note_member(store::OrgKey org, const std::string& lookup, Timestamp at,
                   std::string_view address, std::string_view agent);
  // The session of an IT contact, likewise.
  void note_contact(store::OrgKey org, const std::string& lookup, Timestamp at,
                    std::string_view address, std::string_view agent);
  void note_operator_session(const std::string& lookup, Timestamp at, std::string_view address,
                             std::string_view agent);
  void note_operator(const std::string& key_id, Timestamp at, std::string_view address,
                     std::string_view agent);
  // Passes everything noted since the last call to the store's writer, in few units of work.
  void flush(store::Session& session);

 private:
  using Uses = std::map<std::pair<store::OrgKey, std::string>, store::Use>;
  void note_in(Uses& uses, store::OrgKey org, const std::string& id, Timestamp at,
               std::string_view address, std::string_view agent);

  std::mutex mutex_;
  Uses tokens_;
  Uses members_;
  Uses contacts_;
  Uses operators_;  // of no organisation, like the next
  Uses operator_sessions_;
};

}  // namespace provost::api
