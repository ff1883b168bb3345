using System.Collections.Immutable;

namespace DiffGen.Generator.Ir;

/// <summary>A value: defined once, by one operation, parameter or region argument. <paramref name="Name"/> is its source variable, if it has one.</summary>
internal sealed record Value(int Id, IrType Type, string? Name)
{
    private ImmutableArray<Value> _alone;

    /// <summary>The list of this value: the operands or results of an operation that has no other.</summary>
    public ImmutableArray<Value> Alone
    {
        get
        {
            // A copy made by 'with' has the list of the value that it was copied from.
            ImmutableArray<Value> alone = _alone;
            return !alone.IsDefault && ReferenceEquals(alone[0], this) ? alone : _alone = ImmutableArray.Create(this);
        }
    }

    public override string ToString() => "%" + Id + (Name is null ? "" : "." + Name);

    public bool Equals(Value? other) => other is not null && other.Id == Id;

    public override int GetHashCode() => Id;
}
