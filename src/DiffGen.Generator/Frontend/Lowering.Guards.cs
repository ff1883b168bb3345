using System;
using System.Collections.Immutable;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Primitives;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace DiffGen.Generator.Frontend;

/// <summary>Members of the base library that look at numbers and give none: guards that throw, searches, conversions to integers.</summary>
internal sealed partial class Lowering
{
    /// <summary><c>ArgumentNullException.ThrowIfNull(x)</c>, <c>ArgumentOutOfRangeException.ThrowIfNegative(x)</c> and their kin: nothing, or an exception.</summary>
    private static bool IsGuard(IMethodSymbol method) => method is { IsStatic: true, ReturnsVoid: true }
        && method.Name.StartsWith("ThrowIf", StringComparison.Ordinal) && InheritsException(method.ContainingType) && BaseLibrary.Declares(method);

    /// <summary>A call that the derivative knows without a row of the table: what it gives is no real number.</summary>
    private (bool Known, Value? Result) LowerFlatCall(IInvocationOperation call, IMethodSymbol method)
    {
        if (IsGuard(method) && method.Name == "ThrowIfNull" && Read(Unconverted(call.Arguments[0].Value).Type!) is { IsBuffer: true } or { IsModel: true })
        {
            RequireNotNull(call);
            return (true, null);
        }

        if (method is { IsStatic: true, Name: "CreateChecked" or "CreateSaturating" or "CreateTruncating" } && call.Arguments.Length == 1 && Read(method.ReturnType) is var type && IsNumber(type.Text) && Read(call.Arguments[0].Value.Type!).IsReal)
        {
            string text = Spell(method.ContainingType) + "." + method.Name + TypeArguments(method) + "({0})";
            return (true, _builder.Add(new Opaque(PartOrigin(call), _builder.New(type), text, ImmutableArray.Create(LowerExpression(call.Arguments[0].Value)), Effect.Pure, Precedences.Call) { IsIntegerCast = true }).Result);
        }

        return IsSearch(method) ? (true, Searched(call)) : (false, null);
    }

    /// <summary><c>ThrowIfNull(x)</c> is <c>if (x == null) throw new ArgumentNullException(nameof(x))</c>.</summary>
    private void RequireNotNull(IInvocationOperation call)
    {
        Value isNull = IsNull(LowerExpression(Unconverted(call.Arguments[0].Value)), call);
        Value name = LowerExpression(call.Arguments[1].Value);
        var thrown = new Throw(_builder.Origin, "throw new global::System.ArgumentNullException({0});", ImmutableArray.Create(name));
        _builder.Add(new If(_builder.Origin, ImmutableArray<Value>.Empty, isNull, new Region(ImmutableArray.Create<Op>(thrown), ImmutableArray<Value>.Empty), Region.Empty));
    }

    /// <summary><c>Array.BinarySearch(numbers, x)</c> and <c>numbers.BinarySearch(x)</c> of a span.</summary>
    private bool IsSearch(IMethodSymbol method) => method is { IsStatic: true, Name: "BinarySearch", Parameters.Length: 2 } && method.ContainingType.ToDisplayString() is "System.Array" or "System.MemoryExtensions"
        && Read(method.Parameters[0].Type) is { IsBuffer: true, Layout: null, Members: null } buffer && Read(method.Parameters[1].Type) is { IsReal: true } sought && sought.Text == buffer.Element;

    /// <summary>The index is a whole number, and found by comparisons: flat as these are.</summary>
    private Value Searched(IInvocationOperation call)
    {
        Value[] arguments = LowerArguments(call.Arguments);
        string real = arguments[1].Type.Text;
        string text = "global::System.MemoryExtensions.BinarySearch<" + real + ", " + real + ">({0}, {1})";
        return _builder.Add(new Opaque(_builder.Origin, _builder.New(IrType.Int), text, ImmutableArray.Create(AsReadOnly(AsSliceable(arguments[0])), arguments[1]), Effect.Reads, Precedences.Call)).Result!;
    }
}
