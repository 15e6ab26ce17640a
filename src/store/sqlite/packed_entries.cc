#include "store/sqlite/packed_entries.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <stdexcept>

namespace provost::store::sqlite {
namespace {

constexpr std::array texts{&JournalEntry::type,       &JournalEntry::subject_type,
                           &JournalEntry::subject_id, &JournalEntry::actor,
                           &JournalEntry::cause,      &JournalEntry::data,
                           &JournalEntry::values};
constexpr unsigned origin_bit = 1U << texts.size();

const std::string no_text;

const std::string& text_of(const Origin& origin) {
  return origin ? *origin : no_text;
}

void add(std::string& packed, std::string_view text) {
  std::size_t rest = text.size();
  for (; rest >= 0x80; rest >>= 7) {
    packed += static_cast<char>(0x80 | (rest & 0x7f));
  }
  packed += static_cast<char>(rest);
  packed += text;
}

void add(std::string& packed, const JournalEntry& entry, const JournalEntry& before) {
  const std::size_t place = packed.size();
  unsigned fields = 0;
  packed += '\0';
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (entry.*texts[i] != before.*texts[i]) {
      fields |= 1U << i;
      add(packed, entry.*texts[i]);
    }
  }
  if (entry.origin != before.origin) {
    fields |= origin_bit;
    add(packed, text_of(entry.origin));
  }
  packed[place] = static_cast<char>(fields);
}

class Unpacking {
 public:
  explicit Unpacking(std::string_view packed) : rest_(packed) {}

  bool is_done() const { return rest_.empty(); }

  void apply_next(JournalEntry& entry) {
    const unsigned fields = byte();
    for (std::size_t i = 0; i < texts.size(); ++i) {
      if ((fields & (1U << i)) != 0) {
        entry.*texts[i] = text();
      }
    }
    if ((fields & origin_bit) != 0) {
      const std::string_view origin = text();
      entry.origin = origin.empty() ? nullptr : std::make_shared<const std::string>(origin);
    }
  }

 private:
  std::string_view take(std::size_t size) {
    if (size > rest_.size()) {
      throw std::runtime_error("journal entries that wait to be sealed cannot be read");
    }
    const std::string_view taken = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return taken;
  }
  std::uint8_t byte() { return static_cast<std::uint8_t>(take(1).front()); }
  std::string_view text() {
    std::size_t size = 0;
    std::uint8_t part = 0x80;
    for (unsigned shift = 0; (part & 0x80) != 0; shift += 7) {
      part = byte();
      // A larger shift cannot come from a text that fits into a database.
      size |= shift < 35 ? static_cast<std::size_t>(part & 0x7f) << shift : rest_.size() + 1;
    }
    return take(size);
  }

  std::string_view rest_;
};

}  // namespace

std::string pack(std::span<const JournalEntry* const> entries) {
  std::string packed;
  const JournalEntry nothing;
  const JournalEntry* before = &nothing;
  for (const JournalEntry* entry : entries) {
    add(packed, *entry, *before);
    before = entry;
  }
  return packed;
}

std::vector<JournalEntry> unpack(std::string_view packed) {
  std::vector<JournalEntry> entries;
  JournalEntry entry;
  for (Unpacking unpacking(packed); !unpacking.is_done();) {
    unpacking.apply_next(entry);
    entries.push_back(entry);
  }
  return entries;
}

}  // namespace provost::store::sqlite
