"""Makes the inputs of products alike: by how much each is multiplied before it is rounded to 8 bits, which its weights
make good, so that a few large inputs do not cost the many small ones their precision.

After Xiao et al., SmoothQuant (2023).
"""
import numpy as np

import decode

# How far the factors go: 0 leaves the inputs as they are, 1 makes their largest all the same.
SHARE = 0.75
PARTS = ("qkv", "out", "up", "down")


def inputs(net, docs):
    """What the layers' products are given in these documents, by the name of the product: the largest magnitude of each
    input, and the mean products of all pairs of inputs."""
    most, products, rows = {}, {}, {}

    def watched(name):
        def watch(_, given):
            x = given[0].detach().flatten(0, -2)
            size, pairs = x.abs().amax(0).numpy(), (x.T @ x).double().numpy()
            most[name] = np.maximum(most.get(name, size), size)
            products[name] = products.get(name, 0) + pairs
            rows[name] = rows.get(name, 0) + len(x)

        return watch

    watches = [
        getattr(layer, part).register_forward_pre_hook(watched(f"layers.{i}.{part}"))
        for i, layer in enumerate(net.layers) for part in PARTS
    ]
    for doc in docs:
        decode.encode(net, doc)
    for watch in watches:
        watch.remove()
    return {name: (most[name], products[name] / rows[name]) for name in most}


def factors(weight, size):
    """What to multiply each input by that is as large as `size` and meets a column of `weight`; 1 in the geometric mean."""
    columns = np.maximum(np.abs(weight).max(0), 1e-4)
    f = columns ** (1 - SHARE) / np.maximum(size, 1e-4) ** SHARE
    mantissa, exponent = np.frexp(f / np.exp(np.log(f).mean()))
    # Few bits, so that the file stays small.
    return np.ldexp(np.rint(mantissa * 16) / 16, exponent).astype(np.float32)


def smoothed(w, given):
    """The weights of a checkpoint as arrays, and what `inputs` found, for smoothed inputs; factors are `layers.N.*.inputs`."""
    w, pairs = dict(w), {}
    for name, (size, products) in given.items():
        f = factors(w[name + ".weight"], size)
        w[name + ".weight"] = w[name + ".weight"] / f
        pairs[name + ".weight"] = products * np.outer(f, f)
        if not name.endswith(".out"):
            w[name + ".inputs"] = f
            continue
        # What attention mixes has its factor from the values.
        qkv = name.removesuffix("out") + "qkv"
        for part, factor in ((".weight", f[:, None]), (".bias", f)):
            changed = w[qkv + part].copy()
            changed[-len(f):] *= factor
            w[qkv + part] = changed
    return w, pairs
