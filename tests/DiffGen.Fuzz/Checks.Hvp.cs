using System;
using System.Linq;

namespace DiffGen.Fuzz;

internal sealed partial class Checks
{
    /// <summary>Value, tangent and gradients as the other companions give them; products as differences of gradients.</summary>
    private void Hvp(object[] inputs, object?[] v, object? value, object[] after, object? tangent, object?[] tangents, bool ill)
    {
        object[] a = Numbers.Clone(inputs);
        object?[] t = Numbers.CloneSome(v);
        object?[] g = _parameters.Select((p, i) => p.IsActive && !p.IsOut ? Numbers.NaN(inputs[i]) : null).ToArray(), h = Numbers.CloneSome(g);
        object? result = _subject.Hvp(a, t, g, h, out object? along);
        Same("Hvp", value, result, inputs, after, a);
        if (ill)
        {
            return;
        }

        object?[] gradient = GradientAt(inputs);
        double precision = _program.UsesFloat ? 1e-3 : 1e-8;
        Near("tangent", tangent, along);
        for (int i = 0; i < g.Length; i++)
        {
            if (g[i] is not null)
            {
                Near(_parameters[i].Name + "Grad", gradient[i], g[i]);
                if (_parameters[i].IsBuffer)
                {
                    Near(_parameters[i].Name + "Tangent", tangents[i], t[i]);
                }
            }
        }

        if (_program.UsesFloat)
        {
            return;
        }

        Symmetry(inputs, v, h);

        // Differences of gradients, at two steps: where they agree, the product must too.
        double[] product = h.SelectMany(Numbers.Flat).ToArray();
        Twin(inputs, null, 0, replay: false, out _);
        ulong way = Tape.Hash;
        double[]? last = null;
        for (double step = 1e-2; step > 1e-5; step /= 4)
        {
            double[]? coarse = Slope(step), fine = Slope(step / 2);
            if (coarse is null || fine is null)
            {
                continue;
            }

            double[] slope = fine.Zip(coarse, (f, c) => f + ((f - c) / 3)).ToArray();
            if (last is not null)
            {
                double norm = slope.Max(Math.Abs);
                double[] error = slope.Zip(last, (x, y) => Math.Abs(x - y)).ToArray();
                if (error.Max() <= 1e-5 * (norm + 1e-3) && double.IsFinite(norm))
                {
                    for (int k = 0; k < slope.Length; k++)
                    {
                        if (!(Math.Abs(product[k] - slope[k]) <= (1e-4 * Math.Abs(slope[k])) + (20 * error[k]) + (1e-5 * (norm + 1e-3))))
                        {
                            Found(Outcome.Hessian, $"product {k} of {product.Length} is {product[k]:R}, by differences of gradients {slope[k]:R}");
                        }
                    }

                    return;
                }
            }

            last = slope;
        }

        double[]? Slope(double step)
        {
            Twin(inputs, v, step, replay: true, out _);
            if (Tape.Hash != way)
            {
                return null;
            }

            Twin(inputs, v, -step, replay: true, out _);
            if (Tape.Hash != way || _program.Constructs.ContainsKey("Diff.Stop"))
            {
                return null;
            }

            double[] up = GradientAt(Numbers.Moved(inputs, v, step)).SelectMany(Numbers.Flat).ToArray(), down = GradientAt(Numbers.Moved(inputs, v, -step)).SelectMany(Numbers.Flat).ToArray();
            return up.Zip(down, (x, y) => (x - y) / (2 * step)).ToArray();
        }

        void Near(string what, object? expected, object? actual)
        {
            double[] x = Numbers.Flat(expected), y = Numbers.Flat(actual);
            double norm = x.Length == 0 ? 0 : x.Max(Math.Abs);
            for (int k = 0; k < x.Length; k++)
            {
                if (!(Math.Abs(x[k] - y[k]) <= precision * (norm + 1e-3)))
                {
                    Found(Outcome.Hessian, $"{what}[{k}] of Hvp is {y[k]:R}, otherwise {x[k]:R}");
                }
            }
        }
    }

    private object?[] GradientAt(object[] inputs)
    {
        object?[] g = _parameters.Select((p, i) => p.IsActive && !p.IsOut ? Numbers.Zero(inputs[i]) : null).ToArray();
        _subject.Gradient(Numbers.Clone(inputs), g);
        return g;
    }

    /// <summary>⟨H v, w⟩ = ⟨v, H w⟩, unless something is stopped: then there is no Hessian behind it.</summary>
    private void Symmetry(object[] inputs, object?[] v, object?[] product)
    {
        if (_program.Source.Contains("Diff.Stop", StringComparison.Ordinal))
        {
            return;
        }

        object?[] w = Directions(inputs), other = Product(inputs, w);
        Pairing one = Pair(w, product), two = Pair(v, other);
        double moved = 0;
        for (int attempt = 0; attempt < 3; attempt++)
        {
            moved = Math.Max(moved, Math.Abs(Pair(w, Product(Near(inputs), v)).Sum - one.Sum));
        }

        double size = one.Size + two.Size;
        if (moved <= 1e-7 * size && size < 1e100 && !(Math.Abs(one.Sum - two.Sum) <= (1e-10 * size) + (100 * moved) + 1e-12))
        {
            Found(Outcome.Hessian, $"<w, Hv> = {one.Sum:R}, <v, Hw> = {two.Sum:R}");
        }
    }

    private object?[] Product(object[] inputs, object?[] v)
    {
        object?[] g = _parameters.Select((p, i) => p.IsActive && !p.IsOut ? Numbers.NaN(inputs[i]) : null).ToArray(), h = Numbers.CloneSome(g);
        _subject.Hvp(Numbers.Clone(inputs), Numbers.CloneSome(v), g, h, out _);
        return h;
    }

    private Pairing Pair(object?[] v, object?[] gradients)
    {
        Pairing sum = default;
        for (int i = 0; i < v.Length; i++)
        {
            if (v[i] is not null && gradients[i] is not null && !_parameters[i].IsOut)
            {
                sum += Numbers.Dot(v[i], gradients[i]);
            }
        }

        return sum;
    }

    /// <summary>The inputs, each number moved by an ulp.</summary>
    private object[] Near(object[] inputs)
    {
        object[] near = Numbers.Clone(inputs);
        for (int i = 0; i < near.Length; i++)
        {
            if (_parameters[i].IsReal)
            {
                near[i] = Numbers.Ulp(near[i], _random);
            }
        }

        return near;
    }
}
