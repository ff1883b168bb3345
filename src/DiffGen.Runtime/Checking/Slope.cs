namespace DiffGen.Checking;

/// <summary>The derivative of a function of one variable at a point, from its values around.</summary>
/// <param name="Kind">What the function is like there.</param>
/// <param name="Value">The derivative, where it is smooth.</param>
/// <param name="Error">What <paramref name="Value"/> may be off by, or either slope of a kink.</param>
/// <param name="Left">The slope on the left of a kink; may be infinite.</param>
/// <param name="Right">The slope on the right of a kink; may be infinite.</param>
/// <param name="Scale">A chord nearby: how strongly the function changes around, also where the derivative is zero.</param>
internal readonly record struct Slope(SlopeKind Kind, double Value, double Error, double Left, double Right, double Scale)
{
    /// <summary>Where the smallest steps change nothing: the derivatives by larger ones, with their errors. Else null.</summary>
    public (double Value, double Error)[]? Chords { get; init; }
}
