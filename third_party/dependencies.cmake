# Every dependency becomes one target gan_<name>: the system's package where there is one, otherwise a release pinned
# by its commit id (see README.md beside this file). FETCHCONTENT_SOURCE_DIR_<NAME>=<folder> takes a source tree
# instead of either. No code of others lives in this repository.
include(FetchContent)
find_package(PkgConfig QUIET)
find_package(Threads REQUIRED)

# gan_want_system(OUT NAME): whether the system may be asked for NAME (no source tree was named for it).
function(gan_want_system out name)
  string(TOUPPER ${name} upper)
  if(FETCHCONTENT_SOURCE_DIR_${upper})
    set(${out} FALSE PARENT_SCOPE)
  else()
    set(${out} TRUE PARENT_SCOPE)
  endif()
endfunction()

# gan_pinned(NAME URL COMMIT): brings the source of one dependency; <name>_SOURCE_DIR names it afterwards. Sources
# only: the project's own CMake lists are used where a third word CMAKE stands.
macro(gan_pinned name url commit)
  string(TOUPPER ${name} gan_upper)
  if(NOT GANSCOPE_FETCH AND NOT FETCHCONTENT_SOURCE_DIR_${gan_upper})
    message(FATAL_ERROR "${name} was not found. Install its development package (cmake/debian-packages.txt lists "
      "Debian's names), or allow its download with -DGANSCOPE_FETCH=ON.")
  endif()
  if("${ARGN}" STREQUAL "CMAKE")
    FetchContent_Declare(${name} GIT_REPOSITORY ${url} GIT_TAG ${commit})
  else()
    FetchContent_Declare(${name} GIT_REPOSITORY ${url} GIT_TAG ${commit} SOURCE_SUBDIR no-lists)
  endif()
  FetchContent_MakeAvailable(${name})
endmacro()

# gan_dependency(NAME [LINK...] [INCLUDE...]): the interface target that the rest of the project links.
function(gan_dependency name)
  cmake_parse_arguments(PARSE_ARGV 1 ARG "" "" "LINK;INCLUDE")
  add_library(gan_${name} INTERFACE)
  target_link_libraries(gan_${name} INTERFACE ${ARG_LINK})
  target_include_directories(gan_${name} SYSTEM INTERFACE ${ARG_INCLUDE})
endfunction()

include(${CMAKE_CURRENT_LIST_DIR}/core_dependencies.cmake)
include(${CMAKE_CURRENT_LIST_DIR}/figure_dependencies.cmake)
include(${CMAKE_CURRENT_LIST_DIR}/window_dependencies.cmake)
