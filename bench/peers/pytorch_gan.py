#!/usr/bin/env python3
"""The training configurations of bench/configurations.cpp in PyTorch, on as many threads as a name asks for.

Prints a line "# versions" and one line a configuration, "NAME ITERATIONS_PER_SECOND". Same networks, batches, losses,
optimisers and fresh random batches in every step as in Ganscope's benchmark, nothing read back inside the loop. Written
twice, see --variant: as PyTorch's own tutorial does, and as one would for speed.
"""
import argparse
import math
import time

import torch
from torch import nn
from torch.nn.functional import softplus

RING_MODES, RING_RADIUS, RING_SIGMA = 8, 2.0, 0.02


class Configuration:
    """Sizes as in bench/configurations.cpp; `plain`: ReLU and SGD instead of leaky ReLU and Adam; `images`: "" for
    points, "mlp" or "conv" for 28x28 grey images; `rule`: "unrolled" or "consensus" instead of alternating steps."""

    def __init__(self, noise=2, width=64, batch=256, r1=0.0, k=1, plain=False, images="", threads=1, rule=""):
        self.noise, self.width, self.batch, self.r1, self.k = noise, width, batch, r1, k
        self.plain, self.images, self.threads, self.rule = plain, images, threads, rule


CONFIGURATIONS = {
    "S": Configuration(),
    "M": Configuration(noise=16, width=128),
    "L": Configuration(noise=256, width=128, batch=512),
    "S+R1": Configuration(r1=1.0),
    "S+U5": Configuration(rule="unrolled"),
    "S+CO": Configuration(rule="consensus"),
    "T": Configuration(width=8, batch=150, k=2, plain=True),
}

for count, on in ((1, ""), (2, "/2")):
    CONFIGURATIONS["I-MLP" + on] = Configuration(64, batch=128, images="mlp", threads=count)
    CONFIGURATIONS["I-MLP+R1" + on] = Configuration(64, batch=128, r1=1.0, images="mlp", threads=count)
    CONFIGURATIONS["I-CONV" + on] = Configuration(64, batch=64, images="conv", threads=count)
    CONFIGURATIONS["I-CONV+R1" + on] = Configuration(64, batch=64, r1=1.0, images="conv", threads=count)

VARIANTS = {
    "tutorial": "as PyTorch's DCGAN tutorial writes it: two backward passes for D, full gradients in G's step",
    "tuned": "real and generated samples go through D as one batch, only the gradients that a step needs are computed, "
             "Adam runs over all parameters at once (foreach)",
    "single-tensor": "as tuned, without foreach",
}


def perceptron(widths):
    layers = []
    for before, after in zip(widths, widths[1:]):
        layers += [nn.Linear(before, after), nn.LeakyReLU(0.2, inplace=True)]
    return layers[:-1]


def image_networks(c):
    """Generator and discriminator of 28x28 grey images."""
    if c.images == "mlp":
        generator = nn.Sequential(*perceptron([c.noise, 256, 512, 784]), nn.Tanh())
        return generator, nn.Sequential(*perceptron([784, 512, 256, 1]))
    generator = nn.Sequential(
        nn.Linear(c.noise, 7 * 7 * 64), nn.LeakyReLU(0.2, inplace=True), nn.Unflatten(1, (64, 7, 7)),
        nn.ConvTranspose2d(64, 32, 4, 2, 1), nn.LeakyReLU(0.2, inplace=True), nn.ConvTranspose2d(32, 1, 4, 2, 1),
        nn.Tanh())
    discriminator = nn.Sequential(
        nn.Conv2d(1, 32, 4, 2, 1), nn.LeakyReLU(0.2, inplace=True), nn.Conv2d(32, 64, 4, 2, 1),
        nn.LeakyReLU(0.2, inplace=True), nn.Flatten(), nn.Linear(7 * 7 * 64, 1))
    return generator, discriminator


def network(inputs, width, outputs, plain):
    def activation():
        return nn.ReLU(inplace=True) if plain else nn.LeakyReLU(0.2, inplace=True)

    return nn.Sequential(nn.Linear(inputs, width), activation(), nn.Linear(width, width), activation(),
                         nn.Linear(width, outputs))


