# Helpers that make one target from the sources below some folders. A folder without sources gives an empty interface
# library (or no program), so that the rest of the project configures and links all the same.

# ganscope_sources(OUT PATTERN... [EXCLUDE REGEX...]): files below the current list's folder.
function(ganscope_sources out)
  cmake_parse_arguments(PARSE_ARGV 1 ARG "" "" "EXCLUDE")
  set(found "")
  foreach(pattern IN LISTS ARG_UNPARSED_ARGUMENTS)
    file(GLOB_RECURSE files CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${pattern})
    list(APPEND found ${files})
  endforeach()
  foreach(regex IN LISTS ARG_EXCLUDE)
    list(FILTER found EXCLUDE REGEX "^${CMAKE_CURRENT_SOURCE_DIR}/${regex}")
  endforeach()
  set(${out} ${found} PARENT_SCOPE)
endfunction()

# ganscope_headers(NAME [LINK...] HEADERS <header>...): headers of others that many sources include, compiled once for
# all targets that name it. It has only the flags that they share: a compiler refuses what another macro might change.
function(ganscope_headers name)
  cmake_parse_arguments(PARSE_ARGV 1 ARG "" "" "LINK;HEADERS")
  set(source ${PROJECT_BINARY_DIR}/generated/${name}.cpp)
  file(CONFIGURE OUTPUT ${source} CONTENT "// Nothing: this target is its headers.\n")
  add_library(${name} OBJECT ${source})
  target_link_libraries(${name} PRIVATE ganscope_flags ganscope_warnings ${ARG_LINK})
  target_precompile_headers(${name} PRIVATE ${ARG_HEADERS})
endfunction()

# With GANSCOPE_UNITY neighbours of one target are compiled together: names without linkage must differ among them.
function(ganscope_batches name headers)
  set_target_properties(${name} PROPERTIES UNITY_BUILD ${GANSCOPE_UNITY} UNITY_BUILD_BATCH_SIZE 8)
  if(GANSCOPE_UNITY)
    target_precompile_headers(${name} REUSE_FROM ${headers})
  endif()
endfunction()

# For sources that are slow to compile and need not be quick. They leave their batch, and the headers compiled for it.
function(ganscope_lightly_optimised)
  if(CMAKE_CXX_COMPILER_ID MATCHES "GNU|Clang")
    set_source_files_properties(${ARGV} PROPERTIES COMPILE_OPTIONS -O1 SKIP_PRECOMPILE_HEADERS ON)
  endif()
endfunction()

# ganscope_library(NAME SOURCES... [LINK PUBLIC...] [LINK_PRIVATE...])
function(ganscope_library name)
  cmake_parse_arguments(PARSE_ARGV 1 ARG "" "" "SOURCES;LINK;LINK_PRIVATE")
  if(ARG_SOURCES)
    add_library(${name} STATIC ${ARG_SOURCES})
    target_link_libraries(${name} PUBLIC ganscope_flags ${ARG_LINK} PRIVATE ganscope_warnings ${ARG_LINK_PRIVATE})
    ganscope_batches(${name} ganscope_common_headers)
  else()
    add_library(${name} INTERFACE)
    target_link_libraries(${name} INTERFACE ganscope_flags ${ARG_LINK})
  endif()
endfunction()

# ganscope_program(NAME SOURCES... LINK... [HEADERS NAME])
function(ganscope_program name)
  cmake_parse_arguments(PARSE_ARGV 1 ARG "" "HEADERS" "SOURCES;LINK")
  if(NOT ARG_HEADERS)
    set(ARG_HEADERS ganscope_common_headers)
  endif()
  if(ARG_SOURCES)
    add_executable(${name} ${ARG_SOURCES})
    target_link_libraries(${name} PRIVATE ${ARG_LINK} ganscope_flags ganscope_warnings)
    ganscope_batches(${name} ${ARG_HEADERS})
  endif()
endfunction()
