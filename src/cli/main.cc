#include <iostream>

#include "base/patient_write.h"
#include "cli/cli.h"

int main(int argc, char** argv) {
  provost::fill_standard_descriptors();
  return provost::cli::run(argc, argv, std::cout, std::cerr);
}
