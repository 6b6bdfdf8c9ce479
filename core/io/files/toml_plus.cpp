// The functions of toml++. A file of its own, also in unity builds: the header can be included either way only once.
#define TOML_IMPLEMENTATION
#include "core/io/files/toml_plus.h"
