// Where the sources and the built programs are: absolute paths, defined in a source that the build writes.
#pragma once

#include <string>

namespace gan::test {

const std::string& source_folder();
const std::string& build_folder();  // of the tests
// Only where the program is built.
const std::string& ganscope_cli();
const std::string& ganscope();

}  // namespace gan::test
