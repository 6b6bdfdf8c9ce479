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

# With GANSCOPE_UNITY neighbours of one target are compiled together: names without linkage must differ among them.
function(ganscope_batches name)
  set_target_properties(${name} PROPERTIES UNITY_BUILD ${GANSCOPE_UNITY} UNITY_BUILD_BATCH_SIZE 8)
endfunction()

# ganscope_library(NAME SOURCES... [LINK PUBLIC...] [LINK_PRIVATE...])
function(ganscope_library name)
  cmake_parse_arguments(PARSE_ARGV 1 ARG "" "" "SOURCES;LINK;LINK_PRIVATE")
  if(ARG_SOURCES)
    add_library(${name} STATIC ${ARG_SOURCES})
    target_link_libraries(${name} PUBLIC ganscope_flags ${ARG_LINK} PRIVATE ganscope_warnings ${ARG_LINK_PRIVATE})
    ganscope_batches(${name})
  else()
    add_library(${name} INTERFACE)
    target_link_libraries(${name} INTERFACE ganscope_flags ${ARG_LINK})
  endif()
endfunction()

# ganscope_program(NAME SOURCES... LINK...)
function(ganscope_program name)
  cmake_parse_arguments(PARSE_ARGV 1 ARG "" "" "SOURCES;LINK")
  if(ARG_SOURCES)
    add_executable(${name} ${ARG_SOURCES})
    target_link_libraries(${name} PRIVATE ${ARG_LINK} ganscope_flags ganscope_warnings)
    ganscope_batches(${name})
  endif()
endfunction()
