# libjpeg-turbo from its source tree (libjpeg_turbo_SOURCE_DIR), built and installed into a folder of this build by its
# own CMake lists, which cannot be added to those of another project.
include(ExternalProject)

set(jpeg_prefix ${CMAKE_CURRENT_BINARY_DIR}/libjpeg-turbo)
set(jpeg_library ${jpeg_prefix}/lib/${CMAKE_STATIC_LIBRARY_PREFIX}jpeg${CMAKE_STATIC_LIBRARY_SUFFIX})
if(MSVC)
  set(jpeg_library ${jpeg_prefix}/lib/jpeg-static.lib)
endif()
# Without an assembler its SIMD half is left out, which changes its speed and not its pixels.
ExternalProject_Add(gan_jpeg_project
  SOURCE_DIR ${libjpeg_turbo_SOURCE_DIR}
  BINARY_DIR ${jpeg_prefix}/build
  CMAKE_ARGS -DCMAKE_BUILD_TYPE=Release -DCMAKE_INSTALL_PREFIX=${jpeg_prefix} -DCMAKE_INSTALL_LIBDIR=lib
    -DCMAKE_C_COMPILER=${CMAKE_C_COMPILER} -DCMAKE_POSITION_INDEPENDENT_CODE=ON
    -DENABLE_SHARED=OFF -DENABLE_STATIC=ON -DWITH_TURBOJPEG=OFF -DWITH_TOOLS=OFF -DWITH_TESTS=OFF
  BUILD_BYPRODUCTS ${jpeg_library}
  EXCLUDE_FROM_ALL TRUE)
file(MAKE_DIRECTORY ${jpeg_prefix}/include)
add_library(gan_jpeg_built STATIC IMPORTED GLOBAL)
set_target_properties(gan_jpeg_built PROPERTIES IMPORTED_LOCATION ${jpeg_library}
  INTERFACE_INCLUDE_DIRECTORIES ${jpeg_prefix}/include)
add_dependencies(gan_jpeg_built gan_jpeg_project)
gan_dependency(jpeg LINK gan_jpeg_built)
