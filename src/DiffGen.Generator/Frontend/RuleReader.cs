using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using DiffGen.Generator.Diagnostics;
using DiffGen.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DiffGen.Generator.Frontend;

/// <summary>
/// Rules by hand, for a method that is called: companions that stand beside it, in source or in a referenced assembly; a method marked
/// <c>[DerivativeOf]</c>; and the rules of the runtime for <c>TensorPrimitives</c>.
/// </summary>
internal static class RuleReader
{
    private const string TensorPrimitives = "System.Numerics.Tensors.TensorPrimitives";

    /// <summary>The methods marked [DerivativeOf] in a file, found once per file.</summary>
    private static readonly ConditionalWeakTable<SyntaxTree, MethodDeclarationSyntax[]> s_rules = new();

    /// <summary>Those of all files of a project.</summary>
    private static readonly ConditionalWeakTable<Compilation, MethodDeclarationSyntax[]> s_declared = new();

    /// <returns>The rule of a method, with its type arguments in place; null where it has none.</returns>
    /// <exception cref="RefusedException">A rule has another signature than it must have.</exception>
    public static IrRule? Find(Compilation compilation, IMethodSymbol method, CancellationToken cancellation)
    {
        if (method.MethodKind is not MethodKind.Ordinary || method.Name.Length == 0)
        {
            return null;
        }

        if (method.ContainingType.ToDisplayString() == TensorPrimitives)
        {
            return compilation.GetTypeByMetadataName("DiffGen.CompilerServices.TensorRules") is { } rules ? Beside(Generic(method), rules, isStrict: false) : null;
        }

        return Beside(method, method.ContainingType, isStrict: SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, compilation.Assembly)) ?? Marked(compilation, method, cancellation);
    }

    /// <summary>A method of TensorPrimitives that computes whole numbers or truth values of its operands: flat, as comparisons are.</summary>
    public static bool IsFlat(IMethodSymbol method) => method.ContainingType.ToDisplayString() == TensorPrimitives
        && !TypeReader.HoldsReals(method.ReturnType)
        && !ElementsWritten(method).Any(TypeReader.HoldsReals);

    /// <summary>The elements of the spans that a method may write.</summary>
    public static IEnumerable<ITypeSymbol> ElementsWritten(IMethodSymbol method) => method.Parameters.Select(p => p.Type).OfType<INamedTypeSymbol>().Where(t => t is { Name: "Span", Arity: 1 }).Select(t => t.TypeArguments[0]);

    /// <summary>The overload with a type parameter, on float, of one that is on float alone: the rules are of those.</summary>
    private static IMethodSymbol Generic(IMethodSymbol method) => method.IsGenericMethod
        ? method
        : method.ContainingType.GetMembers(method.Name).OfType<IMethodSymbol>()
            .Where(m => m.Arity == 1 && m.Parameters.Length == method.Parameters.Length && method.Parameters.Length > 0 && method.Parameters[0].Type is INamedTypeSymbol { TypeArguments.Length: 1 })
            .Select(m => m.Construct(((INamedTypeSymbol)method.Parameters[0].Type).TypeArguments[0]))
            .FirstOrDefault(m => m.Parameters.Zip(method.Parameters, (a, b) => SymbolEqualityComparer.Default.Equals(a.Type, b.Type)).All(same => same)) ?? method;

    /// <summary>The hand-written companions of a method in a type.</summary>
    /// <param name="method">The method.</param>
    /// <param name="holder">Where they stand.</param>
    /// <param name="isStrict">A companion's name with other parameters is an error.</param>
    private static IrRule? Beside(IMethodSymbol method, INamedTypeSymbol holder, bool isStrict)
    {
        string? jvp = Companion("Jvp"), vjp = Companion("Vjp"), gradient = Companion("Gradient");
        return jvp is null && vjp is null && gradient is null ? null : new IrRule(jvp, vjp, null, gradient);

        string? Companion(string suffix) => ByHand(method, holder, isStrict, suffix);
    }

    /// <summary>A companion of a method is written by hand in its type.</summary>
    /// <exception cref="RefusedException">A method of its name has another signature.</exception>
    public static bool IsByHand(IMethodSymbol method, string suffix) => ByHand(method, method.ContainingType, isStrict: true, suffix) is not null;

    /// <summary>The companions of node and sampling sites that are written by hand, and the methods that have the name of one only.</summary>
    public static (EquatableArray<string> Written, EquatableArray<Misnamed> Misnamed) OfSites(IMethodSymbol method)
    {
        var written = ImmutableArray.CreateBuilder<string>();
        var misnamed = ImmutableArray.CreateBuilder<Misnamed>();
        foreach ((string name, string[] overloads) in CompanionSignature.OfSites)
        {
            IMethodSymbol[] named = method.ContainingType.GetMembers(method.Name + name).OfType<IMethodSymbol>().Where(m => m.IsStatic == method.IsStatic).ToArray();
            if (named.Length == 0)
            {
                continue;
            }

            IrFunction signature = Signature(method);
            string[] found = overloads.Where(o => named.Any(n => Matches(n, signature, o, method))).ToArray();
            written.AddRange(found);
            if (found.Length == 0 && !overloads.Any(o => SharesName(method, o, named)))
            {
                misnamed.Add(new Misnamed(name, named[0].Name, CompanionSignature.Text(signature, name).Replace("global::", "")));
            }
        }

        return (new EquatableArray<string>(written.ToImmutable()), new EquatableArray<Misnamed>(misnamed.ToImmutable()));
    }

    private static string? ByHand(IMethodSymbol method, INamedTypeSymbol holder, bool isStrict, string suffix)
    {
        IMethodSymbol[] named = holder.GetMembers(method.Name + suffix).OfType<IMethodSymbol>().Where(m => m.IsStatic == method.IsStatic).ToArray();
        if (named.Length == 0)
        {
            return null;
        }

        IrFunction signature = Signature(method);
        IMethodSymbol? found = named.FirstOrDefault(m => Matches(m, signature, suffix, method));
        if (found is not null)
        {
            return TypeReader.Spell(holder) + "." + SignatureReader.Identifier(found.Name) + TypeArguments(method);
        }

        bool couldBe = isStrict && SignatureReader.Has(method.OriginalDefinition, "DifferentiableAttribute") && !SharesName(method, suffix, named);
        return couldBe
            ? throw new RefusedException(Descriptors.RuleSignature, named[0].Locations[0], named[0].Name, method.Name, CompanionSignature.Text(signature, suffix).Replace("global::", ""))
            : null;
    }

    /// <summary>The methods of the name belong to another overload.</summary>
    private static bool SharesName(IMethodSymbol method, string suffix, IMethodSymbol[] named) => method.ContainingType.GetMembers(method.Name).OfType<IMethodSymbol>()
        .Where(m => !SymbolEqualityComparer.Default.Equals(m, method.OriginalDefinition))
        .Any(other => named.All(n => Matches(n, Signature(other), suffix, other)));

    private static string TypeArguments(IMethodSymbol method) => method.IsGenericMethod ? "<" + string.Join(", ", method.TypeArguments.Select(TypeReader.Spell)) + ">" : "";

    private static bool Matches(IMethodSymbol candidate, IrFunction signature, string suffix, IMethodSymbol of)
    {
        if (candidate.Arity != of.Arity)
        {
            return false;
        }

        IMethodSymbol closed = of.IsGenericMethod && !SymbolEqualityComparer.Default.Equals(of, of.OriginalDefinition) ? candidate.Construct([.. of.TypeArguments]) : candidate;
        IReadOnlyList<string> expected = CompanionSignature.Parameters(signature, suffix);
        return closed.Parameters.Length == expected.Count
            && closed.Parameters.Select((p, i) => Same(Text(p), expected[i])).All(same => same)
            && Same(Unnamed(closed.ReturnType), Unnamed(CompanionSignature.Result(signature, suffix), signature));
    }

    private static bool Same(string a, string b) => string.Equals(a.Replace("?", ""), b.Replace("?", ""), StringComparison.Ordinal);

    private static string Text(IParameterSymbol parameter) => (parameter.RefKind switch { RefKind.In => "in ", RefKind.Ref => "ref ", RefKind.Out => "out ", _ => "" }) + TypeReader.Spell(parameter.Type);

    /// <summary>A result without the names of its elements.</summary>
    private static string Unnamed(ITypeSymbol type) => type switch
    {
        INamedTypeSymbol { IsTupleType: true } tuple => "(" + string.Join(", ", tuple.TupleElements.Select(e => Unnamed(e.Type))) + ")",
        { SpecialType: SpecialType.System_Void } => "void",
        _ => TypeReader.Spell(type),
    };

    private static string Unnamed(string text, IrFunction signature)
    {
        // Tuples among the parts keep their names in the text: they are compared without.
        foreach (IrType type in signature.Arguments.Select(a => a.Type).Append(signature.ResultType).Where(t => t is { Layout.Kind: CompositeKind.Tuple }).Select(t => t!))
        {
            text = text.Replace(type.Declared, "(" + string.Join(", ", type.Layout!.Fields.Select(f => f.Type.Declared)) + ")");
        }

        return text;
    }

    /// <summary>The signature of a method as companions see it.</summary>
    public static IrFunction Signature(IMethodSymbol method) => SignatureReader.Function(method, Lowering.Key(method));

    private static IrRule? Marked(Compilation compilation, IMethodSymbol method, CancellationToken cancellation)
    {
        IrRule? rule = null;
        foreach (MethodDeclarationSyntax declaration in s_declared.GetValue(compilation, c => c.SyntaxTrees.SelectMany(t => s_rules.GetValue(t, r => Scan(r, cancellation))).ToArray()))
        {
            if (compilation.GetSemanticModel(declaration.SyntaxTree).GetDeclaredSymbol(declaration, cancellation) is not IMethodSymbol candidate || !IsRuleOf(candidate, method))
            {
                continue;
            }

            IrFunction signature = Signature(method);
            string spelled = TypeReader.Spell(candidate.ContainingType) + "." + SignatureReader.Identifier(candidate.Name);
            string suffix = candidate.Name.EndsWith("Jvp", StringComparison.Ordinal) ? "Jvp" : candidate.Name.EndsWith("Vjp", StringComparison.Ordinal) ? "Vjp" : "";
            if (suffix.Length > 0 && Matches(candidate, signature, suffix, method))
            {
                rule = suffix == "Jvp" ? (rule ?? new IrRule(null, null, null)) with { Jvp = spelled } : (rule ?? new IrRule(null, null, null)) with { Vjp = spelled };
            }
            else if (suffix.Length == 0 && IsPartial(candidate, method))
            {
                rule = (rule ?? new IrRule(null, null, null)) with { Partial = spelled };
            }
            else if (!OtherOverload(candidate, method, suffix))
            {
                string expected = suffix.Length > 0
                    ? "static " + CompanionSignature.Text(signature, suffix)
                    : method.Parameters.Length == 1 ? "static " + TypeReader.Spell(method.ReturnType) + " " + candidate.Name + "(" + TypeReader.Spell(method.Parameters[0].Type) + " " + method.Parameters[0].Name + ")"
                    : "static " + CompanionSignature.Text(signature, "Jvp") + " and static " + CompanionSignature.Text(signature, "Vjp");
                throw new RefusedException(Descriptors.RuleSignature, candidate.Locations[0], candidate.Name, method.Name, expected.Replace("global::", ""));
            }
        }

        return rule;
    }

    /// <summary>A rule for another overload of the method.</summary>
    private static bool OtherOverload(IMethodSymbol candidate, IMethodSymbol method, string suffix) => method.ContainingType.GetMembers(method.Name).OfType<IMethodSymbol>()
        .Where(m => !SymbolEqualityComparer.Default.Equals(m, method))
        .Any(other => suffix.Length > 0 ? Matches(candidate, Signature(other), suffix, other) : IsPartial(candidate, other));

    private static bool IsPartial(IMethodSymbol candidate, IMethodSymbol method) => method.Parameters.Length == 1 && candidate.Parameters.Length == 1
        && TypeReader.Read(method.Parameters[0].Type).IsReal
        && SymbolEqualityComparer.Default.Equals(candidate.Parameters[0].Type, method.Parameters[0].Type)
        && SymbolEqualityComparer.Default.Equals(candidate.ReturnType, method.ReturnType);

    private static bool IsRuleOf(IMethodSymbol candidate, IMethodSymbol method) => candidate.IsStatic && candidate.GetAttributes().Any(a =>
        a.AttributeClass?.ToDisplayString() == "DiffGen.DerivativeOfAttribute"
        && a.ConstructorArguments.Length == 2
        && a.ConstructorArguments[0].Value is ITypeSymbol type && SymbolEqualityComparer.Default.Equals(type, method.ContainingType)
        && a.ConstructorArguments[1].Value is string name && name == method.Name);

    private static MethodDeclarationSyntax[] Scan(SyntaxTree tree, CancellationToken cancellation) =>
        tree.TryGetText(out var text) && !text.ToString().Contains("DerivativeOf")
            ? []
            : tree.GetRoot(cancellation).DescendantNodes().OfType<MethodDeclarationSyntax>().Where(m => m.AttributeLists.SelectMany(l => l.Attributes).Any(a => a.Name.ToString() is var n && (n.EndsWith("DerivativeOf", StringComparison.Ordinal) || n.EndsWith("DerivativeOfAttribute", StringComparison.Ordinal)))).ToArray();
}
