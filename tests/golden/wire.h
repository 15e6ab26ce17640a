#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "golden/case.h"

// Where cases are played: the service in this process, the service behind a socket, or any other
// SCIM server.
namespace provost::golden {

struct Answer {
  int status = 0;
  std::vector<Field> headers;
  std::string body;

  // The first header of that name, or null.
  const std::string* header(std::string_view name) const;
};

// What the server is asked to set up for one case.
struct OrganisationWish {
  std::string profile;
  std::map<std::string, std::string> settings;
  std::vector<SchemaFile> schemas;
};

struct Organisation {
  std::string base;  // the Tenant URL, as answers spell it
  std::string token;
};

class Wire {
 public:
  virtual ~Wire() = default;
  // Why the case cannot be played here, or nothing.
  virtual std::optional<std::string> why_not(const Case& test_case,
                                             std::string_view profile) const = 0;
  virtual Organisation make_organisation(const OrganisationWish& wish) = 0;
  // Whether the organisation outlives the case, so that what the case made must be removed.
  virtual bool is_shared() const = 0;
  // scheme://host[:port], under which targets stand.
  virtual std::string root() const = 0;
  // `target` is path and query as they go over the wire.
  virtual Answer send(const std::string& method, const std::string& target,
                      const std::vector<Field>& headers, const std::string& body) = 0;
};

}  // namespace provost::golden
