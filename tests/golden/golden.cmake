# The program that makes and checks the golden hashes. Not part of `all`: it says something in the preset `reference` only,
# which check.sh builds.
file(GLOB golden_sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/tests/golden/*.cpp)
ganscope_program(golden SOURCES ${golden_sources} LINK ganscope_io ganscope_core gan_toml)
set_target_properties(golden PROPERTIES EXCLUDE_FROM_ALL ON)
