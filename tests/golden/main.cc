#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iostream>
#include <iterator>
#include <map>
#include <set>
#include <stdexcept>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "golden/modes.h"
#include "golden/play.h"

// golden_test [--mode in_process|socket] [--cases DIR] [gtest flags]
// golden_test --url URL --token T [--profile minimal|full]   against any SCIM server
// golden_test --covers                                       what each case covers
//
// UPDATE_GOLDEN=1 in the environment rewrites expectations that were not met.
namespace {

namespace fs = std::filesystem;
using namespace provost::golden;

struct Arguments {
  std::string mode = "in_process";
  fs::path cases = PROVOST_GOLDEN_CASES;
  Remote remote;
  bool covers = false;
};

struct CaseFile {
  fs::path path;
  std::string group;  // its folder below the cases: "entra", "standards/filter"
  Case content;
};

Arguments read_arguments(int argc, char** argv) {
  Arguments arguments;
  const std::map<std::string_view, std::function<void(const char*)>> options = {
      {"--mode", [&](const char* text) { arguments.mode = text; }},
      {"--cases", [&](const char* text) { arguments.cases = text; }},
      {"--url", [&](const char* text) { arguments.remote.url = text; }},
      {"--token", [&](const char* text) { arguments.remote.token = text; }},
      {"--profile", [&](const char* text) { arguments.remote.profile = text; }}};
  for (int i = 1; i < argc; ++i) {
    const auto option = options.find(argv[i]);
    if (std::string_view(argv[i]) == "--covers") {
      arguments.covers = true;
    } else if (option != options.end() && i + 1 < argc) {
      option->second(argv[++i]);
    } else {
      throw std::runtime_error(fmt::format("what is {}?", argv[i]));
    }
  }
  return arguments;
}

CaseFile load(const fs::path& path, const fs::path& folder) {
  std::ifstream file(path, std::ios::binary);
  const std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  provost::Result<Case> content = read_case(text);
  if (content.has_error()) {
    throw std::runtime_error(fmt::format("{}, {}", path.string(), content.error().detail));
  }
  return {path, path.lexically_relative(folder).parent_path().generic_string(),
          std::move(content).value()};
}

std::vector<CaseFile> load_all(const fs::path& folder) {
  std::set<fs::path> paths;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.path().extension() == ".txt") {
      paths.insert(entry.path());
    }
  }
  std::vector<CaseFile> files;
  for (const fs::path& path : paths) {
    files.push_back(load(path, folder));
  }
  if (files.empty()) {
    throw std::runtime_error("no case in " + folder.string());
  }
  return files;
}

void print_covers(const std::vector<CaseFile>& files) {
  std::map<std::string, std::vector<std::string>> cases_by_row;
  for (const CaseFile& file : files) {
    const std::string name = fmt::format("{}/{}", file.group, file.path.stem().string());
    for (const std::string& row : file.content.covers) {
      cases_by_row[row].push_back(name);
    }
  }
  for (const auto& [row, names] : cases_by_row) {
    std::cout << fmt::format("{:<12} {}\n", row, fmt::join(names, " "));
  }
}

std::unique_ptr<Wire> make_wire(const Arguments& arguments) {
  if (!arguments.remote.url.empty()) {
    return remote(arguments.remote);
  }
  if (arguments.mode == "in_process") {
    return in_process();
  }
  if (arguments.mode == "socket") {
    return over_socket();
  }
  throw std::runtime_error("--mode is in_process or socket, not " + arguments.mode);
}

void write_file(const fs::path& path, const std::vector<std::string>& lines) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  for (const std::string& line : lines) {
    file << line << '\n';
  }
}

class GoldenCase : public ::testing::Test {
 public:
  GoldenCase(const CaseFile& file, std::string profile, Wire& wire)
      : file_(file), profile_(std::move(profile)), wire_(wire) {}

  void TestBody() override {
    if (const auto reason = wire_.why_not(file_.content, profile_)) {
      GTEST_SKIP() << *reason;
    }
    const Outcome outcome = play(file_.content, profile_, wire_);
    for (const std::string& fault : outcome.faults) {
      ADD_FAILURE() << file_.content.name << "\n" << file_.path.string() << ", " << fault;
    }
    if (!outcome.faults.empty() && std::getenv("UPDATE_GOLDEN") != nullptr) {
      write_file(file_.path, outcome.rewritten);
    }
  }

 private:
  const CaseFile& file_;
  std::string profile_;
  Wire& wire_;
};

void register_cases(const std::vector<CaseFile>& files, Wire& wire) {
  for (const CaseFile& file : files) {
    for (const std::string& profile : file.content.profiles) {
      std::string name = file.path.stem().string();
      if (file.content.profiles.size() > 1) {
        name += "_" + profile;
      }
      testing::RegisterTest(
          file.group.c_str(), name.c_str(), nullptr, nullptr, file.path.c_str(), 1,
          [&file, profile, &wire]() { return new GoldenCase(file, profile, wire); });
    }
  }
}

int run(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  const Arguments arguments = read_arguments(argc, argv);
  const std::vector<CaseFile> files = load_all(arguments.cases);
  if (arguments.covers) {
    print_covers(files);
    return 0;
  }
  const std::unique_ptr<Wire> wire = make_wire(arguments);
  register_cases(files, *wire);
  return RUN_ALL_TESTS();
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const std::exception& fault) {
    std::cerr << "golden_test: " << fault.what() << '\n';
    return 2;
  }
}
