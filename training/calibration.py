"""Whether confidences mean what they say: of the attributions given 0.9, are some 90 % right?

    python calibration.py SCORE.py GOLD.jsonl PREDICTED.jsonl [--fit]

Prints a table; with --fit, the slope and shift of the logistic curve from the confidences' log odds to the truth.

Right is an attribution that SCORE.py matches with an annotated one as a relation. Only outermost attributions are
annotated, so relayed ones are left out, as they are there. Standard library only.
"""
import importlib.util
import math
import sys

BUCKETS = 10


def outcomes(score, gold, predicted):
    """A pair (confidence, right) for each attribution."""
    for g, p in score.pairs(score.read(gold), score.read(predicted)):
        outermost = [a for a in p.get("attributions", []) if not a.get("relayedBy")]
        words = score.words_of(g["text"])
        # The scorer counts the attributions that have a word in their cue or content, in this order.
        counted = [a for a in outermost if score.cover(words, a["cue"]) or score.cover(words, a["content"])]
        matched = {j for _, j in score.AttributionScore().add(g["text"], g["attributions"], counted)}
        for j, a in enumerate(counted):
            yield a["confidence"], j in matched


def table(pairs):
    buckets = [[] for _ in range(BUCKETS)]
    for confidence, right in pairs:
        buckets[min(BUCKETS - 1, int(confidence * BUCKETS))].append((confidence, right))
    total = sum(map(len, buckets))
    error = 0
    print(f"{'confidence':>11}  {'attributions':>12}  {'mean':>5}  {'right':>5}")
    for n, bucket in enumerate(buckets):
        if not bucket:
            continue
        mean, right = (sum(column) / len(bucket) for column in zip(*bucket))
        error += len(bucket) / total * abs(mean - right)
        print(f"{n / BUCKETS:5.1f} – {(n + 1) / BUCKETS:3.1f}  {len(bucket):12}  {100 * mean:5.1f}  {100 * right:5.1f}")
    print(f"expected calibration error {100 * error:.1f} points over {total} attributions")


def fit(pairs, steps=25):
    """Slope and shift that make the truth most likely, by Newton's method.

    Confidences are rounded to two places; the ends stand for half a step.
    """
    clamped = [(min(max(c, 0.005), 0.995), right) for c, right in pairs]
    points = [(math.log(c / (1 - c)), right) for c, right in clamped]
    slope, shift = 1.0, 0.0
    for _ in range(steps):
        g = [0.0, 0.0]
        h = [1e-6, 0.0, 1e-6]
        for x, right in points:
            p = 1 / (1 + math.exp(-(slope * x + shift)))
            g[0] += (right - p) * x
            g[1] += right - p
            w = p * (1 - p)
            h[0] += w * x * x
            h[1] += w * x
            h[2] += w
        determinant = h[0] * h[2] - h[1] * h[1]
        slope += (h[2] * g[0] - h[1] * g[1]) / determinant
        shift += (h[0] * g[1] - h[1] * g[0]) / determinant
    return slope, shift


if __name__ == "__main__":
    fitting = sys.argv[4:] == ["--fit"]
    if len(sys.argv) != 4 and not fitting:
        sys.exit(__doc__)
    spec = importlib.util.spec_from_file_location("score", sys.argv[1])
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    pairs = list(outcomes(score, *sys.argv[2:4]))
    if fitting:
        print("{:.4f} {:.4f}".format(*fit(pairs)))
    else:
        table(pairs)
