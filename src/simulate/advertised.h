#pragma once

#include <set>
#include <string>
#include <string_view>

#include "json/json.h"
#include "simulate/attribute.h"

namespace provost::simulate {

// The attributes that a server's /Schemas claims to keep and return, so that a server that openly
// drops one is not blamed for it. Paths compare without case (RFC 7643 §2.1).
class Advertised {
 public:
  // Of a server whose /Schemas cannot be read: everything sent is expected back.
  Advertised() = default;
  // Reads the ListResponse of /Schemas. Code::invalid_value when it is not one.
  static Result<Advertised> read(const json::Value& list);

  // Whether a value written there must be in a plain answer. `core` is the schema of paths without
  // a URN. Attributes that are readOnly, writeOnly, returned never or only on request are not.
  // What provisioning stands on needs no entry: externalId, common to all resources (RFC 7643
  // §3.1), the names, and whether somebody is active.
  bool gives_back(std::string_view core, std::string_view path) const;
  // Whether the schemas have the attribute at all, so that it comes when it is asked for by name.
  bool lists(std::string_view core, std::string_view path) const;

 private:
  bool known_ = false;
  // Lower-case urn:attribute and urn:attribute.sub: those returned, and all.
  std::set<std::string> paths_;
  std::set<std::string> listed_;
};

}  // namespace provost::simulate