def optimiser(parameters, c, learning_rate, foreach):
    if c.plain:
        return torch.optim.SGD(parameters, learning_rate, foreach=foreach)
    return torch.optim.Adam(parameters, 1e-3, betas=(0.5, 0.999), foreach=foreach)


def make_iteration(c, variant):
    """A function that trains both players for one iteration; see VARIANTS."""
    foreach = variant == "tuned"
    if c.images:
        generator, discriminator = image_networks(c)
        shape = (784,) if c.images == "mlp" else (1, 28, 28)
        images = torch.rand(1000, *shape) * 255
        images = images.to(torch.uint8)
    else:
        generator = network(c.noise, c.width, 2, c.plain)
        discriminator = network(2, c.width, 1, c.plain)
    d_parameters, g_parameters = list(discriminator.parameters()), list(generator.parameters())
    d_optimiser = optimiser(d_parameters, c, 0.1, foreach)
    g_optimiser = optimiser(g_parameters, c, 0.03, foreach)
    angles = torch.arange(RING_MODES) * (2 * math.pi / RING_MODES)
    centres = RING_RADIUS * torch.stack([angles.cos(), angles.sin()], 1)
    criterion = nn.BCEWithLogitsLoss()
    ones, zeros = torch.ones(c.batch, 1), torch.zeros(c.batch, 1)

    def real_batch():
        if c.images:
            return images[torch.randint(len(images), (c.batch,))].float().div_(127.5).sub_(1)
        return centres[torch.randint(RING_MODES, (c.batch,))].add_(torch.randn(c.batch, 2), alpha=RING_SIGMA)

    def discriminator_step():
        real = real_batch()
        with torch.no_grad():
            fake = generator(torch.randn(c.batch, c.noise))
        if c.r1 > 0:
            real.requires_grad_(True)
        if c.r1 > 0:
            on_real, on_fake = discriminator(real), discriminator(fake)
        else:
            on_real, on_fake = discriminator(torch.cat([real, fake])).split(c.batch)
        loss = softplus(-on_real).mean() + softplus(on_fake).mean()
        if c.r1 > 0:
            slope, = torch.autograd.grad(on_real.sum(), real, create_graph=True)
            loss = loss + 0.5 * c.r1 * slope.square().flatten(1).sum(1).mean()
        d_optimiser.zero_grad(set_to_none=True)
        loss.backward()
        d_optimiser.step()

    def generator_step():
        loss = softplus(-discriminator(generator(torch.randn(c.batch, c.noise)))).mean()
        g_optimiser.zero_grad(set_to_none=True)
        loss.backward(inputs=g_parameters)
        g_optimiser.step()

    def tutorial_discriminator_step():
        d_optimiser.zero_grad()
        real = real_batch().requires_grad_(c.r1 > 0)
        on_real = discriminator(real)
        on_real_loss = criterion(on_real, ones)
        if c.r1 > 0:
            slope, = torch.autograd.grad(on_real.sum(), real, create_graph=True)
            on_real_loss = on_real_loss + 0.5 * c.r1 * slope.square().flatten(1).sum(1).mean()
        on_real_loss.backward()
        fake = generator(torch.randn(c.batch, c.noise))
        criterion(discriminator(fake.detach()), zeros).backward()
        d_optimiser.step()

    def tutorial_generator_step():
        g_optimiser.zero_grad()
        criterion(discriminator(generator(torch.randn(c.batch, c.noise))), ones).backward()
        g_optimiser.step()

    def losses(d_tensors, real, fake):
        """Both players' losses with these tensors as D's parameters."""
        def judge(x):
            x = nn.functional.leaky_relu(nn.functional.linear(x, d_tensors[0], d_tensors[1]), 0.2)
            x = nn.functional.leaky_relu(nn.functional.linear(x, d_tensors[2], d_tensors[3]), 0.2)
            return nn.functional.linear(x, d_tensors[4], d_tensors[5])

        on_fake = judge(fake)
        return softplus(-judge(real)).mean() + softplus(on_fake).mean(), softplus(-on_fake).mean()

    def together(d_gradients, g_gradients):
        for parameters, gradients in ((d_parameters, d_gradients), (g_parameters, g_gradients)):
            for parameter, gradient in zip(parameters, gradients):
                parameter.grad = gradient
        d_optimiser.step()
        g_optimiser.step()

    def unrolled_iteration(steps=5, learning_rate=1e-3):
        """G's gradient through five steps of gradient descent that D would take (Metz et al. 2017)."""
        real, fake = real_batch(), generator(torch.randn(c.batch, c.noise))
        tensors, own = d_parameters, None
        for _ in range(steps):
            d_loss, _ = losses(tensors, real, fake)
            gradients = torch.autograd.grad(d_loss, tensors, create_graph=True)
            own = own or [gradient.detach() for gradient in gradients]
            tensors = [tensor - learning_rate * gradient for tensor, gradient in zip(tensors, gradients)]
        _, g_loss = losses(tensors, real, fake)
        together(own, torch.autograd.grad(g_loss, g_parameters))

    def consensus_iteration(weight=0.1):
        """Both gradients, and that of half of their squared norm (Mescheder et al. 2017)."""
        real, fake = real_batch(), generator(torch.randn(c.batch, c.noise))
        d_loss, g_loss = losses(d_parameters, real, fake)
        of_d = torch.autograd.grad(d_loss, d_parameters, create_graph=True)
        of_g = torch.autograd.grad(g_loss, g_parameters, create_graph=True)
        half = 0.5 * sum(gradient.square().sum() for gradient in of_d + of_g)
        both = torch.autograd.grad(half, d_parameters + g_parameters)
        count = len(d_parameters)
        together([g.detach() + weight * h for g, h in zip(of_d, both[:count])],
                 [g.detach() + weight * h for g, h in zip(of_g, both[count:])])

    if c.rule:
        return unrolled_iteration if c.rule == "unrolled" else consensus_iteration
    d_step, g_step = discriminator_step, generator_step
    if variant == "tutorial":
        d_step, g_step = tutorial_discriminator_step, tutorial_generator_step

    def iteration():
        for _ in range(c.k):
            d_step()
        g_step()

    return iteration


