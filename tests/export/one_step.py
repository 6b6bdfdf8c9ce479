"""Runs exported games of a folder against what Ganscope made of the same state and the same numbers.

one_step.py FOLDER: of each NAME.py with NAME.batch.safetensors beside it takes one step of D and, anew, one of G, and
prints a line each: NAME PLAYER, the largest deviation from NAME.d.safetensors or NAME.g.safetensors, the tensor
where that is, and how far the step has moved a parameter. In double precision.
"""

import contextlib
import importlib.util
import json
import sys
from pathlib import Path

import torch


def read(path):
    bytes_ = Path(path).read_bytes()
    length = int.from_bytes(bytes_[:8], "little")
    header = json.loads(bytes_[8 : 8 + length])
    header.pop("__metadata__", None)
    numbers = torch.frombuffer(bytearray(bytes_[8 + length :]), dtype=torch.float32).double()
    return {
        name: numbers[entry["data_offsets"][0] // 4 : entry["data_offsets"][1] // 4].reshape(entry["shape"])
        for name, entry in header.items()
    }


def load(path):
    """The program as a module, whose loop does not run."""
    spec = importlib.util.spec_from_file_location("game", path)
    game = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(game)
    return game


class Drawn:
    """Gives the numbers that a step is to draw, one after another."""

    def __init__(self, numbers):
        self.numbers = [number for number in numbers if number is not None]

    def __call__(self, *sides, **_):
        shape = sides[0].shape if isinstance(sides[0], torch.Tensor) else sides
        return self.numbers.pop(0).reshape(shape)


@contextlib.contextmanager
def drawing(normal, uniform):
    before = torch.randn_like, torch.rand
    torch.randn_like, torch.rand = Drawn(normal), Drawn(uniform)
    left = torch.randn_like.numbers, torch.rand.numbers
    yield
    torch.randn_like, torch.rand = before
    assert not left[0] and not left[1], "a step that draws fewer numbers than the game's"


def numbers_of(game, player):
    """All numbers of a player, under the names that a checkpoint has for them."""
    network = game.D if player == "discriminator" else game.G
    optimiser = game.optimiser_D if player == "discriminator" else game.optimiser_G
    names = {"exp_avg": "exp_avg", "momentum_buffer": "exp_avg", "exp_avg_sq": "exp_avg_sq", "square_avg": "exp_avg_sq"}
    number = -1
    found = {}
    # Layers are counted as a checkpoint counts them: residual blocks have a first and a last one of their own, and
    # what only reorders is none, but for a pack before a convolution, whose channels it makes.
    packs_maps = isinstance(network[min(1, len(network) - 1)], torch.nn.Conv2d)

    def visit(module):
        nonlocal number
        kind = type(module).__name__
        if kind == "ResidualBlock":
            number += 1
        children = list(module.children())
        if children:
            for child in children:
                visit(child)
            if kind == "ResidualBlock":
                number += 1
            return
        if kind in ("Flatten", "Unflatten", "Permute") or (kind == "Pack" and not packs_maps):
            return
        number += 1
        for key, tensor in [*module.named_parameters(), *module.named_buffers()]:
            name = f"{number}.{key.replace('_orig', '')}"
            found[f"{player}.{name}"] = tensor.detach()
            for part, value in optimiser.state.get(tensor, {}).items():
                if part in names and value is not None:
                    found[f"optimizer.{player}.{names[part]}.{name}"] = value
            if player == "generator" and tensor in getattr(game, "average", {}):
                found[f"generator_ema.{name}"] = game.average[tensor]

    visit(network)
    return found


def compare(name, folder, player):
    game = load(folder / f"{name}.py")
    batch = read(folder / f"{name}.batch.safetensors")
    letter = player[0]
    before = {key: value.clone() for key, value in numbers_of(game, player).items()}

    def samples(key):
        x = batch.get(f"{letter}.{key}")
        return x.permute(0, 3, 1, 2) if x is not None and x.dim() == 4 else x

    x, z = samples("real"), samples("noise")
    jitters = [samples("real_jitter"), samples("fake_jitter")]
    if player == "discriminator":
        with drawing(jitters, [samples("penalty_mix"), samples("penalty_shift")]):
            game.discriminator_step(x, z)
    else:
        pairs = game.generator_step.__code__.co_argcount == 2
        with drawing(jitters[::-1] if pairs else jitters[1:], []):
            game.generator_step(x, z) if pairs else game.generator_step(z)
    expected = read(folder / f"{name}.{letter}.safetensors")
    found = {**numbers_of(game, "generator"), **numbers_of(game, "discriminator")}
    # A moment that PyTorch does not keep is zero in a checkpoint, or what another optimiser has left there.
    missing = [key for key in expected if key not in found and not key.startswith("optimizer.") and key != "data.points"]
    assert not missing, f"{name} has no {missing}"
    worst, where = 0.0, ""
    for key, value in found.items():
        if key not in expected:
            assert key.endswith(("weight_v", "num_batches_tracked")), f"{name} has {key} besides"
            continue
        reference = expected[key].reshape(value.shape)
        deviation = ((value - reference).abs() / (1 + reference.abs())).max().item()
        if not deviation <= worst:
            worst, where = deviation, key
    moved = max(
        (value - before[key]).abs().max().item()
        for key, value in found.items()
        if key.startswith(player + ".") and key.endswith(("weight", "bias"))
    )
    print(f"{name} {player} {worst:.3e} {where or '-'} {moved:.3e}")


def start(name, folder):
    """How far first weights are from those of Ganscope, in their deviations, and how far biases are from 0."""
    game = load(folder / f"{name}.py")
    expected = read(folder / f"{name}.start.safetensors")
    worst, where = 0.0, "-"
    for key, value in {**numbers_of(game, "generator"), **numbers_of(game, "discriminator")}.items():
        if key not in expected or not key.endswith(("weight", "bias", "mean", "var")):
            continue
        reference = expected[key].reshape(value.shape)
        if value.numel() < 500:
            same = reference.unique().numel() > 1 or torch.equal(value, reference)
            deviation = 0.0 if same else 1.0
        else:
            spread = (value.square().mean().sqrt() + 1e-12) / (reference.square().mean().sqrt() + 1e-12)
            deviation = abs(spread.item() - 1)
        if deviation > worst:
            worst, where = deviation, key
    print(f"{name} start {worst:.3e} {where} 1")


def data(name, folder):
    """How far what is drawn differs in distribution: half of the sum over cells, or in the pixels' moments."""
    game = load(folder / f"{name}.py")
    expected = read(folder / f"{name}.samples.safetensors")["samples"]
    found = game.sample_data(len(expected))
    if found.dim() == 4:
        expected = expected.permute(0, 3, 1, 2)
        assert found.shape == expected.shape
        difference = max(
            (found.mean(0) - expected.mean(0)).abs().max().item(), (found.std(0) - expected.std(0)).abs().max().item()
        )
        print(f"{name} data {difference:.3e} - {expected.std().item():.3e}")
        return
    if (expected == expected[0]).all():  # one point
        assert found.shape == expected.shape
        print(f"{name} data {(found - expected).abs().max().item():.3e} - {expected.std().item():.3e}")
        return
    assert found.shape == expected.shape
    low, high, cells = expected.min(0).values, expected.max(0).values, 12

    def shares(points):
        place = ((points - low) / (high - low) * cells).floor().long().clamp(-1, cells) + 1
        sides = (cells + 2) ** torch.arange(place.shape[1])  # one on the line, two in the plane
        return torch.bincount((place * sides).sum(1), minlength=(cells + 2) ** place.shape[1]) / len(points)

    difference = 0.5 * (shares(found) - shares(expected)).abs().sum().item()
    print(f"{name} data {difference:.3e} - {expected.std().item():.3e}")


def main():
    folder = Path(sys.argv[1])
    torch.set_default_dtype(torch.float64)
    torch.set_num_threads(1)
    for script in sorted(folder.glob("*.py")):
        name = script.stem
        if (folder / f"{name}.batch.safetensors").exists():
            for player in ["discriminator", "generator"]:
                compare(name, folder, player)
        if (folder / f"{name}.start.safetensors").exists():
            start(name, folder)
        if (folder / f"{name}.samples.safetensors").exists():
            data(name, folder)


main()
