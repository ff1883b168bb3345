using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace DiffGen.Generator.Frontend;

/// <summary>
/// What calls are given by reference: <c>ref</c>, <c>out</c> and <c>in</c> arguments, and the receiver of a struct's method. Without other
/// names of the same memory a reference is the value before the call, and the value after it; with them, the body is lowered in place.
/// </summary>
internal sealed partial class Lowering
{
    /// <summary>A place that a call is given, to write or only to read.</summary>
    private readonly struct Reference(Target place, bool isWritten)
    {
        public Target Root { get; } = RootOf(place);

        public bool IsWritten { get; } = isWritten;
    }

    private WrittenMemory? _writtenMemory;

    private WrittenMemory Written => _writtenMemory ??= new WrittenMemory(_compilation, _cancellation);

    private static bool IsWritten(IParameterSymbol parameter) => parameter.RefKind is RefKind.Ref or RefKind.Out;

    private static bool IsWritable(IrType type) => type is { IsBuffer: true, Buffer: not BufferKind.ReadOnlySpan };

    private static bool HoldsBuffers(IrType type) => type.IsComposite && IrArgument.LeavesOf(type, false).Any(l => IsWritable(l.Type));

    /// <summary>Whether a call may write elements of a buffer that it is given as this argument, or as a part of it.</summary>
    private bool MayWrite(IParameterSymbol parameter)
    {
        IrType type = TypeReader.Read(parameter.Type);
        bool may = type.IsComposite ? HoldsBuffers(type) : IsWritable(type) && Written.Through(parameter);
        _lookedAt.UnionWith(Written.LookedAt);
        return may;
    }

    private bool MayWriteReceiver(IMethodSymbol method)
    {
        bool may = Written.OfReceiver(method);
        _lookedAt.UnionWith(Written.LookedAt);
        return may;
    }

    /// <summary>An argument passed by <c>in</c>, of memory that has other names: the method sees what becomes of it.</summary>
    private bool IsSeenInPlace(IArgumentOperation argument) => argument.Parameter!.RefKind is RefKind.In or RefKind.RefReadOnlyParameter && IsPlace(argument.Value);

