using System.Collections.Generic;

namespace GradientsWithoutBackprop.Experiments;

/// <summary>What came of the descents.</summary>
/// <param name="Rows">One row for each surface and checkpoint.</param>
/// <param name="Lowest">The lowest height on Beale's function after 1000 steps with forward gradients.</param>
/// <param name="Highest">The highest.</param>
/// <param name="Lost">How many of the descents from the steep start are lost.</param>
/// <param name="LostShortened">How many are lost when long gradients are shortened.</param>
internal sealed record SurfaceOutcome(IReadOnlyList<SurfaceRow> Rows, double Lowest, double Highest, int Lost, int LostShortened)
{
    /// <summary>The published range over seeds of the height on Beale's function after 1000 steps.</summary>
    public static (double Low, double High) PublishedRange => (3.4e-5, 1.45e-4);

    /// <summary>How many of 100 descents from the steep start may be lost.</summary>
    public static (int Low, int High) LostBand => (8, 40);
}
