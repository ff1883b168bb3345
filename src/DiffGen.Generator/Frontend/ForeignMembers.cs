using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Primitives;
using Microsoft.CodeAnalysis;

namespace DiffGen.Generator.Frontend;

/// <summary>Marked methods of referenced assemblies: their hidden members are called as those of a recursive method of this project are.</summary>
internal static class ForeignMembers
{
    /// <summary>The calling convention that this generator writes and reads.</summary>
    public const int Version = 1;

    /// <summary>A method of another assembly whose forward sweep, pullback and tangent can be called.</summary>
    public static bool Has(Compilation compilation, IMethodSymbol method) => IsForeign(compilation, method) && Member(method, IsCheckpoint(method) ? CallMode.Reverse : CallMode.Forward) is not null;

    /// <summary>A marked method of another assembly, or a member of a marked struct there.</summary>
    private static bool IsForeign(Compilation compilation, IMethodSymbol method) => !SymbolEqualityComparer.Default.Equals(method.OriginalDefinition.ContainingAssembly, compilation.Assembly)
        && (method.MethodKind == MethodKind.Ordinary && SignatureReader.Has(method.OriginalDefinition, "DifferentiableAttribute")
            || method.ContainingType is { TypeKind: TypeKind.Struct } holder && CompositeReader.IsMarked(holder));

    /// <summary>The method as a caller sees it: its signature, and a body that stands for what the method may do.</summary>
    public static IrFunction Function(IMethodSymbol method)
    {
        IrFunction signature = SignatureReader.Function(method, Lowering.Key(method), isMarked: true);
        int nextId = signature.NextId;
        var ops = ImmutableArray.CreateBuilder<Op>();
        foreach (IrParameter written in signature.Parameters.Where(p => p.IsWritable && p.Value.Type.IsBuffer))
        {
            ops.Add(new Fill(-1, written.Value, null));
        }

        if (Says(method, "HasEffects"))
        {
            ops.Add(new Opaque(-1, null, signature.CallName + "();", ImmutableArray<Value>.Empty, Effect.Unknown, Precedences.Call));
        }

        Constant[] results = signature.Outputs.Select(o => new Constant(-1, new Value(nextId++, o.Type, null), o.Type.IsReal ? "0" : "default")).ToArray();
        ops.AddRange(results);
        return new IrFunction(signature.Key, signature.Name, signature.Parameters, signature.ResultType, new Region(ops.ToImmutable(), results.Select(c => c.Result).ToImmutableArray()), nextId, ImmutableArray<OriginText>.Empty)
        {
            Arguments = signature.Arguments,
            Outputs = signature.Outputs,
            CallName = signature.CallName,
            DeclaringType = signature.DeclaringType,
            IsVisible = true,
            IsMarked = true,
            IsCheckpoint = IsCheckpoint(method),
            WantsHvp = Member(method, IsCheckpoint(method) ? CallMode.ReverseTangent : CallMode.ForwardTangent) is not null,
            Foreign = new IrForeign(Lowering.Key(method.OriginalDefinition), method.IsGenericMethod ? "<" + string.Join(", ", method.TypeArguments.Select(TypeReader.Spell)) + ">" : "", Says(method, "HasSites")),
        };
    }

    private static bool IsCheckpoint(IMethodSymbol method) => SignatureReader.Has(method.OriginalDefinition, "CheckpointAttribute");

    /// <summary>What the attribute of the method's members says of it.</summary>
    private static bool Says(IMethodSymbol method, string what) => Member(method, IsCheckpoint(method) ? CallMode.Reverse : CallMode.Forward) is { } member
        && Attribute(member) is { } attribute && attribute.NamedArguments.Any(n => n.Key == what && n.Value.Value is true);

    private static IMethodSymbol? Member(IMethodSymbol method, CallMode mode)
    {
        IMethodSymbol definition = Virtuality.IsMarked(method) ? Virtuality.RootOf(method) : method.OriginalDefinition;
        return definition.ContainingType.GetMembers(SignatureReader.NameOf(method) + mode + "_" + StableHash.Of(Lowering.Key(definition))).OfType<IMethodSymbol>()
            .FirstOrDefault(m => Attribute(m) is { ConstructorArguments: [_, { Value: Version }] });
    }

    private static AttributeData? Attribute(IMethodSymbol member) => member.GetAttributes().FirstOrDefault(a => a.AttributeClass?.ToDisplayString() == "DiffGen.CompilerServices.CompanionOfAttribute");
}
