"""The network: a BERT encoder with surface features; role, name and mention tags for words; scores for which spans
belong together.

`src/encoder/` runs the same network with int8 weights; a change here needs its twin there.
"""
import math
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import nn

ROLES = ("source", "cue", "content")
# O, then begin, inside, end, single of each role.
TAGS = ["O"] + [f"{p}-{r}" for r in ROLES for p in "BIES"]
# Types of names; after O come begin, inside, end, single of each.
NAME_TYPES = ("PER", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "LAW", "PRODUCT")
NAME_TAGS = 1 + 4 * len(NAME_TYPES)
# Mentions nest: one tagger (O, begin, inside, end, single) for each level, the innermost first.
LAYERS = 3
SURFACE_ROWS = (4, 4, 2)
# Relation kinds: a content looks for its cue, a cue for its source, a mention for its antecedent. With each, the buckets
# of its pair features, in the order of `pairs.features` and `pairs.mention_features`.
LINKS = {"content": (20, 8, 4, 4, 5), "source": (20, 8, 4, 4, 5), "mention": (10, 10, 4, 4, 4, 9, 2)}


@dataclass(frozen=True)
class Shape:
    vocabulary: int = 30522
    positions: int = 512
    width: int = 384
    inner: int = 1536
    heads: int = 12
    layers: int = 6
    link: int = 64
    dropout: float = 0.1
    epsilon: float = 1e-12
    # Buckets of the distance of two pieces, each with a bias for each head's attention; 0 for none.
    distances: int = 0


class Drop(nn.Module):
    """Dropout with one mask for all positions of a sequence: on a CPU, drawing a number for each value takes longer
    than the matrix products."""

    def __init__(self, p):
        super().__init__()
        self.p = p

    def forward(self, x):
        if not self.training or not self.p:
            return x
        kept = torch.rand(x.shape[0], 1, x.shape[2], device=x.device) >= self.p
        return x * kept.to(x.dtype).mul_(1 / (1 - self.p))


class Layer(nn.Module):
    def __init__(self, s):
        super().__init__()
        self.heads = s.heads
        self.qkv = nn.Linear(s.width, 3 * s.width)
        self.out = nn.Linear(s.width, s.width)
        self.norm1 = nn.LayerNorm(s.width, eps=s.epsilon)
        self.up = nn.Linear(s.width, s.inner)
        self.down = nn.Linear(s.inner, s.width)
        self.norm2 = nn.LayerNorm(s.width, eps=s.epsilon)
        self.drop = Drop(s.dropout)

    def forward(self, x, mask):
        b, n, d = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, self.heads, d // self.heads).permute(2, 0, 3, 1, 4)
        if mask is not None and mask.dtype != torch.bool:
            mask = mask.to(q.dtype)
        a = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        a = a.transpose(1, 2).reshape(b, n, d)
        x = self.norm1(x + self.drop(self.out(a)))
        return self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))


class Linker(nn.Module):
    """Scores candidate spans for a querying span: a bilinear form of span vectors plus a bias for each pair feature."""

    def __init__(self, s, rows):
        super().__init__()
        self.query = nn.Linear(3 * s.width, s.link)
        self.key = nn.Linear(3 * s.width, s.link)
        self.features = nn.ModuleList(nn.Embedding(n, 1) for n in rows)
        self.none = nn.Linear(3 * s.width, 1)
        for table in self.features:
            nn.init.zeros_(table.weight)

    def forward(self, queries, keys, features):
        """[B,Q,3d], [B,K,3d], [B,Q,K,F] -> [B,Q,1+K], the first column for "none of them"."""
        score = self.query(queries) @ self.key(keys).transpose(1, 2) / math.sqrt(self.key.out_features)
        for i, table in enumerate(self.features):
            score = score + table(features[..., i]).squeeze(-1)
        return torch.cat([self.none(queries), score], -1)


def distance_buckets(n, count, device, furthest=128):
    """[n,n]: the bucket of the distance of each piece from each, a half of them for those behind it: MPNet's."""
    at = torch.arange(n, device=device)
    ahead = at[None] - at[:, None]
    half, distance = count // 2, ahead.abs()
    exact = half // 2
    far = exact + (torch.log(distance.clamp(min=1) / exact) / math.log(furthest / exact) * (half - exact)).long()
    return half * (ahead > 0) + torch.where(distance < exact, distance, far.clamp(max=half - 1))


