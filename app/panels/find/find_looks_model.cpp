#include "app/panels/find/find_looks_model.h"

#include "app/panels/arena/arena_settings_model.h"
#include "app/panels/frame/frame_settings_model.h"
#include "app/panels/images/images_settings_model.h"
#include "app/panels/layout_settings_model.h"
#include "app/panels/line/line_settings_model.h"
#include "app/panels/modes/modes_settings_model.h"
#include "app/panels/phase/phase_settings_model.h"
#include "app/panels/plots/plots_settings_model.h"

namespace gan {
namespace {

constexpr Capabilities kAny{}, kPlane{Capability::plane}, kImages{Capability::images},
    kDensity{Capability::plane, Capability::density}, kPortrait{Capability::portrait},
    kLine{Capability::line, Capability::density}, kCloud{Capability::plane, Capability::points};

void bring(ViewSettings& settings, const char* view, const char* sought = "") {
  settings.of<LayoutSettings>().front = view;
  settings.of<LayoutSettings>().sought = sought;
}
void layer_options(ViewSettings& settings) {
  bring(settings, "arena", kSoughtLayerOptions);
}
void slice_options(ViewSettings& settings) {
  bring(settings, "slice", kSoughtLayerOptions);
}
// The slider is there where the surface shows what it scales.
template <void (*Options)(ViewSettings&)>
void surface_range(ViewSettings& settings) {
  ArenaSettings& arena = settings.of<ArenaSettings>();
  if (arena.surface_mode == 0) arena.surface_mode = 1;
  Options(settings);
}
void show_theory(ViewSettings& settings, int mode) {
  settings.of<ArenaSettings>().theory_mode = mode;
  settings.of<ArenaSettings>().theory.visible = true;
  bring(settings, "arena");
}
void latent_walk(ViewSettings& settings) {
  bring(settings, "latent_walk");
}
void layers(ViewSettings& settings) {
  bring(settings, "layers");
}
void slice(ViewSettings& settings) {
  bring(settings, "slice");
}

template <PhaseLayer Layer>
void flip_phase(ViewSettings& settings) {
  bool& on = settings.of<PhaseSettings>().layer(Layer);
  on = !on;
  bring(settings, "phase");
}

template <LineLayer Layer>
void flip_line(ViewSettings& settings) {
  bool& on = settings.of<LineSettings>().layer(Layer);
  on = !on;
  bring(settings, "figure_1");
}

constexpr const char *kSurfaceTitle = "What the surface shows",
                     *kSurfaceMeaning = "D's output as a probability, its logit, or how steep it is.",
                     *kSurfaceWords = "logit; probability; gradient of D; critic",
                     *kRangeTitle = "Range of the surface's colours",
                     *kRangeMeaning = "The logit, or the slope, at the ends of the colours.",
                     *kRangeWords = "logit range; colour scale; colour bar; contrast",
                     *kOpacityTitle = "Opacity of the layers",
                     *kOpacityMeaning = "How much of what lies below shows through each layer.",
                     *kOpacityWords = "transparency; alpha; fade";
constexpr const char* kArenaOpacities =
    "arena.surface.opacity;arena.contours.opacity;arena.real.opacity;arena.generated.opacity;arena.arrows.opacity;"
    "arena.trails.opacity;arena.noise_grid.opacity;arena.grid_lines.opacity;arena.modes.opacity;"
    "arena.theory.opacity";
constexpr const char* kSliceOpacities =
    "arena.surface.opacity;arena.contours.opacity;arena.real.opacity;arena.generated.opacity";

constexpr FindLook kLooks[] = {
    {"window.high_contrast", "High contrast", "Strong colours on black, for weak projectors and weak eyes.",
     "view · window", "accessibility; contrast; black; theme", kAny,
     [](ViewSettings& s) { s.of<FrameSettings>().high_contrast = !s.of<FrameSettings>().high_contrast; }},
    {"window.text_scale", "Size of text", "How large all text is, on top of what the screen asks for.",
     "view · View menu", "font size; zoom; larger; smaller; scale; accessibility", kAny,
     [](ViewSettings& s) { s.of<LayoutSettings>().sought = kSoughtTextSize; }},
    {"window.past_memory", "Memory for the past",
     "What states to look back to may take: with more, any moment is nearer.", "view · View menu",
     "rewind; time machine; scrub; keyframes; budget; history", kAny,
     [](ViewSettings& s) { s.of<LayoutSettings>().sought = kSoughtPast; }},
    {"track.best_metric", "Keep the best moment by a metric",
     "The best moment so far is kept on the track, with a star: by quality, divergence or distance.",
     "view · View menu", "best checkpoint; early stopping; star; FID; JSD; high quality; shelf", kAny,
     [](ViewSettings& s) { s.of<LayoutSettings>().sought = kSoughtBest; }},
    {"trainer.speed", "Speed", "Sub-steps per second, from one in two seconds to as many as the machine can.",
     "view · toolbar", "slow motion; pace; faster; slower; full speed; frame rate", kAny,
     [](ViewSettings& s) { s.of<LayoutSettings>().sought = kSoughtSpeed; }},
    {"panels.show_left", "Left panel", "Scenario and settings, shown or put away.", "view · window",
     "side bar; sidebar; hide; controls", kAny,
     [](ViewSettings& s) { s.of<LayoutSettings>().show_left = !s.of<LayoutSettings>().show_left; }},
    {"panels.show_lens", "Right panel", "Numbers and the tabs of the lens, shown or put away.", "view · window",
     "side bar; sidebar; hide; lens", kAny,
     [](ViewSettings& s) { s.of<LayoutSettings>().show_lens = !s.of<LayoutSettings>().show_lens; }},
    {"figure.kind;figure.scale;figure.print", "Kind of figures", "PDF, SVG or PNG, how large, and on which ground.",
     "view · File menu", "export; save image; print; vector graphics; LaTeX; screenshot; resolution", kAny,
     [](ViewSettings& s) { s.of<LayoutSettings>().sought = kSoughtFigure; }},
    {"figure.clip_kind;figure.clip_frames;figure.clip_rate;figure.clip_on_screen", "Kind of clips",
     "GIF or MP4, how long, how fast, and whether zoomed as on the screen.", "view · File menu",
     "animation; video; movie; export; frames per second; record", kAny,
     [](ViewSettings& s) { s.of<LayoutSettings>().sought = kSoughtClip; }},
    {"plots.smoothing", "Smoothing", "How much of their noise the lines of the plots lose.", "view · Plots",
     "moving average; exponential smoothing; noise", kAny,
     [](ViewSettings& s) { bring(s, "plots", kSoughtSmoothing); }},
    {"plots.shown", "Which plots are shown", "The menu of all plots.", "view · Plots", "choose plots; hide; add a plot",
     kAny, [](ViewSettings& s) { bring(s, "plots", kSoughtPlots); }},
    {"plots.run_before", "The run before, faded", "What it did at the same steps stands behind the lines.",
     "view · Plots", "ghost; previous run; last run; parent branch; compare; overlay", kAny,
     [](ViewSettings& s) {
       s.of<PlotsSettings>().run_before = !s.of<PlotsSettings>().run_before;
       bring(s, "plots");
     }},
    {"loss.probability_axis", "Axis of the loss curve", "The losses over D(x), or over the logit.", "view · Loss",
     "logit; probability; x axis", kAny, [](ViewSettings& s) { bring(s, "loss_curve"); }},
    {"arena.difference", "Difference of two discriminators",
     "While games are compared: D in the others less D in the first, as the surface.", "view · Compare",
     "compare; side by side; subtract; D_B - D_A", kPlane,
     [](ViewSettings& s) {
       s.of<ArenaSettings>().difference = !s.of<ArenaSettings>().difference;
       bring(s, "arena");
     }},
    {"arena.joins", "What the same noise became",
     "While games are compared: lines from each sample of the first game to the others' of the same noise.",
     "view · Compare", "compare; side by side; same noise; lines; pairs", kPlane,
     [](ViewSettings& s) {
       s.of<ArenaSettings>().joins = !s.of<ArenaSettings>().joins;
       bring(s, "arena");
     }},
    {"arena.leading_mode", "Leading mode on the samples",
     "What the change of the game that grows most does to the samples: an ellipse or a line each.", "view · Theory",
     "spectrum; eigenvector; eigenvalue; rotation; arrows; stability", kPlane,
     [](ViewSettings& s) {
       s.of<ArenaSettings>().leading_mode = !s.of<ArenaSettings>().leading_mode;
       bring(s, "arena");
     }},
    {"arena.theory.mode", "D less its best response D*",
     "Layer θ shows D − D* instead of D*: where D could still gain, or D* alone.", "view · Arena",
     "optimal discriminator; proposition 1; theory; D* - D; difference; theta", kDensity,
     [](ViewSettings& s) {
       const bool difference = s.of<ArenaSettings>().theory_mode == kTheoryDifference;
       show_theory(s, difference ? kTheoryBest : kTheoryDifference);
     }},
    {"arena.theory.mode", "Where penalties act", "Layer θ shows ‖∇D‖ at the points where penalties look at it.",
     "view · Arena", "R1; R2; WGAN-GP; DRAGAN; gradient penalty; gradient norm; theory; theta", kPlane,
     [](ViewSettings& s) { show_theory(s, kTheoryPenalty); }},
    {"arena.theory.mode", "How samples spread and turn",
     "Layer θ shows the divergence of the samples' velocity, or its curl.", "view · Arena",
     "divergence; curl; rotation; velocity; motion; vorticity; theory; theta", kPlane,
     [](ViewSettings& s) {
       show_theory(s, s.of<ArenaSettings>().theory_mode == kTheorySpread ? kTheoryTurn : kTheorySpread);
     }},
    {"theory.part", "What the tab Theory shows",
     "Eigenvalues of an iteration, ‖∇D‖ where penalties act, how samples move, or the path between two moments.",
     "view · Theory",
     "spectrum; gradient penalty; histogram; rotation; velocity; path-angle; interpolation; loss landscape", kAny,
     [](ViewSettings& s) {
       PhaseSettings& phase = s.of<PhaseSettings>();
       phase.theory_part = (phase.theory_part + 1) % static_cast<int>(TheoryPart::count);
       bring(s, "theory");
     }},
    {"arena.surface_mode", kSurfaceTitle, kSurfaceMeaning, "view · Arena", kSurfaceWords, kPlane, layer_options},
    {"arena.logit_range", kRangeTitle, kRangeMeaning, "view · Arena", kRangeWords, kPlane,
     surface_range<layer_options>},
    {kArenaOpacities, kOpacityTitle, kOpacityMeaning, "view · Arena", kOpacityWords, kPlane, layer_options},
    {"arena.generated_samples", "Number of generated samples", "How many of G's samples the arena shows.",
     "view · Arena", "fakes; fake samples; points; marks", kPlane, layer_options},
    {"arena.real_samples", "Number of real samples", "How many of the data's samples the arena shows.", "view · Arena",
     "data; points; marks", kPlane, layer_options},
    {"arena.trail_length", "Length of trails", "How far back the trails of the samples reach.", "view · Arena",
     "trajectories; paths; history; motion", kPlane, layer_options},
    {"arena.arrow_scale", "Length of arrows", "Times the length that is chosen by itself.", "view · Arena",
     "gradient; vector field; arrow scale", kPlane, layer_options},
    {"arena.hold_arrow_scale", "Hold the scale of the arrows", "So that two moments can be compared.", "view · Arena",
     "gradient; vector field; freeze; arrow scale", kPlane, layer_options},
    {"arena.surface_mode", kSurfaceTitle, kSurfaceMeaning, "view · Decision surface", kSurfaceWords, kImages,
     slice_options},
    {"arena.logit_range", kRangeTitle, kRangeMeaning, "view · Decision surface", kRangeWords, kImages,
     surface_range<slice_options>},
    {kSliceOpacities, kOpacityTitle, kOpacityMeaning, "view · Decision surface", kOpacityWords, kImages, slice_options},
    {"phase.arrows;phase.iteration", "Arrows of the phase portrait",
     "Where the players are driven: in continuous time, or by one iteration.", "view · Phase portrait",
     "vector field; flow; discrete step; map; gradient field", kPortrait,
     [](ViewSettings& s) {
       s.of<PhaseSettings>().iteration = !s.of<PhaseSettings>().iteration;
       s.of<PhaseSettings>().layer(PhaseLayer::arrows) = true;
       bring(s, "phase");
     }},
    {"phase.nullclines", "Nullclines", "Where one of the players stands still.", "view · Phase portrait",
     "isoclines; zero gradient; stationary", kPortrait, flip_phase<PhaseLayer::nullclines>},
    {"phase.energy", "Circles of equal energy", "θ² + ψ², which continuous time keeps in a game that only rotates.",
     "view · Phase portrait", "invariant; Lyapunov function; contours; distance", kPortrait,
     flip_phase<PhaseLayer::energy>},
    {"phase.earlier", "Earlier runs in the phase portrait", "Where the runs before this one went, faded.",
     "view · Phase portrait", "ghost; previous runs; trajectories; history", kPortrait,
     flip_phase<PhaseLayer::earlier>},
    {"phase.whole_circle", "Whole unit circle", "Multipliers in the whole circle, or enlarged around 1.",
     "view · Theory", "zoom; eigenvalues; spectrum; complex plane", kAny,
     [](ViewSettings& s) {
       s.of<PhaseSettings>().whole_circle = !s.of<PhaseSettings>().whole_circle;
       bring(s, "theory");
     }},
    {"modes.compared", "Samples compared with the data",
     "The table of metrics shows precision, recall, density, coverage and distances from samples of the data.",
     "view · Modes",
     "precision; recall; density; coverage; Fréchet; Wasserstein; energy distance; MMD; two-sample; metrics", kCloud,
     [](ViewSettings& s) {
       s.of<ModesSettings>().compared = !s.of<ModesSettings>().compared;
       bring(s, "modes");
     }},
    {"line.densities", "Densities in figure 1", "p_data and p_g over x.", "view · Figure 1",
     "p_data; p_g; density; distribution; histogram", kLine, flip_line<LineLayer::densities>},
    {"line.discriminator", "D in figure 1", "What D says at each x.", "view · Figure 1",
     "discriminator; decision; sigmoid; classifier", kLine, flip_line<LineLayer::discriminator>},
    {"line.best", "Best response D* in figure 1", "p_data/(p_data + p_g) over x, with its error.", "view · Figure 1",
     "optimal discriminator; D star; theta; theory", kLine, flip_line<LineLayer::best>},
    {"line.map", "G's map in figure 1", "Arrows from evenly spread z to x.", "view · Figure 1",
     "noise; latent; arrows; z to x; prior", kLine, flip_line<LineLayer::map>},
    {"line.samples", "Samples in figure 1", "Real and generated samples of now, below the curves.", "view · Figure 1",
     "marks; points; rug; minibatch", kLine, flip_line<LineLayer::samples>},
    {"line.penalty", "Where penalties act, in figure 1", "The slope of D at the points where penalties look at it.",
     "view · Figure 1", "R1; R2; WGAN-GP; DRAGAN; gradient penalty; gradient norm", kLine,
     flip_line<LineLayer::penalty>},
    {"images.slice_samples", "Number of projected images", "How many of each kind are projected onto the plane.",
     "view · Decision surface", "points; marks; samples", kImages, slice_options},
    {"images.slice_images", "Images in the place of marks", "Each projected sample as a small image.",
     "view · Decision surface", "thumbnails; points; marks", kImages, slice},
    {"images.slice_through", "Plane of the decision surface",
     "Along the two principal components, or through three images.", "view · Decision surface",
     "PCA; principal components; interpolation; projection", kImages, slice},
    {"images.tiles", "Number of tiles", "How many images each sheet has.", "view · Images",
     "grid size; samples; sheet; rows; columns", kImages, [](ViewSettings& s) { bring(s, "sheets"); }},
    {"images.average", "Sheets of G, of its average, or both", "Which weights of G the generated images are made with.",
     "view · Images", "EMA; moving average; averaged weights", kImages, [](ViewSettings& s) { bring(s, "sheets"); }},
    {"images.walk_axes", "Plane of the latent walk", "Between three vectors of noise, or along two components of z.",
     "view · Latent walk", "interpolation; corners; axes; z; latent space", kImages, latent_walk},
    {"images.walk_average", "Latent walk with G's average", "The walk through the averaged weights of G.",
     "view · Latent walk", "EMA; moving average; averaged weights", kImages, latent_walk},
    {"images.chosen_average", "Chosen image as G's average makes it",
     "Neighbours and layers look at the image of the averaged weights.", "view · Neighbours",
     "EMA; moving average; averaged weights", kImages, [](ViewSettings& s) { bring(s, "neighbours"); }},
    {"images.layers_generator;images.layers_d;images.layers_g", "Which layer is looked at",
     "A layer of the discriminator or of the generator.", "view · Layers", "feature maps; network; hidden layer",
     kImages, layers},
    {"images.layers_activations", "Filters or activations", "What a layer looks for, or what it makes of the image.",
     "view · Layers", "feature maps; kernels; weights", kImages, layers},
};

}  // namespace

std::span<const FindLook> find_looks() {
  return kLooks;
}

}  // namespace gan