    /// <summary>A variable, an element, or a member of one: passed by reference without a copy.</summary>
    private bool IsPlace(IOperation operation) => operation switch
    {
        ILocalReferenceOperation { Local: { } local } => _aliases.ContainsKey(local) || _environment.ContainsKey(local),
        IParameterReferenceOperation { Parameter: { } parameter } => _aliases.ContainsKey(parameter) || _environment.ContainsKey(parameter) || CapturedPart(parameter) >= 0,
        IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance, Type: { } type } => Read(type) is { IsComposite: true, IsModel: false },
        IFieldReferenceOperation { Instance: { Type: { } holder } instance } field => Read(holder) is { IsComposite: true, IsModel: false } composite && PartIndex(composite, field.Field) >= 0 && IsPlace(instance),
        IParenthesizedOperation inner => IsPlace(inner.Operand),
        _ => RootOf(operation) is { } buffer && (Read(buffer).Real != RealKind.None || HoldsLeaves(Read(buffer)) || !Read(operation.Type!).IsComposite),
    };

    /// <summary>The type of the buffer that an element, or a member of one, lies in; null for anything else.</summary>
    private ITypeSymbol? RootOf(IOperation operation)
    {
        ITypeSymbol? holder = operation switch
        {
            IArrayElementReferenceOperation { Indices: not [IRangeOperation] } element => element.ArrayReference.Type,
            IPropertyReferenceOperation { Property.ReturnsByRef: true, Arguments.Length: 1 } element => element.Instance?.Type,
            IPropertyReferenceOperation { Property.ReturnsByRefReadonly: true, Arguments.Length: 1 } element => element.Instance?.Type,
            IImplicitIndexerReferenceOperation { Argument: not IRangeOperation } element => element.Instance.Type,
            IFieldReferenceOperation { Instance: { Type.IsValueType: true } instance } => RootOf(instance),
            IParenthesizedOperation inner => RootOf(inner.Operand),
            _ => null,
        };
        return holder is not null && Read(holder) is { IsBuffer: true, Buffer: not BufferKind.Jagged } ? holder : null;
    }

    private static Target RootOf(Target target) => target is Target.OfPart part ? RootOf(part.Whole) : target;

    /// <summary>Whether two of the references, or a reference and a buffer, may be the same memory, and the call may write one of them.</summary>
    private bool MayAlias(List<Reference> references, List<(Value Buffer, bool IsWritten)> buffers)
    {
        for (int i = 0; i < references.Count; i++)
        {
            Reference one = references[i];
            if (one.Root is Target.OfElement element && buffers.Any(b => (one.IsWritten || b.IsWritten) && MayOverlap(b.Buffer, element.Buffer)))
            {
                return true;
            }

            for (int k = 0; k < i; k++)
            {
                Reference other = references[k];
                bool same = (one.Root, other.Root) switch
                {
                    (Target.OfVariable a, Target.OfVariable b) => Equals(a.Key, b.Key),
                    (Target.OfElement a, Target.OfElement b) => MayOverlap(a.Buffer, b.Buffer),
                    _ => false,
                };
                if (same && (one.IsWritten || other.IsWritten))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Buffers of one element type, unless one of them is made here and the other made here too, or a parameter.</summary>
    private bool MayOverlap(Value a, Value b)
    {
        if (a.Type.Element != b.Type.Element && a.Type.Layout is null && b.Type.Layout is null)
        {
            return false;
        }

        (Value first, Op? madeFirst) = Whole(a);
        (Value second, Op? madeSecond) = Whole(b);
        return first.Equals(second) || !((madeFirst is Allocate && IsKnown(second, madeSecond)) || (madeSecond is Allocate && IsKnown(first, madeFirst)));

        bool IsKnown(Value buffer, Op? made) => made is Allocate || buffer.Id < _parameterCount;
    }

    /// <summary>The buffer that a view shows a part of, and what made it.</summary>
    private (Value Buffer, Op? Made) Whole(Value buffer)
    {
        Op? made = _builder.DefinitionOf(buffer);
        while (made is View view)
        {
            buffer = view.Buffer;
            made = _builder.DefinitionOf(buffer);
        }

        return (buffer, made);
    }

    /// <summary>A call that is given one place twice, or a place in a buffer that it is given too: lowered in place, each parameter and the receiver another name of what it was given.</summary>
    private Value? LowerAliased(IOperation call, IMethodSymbol method, Target? receiverPlace, Value? receiver, Target?[] targets, Value?[] values)
    {
        IMethodSymbol definition = method.OriginalDefinition;
        if (method.MethodKind is not (MethodKind.Ordinary or MethodKind.PropertyGet or MethodKind.UserDefinedOperator or MethodKind.Conversion) || !HasBody(method) || FindRule(method) is not null || method.IsAsync || method.ReturnsByRef || method.ReturnsByRefReadonly
            || SymbolEqualityComparer.Default.Equals(definition, _method.OriginalDefinition))
        {
            throw Refuse(call, "a call that is given the same memory twice", "copy to a variable first");
        }

        (Target? self, IMethodSymbol running, TypeMap types, Dictionary<ITypeSymbol, IrType> read) = (_self, _running, _types, _read);
        object held = new();
        if (receiver is not null)
        {
            _environment[held] = receiver;
        }

        IBlockOperation body = BodyOf(definition);
        _lookedAt.UnionWith(definition.DeclaringSyntaxReferences.Select(r => r.SyntaxTree));
        (_self, _running) = (receiverPlace ?? (receiver is null ? null : new Target.OfVariable(held, receiver.Type)), method);
        if (method.IsGenericMethod || method.ContainingType.IsGenericType)
        {
            (_types, _read) = (new TypeMap(_compilation, method), new(SymbolEqualityComparer.IncludeNullability));
        }

        Value? result = LowerBlock(call, body, definition, targets, values);
        (_self, _running, _types, _read) = (self, running, types, read);
        _environment.Remove(held);
        return result;
    }
}
