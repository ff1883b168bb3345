namespace DiffGen;

/// <summary>A point of a line search.</summary>
/// <param name="T">The step t along the direction.</param>
/// <param name="Value">The objective's value.</param>
/// <param name="Slope">Its derivative along the direction.</param>
internal readonly record struct LinePoint(double T, double Value, double Slope)
{
    public bool IsFinite => double.IsFinite(Value) && double.IsFinite(Slope);
}
