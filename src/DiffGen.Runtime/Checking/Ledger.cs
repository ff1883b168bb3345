using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace DiffGen.Checking;

/// <summary>What a check knows of the point and its arguments, and what it has found so far.</summary>
internal sealed class Ledger
{
    /// <summary>So many coordinates are shown of a point.</summary>
    private const int ShownCoordinates = 8;

    private readonly double[] _at;
    private readonly string[]? _names;
    private readonly DerivativeCheckOptions _options;
    private readonly double _epsilon;
    private readonly string[] _companions;
    private readonly string[] _results;
    private readonly Judge _judge;
    private readonly List<DerivativeFinding> _findings = [];

    /// <summary>Undetermined derivatives whose error may turn out to be small beside the others.</summary>
    private readonly List<(DerivativeFinding Finding, int Result, double Error)> _doubtful = [];

    /// <summary>For each result the steepest chord per unit of an argument.</summary>
    private readonly double[] _steepest;

    /// <summary>For each result Σ |∂f/∂xᵢ| sᵢ over the arguments.</summary>
    private readonly double[] _sum;

    private int _compared;

    public Ledger(double[] at, string[]? names, DerivativeCheckOptions options, double epsilon, string[] companions, string[] results)
    {
        options.Validate();
        if (names is not null && names.Length != at.Length)
        {
            throw new ArgumentException($"There are {names.Length} names, but {at.Length} arguments; name each of them.", nameof(names));
        }

        if (!at.All(double.IsFinite))
        {
            throw new ArgumentException("The point has a coordinate that is not finite; derivatives are checked at finite points.", nameof(at));
        }

        (_at, _names, _options, _epsilon, _companions, _results) = (at, names, options, epsilon, companions, results);
        _judge = new Judge(options.RelativeToleranceFor(epsilon), options.AbsoluteTolerance, epsilon);
        (_steepest, _sum) = (new double[results.Length], new double[results.Length]);
    }

    /// <summary>The number of findings so far.</summary>
    public int Count => _findings.Count;

    /// <summary>What the function threw, if it did.</summary>
    public string Exception { get; set; } = "";

    /// <summary>The unit of an argument, a power of two: steps are fractions of it.</summary>
    public double UnitOf(int index) => PowerOfTwo(Math.Max(Math.Abs(_at[index]), _options.TypicalSize));

    /// <summary>The size of an argument that is far below its unit, as a power of two; 0 for others.</summary>
    public double OwnUnitOf(int index)
    {
        double own = _at[index] == 0 ? 0 : PowerOfTwo(Math.Abs(_at[index]));
        return own < UnitOf(index) / 64 ? own : 0;
    }

    /// <summary>Compares a derivative with differences.</summary>
    public Verdict Compare(Slope slope, double given, double unit, double terms) => _judge.Compare(slope, given, unit, terms);

    /// <summary>For each result, the size of the terms of a derivative along a direction that takes this fraction of the unit of each argument.</summary>
    public double[] Terms(double fraction)
    {
        double unseen = Math.Max(1, (double)_at.Length / _options.Arguments);
        return [.. _sum.Select(s => s * fraction * unseen)];
    }

    /// <summary>Writes down what was found for one argument.</summary>
    public void AddArgument(int index, double unit, Measured measured)
    {
        for (int j = 0; j < _results.Length; j++)
        {
            Slope slope = measured.Slopes[j];
            _steepest[j] = Math.Max(_steepest[j], slope.Scale / unit);
            _sum[j] += slope.Kind == SlopeKind.Smooth && double.IsFinite(slope.Value) ? Math.Abs(slope.Value) : 0;
        }

        Add(NameOf(index), index, unit, measured, terms: null);
    }

    /// <summary>Writes down what was found for all arguments together.</summary>
    public void AddDirection(Measured measured, double[] terms) => Add("along a random direction", -1, 1, measured, terms);

    /// <summary>Compares a value that a companion gave with the function's own.</summary>
    public void AddValue(string companion, double given, double expected, double largest)
    {
        _compared++;
        if (!given.Equals(expected)
            && !(Math.Abs(given - expected) <= (_judge.Rounding * Math.Max(Math.Abs(expected), largest)) + _options.AbsoluteTolerance))
        {
            _findings.Add(new DerivativeFinding
            {
                Kind = DerivativeFindingKind.Mismatch,
                Companion = companion,
                Argument = "value",
                Index = -1,
                Expected = expected,
                Given = given,
                Reason = "the value is not the function's own",
            });
        }
    }

