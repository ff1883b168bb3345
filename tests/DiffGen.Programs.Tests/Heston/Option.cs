namespace DiffGen.Programs.Heston;

/// <summary>A European option.</summary>
/// <param name="Kind">What it pays.</param>
/// <param name="Strike">Its strike.</param>
/// <param name="Maturity">When it pays, in years.</param>
[Differentiable]
public readonly partial record struct Option(PayoffKind Kind, double Strike, double Maturity);
