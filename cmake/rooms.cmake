# The rooms of the house and the arrows between them. A room is a folder, with the folders below it that are not rooms of their
# own; its sources may include what lies in itself and in the rooms that it sees, directly or through others. The build stops
# at an #include that goes another way.

# ganscope_room(FOLDER [SEES ROOM...]): FOLDER relative to the current list's; ROOM from the top ("core/base").
function(ganscope_room folder)
  cmake_parse_arguments(PARSE_ARGV 1 ARG "" "" "SEES")
  get_filename_component(path ${CMAKE_CURRENT_SOURCE_DIR}/${folder} ABSOLUTE)
  file(RELATIVE_PATH room ${PROJECT_SOURCE_DIR} ${path})
  set(seen ${ARG_SEES})
  foreach(other IN LISTS ARG_SEES)
    get_property(further GLOBAL PROPERTY GANSCOPE_ROOM_${other})
    if(NOT further)
      message(FATAL_ERROR "${room} sees ${other}, which is no room above this line")
    endif()
    list(APPEND seen ${further})
  endforeach()
  list(APPEND seen ${room})
  list(REMOVE_DUPLICATES seen)
  set_property(GLOBAL PROPERTY GANSCOPE_ROOM_${room} ${seen})
  set_property(GLOBAL APPEND PROPERTY GANSCOPE_ROOMS ${room})
endfunction()

# ganscope_core_room(NAME [SEES NAME...] [FLOORS NAME/FLOOR...] [LINK...] [LINK_PRIVATE...]): a room of core that is a target,
# ganscope_NAME, of its own and links the rooms that it sees. FLOORS: the topmost of the rooms within it.
function(ganscope_core_room name)
  cmake_parse_arguments(PARSE_ARGV 1 ARG "" "" "SEES;FLOORS;LINK;LINK_PRIVATE")
  list(TRANSFORM ARG_SEES PREPEND core/ OUTPUT_VARIABLE rooms)
  list(TRANSFORM ARG_SEES PREPEND ganscope_ OUTPUT_VARIABLE targets)
  list(TRANSFORM ARG_FLOORS PREPEND core/)
  list(APPEND rooms ${ARG_FLOORS})
  ganscope_room(${name} SEES ${rooms})
  ganscope_sources(sources ${name}/*.cpp)
  ganscope_library(ganscope_${name} SOURCES ${sources} LINK ${targets} ${ARG_LINK} LINK_PRIVATE ${ARG_LINK_PRIVATE})
endfunction()

# Once all rooms are known: the check, before anything is compiled that depends on TARGET.
function(ganscope_check_arrows target)
  get_property(rooms GLOBAL PROPERTY GANSCOPE_ROOMS)
  set(list "")
  foreach(room IN LISTS rooms)
    get_property(seen GLOBAL PROPERTY GANSCOPE_ROOM_${room})
    string(APPEND list "set(sees_${room} \"${seen}\")\n")
  endforeach()
  file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/rooms.cmake CONTENT "set(rooms \"${rooms}\")\n${list}" @ONLY)
  file(GLOB_RECURSE files CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/core/*.h ${PROJECT_SOURCE_DIR}/core/*.cpp
    ${PROJECT_SOURCE_DIR}/app/*.h ${PROJECT_SOURCE_DIR}/app/*.cpp)
  set(stamp ${PROJECT_BINARY_DIR}/arrows.stamp)
  add_custom_command(OUTPUT ${stamp}
    COMMAND ${CMAKE_COMMAND} -D ROOT=${PROJECT_SOURCE_DIR} -D ROOMS=${PROJECT_BINARY_DIR}/rooms.cmake -D STAMP=${stamp}
      -P ${PROJECT_SOURCE_DIR}/cmake/check_arrows.cmake
    DEPENDS ${files} ${PROJECT_BINARY_DIR}/rooms.cmake ${PROJECT_SOURCE_DIR}/cmake/check_arrows.cmake
    COMMENT "Checking the arrows between the rooms" VERBATIM)
  add_custom_target(ganscope_arrows ALL DEPENDS ${stamp})
  add_dependencies(${target} ganscope_arrows)
endfunction()
