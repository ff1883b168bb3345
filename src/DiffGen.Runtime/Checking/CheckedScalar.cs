using System;
using System.Numerics;

namespace DiffGen.Checking;

/// <summary>A scalar function of n numbers; some companions gave their gradient at the point, others give derivatives along a direction.</summary>
/// <param name="function">The function.</param>
/// <param name="gradients">The gradients, by companion.</param>
/// <param name="directional">∂f/∂v as a function of v, by companion.</param>
internal readonly struct CheckedScalar<R>(
    Func<R[], R> function, (string Companion, R[] Gradient)[] gradients, params (string Companion, Func<R[], R> Along)[] directional) : IChecked<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    public string[] Results => [""];

    public string[] Companions => [.. Array.ConvertAll(gradients, g => g.Companion), .. Array.ConvertAll(directional, d => d.Companion)];

    public void Value(ReadOnlySpan<R> x, Span<double> y) => y[0] = double.CreateTruncating(function(x.ToArray()));

    public void Along(int companion, ReadOnlySpan<R> v, Span<double> derivative) => derivative[0] = companion < gradients.Length
        ? Sums.Dot<R>(gradients[companion].Gradient, v)
        : double.CreateTruncating(directional[companion - gradients.Length].Along(v.ToArray()));
}
