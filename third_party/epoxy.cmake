# libepoxy from its source tree (epoxy_SOURCE_DIR), which builds with Meson: its generator writes the dispatch tables
# from the registry, and four small C files do the rest.
find_package(Python3 REQUIRED COMPONENTS Interpreter)
find_package(OpenGL QUIET COMPONENTS EGL)

set(apis gl)
set(glx 0)
set(egl 0)
if(WIN32)
  list(APPEND apis wgl)
elseif(NOT APPLE)
  list(APPEND apis glx)
  set(glx 1)
  if(OpenGL_EGL_FOUND)
    list(APPEND apis egl)
    set(egl 1)
  endif()
endif()

set(out ${CMAKE_CURRENT_BINARY_DIR}/epoxy)
set(sources ${epoxy_SOURCE_DIR}/src/dispatch_common.c)
foreach(api IN LISTS apis)
  add_custom_command(
    OUTPUT ${out}/src/${api}_generated_dispatch.c ${out}/include/epoxy/${api}_generated.h
    COMMAND Python3::Interpreter ${epoxy_SOURCE_DIR}/src/gen_dispatch.py --source --header
      --srcdir=${out}/src --includedir=${out}/include/epoxy ${epoxy_SOURCE_DIR}/registry/${api}.xml
    DEPENDS ${epoxy_SOURCE_DIR}/src/gen_dispatch.py VERBATIM)
  list(APPEND sources ${out}/src/${api}_generated_dispatch.c ${out}/include/epoxy/${api}_generated.h)
  if(NOT api STREQUAL "gl")
    list(APPEND sources ${epoxy_SOURCE_DIR}/src/dispatch_${api}.c)
  endif()
endforeach()
file(MAKE_DIRECTORY ${out}/src ${out}/include/epoxy)
file(WRITE ${out}/include/config.h
  "#define ENABLE_GLX ${glx}\n#define ENABLE_EGL ${egl}\n#define ENABLE_X11 ${glx}\n#define HAVE_KHRPLATFORM_H ${egl}\n")

add_library(gan_epoxy_built STATIC ${sources})
set_target_properties(gan_epoxy_built PROPERTIES C_STANDARD 99 C_EXTENSIONS ON)
target_compile_definitions(gan_epoxy_built PUBLIC EPOXY_PUBLIC=extern)
target_compile_options(gan_epoxy_built PRIVATE -w -fno-strict-aliasing)
target_include_directories(gan_epoxy_built SYSTEM PUBLIC ${epoxy_SOURCE_DIR}/include ${out}/include)
target_include_directories(gan_epoxy_built PRIVATE ${epoxy_SOURCE_DIR}/src)
target_link_libraries(gan_epoxy_built PUBLIC ${CMAKE_DL_LIBS})
if(WIN32)
  target_link_libraries(gan_epoxy_built PUBLIC opengl32 gdi32)
endif()
gan_dependency(epoxy LINK gan_epoxy_built)
