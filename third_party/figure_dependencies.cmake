# What figures and clips are written with: optional, from the system. Without them the programs say what is missing.

# Cairo with its FreeType fonts: PNG and PDF figures, and the frames of clips.
gan_dependency(cairo)
if(PkgConfig_FOUND)
  pkg_check_modules(GANSCOPE_CAIRO QUIET IMPORTED_TARGET cairo cairo-ft cairo-pdf freetype2)
endif()
if(GANSCOPE_CAIRO_FOUND)
  target_link_libraries(gan_cairo INTERFACE PkgConfig::GANSCOPE_CAIRO)
  target_compile_definitions(gan_cairo INTERFACE GANSCOPE_HAVE_CAIRO=1)
else()
  message(STATUS "Figures: SVG alone, Cairo was not found (Debian: libcairo2-dev)")
endif()

# giflib: clips as GIF.
gan_dependency(gif)
find_package(GIF 5 QUIET)
if(GIF_FOUND)
  target_link_libraries(gan_gif INTERFACE GIF::GIF)
  target_compile_definitions(gan_gif INTERFACE GANSCOPE_HAVE_GIFLIB=1)
else()
  message(STATUS "Clips: no GIF, giflib was not found (Debian: libgif-dev)")
endif()
