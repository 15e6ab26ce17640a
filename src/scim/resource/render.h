#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "scim/path/path.h"
#include "scim/resource/resource.h"

namespace provost::scim::resource {

// Which attributes an answer holds (RFC 7644 §3.4.2.5, §3.9; standards.md PRJ-1..9).
class Projection {
 public:
  Projection() = default;
  // At most one of the lists may be non-empty: Code::invalid_value. Unknown names are ignored.
  static Result<Projection> parse(const std::vector<std::string>& attributes,
                                  const std::vector<std::string>& excluded_attributes,
                                  const schema::ResourceType& type);
  bool is_default() const { return mode_ == Mode::all; }
  // The answer to a write also holds attributes that are returned on request and were sent with it
  // (RFC 7643 §7, standards.md PRJ-5), unless the client says which attributes it wants. `body` is
  // that of a POST, PUT or PATCH.
  void add_sent(const json::Value& body, const schema::ResourceType& type);
  bool was_sent(const schema::Attribute& attribute) const;
  // Whether an answer under this projection holds the attribute or part of it. The caller reads
  // relations only then.
  bool includes(const schema::Attribute& attribute) const;

  enum class Mode { all, only, all_but };
  Mode mode() const { return mode_; }
  const std::vector<path::BoundPath>& paths() const { return paths_; }

 private:
  Mode mode_ = Mode::all;
  std::vector<path::BoundPath> paths_;
  std::vector<const schema::Attribute*> sent_;
};

// Appends the JSON text of a resource. `base` is the Tenant URL without a trailing slash; it starts
// meta.location and every $ref. A default projection copies the stored text without parsing it.
void render(std::string& out, const Stored& stored, const schema::ResourceType& type,
            const Relations& relations, const Projection& projection, std::string_view base,
            const schema::Registry& registry);

// meta.location, and the Location header.
std::string location(const Stored& stored, const schema::ResourceType& type, std::string_view base);
// meta.version and the ETag header: W/"…" (standards.md COM-8).
std::string etag(const Stored& stored);

}  // namespace provost::scim::resource
