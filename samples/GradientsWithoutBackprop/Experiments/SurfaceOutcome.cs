using System.Collections.Generic;

namespace GradientsWithoutBackprop.Experiments;

/// <summary>The height of a surface that descents reach after some steps, and the published heights.</summary>
/// <param name="Surface">The surface.</param>
/// <param name="Step">The number of steps.</param>
/// <param name="Descent">Gradient descent.</param>
/// <param name="PublishedDescent">Gradient descent, published.</param>
/// <param name="Forward">Forward-gradient descent, the median over seeds.</param>
/// <param name="PublishedForward">Forward-gradient descent, published.</param>
internal sealed record SurfaceRow(string Surface, int Step, double Descent, double PublishedDescent, double Forward, double PublishedForward)
{
    /// <summary>How the two kinds of descent compare.</summary>
    public double Quotient => Forward / Descent;

    /// <summary>Both as they should be: gradient descent within 1 % of the published height, forward-gradient descent within a factor 2 of gradient descent.</summary>
    public bool InBand => Descent / PublishedDescent is > 0.99 and < 1.01 && Quotient is >= 0.5 and <= 2;
}

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
