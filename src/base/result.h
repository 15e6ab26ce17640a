#pragma once

#include <boost/system/result.hpp>

#include "base/error.h"

namespace provost {

// A value, or the reason why there is none. Functions that return one are [[nodiscard]] by type.
template <class T = void>
using Result = boost::system::result<T, Error>;

}  // namespace provost

// The names are made unique by __COUNTER__, since a unit of work inside TRY(...) has its own TRYs.
#define PROVOST_CONCAT_IMPL(a, b) a##b
#define PROVOST_CONCAT(a, b) PROVOST_CONCAT_IMPL(a, b)
#define PROVOST_UNIQUE PROVOST_CONCAT(try_result_, __COUNTER__)

#define PROVOST_TRY(tmp, leave, expr)         \
  do {                                        \
    if (auto tmp = (expr); tmp.has_error()) { \
      leave std::move(tmp).error();           \
    }                                         \
  } while (false)

#define PROVOST_TRY_ASSIGN(tmp, leave, decl, expr) \
  auto tmp = (expr);                               \
  if (tmp.has_error()) {                           \
    leave std::move(tmp).error();                  \
  }                                                \
  decl = std::move(tmp).value()

// Leaves the enclosing function with the error of `expr`, if it has one.
#define TRY(expr) PROVOST_TRY(PROVOST_UNIQUE, return, expr)
// TRY_ASSIGN(auto x, f()) declares x with the value of f(), or leaves with its error.
#define TRY_ASSIGN(decl, expr) PROVOST_TRY_ASSIGN(PROVOST_UNIQUE, return, decl, expr)

// The same for coroutines.
#define CO_TRY(expr) PROVOST_TRY(PROVOST_UNIQUE, co_return, expr)
#define CO_TRY_ASSIGN(decl, expr) PROVOST_TRY_ASSIGN(PROVOST_UNIQUE, co_return, decl, expr)
