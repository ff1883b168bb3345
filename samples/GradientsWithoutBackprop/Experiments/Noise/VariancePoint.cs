namespace GradientsWithoutBackprop.Experiments;

/// <summary>The total variance of an estimate over ‖gradient‖², measured with its 95 % interval, and by theory.</summary>
/// <param name="Method">The estimate.</param>
/// <param name="X">What is varied.</param>
/// <param name="Measured">The measured variance.</param>
/// <param name="Reach">Half the width of its interval.</param>
/// <param name="Theory">The formula's.</param>
internal sealed record VariancePoint(string Method, double X, double Measured, double Reach, double Theory);
