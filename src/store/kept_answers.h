#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"

// Answers to requests that may be repeated (Idempotency-Key, design §4).
namespace provost::store {

struct KeptAnswer {
  std::string scope;    // a digest of caller, route and key: what finds it
  std::string request;  // a digest of the body
  Timestamp created;
  // Nothing while the request is worked on, and when the server ended before it could say.
  std::optional<std::string> answer;
};

class KeptAnswerReader {
 public:
  virtual ~KeptAnswerReader() = default;
  virtual std::optional<KeptAnswer> find(std::string_view scope) = 0;
  // Whether there are more than so many.
  virtual bool has_more_than(std::size_t count) = 0;
};

class KeptAnswerWriter {
 public:
  virtual ~KeptAnswerWriter() = default;
  // False when there is one of that scope.
  virtual bool insert(const KeptAnswer& kept) = 0;
  virtual void set_answer(std::string_view scope, std::string_view answer) = 0;
  // Takes answers away in which one of those texts occurs; that their requests were carried out
  // stays known. Looks at `rows` answers beyond the scope `after`, and gives the scope of the last
  // one, or nothing at the end.
  virtual std::string erase_mentions(const std::vector<std::string>& texts, std::string_view after,
                                     std::size_t rows) = 0;
  // Takes that of the scope away if it was made before that moment, and at most `rows` others.
  virtual void remove_before(std::string_view scope, Timestamp at, std::size_t rows) = 0;
};

}  // namespace provost::store
