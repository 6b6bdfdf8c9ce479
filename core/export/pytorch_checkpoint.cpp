#include "core/export/pytorch_checkpoint.h"

#include "core/export/pytorch_networks.h"
#include "core/export/pytorch_numbers.h"
#include "core/export/pytorch_optimisers.h"

namespace gan::pytorch {
namespace {

// read_checkpoint, and tensors_of(network, name), which pairs the tensors of a network with their names in the file.
constexpr const char* kReader = R"(
def read_checkpoint(path):
    """The texts and tensors of a safetensors file: the length of its header, the header as JSON, the numbers."""
    with open(path, "rb") as file:
        header = json.loads(file.read(int.from_bytes(file.read(8), "little")))
        numbers = torch.frombuffer(bytearray(file.read()), dtype=torch.float32)
    texts = header.pop("__metadata__")
    tensors = {}
    for name, entry in header.items():
        begin, end = entry["data_offsets"]
        tensors[name] = numbers[begin // 4 : end // 4]
    return texts, tensors


def tensors_of(network, name):
    """Each tensor of a network with its name in the checkpoint, which has the numbers of the layers."""
    numbers = sorted({int(key.split(".")[1]) for key in tensors if key.startswith(name + ".")})
    layers = [layer for layer in network.modules() if list(layer.parameters(recurse=False))]
    for number, layer in zip(numbers, layers):
        for key, tensor in [*layer.named_parameters(recurse=False), *layer.named_buffers(recurse=False)]:
            yield f"{number}.{key.replace('_orig', '')}", tensor


)";

const OptimiserSettings& optimiser_of(const GameText& game, Player player) {
  const Hyperparameters& h = game.settings.hyperparameters;
  return player == Player::discriminator ? h.discriminator : h.generator;
}

const char* name_of(Player player) {
  return player == Player::discriminator ? "discriminator" : "generator";
}

// Nothing where the optimiser has no state yet, or none at all.
std::string optimiser_state(const GameText& game, Player player) {
  const PlayerState<float>& state = (*game.request.start->state)[player];
  const OptimiserForm form = optimiser_form(optimiser_of(game, player));
  if (state.updates == 0 || form.state.empty()) return "";
  const std::string name = name_of(player), letter = letter_of(player);
  std::string out;
  std::string entries;
  if (form.counts) {
    out += "updates = float(texts[\"ganscope." + name + "_updates\"])\n";
    entries = "        \"step\": torch.tensor(updates),\n";
  }
  for (const auto& [here, there] : form.state) {
    entries += "        \"" + here + "\": tensors[f\"optimizer." + name + "." + there +
               ".{key}\"].reshape(parameter.shape).to(parameter),\n";
  }
  return out + "parameters = set(" + letter + ".parameters())\n" + "for key, parameter in tensors_of(" + letter +
         ", \"" + name + "\"):\n    if parameter not in parameters:\n        continue\n    optimiser_" + letter +
         ".state[parameter] = {\n" + entries + "    }\n";
}

}  // namespace

std::string checkpoint_reading(const GameText& game) {
  const std::string& file = game.request.start->file;
  const bool absolute = file.starts_with('/');
  const std::string path = absolute ? quoted(file) : "Path(__file__).with_name(" + quoted(file) + ")";
  const std::string below = "Path(__file__).parent / " + quoted(file);
  std::string out = kReader;
  if (has_layers_of(game, LayerKind::group_deviation)) {
    // It has a statistic, and no parameters.
    const std::string parameters = "list(layer.parameters(recurse=False))";
    out.insert(out.find(parameters) + parameters.size(), " + list(layer.buffers(recurse=False))");
  }
  out +=
      "texts, tensors = read_checkpoint(" + (!absolute && file.find('/') != std::string::npos ? below : path) + ")\n";
  out +=
      "with torch.no_grad():\n    for network, name in [(G, \"generator\"), (D, \"discriminator\")]:\n"
      "        for key, tensor in tensors_of(network, name):\n"
      "            if f\"{name}.{key}\" in tensors:\n"
      "                tensor.copy_(tensors[f\"{name}.{key}\"].reshape(tensor.shape))\n";
  for (const Player player : {Player::generator, Player::discriminator}) out += optimiser_state(game, player);
  if (acts(game, &Hyperparameters::average_decay) && !game.request.start->state->generator.average.empty()) {
    out +=
        "for key, theta in tensors_of(G, \"generator\"):\n"
        "    if f\"generator_ema.{key}\" in tensors:\n"
        "        average[theta] = tensors[f\"generator_ema.{key}\"].reshape(theta.shape).to(theta)\n";
  }
  return out;
}

}  // namespace gan::pytorch
