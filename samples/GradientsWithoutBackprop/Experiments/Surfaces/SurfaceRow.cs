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
