#pragma once

#include <string>
#include <vector>

#include "golden/wire.h"
#include "http/client.h"

namespace provost::golden {

// Both throw std::runtime_error when the server cannot be reached: then no answer can be judged.
http::Client open_client(const std::string& root);
Answer send_over(http::Client& client, const std::string& method, const std::string& target,
                 const std::vector<Field>& headers, const std::string& body);

}  // namespace provost::golden
