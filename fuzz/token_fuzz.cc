#include "check.h"
#include "identity/token_text.h"

// A text is not a token, or has the form of one, hashes the same twice and differs from its
// neighbour's hash.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace provost::identity;
  const std::string_view text = as_text(data, size);
  const auto lookup = lookup_of(text);
  if (!lookup) {
    return 0;
  }
  hold(!lookup->empty() && text.find(*lookup) != std::string_view::npos);
  hold(same_hash(hash_of(text), hash_of(text)));
  // The checksum detects one wrong character.
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::string wrong(text);
    wrong[i] = wrong[i] == 'a' ? 'b' : 'a';
    hold(!lookup_of(wrong) && !same_hash(hash_of(wrong), hash_of(text)));
  }
  return 0;
}
