using System;

namespace DiffGen.Programs.Lstm;

/// <summary>The parameters of the network of <see cref="LstmForecast"/>, by name and in the same order.</summary>
/// <param name="inputs">Numbers per step.</param>
/// <param name="hidden">Size of the state.</param>
[Differentiable]
public sealed partial class LstmModel(int inputs, int hidden)
{
    public int Hidden { get; } = hidden;

    public int Gates { get; } = 4 * hidden;

    public int Columns { get; } = inputs + hidden;

    [Shape(nameof(Gates), nameof(Columns))]
    public partial Span<double> Weights { get; }

    [Shape(nameof(Gates))]
    public partial Span<double> Biases { get; }

    [Shape(nameof(Hidden))]
    public partial Span<double> Readout { get; }

    public partial double Offset { get; set; }
}
