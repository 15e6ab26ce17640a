#include "identity/vault_file.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "identity/operators.h"
#include "identity/sign_in_settings.h"
#include "store/operators.h"
#include "store/sign_in.h"
#include "store/store.h"
#include "store/transaction.h"

namespace provost::identity {
namespace {

using Say = std::function<void(const std::string&)>;

constexpr const char* called = "key of stored secrets";
constexpr std::size_t named_max = 10;

// The sealed secrets in the store.
struct Stored {
  std::string sealed;
  std::string context;
  std::string called;  // for people
};

void add_operators(store::Catalogue& catalogue, std::vector<Stored>& all) {
  for (const store::Operator& one : catalogue.operators().all()) {
    if (!one.totp.empty()) {
      all.push_back({one.totp, totp_context(one),
                     fmt::format("the one-time codes of the operator {}", one.name)});
    }
  }
}

void add_client_secrets(store::Catalogue& catalogue, std::vector<Stored>& all) {
  constexpr std::size_t page_size = 1000;
  store::OrgKey last{};
  for (std::size_t got = page_size; got == page_size;) {
    const std::vector<store::SealedSignIn> page = catalogue.sealed_sign_ins(last, page_size);
    for (const store::SealedSignIn& one : page) {
      all.push_back({one.sealed_secret, client_secret_context(one.org),
                     fmt::format("the client secret of {}", one.org.str())});
      last = one.org_key;
    }
    got = page.size();
  }
}

std::vector<Stored> stored_secrets(store::Session& session) {
  std::vector<Stored> all;
  session.catalogue([&](store::Catalogue& catalogue) {
    add_operators(catalogue, all);
    add_client_secrets(catalogue, all);
  });
  return all;
}

// Nothing, with the reason reported, when they cannot be read.
std::optional<std::vector<Stored>> find_secrets(store::Session& session, const Say& say) {
  try {
    return stored_secrets(session);
  } catch (const store::StorageFault& fault) {
    say("which secrets are stored could not be read: " + store::tell_operator(fault.error));
    return std::nullopt;
  }
}

std::string names_of(const std::vector<Stored>& lost) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < std::min(lost.size(), named_max); ++i) {
    names.push_back(lost[i].called);
  }
  if (lost.size() > named_max) {
    names.push_back(fmt::format("{} more", lost.size() - named_max));
  }
  return fmt::format("{}", fmt::join(names, ", "));
}

// Shared by a missing file and one that does not fit.
std::string warning(const std::filesystem::path& file, const char* what,
                    const std::vector<Stored>& lost) {
  return fmt::format(
      "{} {}, so that these stored secrets cannot be read: {}. Stop the server, put the file back "
      "from a backup, and start it again. If there is none, enter them again: client secrets under "
      "Settings → Identity Access → Sign-in, one-time codes under Profile (an operator who is "
      "locked out can create a new account with provost operator link)",
      file.string(), what, names_of(lost));
}

Vault vault_without_key(const std::filesystem::path& file, Random& random, Say say) {
  const auto make_key = [file, &random, say = std::move(say)] {
    const SecretKey key = read_or_make_key_file(file, called, random);
    say(fmt::format("a secret is entered again: {} holds the {} from now on", file.string(),
                    called));
    return key;
  };
  return Vault::without_key(make_key, random);
}

}  // namespace

Vault open_vault(const std::filesystem::path& file, store::Session& session, Random& random,
                 Say say) {
  const std::optional<std::vector<Stored>> found = find_secrets(session, say);
  std::vector<Stored> stored = found.value_or(std::vector<Stored>());
  if (!std::filesystem::exists(file) && (!found || !stored.empty())) {
    say(found ? warning(file, "is missing", stored)
              : fmt::format("{} is missing; a new one is made when a secret is entered",
                            file.string()));
    return vault_without_key(file, random, std::move(say));
  }
  const SecretKey key = read_or_make_key_file(file, called, random);
  const Vault probe(key, random);
  std::erase_if(stored, [&](const Stored& one) { return probe.open(one.sealed, one.context); });
  if (!stored.empty()) {
    say(warning(file, "holds another key than they were sealed with", stored));
  }
  return {key, random};
}

}  // namespace provost::identity
