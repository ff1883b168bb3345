namespace DiffGen.Generator.Ir;

/// <summary>The batch companions of a method are asked for; those written by hand are left out.</summary>
/// <param name="Primal">The values are written here.</param>
/// <param name="Jvp">The tangents are written here.</param>
/// <param name="Gradient">The gradients are written here.</param>
/// <param name="InLanes">Calls may run together, one in each lane of a vector.</param>
internal sealed record IrBatch(bool Primal, bool Jvp, bool Gradient, bool InLanes)
{
    public override string ToString() => " batch(" + Primal + ", " + Jvp + ", " + Gradient + ", " + InLanes + ")";
}
