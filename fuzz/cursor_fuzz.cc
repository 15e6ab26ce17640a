#include <string>
#include <vector>

#include "api/scim/cursor.h"
#include "base/testing/fakes.h"
#include "check.h"

// A text that nobody sealed opens nothing; a sealed state comes back unchanged, but not under
// another scope or with a character changed.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace provost;
  using namespace provost::api::scim_api;
  static const std::vector<store::CursorKey> keys{{2, std::string(32, 'n'), {}},
                                                  {1, std::string(32, 'o'), {}}};
  constexpr Timestamp now{1'800'000'000'000};
  const std::string text(as_text(data, size));
  hold(open_cursor(text, "scope", now, keys).has_error());
  if (size < 2) {
    return 0;
  }

  testing::SeededRandom random(data[0]);
  CursorState state;
  state.backward = data[0] % 2 == 0;
  state.count = data[1] - 100;
  const std::string sealed = seal_cursor(state, text, now, keys, random);
  const auto opened = open_cursor(sealed, text, now, keys);
  hold(opened.has_value() && *opened == state);
  hold(open_cursor(sealed, text + "x", now, keys).has_error());
  std::string forged = sealed;
  char& changed = forged[data[1] % forged.size()];
  changed = changed == 'A' ? 'B' : 'A';
  hold(open_cursor(forged, text, now, keys).has_error());
  return 0;
}