    /// <summary>Writes down a derivative that is wrong for another reason than differences.</summary>
    public void AddMismatch(string companion, int index, double given, double expected, string reason) => _findings.Add(new DerivativeFinding
    {
        Kind = DerivativeFindingKind.Mismatch,
        Companion = companion,
        Argument = NameOf(index),
        Index = index,
        Point = _at[index],
        Expected = expected,
        Given = given,
        Reason = reason,
    });

    /// <summary>The report of all that was found.</summary>
    public DerivativeReport Report()
    {
        foreach ((DerivativeFinding finding, int result, double error) in _doubtful)
        {
            if (error <= 0.01 * _steepest[result])
            {
                _findings.Remove(finding);
            }
        }

        return new DerivativeReport(Point(), _compared, _findings);
    }

    private static double PowerOfTwo(double value) => Math.ScaleB(1, Math.ILogB(value));

    private string NameOf(int index) => _names?[index] ?? (_at.Length == 1 ? "x" : string.Create(CultureInfo.InvariantCulture, $"x[{index}]"));

    private string Point()
    {
        StringBuilder text = new();
        for (int i = 0; i < Math.Min(_at.Length, ShownCoordinates); i++)
        {
            text.Append(i == 0 ? "" : ", ").Append(CultureInfo.InvariantCulture, $"{NameOf(i)} = {_at[i]:G9}");
        }

        return text.Append(_at.Length > ShownCoordinates ? ", …" : "").ToString();
    }

    private void Add(string argument, int index, double unit, Measured measured, double[]? terms)
    {
        for (int j = 0; j < _results.Length; j++)
        {
            int reference = -1;
            for (int c = 0; c < _companions.Length; c++)
            {
                double given = measured.Given[c, j];
                _compared++;
                Verdict verdict = measured.Verdicts[c, j];
                if (verdict.Kind is { } kind)
                {
                    Slope slope = measured.Slopes[j];
                    string reason = verdict.Reason + (slope.Kind == SlopeKind.Undefined && Exception.Length > 0 ? $"; it throws: {Exception}" : "");
                    DerivativeFinding finding = Finding(kind, c, given, verdict.Expected, verdict.Error, reason);
                    if (kind == DerivativeFindingKind.Undetermined && slope.Kind == SlopeKind.Smooth)
                    {
                        _doubtful.Add((finding, j, Extrapolation.Safety * verdict.Error / unit));
                    }
                }

                if (verdict.Kind is DerivativeFindingKind.Mismatch)
                {
                    continue;
                }

                if (reference < 0)
                {
                    reference = c;
                }
                else if (!AgreeClosely(measured.Given[reference, j], given, measured.Slopes[j].Scale, unit, terms?[j] ?? 0))
                {
                    Finding(
                        DerivativeFindingKind.Mismatch,
                        c,
                        given,
                        measured.Given[reference, j],
                        0,
                        $"this is not the derivative that {_companions[reference]} gives; differences are too coarse to tell which is off");
                }
            }

            DerivativeFinding Finding(DerivativeFindingKind kind, int companion, double given, double expected, double error, string reason)
            {
                DerivativeFinding finding = new()
                {
                    Kind = kind,
                    Companion = _companions[companion],
                    Result = _results[j],
                    Argument = argument,
                    Index = index,
                    Point = index < 0 ? double.NaN : _at[index],
                    Given = given / unit,
                    Expected = expected / unit,
                    ErrorEstimate = error / unit,
                    Reason = reason,
                };
                _findings.Add(finding);
                return finding;
            }
        }
    }

    /// <summary>Whether two companions give the same derivative, but for rounding.</summary>
    private bool AgreeClosely(double a, double b, double scale, double unit, double terms) =>
        a.Equals(b)
        || Math.Abs(a - b) <= (_judge.Rounding * Math.Max(terms, Math.Max(Math.Abs(a), Math.Abs(b))))
            + (64 * _epsilon * scale) + (_options.AbsoluteTolerance * unit);
}
