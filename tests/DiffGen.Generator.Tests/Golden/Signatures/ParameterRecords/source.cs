using System;
using DiffGen;

namespace Golden.Signatures;

/// <summary>A record of parameters: <c>with</c> copies its numbers.</summary>
[Differentiable]
public sealed partial record Polynomial(int Degree, [NoDiff] double Centre)
{
    [Shape(nameof(Degree))] public partial Span<double> Coefficients { get; }

    public required partial double Constant { get; init; }

    public string Unit { get; init; } = "m";
}

/// <summary>A base without numbers.</summary>
public abstract partial record Fitted(string Source);

/// <summary>A record that others may derive from, with a part that is a record.</summary>
[Differentiable]
public partial record Mixture(string Source, int Terms) : Fitted(Source)
{
    private readonly int[] _order = new int[Terms];

    public ReadOnlySpan<int> Order => _order;

    [Shape(nameof(Terms))] public partial Span<double> Weights { get; }

    [Shape(nameof(Terms))] public partial Line Trend { get; }

    /// <summary>Compares in a way of its own.</summary>
    [Differentiable]
    public sealed partial record Line(int Points)
    {
        [Shape(nameof(Points))] public partial ReadOnlySpan<double> Knots { get; }

        public bool Equals(Line? other) => other is not null && Points == other.Points;

        public override int GetHashCode() => Points;
    }
}
