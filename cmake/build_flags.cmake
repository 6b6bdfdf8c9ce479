# The flags that every target of ours shares. They are one interface library, so that all objects agree on the
# instruction set (Eigen's alignment depends on it) and on floating point: no contraction, never -ffast-math.
if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "Build type" FORCE)
endif()
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
# The window and the command line stand in the build directory itself, libraries beside their lists.
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR})

# A compiler cache keys on the words "-march=native", not on what they mean here: what they mean is hashed too, so that
# a cache that came along from another processor is not believed. Paths count from the source tree, so that two
# checkouts share what they have in common.
find_program(GANSCOPE_CCACHE ccache)
if(GANSCOPE_CCACHE AND "${CMAKE_CXX_COMPILER_LAUNCHER}" MATCHES "^(ccache)?$")
  set(native_meaning ${CMAKE_BINARY_DIR}/native_meaning.txt)
  execute_process(COMMAND ${CMAKE_CXX_COMPILER} -march=native "-###" -E -x c++ /dev/null
    ERROR_FILE ${native_meaning} OUTPUT_QUIET)
  set(CMAKE_CXX_COMPILER_LAUNCHER env CCACHE_EXTRAFILES=${native_meaning} CCACHE_BASEDIR=${PROJECT_SOURCE_DIR}
    CCACHE_NOHASHDIR=1)
  if(GANSCOPE_UNITY)
    # What the cache's manual asks for with precompiled headers.
    list(APPEND CMAKE_CXX_COMPILER_LAUNCHER CCACHE_SLOPPINESS=pch_defines,time_macros)
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
      add_compile_options($<$<COMPILE_LANGUAGE:CXX>:-fpch-preprocess>)
    elseif(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
      add_compile_options("$<$<COMPILE_LANGUAGE:CXX>:SHELL:-Xclang -fno-pch-timestamp>")
    endif()
  endif()
  list(APPEND CMAKE_CXX_COMPILER_LAUNCHER ${GANSCOPE_CCACHE})
  set(CMAKE_C_COMPILER_LAUNCHER ${CMAKE_CXX_COMPILER_LAUNCHER})
endif()

include(CheckLinkerFlag)
foreach(linker mold lld)
  check_linker_flag(CXX -fuse-ld=${linker} GANSCOPE_HAS_${linker})
  if(GANSCOPE_HAS_${linker})
    add_link_options(-fuse-ld=${linker})
    break()
  endif()
endforeach()

add_library(ganscope_flags INTERFACE)
target_include_directories(ganscope_flags INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_definitions(ganscope_flags INTERFACE EIGEN_DONT_PARALLELIZE)
target_compile_options(ganscope_flags INTERFACE -ffp-contract=off -fno-math-errno -fno-trapping-math)
if(GANSCOPE_NATIVE)
  include(CheckCXXCompilerFlag)
  check_cxx_compiler_flag(-march=native GANSCOPE_HAS_MARCH_NATIVE)
  if(GANSCOPE_HAS_MARCH_NATIVE)
    target_compile_options(ganscope_flags INTERFACE -march=native)
  else()
    target_compile_options(ganscope_flags INTERFACE -mcpu=native)
  endif()
elseif(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64")
  target_compile_options(ganscope_flags INTERFACE -march=${GANSCOPE_ARCH})
endif()

# GCC 12 with AVX-512VL writes wrong constants: 32 bytes that are a pattern twice and then zeros, such as the doubles
# {3, 3, 0, 0} of a structure or list, become that pattern four times. It happens to whole 256-bit integer stores alone.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64"
    AND CMAKE_CXX_COMPILER_VERSION VERSION_GREATER_EQUAL 12 AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 14)
  target_compile_options(ganscope_flags INTERFACE -mmove-max=128 -mstore-max=128)
endif()

# Sanitizers reach fetched dependencies too, hence the directory-wide options.
if(GANSCOPE_SANITIZE)
  add_compile_options(-fsanitize=${GANSCOPE_SANITIZE} -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${GANSCOPE_SANITIZE})
  if(GANSCOPE_SANITIZE MATCHES undefined)
    add_compile_options(-fno-sanitize-recover=undefined)
  endif()
endif()

add_library(ganscope_warnings INTERFACE)
target_compile_options(ganscope_warnings INTERFACE -Wall -Wextra -Wpedantic -Wshadow)
if(GANSCOPE_WERROR)
  target_compile_options(ganscope_warnings INTERFACE -Werror)
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # GCC 12 takes its own AVX-512 headers' undefined values for a mistake of the caller (GCC bug 105593), and sees
  # overlaps in concatenated strings that are not there (GCC bug 105651).
  target_compile_options(ganscope_warnings INTERFACE -Wno-uninitialized -Wno-maybe-uninitialized -Wno-restrict)
  if(GANSCOPE_UNITY)
    # It forgets, of a header that was compiled beforehand, that it is the system's; the strings again.
    target_compile_options(ganscope_warnings INTERFACE -Wno-stringop-overflow -Wno-array-bounds)
  endif()
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND GANSCOPE_UNITY)
  # What a source keeps in its unnamed namespace looks, in a batch, as if a header did.
  target_compile_options(ganscope_warnings INTERFACE -Wno-subobject-linkage)
endif()
