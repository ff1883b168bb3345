using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace DiffGen;

/// <summary>What <see cref="DerivativeCheck"/> found.</summary>
public sealed class DerivativeReport
{
    private const int LongestList = 20;

    private readonly string _point;

    internal DerivativeReport(string point, int compared, IReadOnlyList<DerivativeFinding> findings)
    {
        _point = point;
        Compared = compared;
        Findings = findings;
    }

    /// <summary>
    /// Whether every number that was compared agrees. Points at which the function is not smooth do not make it false; numbers that could not be judged do.
    /// </summary>
    public bool IsRight => Findings.All(f => f.Kind == DerivativeFindingKind.NotSmooth);

    /// <summary>How many numbers were compared, those of <see cref="Findings"/> included.</summary>
    public int Compared { get; }

    /// <summary>All that there is to say; empty where all numbers agree.</summary>
    public IReadOnlyList<DerivativeFinding> Findings { get; }

    /// <summary>The numbers that are wrong.</summary>
    public IEnumerable<DerivativeFinding> Mismatches => Findings.Where(f => f.Kind == DerivativeFindingKind.Mismatch);

    /// <summary>Ends the test unless everything is right.</summary>
    /// <exception cref="DerivativeMismatchException"><see cref="IsRight"/> is false; its message is the report.</exception>
    public void Require()
    {
        if (!IsRight)
        {
            throw new DerivativeMismatchException(this);
        }
    }

    /// <summary>This report and another one at the same point.</summary>
    internal DerivativeReport With(DerivativeReport other) => new(_point, Compared + other.Compared, [.. Findings, .. other.Findings]);

    /// <summary>The report for people: what is wrong first, a line each.</summary>
    /// <returns>Several lines.</returns>
    public override string ToString()
    {
        int wrong = Findings.Count(f => f.Kind == DerivativeFindingKind.Mismatch);
        int undetermined = Findings.Count(f => f.Kind == DerivativeFindingKind.Undetermined);
        int notSmooth = Findings.Count - wrong - undetermined;
        StringBuilder text = new();
        text.Append(
            CultureInfo.InvariantCulture,
            $"{(wrong > 0 ? "Derivatives are wrong" : undetermined > 0 ? "Derivatives could not be checked" : "Derivatives are right")} at {_point}: ");
        text.Append(CultureInfo.InvariantCulture, $"{Compared} compared, {wrong} wrong");
        if (undetermined > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $", {undetermined} undetermined");
        }

        if (notSmooth > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $", {notSmooth} not smooth here");
        }

        text.Append('.');
        foreach (DerivativeFinding finding in Findings.OrderBy(f => f.Kind switch
        {
            DerivativeFindingKind.Mismatch => 0,
            DerivativeFindingKind.Undetermined => 1,
            _ => 2,
        }).Take(LongestList))
        {
            text.Append(Environment.NewLine).Append("  ").Append(finding);
        }

        if (Findings.Count > LongestList)
        {
            text.Append(Environment.NewLine).Append(CultureInfo.InvariantCulture, $"  … and {Findings.Count - LongestList} more.");
        }

        return text.ToString();
    }
}