def rate(iteration, seconds, threads, slice_seconds=0.25):
    """Iterations a second of the process's own time (on several threads: of the clock) in the best of many slices, after
    a warm-up: what disturbs a slice from outside only makes it slower."""
    clock = time.process_time if threads == 1 else time.perf_counter
    start, warm = clock(), 0
    while warm < 30 and clock() - start < 2:
        iteration()
        warm += 1
    best, spent = 0.0, 0.0
    while spent < seconds:
        count, elapsed, start = 0, 0.0, clock()
        while elapsed < slice_seconds:
            iteration()
            count += 1
            elapsed = clock() - start
        best, spent = max(best, count / elapsed), spent + elapsed
    return best


def versions():
    """One line: PyTorch's version and the linear algebra library that the process has loaded."""
    try:
        with open("/proc/self/maps", encoding="utf-8") as maps:
            loaded = {line.rsplit("/", 1)[-1].strip() for line in maps if "/" in line}
    except OSError:
        loaded = set()
    libraries = sorted(name for name in loaded if name.startswith(("libblas", "libopenblas", "libmkl_core", "libblis")))
    line = f"# PyTorch {torch.__version__}, {torch.get_num_threads()} thread or as named, {' '.join(libraries) or 'BLAS unknown'}"
    if libraries and all(name.startswith("libblas.so") for name in libraries):
        line += " (the slow reference BLAS: install OpenBLAS for a fair comparison)"
    return line


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", help=f"of {', '.join(CONFIGURATIONS)} (default: all)")
    parser.add_argument("--seconds", type=float, default=2.0, help="time for each configuration")
    parser.add_argument("--variant", choices=VARIANTS, default="tuned",
                        help="; ".join(f"{name}: {meaning}" for name, meaning in VARIANTS.items()))
    arguments = parser.parse_args()
    unknown = [name for name in arguments.names if name not in CONFIGURATIONS]
    if unknown:
        parser.error(f"no configuration '{unknown[0]}': expected one of {', '.join(CONFIGURATIONS)}")
    torch.set_num_threads(1)
    torch.manual_seed(1)
    print(versions(), flush=True)
    for name in arguments.names or CONFIGURATIONS:
        configuration = CONFIGURATIONS[name]
        torch.set_num_threads(configuration.threads)
        iteration = make_iteration(configuration, arguments.variant)
        print(name, f"{rate(iteration, arguments.seconds, configuration.threads):.1f}", flush=True)


if __name__ == "__main__":
    main()
