using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using DiffGen.Generator.Diagnostics;
using DiffGen.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DiffGen.Generator.Frontend;

/// <summary>What the front end makes of one marked method, places aside: the model that everything behind is computed from.</summary>
/// <param name="Shape">Where the companions go; null where nothing can be declared.</param>
/// <param name="Function">The method; where it is refused, its signature alone.</param>
/// <param name="IsRefused">The body holds what is not supported.</param>
/// <param name="Helpers">The unmarked methods that it calls, directly or not.</param>
internal sealed record MarkedModel(MethodShape? Shape, IrFunction? Function, bool IsRefused, EquatableArray<IrFunction> Helpers);

/// <summary>The model, the diagnostics found on the way, and the places that origins stand for.</summary>
internal sealed record MarkedMethod(MarkedModel Model, EquatableArray<Finding> Findings, EquatableArray<FunctionPlaces> Places);

/// <summary>The places of a method's origins, its name, and its parameters.</summary>
internal sealed record FunctionPlaces(string Function, Place Name, EquatableArray<Place> Parameters, EquatableArray<Place> Origins);

/// <summary>Reads a marked method: its signature, its body, and the helpers it calls.</summary>
internal static class MarkedMethodReader
{
    /// <param name="context">The method and its mark.</param>
    /// <param name="files">Takes the files of the bodies that are read.</param>
    /// <param name="cancellation">Ends it early.</param>
    public static MarkedMethod Read(GeneratorAttributeSyntaxContext context, ISet<SyntaxTree> files, CancellationToken cancellation)
    {
        var method = (IMethodSymbol)context.TargetSymbol;
        Compilation compilation = context.SemanticModel.Compilation;
        if (method.Parameters.Select(p => p.Type).Append(method.ContainingType).Any(ParameterTypes.IsParameterClass))
        {
            compilation = ExtendedCompilation.Of(compilation, cancellation);
            method = compilation.GetSemanticModel(context.TargetNode.SyntaxTree).GetDeclaredSymbol(context.TargetNode, cancellation) as IMethodSymbol ?? method;
        }

        var findings = new List<Finding>();
        var places = new List<FunctionPlaces>();
        foreach (TypeDeclarationSyntax type in context.TargetNode.Ancestors().OfType<TypeDeclarationSyntax>())
        {
            if (!type.Modifiers.Any(m => m.ValueText == "partial"))
            {
                findings.Add(Finding.Create(Descriptors.NotPartial, Place.Of(type.Identifier.GetLocation()), type.Identifier.ValueText));
            }
        }

        // Of a method that stands in no type, the compiler has one for it that nothing can name.
        if (method.Name.Length == 0 || method.Parameters.Any(p => p.Name.Length == 0) || !method.ContainingType.CanBeReferencedByName)
        {
            return new MarkedMethod(new MarkedModel(null, null, true, default), default, default);
        }

        CheckSignature(method, context.Attributes[0], findings);
        if (findings.Any(f => f.IsError))
        {
            return new MarkedMethod(new MarkedModel(null, null, true, default), Findings(findings), default);
        }

        MethodShape shape = Shape(method, compilation.Options is Microsoft.CodeAnalysis.CSharp.CSharpCompilationOptions { CheckOverflow: true }) with { IsExported = compilation.Options.OutputKind == OutputKind.DynamicallyLinkedLibrary && IsSeenOutside(method) };
        (EquatableArray<string> handWritten, EquatableArray<Misnamed> misnamed) = RuleReader.OfSites(method);
        shape = shape with { HandWritten = handWritten, Misnamed = misnamed };
        IrFunction? function = null;
        IrRule? rule = null;
        bool isBroken = false;
        var helpers = new List<IrFunction>();
        try
        {
            CheckTypes(method, findings);
            rule = RuleReader.Find(compilation, method, cancellation);
            if (rule is not null && WantsHvp(context.Attributes[0]))
            {
                throw new RefusedException(Descriptors.RuleSecondDerivative, context.Attributes[0].ApplicationSyntaxReference?.GetSyntax(cancellation).GetLocation() ?? method.Locations[0], method.Name, "leave out the rule, or Hvp = true");
            }

            if (rule is not null && Virtuality.IsMarked(method))
            {
                throw new RefusedException(Descriptors.Signature, method.Locations[0], "A rule by hand for the virtual method '" + method.Name + "'", "leave out the rule, or mark a method that is not virtual and let the virtual one call it");
            }

            Lowering.Result lowered;
            if (rule is { IsWhole: true })
            {
                lowered = new Lowering.Result(SignatureOnly(method, false), ImmutableArray<Place>.Empty, ImmutableArray<IMethodSymbol>.Empty, ImmutableArray<Finding>.Empty);
                places.Add(new FunctionPlaces(lowered.Function.Key, Place.Of(method.Locations[0]), new EquatableArray<Place>(method.Parameters.Select(p => Place.Of(p.Locations[0])).ToImmutableArray()), default));
            }
            else
            {
                lowered = Lower(method, isMarked: true);
            }

            function = lowered.Function.With(lowered.Function.Body, lowered.Function.NextId, WantsHvp(context.Attributes[0]));
            function = rule is null ? function : function.With(rule);
            function = function.With(function.Body, function.NextId, jacobian: JacobianReader.Read(compilation, method, context.Attributes[0], rule, cancellation), batch: BatchReader.Read(method, context.Attributes[0]), wantsLab: WantsLab(context.Attributes[0]), wantsNodeDifference: WantsNodeDifference(context.Attributes[0]), hasNodeExamples: HasNodeExamples(context.Attributes[0]), enumerationBudget: EnumerationBudget(context.Attributes[0]), wantsExpectationHvp: WantsExpectationHvp(context.Attributes[0]));
            helpers.AddRange(Helpers(compilation, function.Key, lowered, helper => Lower(helper, isMarked: false), cancellation));
        }
        catch (BrokenSourceException)
        {
            isBroken = true;
        }
        catch (RefusedException refused)
        {
            findings.Add(refused.Finding);
        }
        catch (Exception other) when (other is not OperationCanceledException && HasErrors(context, files, cancellation))
        {
            isBroken = true;
        }
        catch (IrRuleBrokenException broken)
        {
            findings.Add(Finding.Create(Descriptors.Internal, Place.Of(method.Locations[0]), method.Name, broken.Stage, broken.Message));
        }
        catch (Exception other) when (other is not OperationCanceledException)
        {
            findings.Add(Finding.Create(Descriptors.Internal, Place.Of(method.Locations[0]), method.Name, "Frontend", other.GetType().Name + ": " + other.Message));
        }

        if (isBroken || findings.Any(f => f.IsError))
        {
            return new MarkedMethod(new MarkedModel(shape, SignatureOnly(method, WantsHvp(context.Attributes[0]), rule, JacobianReader.NeedsStub(method, context.Attributes[0]), BatchReader.Stubs(method, context.Attributes[0]), WantsNodeDifference(context.Attributes[0]), WantsExpectationHvp(context.Attributes[0])), true, default), Findings(findings), Places());
        }

        return new MarkedMethod(new MarkedModel(shape, function, false, new EquatableArray<IrFunction>(helpers.ToImmutableArray())), Findings(findings), Places());

        EquatableArray<FunctionPlaces> Places() => new(places.ToImmutableArray());

        Lowering.Result Lower(IMethodSymbol target, bool isMarked)
        {
            Lowering.Result result = Lowering.Lower(compilation, target, method.ContainingType, isMarked, cancellation);
            IMethodSymbol declared = target.OriginalDefinition;
            files.UnionWith(new[] { declared, declared.PartialDefinitionPart, declared.PartialImplementationPart }.OfType<IMethodSymbol>().SelectMany(m => m.DeclaringSyntaxReferences).Select(r => r.SyntaxTree));
            files.UnionWith(result.LookedAt);
            findings.AddRange(result.Warnings);
            places.Add(new FunctionPlaces(
                result.Function.Key,
                Place.Of(target.Locations[0]),
                new EquatableArray<Place>(target.Parameters.Select(p => Place.Of(p.Locations[0])).ToImmutableArray()),
                new EquatableArray<Place>(result.Places)));
            IrVerifier.Check(result.Function, "Frontend");
            return result;
        }
    }

