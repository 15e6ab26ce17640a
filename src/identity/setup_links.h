#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/random.h"
#include "base/result.h"
#include "identity/admin.h"
#include "identity/caller.h"
#include "identity/operators.h"
#include "json/json.h"
#include "store/setup_links.h"
#include "store/transaction.h"

// Setup links (design rule 29): how the customer's IT contact gets in before anybody is provisioned
// and before sign-in is set up. A link is redeemed once; its session ends with it.
namespace provost::identity {

inline constexpr std::int64_t setup_link_life_s = std::int64_t{7} * 86400;
inline constexpr std::int64_t setup_link_life_min_s = 300;
inline constexpr std::int64_t setup_link_life_max_s = std::int64_t{30} * 86400;
// Remaining lifetime of a link without `keep` once an Admin (Human) has signed in.
inline constexpr std::int64_t setup_link_after_admin_s = std::int64_t{7} * 86400;
// Of one organisation: open ones and their sessions together.
inline constexpr std::size_t setup_links_max = 20;
// How long one that has ended stays in the list.
inline constexpr std::int64_t setup_link_kept_s = std::int64_t{90} * 86400;
inline constexpr std::size_t ended_setup_links_max = 100;

// The type of the subject of journal entries about them.
inline constexpr std::string_view setup_link_subject = "setup_link";
// "IT contact Ada": what people read; "IT contact" without a name.
std::string contact_label(std::string_view name);

enum class SetupLinkState : std::uint8_t {
  open,      // nobody has redeemed it yet
  redeemed,  // its session lives
  expired,
  revoked,
  signed_out,
};
SetupLinkState state_of(const store::SetupLink& link, Timestamp now);
// "open", "redeemed", "expired", "revoked", "signedOut".
std::string_view to_text(SetupLinkState state);

struct SetupLinkWish {
  std::string name;  // empty: the contact is asked
  std::string email;
  std::string return_url;
  std::int64_t life_s = setup_link_life_s;
  bool keep = false;
};

struct NewSetupLink {
  store::SetupLink link;
  std::string text;  // shown once, never stored
};
// Code::invalid_value names the value that is wrong: a name of more than 100 bytes or with
// characters that nobody sees, an e-mail address that is none, a return URL that is not of https,
// a life out of range.
Result<NewSetupLink> make_setup_link(const SetupLinkWish& wish, Timestamp now, Random& random,
                                     const Author& author);
// A unit of work. Links that ended long ago go. Code::conflict when there are setup_links_max.
// `by_mail`: the journal says that it is about to be mailed.
Result<void> add_setup_link(store::Writer& writer, const store::SetupLink& link,
                            const Author& author, bool by_mail = false);
// A unit of work: journals the outcome of that mail. Does nothing for a deleted link.
Result<void> note_link_mail(store::Writer& writer, const std::string& id, bool is_sent,
                            std::string_view why, const Author& author);
// A unit of work: the link and its session no longer work. Code::not_found. One that has ended
// stays as it is.
Result<void> revoke_setup_link(store::Writer& writer, const std::string& id, Timestamp now,
                               const Author& author);
// The newest first.
std::vector<store::SetupLink> list_setup_links(store::Reader& reader);

// How the link reaches people: the fragment of a URL is in no log.
std::string setup_link_url(std::string_view base_url, std::string_view text);

// The link whose text this is, whatever became of it: only its holder gets to know.
std::optional<store::FoundSetupLink> find_setup_link(store::Catalogue& catalogue,
                                                     std::string_view text);

struct NewContactSession {
  store::SetupLink link;
  std::string text;  // for the cookie, never stored
};
// A unit of work: signs the contact in. `name` is required if the link has none. Nothing when the
// link is no longer open; Code::invalid_value for the name; Code::forbidden while the organisation
// is suspended.
Result<std::optional<NewContactSession>> redeem_setup_link(store::Writer& writer,
                                                           const std::string& id,
                                                           std::string_view name,
                                                           const SignInFrom& from, Random& random,
                                                           const Author& author);
// A unit of work: the contact signs out, which ends the link for good. Code::not_found.
Result<void> end_contact_session(store::Writer& writer, const std::string& id, Timestamp now,
                                 const Author& author);

// Whether the session that came of the link lives.
bool is_live_contact(const store::SetupLink& link, Timestamp now);
Caller contact_of(const store::FoundSetupLink& found);

// Part of the sign-in of an Admin (Human): links that are not kept end within
// setup_link_after_admin_s. The next sign-ins change nothing more.
void shorten_setup_links(store::Writer& writer, Timestamp now, const Author& author);

// As the API shows it.
json::Object describe(const store::SetupLink& link, Timestamp now);

// The same for callers that wait: the command line and tests.
Result<NewSetupLink> create_setup_link(const Admin& admin, const OrgId& org,
                                       const SetupLinkWish& wish);
Result<std::vector<store::SetupLink>> list_setup_links(const Admin& admin, const OrgId& org);
Result<void> revoke_setup_link(const Admin& admin, const OrgId& org, const std::string& id);

}  // namespace provost::identity
