// The parts of the golden file, one source each. Each adds its keys to what was found.
#pragma once

#include "tests/golden/hash_file.h"

namespace gan::golden {

void add_scenarios(Found& found);  // every built-in scenario that needs no file, its remedies and its schedule
void add_games(Found& found);      // one small game for every entry of every table, and for every setting
void add_commands(Found& found);   // games driven by hand, shared by threads, and blowing up
void add_probes(Found& found);     // what the views ask for: of points and of images
void add_metrics(Found& found);    // metrics and perfect scores of games, and of samples by themselves
void add_history(Found& found);    // series and waves
void add_insight(Found& found);    // facts, conditions and sentences of games
void add_files(Found& found);      // what the files hold

}  // namespace gan::golden
