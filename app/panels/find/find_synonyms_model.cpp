#include "app/panels/find/find_synonyms_model.h"

#include <string_view>

namespace gan {
namespace {

constexpr FindSynonym kSynonyms[] = {
    {FindKind::setting, "learning_rate", "step size; lr; alpha; TTUR; two time-scale update rule"},
    {FindKind::setting, "rate_schedule", "learning rate schedule; annealing; cosine decay; lr scheduler; warm-down"},
    {FindKind::setting, "optimiser", "optimizer; Adam; SGD; RMSProp; Nesterov; gradient descent"},
    {FindKind::setting, "beta1", "momentum; first moment decay; beta_1"},
    {FindKind::setting, "beta2", "second moment decay; beta_2"},
    {FindKind::setting, "epsilon", "eps"},
    {FindKind::setting, "hyperparameters.rule",
     "training rule; training dynamics; extragradient; extra-Adam; OGDA; optimistic Adam; OMD; CGD; SGA; ConOpt; "
     "unrolled GAN; LookAhead; negative momentum; simultaneous; Algorithm 1"},
    {FindKind::setting, "consensus_weight", "ConOpt; gamma"},
    {FindKind::setting, "symplectic_weight", "SGA; lambda"},
    {FindKind::setting, "unroll_steps", "unrolled GAN; K"},
    {FindKind::setting, "hyperparameters.k", "critic steps; n_critic; n_dis; discriminator steps; D steps per G step"},
    {FindKind::setting, "generator_steps", "G steps; n_gen"},
    {FindKind::setting, "batch_size", "minibatch size; mini-batch; m"},
    {FindKind::setting, "hyperparameters.loss",
     "objective; adversarial loss; non-saturating; minimax; saturating; BCE; binary cross-entropy; hinge; LSGAN; least "
     "squares; Wasserstein; WGAN; critic"},
    {FindKind::setting, "real_label", "label smoothing; one-sided label smoothing; soft labels; target"},
    {FindKind::setting, "r1_weight", "gradient penalty; zero-centred gradient penalty; regularization; gamma"},
    {FindKind::setting, "r2_weight", "gradient penalty; zero-centred gradient penalty; regularization; gamma"},
    {FindKind::setting, "gp_weight", "WGAN-GP; Lipschitz; lambda; one-centred gradient penalty"},
    {FindKind::setting, "dragan_weight", "DRAGAN; Lipschitz; lambda; one-centred gradient penalty"},
    {FindKind::setting, "dragan_every", "lazy regularization"},
    {FindKind::setting, "r1_every", "lazy regularization"},
    {FindKind::setting, "r2_every", "lazy regularization"},
    {FindKind::setting, "gp_every", "lazy regularization"},
    {FindKind::setting, "gradient_clip", "clip gradients; gradient norm; clip_grad_norm; exploding gradient"},
    {FindKind::setting, "weight_decay", "AdamW; L2; decoupled; regularization"},
    {FindKind::setting, "hyperparameters.clip", "clip weights; WGAN; Lipschitz"},
    {FindKind::setting, "spectral_norm", "SN-GAN; SNGAN; spectral normalization; Lipschitz"},
    {FindKind::setting, "packing", "PacGAN; minibatch discrimination; mode collapse"},
    {FindKind::setting, "deviation_group", "minibatch standard deviation; minibatch discrimination; ProGAN; mbstd"},
    {FindKind::setting, "fourier_octaves", "positional encoding; random Fourier features; NeRF; sines and cosines"},
    {FindKind::setting, "fourier_frequency", "positional encoding; wavelength; scale"},
    {FindKind::setting, "data_turn", "rotation; rotate; moving data; nonstationary; distribution shift"},
    {FindKind::setting, "data_drift_x", "moving data; nonstationary; distribution shift"},
    {FindKind::setting, "data_drift_y", "moving data; nonstationary; distribution shift"},
    {FindKind::setting, "hidden_modes", "modes that appear and vanish; continual learning; forgetting"},
    {FindKind::setting, "instance_noise", "input noise; noise on the inputs of D"},
    {FindKind::setting, "instance_noise_decay", "noise annealing; input noise schedule"},
    {FindKind::setting, "average_decay",
     "EMA; exponential moving average; weight averaging; moving average; Polyak averaging"},
    {FindKind::setting, "normalisation", "batch norm; batch normalization; layer norm; BN; LN"},
    {FindKind::setting, "initialisation", "weight init; initialization; He; Kaiming; Glorot; Xavier; orthogonal"},
    {FindKind::setting, "hidden", "layers; width; depth; MLP; multilayer perceptron; units; neurons; network size"},
    {FindKind::setting, "channels", "feature maps; filters; width"},
    {FindKind::setting, "architecture", "DCGAN; ResNet; residual; convolutional; CNN; MLP"},
    {FindKind::setting, "upsampling", "deconvolution; transposed convolution; checkerboard"},
    {FindKind::setting, "activation", "nonlinearity; ReLU; leaky ReLU; tanh; SiLU; Swish; ELU"},
    {FindKind::setting, "leaky_slope", "negative slope; leaky ReLU"},
    {FindKind::setting, "generator.output", "output activation; tanh; sigmoid; linear"},
    {FindKind::setting, "data.kind", "dataset; data set; distribution; ring; grid; Gaussians; MNIST; Fashion-MNIST"},
    {FindKind::setting, "data.modes", "number of modes; clusters; Gaussians"},
    {FindKind::setting, "data.sigma", "standard deviation; spread"},
    {FindKind::setting, "data.weights", "class imbalance; mixture weights; mode probabilities"},
    {FindKind::setting, "data.file", "load; csv; own data; images; folder"},
    {FindKind::setting, "data.size", "resolution; pixels"},
    {FindKind::setting, "noise.kind", "latent distribution; prior; z; p(z); p_z"},
    {FindKind::setting, "noise.dimension", "latent dimension; latent size; nz; z dim; latent space; z"},
    {FindKind::setting, "seed", "random seed; rng; reproducible; random state"},
    {FindKind::plot, "losses", "loss curve; D loss; G loss; training loss; convergence"},
    {FindKind::plot, "value", "V(D,G); value function; minimax value; objective; equilibrium; Nash"},
    {FindKind::plot, "outputs", "D(x); D(G(z)); critic score; logits; discriminator output; Wasserstein estimate"},
    {FindKind::plot, "accuracy", "D accuracy; classification accuracy; guessing"},
    {FindKind::plot, "gradients", "gradient norm; vanishing gradient; exploding gradient"},
    {FindKind::plot, "modes", "mode dropping; mode collapse; mode coverage; missing modes"},
    {FindKind::plot, "quality", "high-quality samples; sample quality; fidelity"},
    {FindKind::plot, "jsd", "JS divergence; Jensen-Shannon; Jensen-Shannon divergence"},
    {FindKind::plot, "rate", "speed; throughput; iterations per second; it/s"},
    {FindKind::plot, "penalty", "gradient penalty; R1; R2; WGAN-GP"},
    {FindKind::plot, "reverse_kl", "KL divergence; Kullback-Leibler; mode frequencies"},
    {FindKind::plot, "class_kl", "KL divergence; Kullback-Leibler; class frequencies"},
    {FindKind::plot, "frechet", "FID; Frechet inception distance; FD"},
    {FindKind::plot, "inception", "IS"},
    {FindKind::plot, "precision_recall", "fidelity; diversity; improved precision and recall; PR"},
    {FindKind::plot, "density_coverage", "fidelity; diversity"},
    {FindKind::plot, "kid", "MMD; kernel inception distance; maximum mean discrepancy"},
    {FindKind::plot, "classes", "mode dropping; mode collapse; missing classes; mode coverage"},
    {FindKind::layer, "D(x)", "decision boundary; decision surface; discriminator output; heat map; surface"},
    {FindKind::layer, "contours", "decision boundary; level lines; isolines; level sets"},
    {FindKind::layer, "real", "data; training data; real samples; p_data"},
    {FindKind::layer, "generated", "fake; fakes; fake samples; G(z); p_g"},
    {FindKind::layer, "gradient", "arrows; vector field; force; direction"},
    {FindKind::layer, "trails", "trajectories; paths; history; motion"},
    {FindKind::layer, "G's map", "noise grid; latent grid; manifold; warped grid; mapping"},
    {FindKind::layer, "axes", "grid lines; ticks; coordinates"},
    {FindKind::layer, "modes", "clusters; Gaussians; centres; coverage"},
    {FindKind::tab, "loss_curve", "loss function; formulas; slope; saturating; vanishing gradient"},
    {FindKind::tab, "modes", "metrics; JSD; scores; histogram; mode dropping; mode collapse; mode frequencies"},
    {FindKind::tab, "classes", "metrics; FID; scores; histogram; mode dropping; confusion"},
    {FindKind::tab, "latent_walk", "interpolation; latent space; latent traversal; z"},
    {FindKind::tab, "neighbours", "nearest neighbors; memorisation; memorization; overfitting; copying"},
    {FindKind::tab, "layers", "feature maps; filters; activations; kernels"},
    {FindKind::tab, "sheets", "samples; fake images; grid of images"},
    {FindKind::tab, "slice", "decision boundary; projection; PCA; principal components"},
    {FindKind::tab, "controls", "hyperparameters; parameters; options; preferences"},
    {FindKind::tab, "scenario", "lesson; description; card; exercise; remedy"},
    {FindKind::tab, "plots", "curves; charts; graphs; history"},
    {FindKind::command, "Play or pause", "run; start; stop; train; resume"},
    {FindKind::command, "One iteration", "step; single step; advance"},
    {FindKind::command, "One extra step of D", "train the discriminator; update D; critic step"},
    {FindKind::command, "One extra step of G", "train the generator; update G"},
    {FindKind::command, "Restart (same seed)", "reset; start over; from scratch"},
    {FindKind::command, "Restart (next seed)", "reset; another seed; new random start"},
    {FindKind::command, "Undo the last setting change", "take back; revert"},
    {FindKind::command, "Redo the setting change", "again"},
    {FindKind::command, "Save a checkpoint", "export; store; weights; snapshot"},
    {FindKind::command, "Save the session", "export; replay; log; recording; project"},
    {FindKind::command, "Choose a scenario", "open; examples; presets; lessons; games"},
    {FindKind::command, "Light or dark theme", "dark mode; light mode; night; colours; colors; appearance"},
    {FindKind::command, "Present", "fullscreen; full screen; projector; beamer; lecture; large text; presentation"},
    {FindKind::command, "Fit to data", "zoom; reset view; centre; home; show all"},
    {FindKind::command, "Keys and mouse", "help; shortcuts; keyboard; hotkeys; memory"},
    {FindKind::command, "Best response D* in the place of D",
     "optimal discriminator; D star; theta; theory; proposition 1; Bayes classifier; density ratio"},
    {FindKind::command, "Start or stop the latent walk", "interpolation; animate; play z"},
};

}  // namespace

std::span<const FindSynonym> find_synonyms() {
  return kSynonyms;
}

bool is_target(const FindSynonym& synonym, FindKind kind, const char* id) {
  if (synonym.kind != kind) return false;
  const std::string_view whole(id), target(synonym.target);
  if (whole == target) return true;
  if (kind == FindKind::layer) return whole.starts_with(target) && whole[target.size()] == ' ';
  if (kind != FindKind::setting || !whole.ends_with(target)) return false;
  return whole[whole.size() - target.size() - 1] == '.';
}

}  // namespace gan
