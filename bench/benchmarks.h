// What main() registers: one function a family of benchmarks. Those of the window are there where it is
// built.
#pragma once

namespace gan::bench {

void register_training();      // iterations a second of the training configurations, and of a trainer around them
void register_game();          // update rules, J u, snapshot, hash, command, random numbers
void register_past();          // remembering states, and looking back to them
void register_scrub();         // training while somebody looks back
void register_side_by_side();  // games in lockstep beside the same games alone
void register_probe();         // images and metrics of a snapshot
void register_spectrum();      // eigenvalues of the update map, alone and beside training
void register_metrics();       // metrics of feature vectors
void register_history();       // appending, and preparing lines of a thousand and ten million steps
void register_plots();         // drawing plots with ImGui, without OpenGL
void register_frame();         // the window's whole frame, without OpenGL

}  // namespace gan::bench