    /// <summary>The compiler has errors of its own for the method, or for the form of a file that was read: what such source means is open.</summary>
    private static bool HasErrors(GeneratorAttributeSyntaxContext context, IEnumerable<SyntaxTree> files, CancellationToken cancellation) =>
        files.Append(context.TargetNode.SyntaxTree).SelectMany(f => f.GetDiagnostics(cancellation)).Concat(context.SemanticModel.GetDiagnostics(context.TargetNode.Span, cancellation)).Any(d => d.Severity == DiagnosticSeverity.Error);

    /// <summary>The methods that a method calls, directly or not, other than the marked ones of its project.</summary>
    /// <param name="compilation">The project.</param>
    /// <param name="key">The method.</param>
    /// <param name="lowered">The method, lowered.</param>
    /// <param name="lower">Lowers a helper.</param>
    /// <param name="cancellation">Ends it early.</param>
    public static List<IrFunction> Helpers(Compilation compilation, string key, Lowering.Result lowered, Func<IMethodSymbol, Lowering.Result> lower, CancellationToken cancellation)
    {
        var helpers = new List<IrFunction>();
        var known = new HashSet<string>(StringComparer.Ordinal) { key };
        var open = new Queue<IMethodSymbol>(lowered.Callees);
        var dispatched = new List<IMethodSymbol>(lowered.Dispatched);
        while (open.Count > 0)
        {
            IMethodSymbol helper = open.Dequeue();
            bool takesObject = !helper.IsStatic && helper.MethodKind != MethodKind.Constructor && !TypeReader.Read(helper.ContainingType).IsComposite;
            if (!known.Add(Lowering.Key(helper) + (takesObject ? Lowering.OnObject : "")) || (!takesObject && SignatureReader.Has(helper, "DifferentiableAttribute") && SymbolEqualityComparer.Default.Equals(helper.ContainingAssembly, compilation.Assembly) && SymbolEqualityComparer.Default.Equals(helper, helper.OriginalDefinition) && helper.MethodKind == MethodKind.Ordinary))
            {
                continue;
            }

            if (ForeignMembers.Has(compilation, helper))
            {
                helpers.Add(ForeignMembers.Function(helper));
                continue;
            }

            if (RuleReader.Find(compilation, helper, cancellation) is { } given)
            {
                IrFunction ruled = RuleReader.Signature(helper).With(given);
                if (!given.IsWhole)
                {
                    Lowering.Result rest = lower(helper);
                    ruled = rest.Function.With(given);
                    rest.Callees.ToList().ForEach(open.Enqueue);
                    dispatched.AddRange(rest.Dispatched);
                }

                helpers.Add(ruled);
                continue;
            }

            Lowering.Result inner = lower(helper);
            helpers.Add(inner.Function);
            dispatched.AddRange(inner.Dispatched);
            foreach (IMethodSymbol next in inner.Callees)
            {
                open.Enqueue(next);
            }
        }

        helpers.AddRange(dispatched.Distinct(SymbolEqualityComparer.Default).Cast<IMethodSymbol>().Select(Virtuality.Function));
        return helpers;
    }