class Network(nn.Module):
    def __init__(self, s):
        super().__init__()
        self.shape = s
        self.pieces = nn.Embedding(s.vocabulary, s.width)
        self.positions = nn.Embedding(s.positions, s.width)
        self.surface = nn.ModuleList(nn.Embedding(rows, s.width) for rows in SURFACE_ROWS)
        if s.distances:
            self.distance = nn.Embedding(s.distances, s.heads)
        self.norm = nn.LayerNorm(s.width, eps=s.epsilon)
        self.drop = Drop(s.dropout)
        self.layers = nn.ModuleList(Layer(s) for _ in range(s.layers))
        self.tags = nn.Linear(s.width, len(TAGS))
        self.inner = nn.Linear(s.width, len(TAGS))
        self.names = nn.Linear(s.width, NAME_TAGS)
        self.mentions = nn.Linear(s.width, 5 * LAYERS)
        self.linkers = nn.ModuleDict({name: Linker(s, rows) for name, rows in LINKS.items()})
        for table in self.surface:
            nn.init.zeros_(table.weight)

    def forward(self, pieces, surface, lengths):
        """pieces [B,n], surface [B,n,3], lengths [B] -> the pieces' vectors [B,n,d]"""
        n = pieces.shape[1]
        mask = (torch.arange(n, device=pieces.device)[None] < lengths[:, None])[:, None, None, :]
        if self.shape.distances:
            bias = self.distance(distance_buckets(n, self.shape.distances, pieces.device)).permute(2, 0, 1)
            mask = bias[None].masked_fill(~mask, -1e4)
        x = self.pieces(pieces) + self.positions.weight[:n]
        for i, table in enumerate(self.surface):
            x = x + table(surface[..., i])
        x = self.drop(self.norm(x))
        for layer in self.layers:
            x = layer(x, mask)
        return x

    def span_vectors(self, x, spans):
        """[B,n,d] and piece ranges [B,S,2] (end exclusive) -> first, last and mean vector of each span, [B,S,3d]"""
        b, n, d = x.shape
        at = torch.arange(n, device=x.device)[None, None]
        inside = ((at >= spans[..., :1]) & (at < spans[..., 1:])).to(x.dtype)
        mean = inside @ x / inside.sum(-1, keepdim=True).clamp(min=1)
        pick = lambda i: torch.gather(x, 1, i.clamp(min=0).unsqueeze(-1).expand(-1, -1, d))
        return torch.cat([pick(spans[..., 0]), pick(spans[..., 1] - 1), mean], -1)


def copy_part(to, w, name):
    to.weight.data.copy_(w[name + ".weight"])
    to.bias.data.copy_(w[name + ".bias"])


def copy_layers(net, w, attention, qkv, out, norm):
    """Copies the layers of a checkpoint whose parts of the attention have these names."""
    copy_part(net.norm, w, "embeddings.LayerNorm")
    for i, layer in enumerate(net.layers):
        p = f"encoder.layer.{i}."
        for part in ("weight", "bias"):
            getattr(layer.qkv, part).data.copy_(torch.cat([w[f"{p}{attention}.{x}.{part}"] for x in qkv]))
        copy_part(layer.out, w, p + out)
        copy_part(layer.norm1, w, p + norm)
        copy_part(layer.up, w, p + "intermediate.dense")
        copy_part(layer.down, w, p + "output.dense")
        copy_part(layer.norm2, w, p + "output.LayerNorm")


def pretrained(path, shape):
    """The network with the weights of a BERT checkpoint; token type 0 is folded into the positions."""
    w = load_file(path)
    w = {k.removeprefix("bert."): v.float() for k, v in w.items()}
    net = Network(shape)
    e = "embeddings."
    net.pieces.weight.data.copy_(w[e + "word_embeddings.weight"])
    net.positions.weight.data.copy_(w[e + "position_embeddings.weight"] + w[e + "token_type_embeddings.weight"][0])
    copy_layers(net, w, "attention.self", ("query", "key", "value"), "attention.output.dense", "attention.output.LayerNorm")
    return net
