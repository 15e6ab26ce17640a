#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/result.h"
#include "identity/caller.h"
#include "store/credentials.h"
#include "store/operators.h"
#include "store/setup_links.h"
#include "store/transaction.h"

// Who the holder of a key or a session is, asked of one view of the store: of a loop's newest
// snapshot at admission, and of the write transaction again (design rule 22).
namespace provost::api {

// Code::forbidden, for an organisation that the operator has suspended.
Error organisation_suspended();

// An operator who signed in, as the caller.
struct KnownOperator {
  identity::Caller caller;
  std::string lookup;  // of the session
  Timestamp expires;   // if nobody uses it again
};
// The operator whose living session this is. Code::unauthenticated.
Result<KnownOperator> operator_by_session(store::Catalogue& catalogue, std::string_view text,
                                          Timestamp now);
// The holder of an operator's key or session. Code::unauthenticated.
Result<identity::Caller> operator_by(store::Catalogue& catalogue, std::string_view text,
                                     Timestamp now);

// The living API key or session that this is. Code::unauthenticated, which tells the holder of one
// that has expired; Code::forbidden as long as the organisation is suspended.
Result<store::FoundCredential> credential_by(store::Catalogue& catalogue, std::string_view text,
                                             Timestamp now);
// Its member by what their access is now; `reader` is of their organisation. Code::unauthenticated
// tells the holder why it opens nothing.
Result<identity::Caller> member_by(store::Reader& reader, const store::FoundCredential& found);

// The setup link whose living session this is. Code::unauthenticated, which tells the holder of one
// that has ended why; Code::forbidden as long as the organisation is suspended.
Result<store::FoundSetupLink> contact_by(store::Catalogue& catalogue, std::string_view text,
                                         Timestamp now);

// Whether the credential is valid, for any holder. Code::unauthenticated, forbidden.
Result<void> check_lives(store::Catalogue& catalogue, std::string_view text, Timestamp now);

// Any of them. `reader` is of the organisation that the request is about, and a member of another
// one is nobody. Code::unauthenticated, forbidden.
Result<identity::Caller> caller_by(store::Reader& reader, std::string_view text, Timestamp now);

}  // namespace provost::api
