// The one table of what else the field calls what the program has: papers, libraries and other tools use other words.
#pragma once

#include <span>

namespace gan {

enum class FindKind { setting, plot, layer, look, tab, command, scenario };

struct FindSynonym {
  FindKind kind;
  const char* target;  // the id of what it finds; of a setting the end of its key, from a point on, which is both
                       // players' where they have one each; of a layer the first words of its title
  const char* words;   // other names, with semicolons between
};

std::span<const FindSynonym> find_synonyms();
// Whether the synonym is one of what has this id.
bool is_target(const FindSynonym& synonym, FindKind kind, const char* id);

}  // namespace gan
