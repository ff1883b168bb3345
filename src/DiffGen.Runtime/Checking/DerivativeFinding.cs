using System.Globalization;
using System.Text;

namespace DiffGen;

/// <summary>A number of a companion of which <see cref="DerivativeCheck"/> has something to say.</summary>
public sealed record DerivativeFinding
{
    /// <summary>Whether the number is wrong, or could not be judged.</summary>
    public required DerivativeFindingKind Kind { get; init; }

    /// <summary>What gave the number: <c>Gradient</c>, <c>Jvp</c>, <c>Vjp</c>, …</summary>
    public required string Companion { get; init; }

    /// <summary>The name of the argument with respect to which the derivative is off; of a random direction, that it is one.</summary>
    public required string Argument { get; init; }

    /// <summary>The index of the argument; −1 for a value or a random direction, which belong to no single one.</summary>
    public required int Index { get; init; }

    /// <summary>The result whose derivative it is; empty where there is but one.</summary>
    public string Result { get; init; } = "";

    /// <summary>The value of the argument at the point; NaN where <see cref="Index"/> is −1.</summary>
    public double Point { get; init; } = double.NaN;

    /// <summary>The number by differences, or that of another companion (as <see cref="Reason"/> says); NaN where there is none.</summary>
    public required double Expected { get; init; }

    /// <summary>The number that the companion gave.</summary>
    public required double Given { get; init; }

    /// <summary>The estimated error of <see cref="Expected"/>; 0 where it is not by differences. Five times as much is allowed for.</summary>
    public double ErrorEstimate { get; init; }

    /// <summary>What is wrong or odd, in words.</summary>
    public required string Reason { get; init; }

    /// <summary>The finding in one line.</summary>
    /// <returns>The companion, the argument and the point, both numbers, and the reason.</returns>
    public override string ToString()
    {
        StringBuilder text = new();
        text.Append(Companion);
        if (Result.Length > 0)
        {
            text.Append(", ").Append(Result);
        }

        if (Argument.Length > 0)
        {
            text.Append(", ").Append(Argument);
        }

        if (Index >= 0)
        {
            text.Append(CultureInfo.InvariantCulture, $" (argument {Index}, at {Point:G9})");
        }

        text.Append(CultureInfo.InvariantCulture, $": given {Given:G9}");
        if (!double.IsNaN(Expected))
        {
            text.Append(CultureInfo.InvariantCulture, $", expected {Expected:G9}");
            if (ErrorEstimate > 0)
            {
                text.Append(CultureInfo.InvariantCulture, $" ± {ErrorEstimate:G2}");
            }
        }

        return text.Append(": ").Append(Reason).Append('.').ToString();
    }
}
