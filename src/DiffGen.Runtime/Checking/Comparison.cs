using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;

namespace DiffGen.Checking;

/// <summary>Compares the companions of a function at a point with differences, argument by argument, and with each other.</summary>
/// <typeparam name="TChecked">The function and its companions.</typeparam>
/// <typeparam name="R">The type that all is computed in.</typeparam>
internal readonly ref struct Comparison<TChecked, R>
    where TChecked : IChecked<R>, allows ref struct
    where R : unmanaged, IFloatingPointIeee754<R>
{
    /// <summary>With so many steps most functions are seen to be smooth; where they do not suffice, all are taken.</summary>
    private const int FirstSteps = 7;

    /// <summary>A search for wrong arguments ends with so many.</summary>
    private const int SoughtFindings = 8;

    private static readonly double s_epsilon = double.CreateTruncating(R.BitIncrement(R.One) - R.One);

    /// <summary>Down to steps of the last digits; x ± h is exact with all of them.</summary>
    private static readonly int s_allSteps = Math.Max(FirstSteps + 1, -Math.ILogB(s_epsilon) - 3);

    private readonly R[] _at;
    private readonly R[] _moved;
    private readonly double[] _center;
    private readonly double[] _ahead;
    private readonly double[] _behind;

    /// <summary>For each result, the largest value met nearby: what its rounding is relative to.</summary>
    private readonly double[] _largest;

    private readonly TChecked _checked;

    /// <summary>Begins a comparison.</summary>
    /// <param name="function">The function and its companions.</param>
    /// <param name="at">The point.</param>
    /// <param name="names">The names of the arguments, or null.</param>
    /// <param name="options">How to compare, or null.</param>
    public Comparison(TChecked function, R[] at, string[]? names, DerivativeCheckOptions? options)
    {
        _checked = function;
        _at = at;
        _moved = new R[at.Length];
        Options = options ?? new DerivativeCheckOptions();
        Ledger = new Ledger([.. at.Select(double.CreateTruncating)], names, Options, s_epsilon, function.Companions, function.Results);
        int results = function.Results.Length;
        (_center, _ahead, _behind, _largest) = (new double[results], new double[results], new double[results], new double[results]);
    }

    /// <summary>What was found.</summary>
    public Ledger Ledger { get; }

    private DerivativeCheckOptions Options { get; }

    /// <summary>Compares.</summary>
    /// <param name="values">The values that companions gave of the first result.</param>
    /// <returns>The report.</returns>
    public DerivativeReport Run(params ReadOnlySpan<(string Companion, R Value)> values)
    {
        _checked.Value(_at, _center);
        int count = _at.Length;
        Random random = new(Options.Seed);
        int[] order = [.. Enumerable.Range(0, count)];
        if (count > Options.Arguments)
        {
            random.Shuffle(order);
        }

        HashSet<int> odd = [];
        foreach (int i in order.Take(Options.Arguments).Order())
        {
            int before = Ledger.Count;
            CompareArgument(i);
            if (Ledger.Count > before)
            {
                odd.Add(i);
            }
        }

        if (count > 1)
        {
            CompareAllArguments(random, odd);
        }

        foreach ((string companion, R value) in values)
        {
            Ledger.AddValue(companion, double.CreateTruncating(value), _center[0], _largest[0]);
        }

        return Ledger.Report();
    }

    private void CompareArgument(int index)
    {
        double unit = Ledger.UnitOf(index), own = Ledger.OwnUnitOf(index);
        R[] direction = new R[_at.Length];
        direction[index] = R.CreateTruncating(unit);
        Measured measured = Measure(direction, 1, unit, terms: null);

        // Features on the scale of a small argument itself are not seen by steps on the scale of one.
        if (own > 0 && !measured.AllAgree)
        {
            Measured finer = Measure(direction, own / unit, unit, terms: null);
            for (int j = 0; j < _center.Length; j++)
            {
                Slope slope = finer.Slopes[j];
                if (slope.Kind == SlopeKind.Smooth && Extrapolation.Safety * slope.Error <= 0.1 * Math.Abs(slope.Value))
                {
                    measured.Slopes[j] = slope;
                    for (int c = 0; c < _checked.Companions.Length; c++)
                    {
                        measured.Verdicts[c, j] = finer.Verdicts[c, j];
                    }
                }
            }
        }

        Ledger.AddArgument(index, unit, measured);
    }

    /// <summary>Compares along a direction of about unit length in the units of the arguments, those left out that have findings already.</summary>
    private void CompareAllArguments(Random random, HashSet<int> odd)
    {
        int count = _at.Length;
        double fraction = Math.ScaleB(1, -(Math.ILogB(count) + 1) / 2);
        R[] direction = new R[count];
        for (int i = 0; i < count; i++)
        {
            double part = random.Next(2) == 0 ? fraction : -fraction;
            direction[i] = odd.Contains(i) ? R.Zero : R.CreateTruncating(part * Ledger.UnitOf(i));
        }

        double[] terms = Ledger.Terms(fraction);
        Measured measured = Measure(direction, 1, 1, terms);
        int before = Ledger.Count;
        if (count > Options.Arguments && measured.AnyMismatch)
        {
            Search(direction, 0, count, terms, before + SoughtFindings);
        }

        if (Ledger.Count == before)
        {
            Ledger.AddDirection(measured, terms);
        }
    }

    /// <summary>Halves a range of arguments for as long as the direction within it shows an error.</summary>
    private void Search(R[] direction, int start, int end, double[] terms, int enough)
    {
        if (end - start == 1)
        {
            CompareArgument(start);
            return;
        }

        int middle = start + ((end - start) / 2);
        foreach ((int from, int to) in (ReadOnlySpan<(int, int)>)[(start, middle), (middle, end)])
        {
            R[] part = new R[direction.Length];
            direction.AsSpan(from, to - from).CopyTo(part.AsSpan(from));
            if (Ledger.Count < enough && Measure(part, 1, 1, terms).AnyMismatch)
            {
                Search(direction, from, to, terms, enough);
            }
        }
    }

    /// <summary>The derivatives of all results along a direction, by differences and by the companions.</summary>
    /// <param name="direction">The direction.</param>
    /// <param name="factor">A power of two that shortens the steps.</param>
    /// <param name="unit">The length of the direction.</param>
    /// <param name="terms">For each result, the size of the terms that the derivative is the sum of; null where it is one.</param>
    private Measured Measure(R[] direction, double factor, double unit, double[]? terms)
    {
        int companions = _checked.Companions.Length;
        Measured measured = new(_center.Length, companions);
        double[] given = new double[_center.Length];
        for (int c = 0; c < companions; c++)
        {
            _checked.Along(c, direction, given);
            for (int j = 0; j < given.Length; j++)
            {
                measured.Given[c, j] = given[j];
            }
        }

        Samples samples = new(_center.Length, s_allSteps);
        foreach (int steps in (ReadOnlySpan<int>)[FirstSteps, s_allSteps])
        {
            while (samples.Count < steps)
            {
                double t = factor * Math.ScaleB(Samples.Step, -samples.Count);
                Move(direction, t, _ahead);
                Move(direction, -t, _behind);
                samples.Add(_ahead, _behind);
            }

            for (int j = 0; j < _center.Length; j++)
            {
                measured.Slopes[j] = SlopeEstimator.Estimate(
                    samples.Ahead(j), samples.Behind(j), _center[j], Samples.Step * factor, s_epsilon, toTheEnd: steps == s_allSteps);
                for (int c = 0; c < companions; c++)
                {
                    measured.Verdicts[c, j] = Ledger.Compare(measured.Slopes[j], measured.Given[c, j], unit, terms?[j] ?? 0);
                }
            }

            if (measured.AllAgree)
            {
                break;
            }
        }

        for (int j = 0; j < _center.Length; j++)
        {
            double largest = Math.Max(Math.Abs(samples.Ahead(j)[FirstSteps - 1]), Math.Abs(samples.Behind(j)[FirstSteps - 1]));
            _largest[j] = double.IsFinite(largest) ? Math.Max(_largest[j], largest) : _largest[j];
        }

        return measured;
    }

    /// <summary>y = f(x + t v); NaN where the function throws, as it may outside of its domain.</summary>
    private void Move(R[] direction, double t, double[] y)
    {
        R step = R.CreateTruncating(t);
        for (int i = 0; i < _moved.Length; i++)
        {
            _moved[i] = _at[i] + (step * direction[i]);
        }

        try
        {
            _checked.Value(_moved, y);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            Ledger.Exception = e.Message;
            Array.Fill(y, double.NaN);
        }
    }
}
