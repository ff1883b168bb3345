using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Emit;

/// <summary>What the bodies of companions yield, in the order in which the passes yield it.</summary>
internal static class Yields
{
    /// <summary>What a value is to the caller.</summary>
    public enum Role
    {
        Value,
        Tangent,
        Grad,
        Hvp,
    }

    /// <summary>A leaf of the result (argument -1) or of an argument.</summary>
    public sealed record Slot(Role Role, int Argument, int Leaf);

    /// <summary>The outputs, then the tangents of those that have one.</summary>
    public static ImmutableArray<Slot> Forward(IrFunction function) =>
        Outputs(function, Role.Value, _ => true).AddRange(Outputs(function, Role.Tangent, o => o.IsActive));

    /// <summary>The outputs, then the gradients of the leaves that are no buffers.</summary>
    public static ImmutableArray<Slot> Reverse(IrFunction function) => Outputs(function, Role.Value, _ => true).AddRange(Gradients(function, Role.Grad));

    /// <summary>As <see cref="Reverse"/>, then the tangents of all real numbers in it.</summary>
    public static ImmutableArray<Slot> ForwardOverReverse(IrFunction function) =>
        Reverse(function).AddRange(Outputs(function, Role.Tangent, o => o.Type.IsReal)).AddRange(Gradients(function, Role.Hvp));

    private static ImmutableArray<Slot> Outputs(IrFunction function, Role role, System.Func<IrOutput, bool> where) =>
        function.Outputs.Where(where).Select(o => new Slot(role, o.Argument, o.Leaf)).ToImmutableArray();

    private static ImmutableArray<Slot> Gradients(IrFunction function, Role role) =>
        Enumerable.Range(0, function.Arguments.Length)
            .SelectMany(i => Enumerable.Range(0, function.Arguments[i].Count).Select(k => (Argument: i, Leaf: k, Parameter: function.Parameters[function.Arguments[i].First + k])))
            .Where(x => x.Parameter.IsActive && !x.Parameter.Value.Type.IsBuffer)
            .Select(x => new Slot(role, x.Argument, x.Leaf)).ToImmutableArray();
}
