using System;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;

namespace DiffGen.Fuzz;

/// <summary>Everything that is asked of one program's companions, at a random point.</summary>
internal sealed partial class Checks
{
    private readonly Subject _subject;
    private readonly RandomProgram _program;
    private readonly ImmutableArray<Parameter> _parameters;
    private readonly Random _random;
    private readonly int _point;

    private readonly bool _onVectors;

    private const int Points = 3;

    private Checks(Subject subject, RandomProgram program, int point, bool onVectors)
    {
        _subject = subject;
        _program = program;
        _onVectors = onVectors;
        _parameters = program.Parameters;
        _point = point;
        _random = new Random(unchecked((int)program.Seed ^ (0x5f3759df + (point * 7919))));
    }

    /// <param name="onVectors">Companions run loops on vectors: their sums are in another order than the method's.</param>
    /// <param name="plain">Only whether the program and its twin agree.</param>
    public static Verdict Run(Subject subject, RandomProgram program, bool onVectors, bool plain)
    {
        Verdict? verdict = null;
        Checks? checks = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    // The least smooth point tells of the program.
                    for (int point = 0; point < Points; point++)
                    {
                        checks = new Checks(subject, program, point, onVectors);
                        Verdict here = plain ? checks.Plain() : checks.Run();
                        verdict = verdict is null || here.Outcome != Outcome.Right ? here : verdict with
                        {
                            Message = verdict.Message.Length > 0 ? verdict.Message : here.Message,
                            Smooth = verdict.Smooth && here.Smooth,
                            IllConditioned = verdict.IllConditioned || here.IllConditioned,
                            Throwing = verdict.Throwing || here.Throwing,
                            NotFinite = verdict.NotFinite || here.NotFinite,
                            Kink = verdict.Kink || here.Kink,
                            AllocationFree = verdict.AllocationFree || here.AllocationFree,
                            Flat = verdict.Flat && here.Flat,
                        };
                        if (here.Outcome != Outcome.Right)
                        {
                            break;
                        }
                    }
                }
                catch (RunawayException runaway)
                {
                    verdict = new Verdict(Outcome.Invalid, runaway.Message);
                }
                catch (InsufficientExecutionStackException)
                {
                    verdict = new Verdict(Outcome.Invalid, "recursion without end");
                }
                catch (FoundException found)
                {
                    verdict = found.Verdict;
                }
#pragma warning disable CA1031 // Whatever is thrown is a finding.
                catch (Exception other)
#pragma warning restore CA1031
                {
                    verdict = new Verdict(checks?.IsRefusal(other) == true ? Outcome.Refused : Outcome.Throws, other.GetType().Name + ": " + other.Message) { Detail = other.StackTrace ?? "" };
                }
            },
            16 << 20)
        { IsBackground = true };
        thread.Start();
        return thread.Join(TimeSpan.FromSeconds(30)) ? verdict! : new Verdict(Outcome.Hangs, "longer than 30 s");
    }

    private static void Found(Outcome outcome, string message) => throw new FoundException(new Verdict(outcome, message));

    /// <summary>
    /// What can be told only when it runs: buffers of a checkpointed call that overlap, arrays of different lengths that a loop assigns to a variable, and a row
    /// that is put a second time. A companion may find them before the method would throw.
    /// </summary>
    private bool IsRefusal(Exception thrown) => thrown is NotSupportedException && (IsOverlap(thrown) || IsOtherLength(thrown) || IsSecondRow(thrown));

    private static bool IsSecondRow(Exception thrown) =>
        thrown.StackTrace?.Contains(nameof(CompilerServices.JaggedArrays) + "." + nameof(CompilerServices.JaggedArrays.NewRow), StringComparison.Ordinal) == true;

    private bool IsOtherLength(Exception thrown) => ProgramWriter.ArrayAssignments.Any(_program.Constructs.ContainsKey) && thrown.Message.Contains("a variable has in a loop have one length", StringComparison.Ordinal);

    private bool IsOverlap(Exception thrown) => _program.UsesCheckpoint && thrown.Message.Contains("that overlap in memory, one of which it writes", StringComparison.Ordinal);

    /// <summary>Neither the method nor its companions allocate.</summary>
    private bool AllocationFree { get; set; }

    private Verdict Run()
    {
        object[] inputs = Inputs();
        Numbers.Run twin = Twin(inputs, null, 0, replay: false, out Exception? thrown);
        ulong way = Tape.Hash;
        bool close = Tape.IsClose;
        object[] after = Numbers.Clone(inputs);
        object? value = null;
        try
        {
            value = _subject.Primal(after);
        }
#pragma warning disable CA1031
        catch (Exception e)
#pragma warning restore CA1031
        {
            return Throwing(inputs, e);
        }

        if (thrown is not null)
        {
            return new Verdict(Outcome.Invalid, "the twin throws " + thrown.GetType().Name);
        }

        if (!Numbers.IsFinite(value) || !after.All(Numbers.IsFinite))
        {
            NotFinite(inputs, value, after);
            return new Verdict(Outcome.Right, "") { NotFinite = true };
        }

        // Directions in, weights of the outputs.
        object?[] v = Directions(inputs);
        object? u = Numbers.Random(value, _random);
        object?[] w = _parameters.Select((p, i) => p.IsActive && p.MayBeWritten ? Numbers.Random(inputs[i], _random) : null).ToArray();

        (object? tangent, object?[] tangents) = Jvp(inputs, v, value, after);
        Pairing forward = Weigh(tangent, tangents, u, w);
        double moved = Moved(inputs, v, u, w, forward.Sum);

        object?[] gradients = Vjp(inputs, u, w, value, after, prior: null);
        Pairing reverse = default;
        for (int i = 0; i < v.Length; i++)
        {
            if (v[i] is not null)
            {
                reverse += Numbers.Dot(v[i], gradients[i]);
            }
        }

        double size = forward.Size + reverse.Size;
        double precision = _program.UsesFloat ? 1e-4 : 1e-10;
        double floor = _program.UsesFloat ? 1e-4 : 1e-13;
        bool ill = moved > (_program.UsesFloat ? 3e-3 : 1e-7) * size || !double.IsFinite(size) || size > 1e100;
        double tolerance = precision * size + 100 * moved + floor;
        if (!ill && !(Math.Abs(forward.Sum - reverse.Sum) <= tolerance))
        {
            Found(Outcome.Adjoint, $"<Jv, u> = {forward.Sum:R}, <v, Jᵀu> = {reverse.Sum:R}");
        }

        Accumulation(inputs, u, w, value, after, gradients, ill);
        if (_program.IsScalar)
        {
            Gradient(inputs, value, after, ill);
            if (_program.WantsHvp)
            {
                Hvp(inputs, v, value, after, tangent, tangents, ill);
            }
        }

        if (_program.WantsJacobian)
        {
            Jacobian(inputs, value, after, ill);
        }

        if (_point == 0)
        {
            Allocation(inputs, v, u, w);
        }

        if (ill)
        {
            return new Verdict(Outcome.Right, "") { IllConditioned = true, AllocationFree = AllocationFree };
        }

        // In float a comparison may go another way than in the twin.
        double[] outputs = [.. Numbers.Flat(value), .. after.Where((_, i) => _parameters[i].MayBeWritten && _parameters[i].IsActive).SelectMany(Numbers.Flat)];
        if (_program.UsesFloat && (close || outputs.Length != twin.Outputs.Length || outputs.Where((x, k) => Math.Abs(x - twin.Outputs[k]) > 1e-3 * (1 + Math.Abs(x))).Any()))
        {
            return new Verdict(Outcome.Right, "");
        }

        (bool smooth, string? difference) = Compare(inputs, v, tangent, tangents, twin, way);
        if (difference is null)
        {
            return new Verdict(Outcome.Right, "") { Smooth = smooth, Flat = size < 1e-12, AllocationFree = AllocationFree };
        }

        // A kink at this very point, or a wrong derivative? Elsewhere it is wrong too.
        int wrong = 0, compared = 0;
        string message = difference;
        for (int attempt = 0; attempt < 6; attempt++)
        {
            object[] near = Numbers.Clone(inputs);
            for (int i = 0; i < near.Length; i++)
            {
                if (_parameters[i].IsReal)
                {
                    near[i] = Numbers.Nudge(near[i], _random, 0.02);
                }
            }

            Numbers.Run base0 = Twin(near, null, 0, replay: false, out Exception? e);
            if (e is not null)
            {
                continue;
            }

            ulong hash = Tape.Hash;
            (object? t, object?[] ts) = Jvp(near, v, null, null);
            (bool s, string? d) = Compare(near, v, t, ts, base0, hash);
            if (s)
            {
                compared++;
                wrong += d is null ? 0 : 1;
            }
        }

        if (wrong >= 2)
        {
            Found(Outcome.Difference, $"{message}; also at {wrong} of {compared} points near");
        }

        return new Verdict(Outcome.Right, message) { Smooth = false, Kink = true };
    }

    private Verdict Plain()
    {
        object[] inputs = Inputs(), after = Numbers.Clone(inputs);
        Numbers.Run twin = Twin(inputs, null, 0, replay: false, out Exception? thrown);
        double[] outputs;
        try
        {
            object? value = _subject.Primal(after);
            outputs = [.. Numbers.Flat(value), .. after.Where((_, i) => _parameters[i].MayBeWritten && _parameters[i].IsActive).SelectMany(Numbers.Flat)];
        }
#pragma warning disable CA1031
        catch (Exception e)
#pragma warning restore CA1031
        {
            return new Verdict(e.GetType() == thrown?.GetType() ? Outcome.Right : Outcome.Throws, e.GetType().Name + ": " + e.Message) { Throwing = true };
        }

        bool same = outputs.Length == twin.Outputs.Length && !outputs.Where((x, k) => !(Math.Abs(x - twin.Outputs[k]) <= (_program.UsesFloat ? 1e-3 : 1e-12) * (1 + Math.Abs(x))) && !(double.IsNaN(x) && double.IsNaN(twin.Outputs[k])) && !x.Equals(twin.Outputs[k])).Any();
        return same || _program.UsesFloat
            ? new Verdict(Outcome.Right, "") { Smooth = same, NotFinite = !outputs.All(double.IsFinite) }
            : new Verdict(Outcome.PrimalDiffers, $"F gives {string.Join(", ", outputs)}, its twin {string.Join(", ", twin.Outputs)}");
    }

    private object[] Inputs()
    {
        return _parameters.Select(p =>
        {
            if (p.Composite is { } composite)
            {
                return Array(p, p.IsBuffer ? composite.Count * (2 + _random.Next(3)) : composite.Count);
            }

            switch (p.Shape)
            {
                case Shape.Int:
                    return (object)_random.Next(0, 6);
                case Shape.Bool:
                    return _random.Next(2) == 0;
                case Shape.Real when p.Passing is Passing.Ref or Passing.Out:
                    return Array(p, 1);
                case Shape.Real:
                    return p.IsFloat ? (object)(float)Number() : Number();
                case Shape.Matrix:
                    object matrix = p.IsFloat ? new float[2 + _random.Next(2), 2 + _random.Next(3)] : new double[2 + _random.Next(2), 2 + _random.Next(3)];
                    return Numbers.Map(matrix, _ => Number());
                case Shape.Jagged:
                    return Array(p, 4 + _random.Next(3));
                default:
                    return Array(p, 3 + _random.Next(4));
            }
        }).ToArray();

        object Array(Parameter p, int length) => p.IsFloat ? Enumerable.Range(0, length).Select(_ => (float)Number()).ToArray() : Enumerable.Range(0, length).Select(_ => Number()).ToArray();

        double Number() => (_random.NextDouble() * 3) - 1.2;
    }

    /// <summary>A random direction; an <c>out</c> parameter has none.</summary>
    private object?[] Directions(object[] inputs) => _parameters.Select((p, i) => !p.IsActive ? null : p.IsOut ? Numbers.Zero(inputs[i]) : Numbers.Random(inputs[i], _random)).ToArray();

    /// <summary>The method's exception passes through, and gradient buffers are as before.</summary>
    private Verdict Throwing(object[] inputs, Exception thrown)
    {
        object?[] v = Directions(inputs);
        object?[] g = _parameters.Select((p, i) => p.IsActive ? Numbers.Random(inputs[i], _random) : null).ToArray();
        object? u = _program.Result switch
        {
            "double" => 1.0,
            "float" => 1f,
            "double[]" or "double[][]" => Array.Empty<double>(),
            "float[]" or "float[][]" => Array.Empty<float>(),
            "double[,]" => new double[0, 0],
            "float[,]" => new float[0, 0],
            _ => _program.ResultType is not { } type ? null : type.IsFloat ? new float[type.Count] : new double[type.Count],
        };
        Expect("Jvp", () => _subject.Jvp(Numbers.Clone(inputs), Numbers.CloneSome(v), out _));
        object?[] grads = Numbers.CloneSome(g);
        Expect("Vjp", () => _subject.Vjp(Numbers.Clone(inputs), u, grads));
        Unchanged("Vjp");
        if (_program.IsScalar)
        {
            grads = Numbers.CloneSome(g);
            Expect("Gradient", () => _subject.Gradient(Numbers.Clone(inputs), grads));
            Unchanged("Gradient");
        }

        return new Verdict(Outcome.Right, thrown.GetType().Name + thrown.StackTrace!.Split('\n')[0]) { Throwing = true };

        void Expect(string companion, Action call)
        {
            try
            {
                call();
            }
#pragma warning disable CA1031
            catch (Exception e)
#pragma warning restore CA1031
            {
                if (e.GetType() != thrown.GetType() && !IsRefusal(e))
                {
                    throw new FoundException(new Verdict(Outcome.Throws, $"F throws {thrown.GetType().Name}, {companion} {e.GetType().Name}: {e.Message}") { Detail = e.StackTrace ?? "" });
                }

                return;
            }

            Found(Outcome.Throws, $"F throws {thrown.GetType().Name}, {companion} does not");
        }

        void Unchanged(string companion)
        {
            for (int i = 0; i < g.Length; i++)
            {
                if (_parameters[i].IsBuffer && g[i] is not null && !Numbers.SameBits(g[i], grads[i]))
                {
                    Found(Outcome.ThrownGradient, $"F throws, and {companion} leaves another gradient of {_parameters[i].Name}");
                }
            }
        }
    }

    /// <summary>Only the primal is compared where it holds an infinity or NaN.</summary>
    private void NotFinite(object[] inputs, object? value, object[] after)
    {
        object?[] v = Directions(inputs);
        Jvp(inputs, v, value, after);
    }

    private (object? Tangent, object?[] Tangents) Jvp(object[] inputs, object?[] v, object? value, object[]? after)
    {
        object[] a = Numbers.Clone(inputs);
        object?[] t = Numbers.CloneSome(v);
        object? result = _subject.Jvp(a, t, out object? tangent);
        if (after is not null)
        {
            Same("Jvp", value, result, inputs, after, a);
            for (int i = 0; i < v.Length; i++)
            {
                if (_parameters[i].Shape == Shape.ReadOnlySpan && v[i] is not null && !Numbers.SameBits(v[i], t[i]))
                {
                    Found(Outcome.InputWritten, $"Jvp writes the tangent of {_parameters[i].Name}");
                }
            }
        }

        return (tangent, t);
    }

    private object?[] Vjp(object[] inputs, object? u, object?[] w, object? value, object[]? after, object?[]? prior)
    {
        object[] a = Numbers.Clone(inputs);
        object?[] g = _parameters.Select((p, i) => !p.IsActive ? null : p.MayBeWritten ? Numbers.Clone(w[i]!) : prior is null ? Numbers.Zero(inputs[i]) : Numbers.Clone(prior[i]!)).ToArray();
        object? seed = u is null ? null : Numbers.Clone(u);
        object? result = _subject.Vjp(a, seed, g);
        if (after is not null)
        {
            Same("Vjp", value, result, inputs, after, a);
            if (u is not null && !Numbers.SameBits(u, seed))
            {
                Found(Outcome.InputWritten, "Vjp writes the cotangent of the result");
            }
        }

        return g;
    }

    private void Same(string companion, object? value, object? result, object[] inputs, object[] after, object[] a)
    {
        if (!Numbers.SameBits(value, result) && !IsSumInAnotherOrder(inputs, value, result, static (returned, _) => returned))
        {
            Found(Outcome.PrimalDiffers, $"{companion} returns {Numbers.Show(result)}, F {Numbers.Show(value)}");
        }

        for (int i = 0; i < a.Length; i++)
        {
            if (!Numbers.SameBits(after[i], a[i]) && !IsSumInAnotherOrder(inputs, after[i], a[i], (_, left) => left[i]))
            {
                Found(Outcome.PrimalDiffers, $"{companion} leaves {Numbers.Show(a[i])} in {_parameters[i].Name}, F {Numbers.Show(after[i])}");
            }

            if (_parameters[i].Shape == Shape.ReadOnlySpan && !Numbers.SameBits(inputs[i], a[i]))
            {
                Found(Outcome.InputWritten, $"{companion} writes {_parameters[i].Name}");
            }
        }
    }

    private static Pairing Weigh(object? tangent, object?[] tangents, object? u, object?[] w)
    {
        Pairing sum = Numbers.Dot(u, tangent);
        for (int i = 0; i < w.Length; i++)
        {
            if (w[i] is not null)
            {
                sum += Numbers.Dot(w[i], tangents[i]);
            }
        }

        return sum;
    }

    /// <summary>How far the derivative moves where inputs move by an ulp.</summary>
    private double Moved(object[] inputs, object?[] v, object? u, object?[] w, double at)
    {
        double moved = 0;
        for (int attempt = 0; attempt < 4; attempt++)
        {
            object[] near = Numbers.Clone(inputs);
            for (int i = 0; i < near.Length; i++)
            {
                if (_parameters[i].IsReal)
                {
                    near[i] = Numbers.Ulp(near[i], _random);
                }
            }

            try
            {
                (object? tangent, object?[] tangents) = Jvp(near, v, null, null);
                moved = Math.Max(moved, Math.Abs(Weigh(tangent, tangents, u, w).Sum - at));
            }
            catch (Exception e) when (e is IndexOutOfRangeException or ArgumentException)
            {
                return double.PositiveInfinity;
            }
        }

        return moved;
    }

    /// <summary>What is added to is added to: any numbers before, and the gradients of the call before, which doubles them. What is in-out or returned does not care.</summary>
    private void Accumulation(object[] inputs, object? u, object?[] w, object? value, object[] after, object?[] gradients, bool ill)
    {
        Add(_parameters.Select((p, i) => p.IsActive ? Numbers.Random(inputs[i], _random) : null).ToArray());
        Add(gradients);

        void Add(object?[] prior)
        {
            object?[] again = Vjp(inputs, u, w, value, after, prior);
            double norm = gradients.Max(Numbers.Largest);
            for (int i = 0; i < again.Length; i++)
            {
                if (again[i] is null)
                {
                    continue;
                }

                bool adds = _parameters[i].IsBuffer && !_parameters[i].MayBeWritten;
                double[] g = Numbers.Flat(gradients[i]), p = Numbers.Flat(prior[i]), r = Numbers.Flat(again[i]);
                for (int k = 0; k < g.Length; k++)
                {
                    double expected = adds ? g[k] + p[k] : g[k];
                    double tolerance = (_program.UsesFloat ? 1e-4 : 1e-11) * (Math.Abs(g[k]) + (adds ? Math.Abs(p[k]) : 0) + norm);
                    if (!adds ? BitConverter.DoubleToInt64Bits(expected + 0.0) != BitConverter.DoubleToInt64Bits(r[k] + 0.0) && !(double.IsNaN(expected) && double.IsNaN(r[k])) : !ill && !(Math.Abs(expected - r[k]) <= tolerance))
                    {
                        Found(Outcome.Accumulation, $"{_parameters[i].Name}Grad[{k}]: {p[k]:R} + {g[k]:R} gave {r[k]:R}");
                    }
                }
            }
        }
    }

    private void Gradient(object[] inputs, object? value, object[] after, bool ill)
    {
        object?[] zero = _parameters.Select((p, i) => p.IsActive && p.MayBeWritten ? Numbers.Zero(inputs[i]) : null).ToArray();
        object?[] expected = Vjp(inputs, value is float ? (object)1f : 1.0, zero, value, after, prior: null);
        object[] a = Numbers.Clone(inputs);
        object?[] g = _parameters.Select((p, i) => p.IsActive && !p.IsOut ? Numbers.NaN(inputs[i]) : null).ToArray();
        object? result = _subject.Gradient(a, g);
        Same("Gradient", value, result, inputs, after, a);
        double norm = expected.Max(Numbers.Largest);
        for (int i = 0; i < g.Length; i++)
        {
            if (g[i] is null)
            {
                continue;
            }

            double[] x = Numbers.Flat(expected[i]), y = Numbers.Flat(g[i]);
            for (int k = 0; k < x.Length; k++)
            {
                if (double.IsNaN(y[k]) && !double.IsNaN(x[k]))
                {
                    Found(Outcome.GarbageRead, $"{_parameters[i].Name}Grad[{k}] is NaN, by Vjp {x[k]:R}");
                }

                if (!ill && !(Math.Abs(x[k] - y[k]) <= (_program.UsesFloat ? 1e-4 : 1e-11) * (Math.Abs(x[k]) + Math.Abs(y[k]) + (0.01 * norm))))
                {
                    Found(Outcome.GradientUnlikeVjp, $"{_parameters[i].Name}Grad[{k}] is {y[k]:R}, by Vjp {x[k]:R}");
                }
            }
        }
    }

    /// <summary>The outputs of the twin at a point along a direction, in double.</summary>
    private Numbers.Run Twin(object[] inputs, object?[]? v, double step, bool replay, out Exception? thrown)
    {
        object[] a = Numbers.Moved(Numbers.Widened(inputs), v, step);
        thrown = null;
        Tape.Begin(replay);
        try
        {
            object? value = _subject.Twin(a);
            return new Numbers.Run([.. Numbers.Flat(value), .. a.Where((_, i) => _parameters[i].MayBeWritten && _parameters[i].IsActive).SelectMany(Numbers.Flat)]);
        }
        catch (Exception e) when (e is not RunawayException and not InsufficientExecutionStackException)
        {
            thrown = e;
            return new Numbers.Run([]);
        }
    }

    /// <summary>Differences against the tangents: whether the program is smooth enough to say, and what is wrong.</summary>
    private (bool Smooth, string? Difference) Compare(object[] inputs, object?[] v, object? tangent, object?[] tangents, Numbers.Run at, ulong way)
    {
        double[] actual = [.. Numbers.Flat(tangent), .. tangents.Where((_, i) => _parameters[i].MayBeWritten && _parameters[i].IsActive).SelectMany(Numbers.Flat)];
        Twin(inputs, null, 0, replay: false, out _);
        for (double step = 1.0 / 64; step > 1e-6; step /= 8)
        {
            const int Levels = 4;
            const double GoldenRatio = 0.618;
            var table = new double[Levels][];
            int known = 0;
            while (known < Levels && Central(step / (1 << known)) is { } quotients)
            {
                table[known++] = quotients;
            }

            // Where the program oscillates so fast that all these steps are whole periods, one that is none of them tells.
            if (known < Levels || Central(step / (1 << (Levels - 1)) * GoldenRatio) is not { } between)
            {
                continue;
            }

            var slope = new double[actual.Length];
            var error = new double[actual.Length];
            for (int k = 0; k < slope.Length; k++)
            {
                double[] row = table.Select(t => t[k]).ToArray();
                double before = row[^1];
                double factor = 4;
                for (int order = 1; order < Levels; order++, factor *= 4)
                {
                    before = row[Levels - 1];
                    for (int level = Levels - 1; level >= order; level--)
                    {
                        row[level] += (row[level] - row[level - 1]) / (factor - 1);
                    }
                }

                slope[k] = row[^1];
                error[k] = Math.Abs(row[^1] - before) + (Math.Abs(at.Outputs[k]) * 1e-15 / (step / 8));
            }

            double norm = slope.Length == 0 ? 0 : slope.Max(Math.Abs);
            if (!double.IsFinite(norm) || (error.Length > 0 && error.Max() > 1e-6 * (norm + 1e-2)) || slope.Where((x, k) => Math.Abs(between[k] - x) > Math.Abs(table[^1][k] - x) + (20 * error[k]) + (1e-6 * (norm + 1e-2))).Any())
            {
                continue;
            }

            double relative = _program.UsesFloat ? 1e-2 : 1e-6, absolute = _program.UsesFloat ? 2e-3 : 1e-8;
            for (int k = 0; k < slope.Length; k++)
            {
                if (!(Math.Abs(actual[k] - slope[k]) <= (relative * Math.Abs(slope[k])) + (20 * error[k]) + (absolute * (norm + 1e-2))))
                {
                    return (true, $"output {k} of {slope.Length}: tangent {actual[k]:R}, by differences {slope[k]:R} (± {error[k]:E1})");
                }
            }

            return (true, null);
        }

        return (false, null);

        // Null where the program goes another way there.
        double[]? Central(double h)
        {
            double[] up = Twin(inputs, v, h, replay: true, out Exception? e).Outputs;
            bool same = e is null && Tape.Hash == way;
            double[] down = Twin(inputs, v, -h, replay: true, out e).Outputs;
            return same && e is null && Tape.Hash == way && up.Length == down.Length && up.Length == at.Outputs.Length && up.Length == actual.Length ? [.. up.Zip(down, (x, y) => (x - y) / (2 * h))] : null;
        }
    }

    private sealed class FoundException(Verdict verdict) : Exception
    {
        public Verdict Verdict { get; } = verdict;
    }
}
