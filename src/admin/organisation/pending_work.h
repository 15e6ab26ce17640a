#pragma once

#include <cstddef>
#include <string_view>

#include "identity/admin.h"
#include "json/json.h"
#include "store/long_work.h"
#include "store/transaction.h"

// Long work as whoever begins it and whoever looks at it know it; admin/chores/long_work.h does it.
namespace provost::admin {

// Part of the transaction that makes the work necessary. Restarts work of the same kind and
// subject.
void begin_work(store::Writer& writer, store::WorkKind kind, std::string_view subject,
                std::size_t total, const identity::Author& author);

// Its progress for people and the API: done, total and, after a failure, fault and retryAt.
json::Object describe(const store::LongWork& work);

}  // namespace provost::admin
