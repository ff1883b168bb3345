namespace DiffGen.Generator.Ir;

/// <summary>A value: defined once, by one operation, parameter or region argument. <paramref name="Name"/> is its source variable, if it has one.</summary>
internal sealed record Value(int Id, IrType Type, string? Name)
{
    public override string ToString() => "%" + Id + (Name is null ? "" : "." + Name);

    public bool Equals(Value? other) => other is not null && other.Id == Id;

    public override int GetHashCode() => Id;
}
