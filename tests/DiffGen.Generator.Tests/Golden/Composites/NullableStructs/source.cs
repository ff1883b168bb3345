using DiffGen;

namespace Golden.Composites;

[Differentiable]
public readonly partial struct Tilt
{
    public Tilt(double along, double across)
    {
        Along = along;
        Across = across;
    }

    public double Along { get; init; }

    public double Across { get; init; }

    public double Dot(Tilt other) => (Along * other.Along) + (Across * other.Across);

    /// <summary>A member whose parameter is nullable.</summary>
    public static Tilt Or(Tilt? first, Tilt second)
    {
        Tilt chosen = first ?? second;
        return chosen;
    }
}

/// <summary>Marked structs that may be missing are constants: taken with <c>??</c>, <c>?.</c> and patterns.</summary>
public static partial class NullableStructs
{
    private static readonly Tilt?[] s_tilts = [new Tilt(1.5, 2), null];
    private static readonly object s_object = new Tilt(0.5, -1);

    [Differentiable]
    public static double Coalesced(double x, bool isMissing)
    {
        Tilt tilt = s_tilts[isMissing ? 1 : 0] ?? new Tilt(x, x * x);
        return tilt.Dot(new Tilt(x, 1)) + (s_tilts[1] ?? default).Dot(new Tilt(x, x)) + Tilt.Or(s_tilts[0], new Tilt(x, 0)).Along * x;
    }

    [Differentiable]
    public static double Matched(double x, bool isMissing)
    {
        Tilt? maybe = s_tilts[isMissing ? 1 : 0];
        double sum = maybe is { } tilt ? tilt.Dot(new Tilt(x, x * x)) : x;
        sum += maybe is { Along: var along, Across: > 1 } ? along * x * x : 2 * x;
        return s_object is Tilt boxed ? sum * boxed.Dot(new Tilt(x, 1)) : sum;
    }

    [Differentiable]
    public static double Accessed(double x, bool isMissing)
    {
        Tilt? maybe = s_tilts[isMissing ? 1 : 0];
        return ((maybe?.Dot(new Tilt(1, 2)) ?? 3) * x) + (maybe.HasValue ? x * x : x);
    }
}