    private static readonly SymbolDisplayFormat s_cref = TypeReader.FullName.AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.ExpandValueTuple);

    private static EquatableArray<Finding> Findings(List<Finding> findings) => new(findings.ToImmutableArray());

    private static void CheckSignature(IMethodSymbol method, AttributeData attribute, List<Finding> findings)
    {
        Location name = method.Locations[0];
        if (method.IsAbstract || method.IsExtern || method.PartialImplementationPart is not null)
        {
            findings.Add(Finding.Create(Descriptors.NoBody, Place.Of(name), method.Name));
            return;
        }

        for (INamedTypeSymbol? type = method.ContainingType; type is not null; type = type.ContainingType)
        {
            if (type.IsFileLocal)
            {
                Refuse(type.Locations[0], "A method of the file-local type '" + type.Name + "'", "leave out 'file': companions stand in a file of their own");
                return;
            }
        }

        if (method.ReturnType is IPointerTypeSymbol or IFunctionPointerTypeSymbol || method.Parameters.Any(p => p.Type is IPointerTypeSymbol or IFunctionPointerTypeSymbol))
        {
            Refuse(name, "A method with pointers", "pass a span");
            return;
        }

        foreach (IParameterSymbol parameter in method.Parameters.Where(p => p.RefKind is RefKind.Ref or RefKind.Out && IrArgument.LeavesOf(TypeReader.Read(p.Type), false).Any(l => l.Type.IsBuffer)))
        {
            Refuse(parameter.Locations[0], "The " + parameter.RefKind.ToString().ToLowerInvariant() + " parameter '" + parameter.Name + "' of a buffer type", "pass the buffer by value");
        }

        if (method.ExplicitInterfaceImplementations.Length > 0)
        {
            Refuse(name, "The explicit implementation '" + method.Name + "'", "mark a method that it calls");
            return;
        }

        bool isVirtual = method.IsVirtual || method.IsAbstract || method.IsOverride;
        if (!method.IsStatic && method.ContainingType.TypeKind == TypeKind.Interface)
        {
            Refuse(name, "The interface method '" + method.Name + "'", "mark the methods that implement it, or an abstract method of a class");
        }
        else if (isVirtual && (method.IsGenericMethod || TypeReader.Read(method.ContainingType).IsComposite || SignatureReader.Has(method, "CheckpointAttribute") || BatchReader.IsAsked(attribute)))
        {
            Refuse(name, "The virtual method '" + method.Name + "' " + (method.IsGenericMethod ? "with type parameters" : SignatureReader.Has(method, "CheckpointAttribute") ? "marked [Checkpoint]" : BatchReader.IsAsked(attribute) ? "with Batch = true" : "of a marked type"), "mark a method that is not virtual and let the virtual one call it");
        }
        else if (Virtuality.Difference(method) is { } difference)
        {
            findings.Add(Finding.Create(Descriptors.OverrideDiffers, Place.Of(name), method.Name, method.OverriddenMethod!.ContainingType.Name + "." + method.Name, "give it " + difference));
            return;
        }

        if (method.TypeParameters.Any(p => !TypeReader.IsRealParameter(p) && p.ConstraintTypes.Any(c => c.Name.StartsWith("IFloatingPoint", StringComparison.Ordinal) || c.Name is "INumber" or "INumberBase" or "IRootFunctions")))
        {
            Refuse(name, "The generic method '" + method.Name + "'", "constrain its type parameter to IFloatingPointIeee754");
            return;
        }

        if (method.ReturnsByRef || method.ReturnsByRefReadonly)
        {
            Refuse(name, "A ref result", "return the value");
        }

        IrType result = TypeReader.Read(method.ReturnType);
        if (result.Buffer is BufferKind.Matrix or BufferKind.Jagged && !result.IsRealBuffer && TypeReader.IsActiveLater(method.ReturnType))
        {
            Refuse(name, "A result of type '" + method.ReturnType.ToDisplayString() + "'", "return an array, a two-dimensional array or an array of arrays of numbers, or write to a parameter");
        }
        else if (result.IsModel)
        {
            Refuse(name, "A result of type '" + method.ReturnType.ToDisplayString() + "'", "write to a model that is passed");
        }
        else if (method.ReturnType.IsRefLikeType)
        {
            findings.Add(Finding.Create(Descriptors.ResultType, Place.Of(name), method.ReturnType.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat), "let the method write to a span that it is given, or return a new array"));
        }
        else if (result is { Real: RealKind.None, IsComposite: false } && TypeReader.IsActiveLater(method.ReturnType))
        {
            Refuse(name, "A result of type '" + method.ReturnType.ToDisplayString() + "'", "return double or float, or write to a span");
        }

        CheckNames(method, attribute, findings);
        BatchReader.Check(method, attribute, findings);
        if (WantsHvp(attribute) && !result.IsReal)
        {
            Refuse(attribute.ApplicationSyntaxReference?.GetSyntax().GetLocation() ?? name, "Hvp = true on a method without a scalar real result", "leave it out, or return double or float");
        }

        if (HasNodeExamples(attribute) && !result.IsReal)
        {
            Refuse(attribute.ApplicationSyntaxReference?.GetSyntax().GetLocation() ?? name, "NodeExamples = true on a method without a scalar real result", "leave it out, or return double or float");
        }

        if (WantsNodeDifference(attribute) && !result.IsReal)
        {
            Refuse(attribute.ApplicationSyntaxReference?.GetSyntax().GetLocation() ?? name, "NodeDifference = true on a method without a scalar real result", "leave it out, or return double or float");
        }

        void Refuse(Location location, string construct, string instead) => findings.Add(Finding.Create(Descriptors.Signature, Place.Of(location), construct, instead));
    }

    /// <summary>No member of the type, and no companion of an earlier overload, stands where a companion would.</summary>
    private static void CheckNames(IMethodSymbol method, AttributeData attribute, List<Finding> findings)
    {
        string[] suffixes = WantsHvp(attribute) ? ["Jvp", "Vjp", "Gradient", "Hvp"] : ["Jvp", "Vjp", "Gradient"];
        foreach (string suffix in suffixes.Concat(JacobianReader.IsAsked(attribute) ? ["Jacobian"] : []).Concat(BatchReader.IsAsked(attribute) ? BatchReader.Suffixes : []))
        {
            string name = method.Name + suffix;
            string? parameters = null;
            foreach (ISymbol member in method.ContainingType.GetMembers(name))
            {
                if (member is not IMethodSymbol)
                {
                    findings.Add(Finding.Create(Descriptors.NameTaken, Place.Of(method.Locations[0]), name));
                    return;
                }
            }

            foreach (IMethodSymbol overload in method.ContainingType.GetMembers(method.Name).OfType<IMethodSymbol>())
            {
                if (SymbolEqualityComparer.Default.Equals(overload, method))
                {
                    break;
                }

                if (SignatureReader.Has(overload, "DifferentiableAttribute") && Companion(overload, suffix) == (parameters ??= Companion(method, suffix)))
                {
                    findings.Add(Finding.Create(Descriptors.SameSignature, Place.Of(method.Locations[0]), name, overload.ToDisplayString()));
                    return;
                }
            }
        }
    }

    /// <summary>The parameter types of a companion, as one text.</summary>
    private static string Companion(IMethodSymbol method, string suffix) => string.Join(",", CompanionSignature.Parameters(RuleReader.Signature(method), suffix).Select(t => t.Replace("in ", "")));

    private static void CheckTypes(IMethodSymbol method, List<Finding> findings)
    {
        if (IsToldOf(method.ReturnType) || (!method.IsStatic && IsToldOf(method.ContainingType)))
        {
            throw new BrokenSourceException();
        }

        foreach (IParameterSymbol parameter in method.Parameters)
        {
            if (SignatureReader.Has(parameter, "NoDiffAttribute"))
            {
                continue;
            }

            if (IsToldOf(parameter.Type))
            {
                throw new BrokenSourceException();
            }

            var hidden = TypeReader.HiddenParts(parameter.Type).ToList();
            if (hidden.Any(h => TypeReader.IsActiveLater(h.Type)) || Unfit(parameter.Type))
            {
                throw new RefusedException(Descriptors.ParameterType, parameter.Locations[0], parameter.Name, parameter.Type.ToDisplayString());
            }

            foreach ((IFieldSymbol? element, ITypeSymbol type) in hidden)
            {
                Location at = parameter.Locations[0];
                findings.Add(element is null
                    ? Finding.SilentConstant(Place.Of(at), parameter.Name, type)
                    : Finding.SilentConstantElement(Place.Of(element.Locations.FirstOrDefault(l => l.SourceTree == at.SourceTree) ?? at), parameter.Name + "." + element.Name, type));
            }
        }
    }

    /// <summary>A struct, or a buffer of structs, that has an error of its own at its declaration.</summary>
    private static bool IsToldOf(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => IsToldOf(array.ElementType),
        INamedTypeSymbol { Name: "Span" or "ReadOnlySpan", Arity: 1 } span => IsToldOf(span.TypeArguments[0]),
        INamedTypeSymbol { TypeKind: TypeKind.Struct } named => CompositeReader.IsMarked(named) && named.Locations.Any(l => l.IsInSource)
            && (CompositeReader.Fault(named) is not null || CompositeReader.FieldsOf(named).Any(f => !SignatureReader.Has((ISymbol?)CompositeReader.PropertyOf(f) ?? f, "NoDiffAttribute") && (TypeReader.Read(f.Type).IsRealBuffer || TypeReader.HiddenParts(f.Type).Any(h => TypeReader.IsActiveLater(h.Type))))),
        _ => false,
    };

    /// <summary>A struct with a buffer in it.</summary>
    private static bool Unfit(ITypeSymbol type) => TypeReader.Read(type) is { IsComposite: true, IsModel: false } composite && IrArgument.LeavesOf(composite, false).Any(l => l.Type.IsRealBuffer);

    private static bool WantsHvp(AttributeData attribute) => attribute.NamedArguments.Any(a => a.Key == "Hvp" && a.Value.Value is true);

    private static bool WantsLab(AttributeData attribute) => attribute.NamedArguments.Any(a => a.Key == "EstimatorLab" && a.Value.Value is true);

    private static bool WantsExpectationHvp(AttributeData attribute) => attribute.NamedArguments.Any(a => a.Key == "ExpectationHvp" && a.Value.Value is true);

    private static bool WantsNodeDifference(AttributeData attribute) => attribute.NamedArguments.Any(a => a.Key == "NodeDifference" && a.Value.Value is true);

    private static bool HasNodeExamples(AttributeData attribute) => attribute.NamedArguments.Any(a => a.Key == "NodeExamples" && a.Value.Value is true);

    private static int? EnumerationBudget(AttributeData attribute) => attribute.NamedArguments.FirstOrDefault(a => a.Key == "EnumerationBudget").Value.Value as int?;

    private static IrFunction SignatureOnly(IMethodSymbol method, bool wantsHvp, IrRule? rule = null, bool wantsJacobian = false, IrBatch? batch = null, bool wantsNodeDifference = false, bool wantsExpectationHvp = false)
    {
        IrFunction signature = SignatureReader.Function(method, Lowering.Key(method), isMarked: true);
        signature = signature.With(signature.Body, signature.NextId, wantsHvp, jacobian: wantsJacobian ? new IrJacobian(default) : null, batch: batch, wantsNodeDifference: wantsNodeDifference, wantsExpectationHvp: wantsExpectationHvp);
        return rule is null ? signature : signature.With(rule);
    }

    /// <summary>The constraints of a type parameter, as a clause.</summary>
    private static string Constraints(ITypeParameterSymbol parameter)
    {
        var parts = new List<string>();
        if (parameter.HasUnmanagedTypeConstraint)
        {
            parts.Add("unmanaged");
        }
        else if (parameter.HasValueTypeConstraint)
        {
            parts.Add("struct");
        }
        else if (parameter.HasReferenceTypeConstraint)
        {
            parts.Add("class");
        }
        else if (parameter.HasNotNullConstraint)
        {
            parts.Add("notnull");
        }

        parts.AddRange(parameter.ConstraintTypes.Select(TypeReader.Spell));
        if (parameter.HasConstructorConstraint)
        {
            parts.Add("new()");
        }

        return parts.Count == 0 ? "" : " where " + parameter.Name + " : " + string.Join(", ", parts);
    }

    /// <summary>Other projects see the member.</summary>
    public static bool IsSeenOutside(ISymbol member)
    {
        for (ISymbol? symbol = member; symbol is IMethodSymbol or INamedTypeSymbol; symbol = symbol.ContainingSymbol)
        {
            if (symbol.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal))
            {
                return false;
            }
        }

        return true;
    }

    public static MethodShape Shape(IMethodSymbol method, bool checksOverflow)
    {
        var types = new List<string>();
        for (INamedTypeSymbol? type = method.ContainingType; type is not null; type = type.ContainingType)
        {
            string kind = type switch
            {
                { IsRecord: true, TypeKind: TypeKind.Struct } => "record struct",
                { IsRecord: true } => "record",
                { TypeKind: TypeKind.Struct } => "struct",
                { TypeKind: TypeKind.Interface } => "interface",
                _ => "class",
            };
            string parameters = type.TypeParameters.Length == 0 ? "" : "<" + string.Join(", ", type.TypeParameters.Select(p => p.Name)) + ">";
            types.Insert(0, "partial " + kind + " " + SignatureReader.Identifier(type.Name) + parameters);
        }

        string accessibility = method.DeclaredAccessibility switch
        {
            Accessibility.Public => "public ",
            Accessibility.Internal => "internal ",
            Accessibility.Protected => "protected ",
            Accessibility.ProtectedOrInternal => "protected internal ",
            Accessibility.ProtectedAndInternal => "private protected ",
            _ => "private ",
        };
        string space = method.ContainingNamespace is { IsGlobalNamespace: false } n ? n.ToDisplayString() : "";
        string stem = method.ContainingType.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat.WithGenericsOptions(SymbolDisplayGenericsOptions.None)) + "." + SignatureReader.NameOf(method);
        stem = new string(stem.Select(c => char.IsLetterOrDigit(c) || c is '.' or '_' ? c : '_').ToArray());
        string file = (stem.Length > 100 ? stem.Substring(0, 100) : stem) + "." + StableHash.Of(Lowering.Key(method)) + ".g.cs";
        string cref = method.Name + (method.IsGenericMethod ? "{" + string.Join(", ", method.TypeParameters.Select(p => p.Name)) + "}" : "") + "(" + string.Join(", ", method.Parameters.Select(p => (p.RefKind switch { RefKind.In => "in ", RefKind.Ref => "ref ", RefKind.Out => "out ", _ => "" }) + p.Type.WithNullableAnnotation(NullableAnnotation.None).ToDisplayString(s_cref).Replace("<", "{").Replace(">", "}").Replace("?", ""))) + ")";
        return new MethodShape(space, new EquatableArray<string>(types.ToImmutableArray()), accessibility + (method.IsStatic ? "static " : ""), file, cref, checksOverflow)
        {
            TypeParameters = method.IsGenericMethod ? "<" + string.Join(", ", method.TypeParameters.Select(p => p.Name)) + ">" : "",
            Constraints = string.Concat(method.TypeParameters.Select(Constraints)),
            Dispatch = Virtuality.Dispatch(method, null),
            OverriddenNames = new EquatableArray<string>(Virtuality.IsMarked(method) ? Virtuality.RootOf(method).Parameters.Select(p => p.Name).ToImmutableArray() : ImmutableArray<string>.Empty),
            HvpDispatch = Virtuality.Dispatch(method, "Hvp"),
            JacobianDispatch = Virtuality.Dispatch(method, "Jacobian"),
            ObjectiveName = NestedNames.Objective(method),
            BaselinesName = NestedNames.Baselines(method),
        };
    }
}
