#pragma once

#include <cstdint>
#include <filesystem>

namespace provost::store::sqlite {

// A megabyte of the data folder's volume, kept as the file `provost.reserve`: a database in WAL
// mode cannot be opened, not even for reading, where its shared index finds no room. Opening it on
// a full disk gives up the reserve.
class Reserve {
 public:
  static constexpr std::uint64_t bytes = std::uint64_t{1} << 20;
  // It is made while the volume has that much left.
  static constexpr std::uint64_t made_above_bytes = 16 * bytes;

  explicit Reserve(const std::filesystem::path& folder);
  // Makes it unless it is there; does nothing when there is no room to spare.
  void keep() const noexcept;
  // False when there is none.
  bool give_away() const noexcept;

 private:
  std::filesystem::path file_;
};

}  // namespace provost::store::sqlite
