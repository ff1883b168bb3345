using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Primitives;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace DiffGen.Generator.Frontend;

/// <summary><c>a ?? b</c> and <c>a?.B</c> of constants that may be null, as choices.</summary>
internal sealed partial class Lowering
{
    /// <summary>What is not null, while the members behind <c>?.</c> are lowered.</summary>
    private readonly Stack<Value> _present = new();

    /// <summary><c>a ?? b</c>: a where it is not null, else b; either side may then be active, as of <c>layer?.Apply(x) ?? x</c>.</summary>
    private Value LowerCoalesce(ICoalesceOperation choice)
    {
        IrType type = Read(choice.Type!);
        if (choice.Value is IConditionalAccessOperation { WhenNotNull: { Type.IsValueType: true } member } access && NullableOf(member.Type) is null)
        {
            return Access(access, () => Convert(LowerExpression(member), type, choice), Otherwise);
        }

        Value value = OfConstant(choice.Value);
        return Choose(IsPresent(value, choice.Value.Type!), () => Convert(SymbolEqualityComparer.Default.Equals(choice.Value.Type, choice.Type) ? value : Content(value, choice.Value.Type!), type, choice), Otherwise);

        Value Otherwise()
        {
            Value other = LowerExpression(choice.WhenNull);
            return _builder.IsDead ? other : Convert(other, type, choice);
        }
    }

    /// <summary><c>a?.B</c>: null where a is.</summary>
    private Value LowerConditionalAccess(IConditionalAccessOperation access)
    {
        if (access.Type is not { SpecialType: not SpecialType.System_Void } result || Read(result) is not { IsBuffer: false, IsComposite: false } type)
        {
            throw Unsupported(access);
        }

        return Access(access, Member, () => _builder.Constant(type, result.IsValueType ? "default(" + Spell(result) + ")" : "null"));

        Value Member()
        {
            Value member = LowerExpression(access.WhenNotNull);
            return member.Type.Text == type.Text || !result.IsValueType ? member
                : _builder.Add(new Opaque(PartOrigin(access), _builder.New(type), "(" + type.Text + "){0}", ImmutableArray.Create(Materialized(member, access)), Effect.Pure, Precedences.Unary) { Active = ActiveOperands.Refused }).Result!;
        }
    }

    /// <summary>The array in <c>a == null</c>; null for other comparisons.</summary>
    private static IOperation? ArrayComparedWithNull(IBinaryOperation comparison)
    {
        IOperation left = Unconverted(comparison.LeftOperand), right = Unconverted(comparison.RightOperand);
        return left.Type is IArrayTypeSymbol && right.ConstantValue is { HasValue: true, Value: null } ? left
            : right.Type is IArrayTypeSymbol && left.ConstantValue is { HasValue: true, Value: null } ? right
            : null;
    }

    /// <summary>
    /// Whether a value is null, which has no derivative. An array of marked structs is the span of its numbers: of one that was just read and is null, a span without an address, which an empty one has.
    /// What is passed on as a span no longer tells an empty array from none.
    /// </summary>
    private Value IsNull(Value value, IOperation at)
    {
        if (!value.Type.IsSpan)
        {
            return _builder.Pure(IrType.Bool, value.Type.IsBuffer ? "{0} == null" : "{0} is null", value.Type.IsBuffer ? Precedences.Equality : Precedences.Relational, value);
        }

        return IsRead(value)
            ? _builder.Pure(IrType.Bool, "global::System.Runtime.CompilerServices.Unsafe.IsNullRef(ref global::System.Runtime.InteropServices.MemoryMarshal.GetReference({0}))", Precedences.Call, value)
            : throw Refuse(at, "comparing an array of marked structs that is no constant with null", "look before the call whether there is one, or pass an empty array and ask for its length");
    }

    /// <summary>An array of marked structs as it was read from a member, or given by code without a derivative.</summary>
    private bool IsRead(Value value) => _builder.DefinitionOf(value) switch
    {
        Opaque { Template: "{0}" } renamed => IsRead(renamed.Arguments[0]),
        Opaque opaque => opaque.Template.StartsWith(NumbersOfArray, StringComparison.Ordinal),
        _ => false,
    };

    private Value LowerPresent(IConditionalAccessInstanceOperation present) => _present.Count > 0 ? _present.Peek() : throw Unsupported(present);

    private Value Access(IConditionalAccessOperation access, Func<Value> member, Func<Value> otherwise)
    {
        Value instance = OfConstant(access.Operation);
        return Choose(
            IsPresent(instance, access.Operation.Type!),
            () =>
            {
                _present.Push(Content(instance, access.Operation.Type!));
                Value value = member();
                _present.Pop();
                return value;
            },
            otherwise);
    }

    /// <summary>What is compared with null: no buffer, whose derivative would have to be null with it.</summary>
    private Value OfConstant(IOperation operation)
    {
        if (operation.Type is null || Read(operation.Type) is { IsBuffer: true } or { IsComposite: true })
        {
            throw Unsupported(operation.Parent!);
        }

        return LowerExpression(operation);
    }

    private Value IsPresent(Value value, ITypeSymbol type) => NullableOf(type) is null
        ? _builder.Pure(IrType.Bool, "{0} is not null", Precedences.Relational, value)
        : _builder.Pure(IrType.Bool, "{0}.HasValue", Precedences.Call, value);

    /// <summary>The value of a nullable number or struct, which is there; a reference is itself.</summary>
    private Value Content(Value value, ITypeSymbol type) => NullableOf(type) is { } content
        ? Given(Read(content), "{0}.GetValueOrDefault()", value)
        : value;

    /// <summary>What a template gives of a constant; a composite by its parts.</summary>
    private Value Given(IrType type, string template, Value constant) => type.IsComposite
        ? Decomposed(_builder.Pure(Plain(type), template, Precedences.Call, constant), type)
        : _builder.Pure(type, template, Precedences.Call, constant);

    private static ITypeSymbol? NullableOf(ITypeSymbol? type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : null;
}
