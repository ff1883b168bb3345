using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Diagnostics;
using DiffGen.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DiffGen.Generator.Frontend;

/// <summary>The names of <c>[Shape]</c>: the extents of views, and what the constructors of parts take.</summary>
internal sealed partial class ParameterClassReader
{
    /// <summary>The extents of a view; null where one is refused.</summary>
    private ImmutableArray<ParameterArgument>? Extents(IPropertySymbol property, AttributeData shape)
    {
        if (Names(shape) is not { } names)
        {
            _isBroken = true;
            return null;
        }

        if (names.Length == 0)
        {
            Refuse(property, "its shape has no extents; name them, outermost first: [Shape(nameof(rows), nameof(columns))]", PlaceOf(shape, property));
            return null;
        }

        var extents = ImmutableArray.CreateBuilder<ParameterArgument>();
        for (int i = 0; i < names.Length; i++)
        {
            if (Resolve(names[i]) is not { } size)
            {
                Refuse(property, WhyNot(names[i]), PlaceOf(shape, property, i));
            }
            else if (size.Type.SpecialType != SpecialType.System_Int32)
            {
                Refuse(property, "'" + names[i] + "' is no int; give the extent as an int", PlaceOf(shape, property, i));
            }
            else
            {
                extents.Add(new ParameterArgument("", Spelled(names[i])));
                Use(size, isExtent: true);
            }
        }

        return extents.Count == names.Length ? extents.ToImmutable() : null;
    }

    /// <summary>What the constructor of a part takes: the names of <c>[Shape]</c> in their order, else those of the constructor's own parameters; null where it is refused.</summary>
    private ImmutableArray<ParameterArgument>? PartArguments(IPropertySymbol property, AttributeData? shape)
    {
        var part = (INamedTypeSymbol)property.Type;
        if (ParameterTypes.Holds(part, _type))
        {
            Refuse(property, "a class cannot be a part of itself, at any depth; declare the repeated part as often as it is needed");
            return null;
        }

        if (part.IsAbstract)
        {
            Refuse(property, "it is abstract, and a part is made with its model; declare a class that derives from it");
            return null;
        }

        IMethodSymbol[] constructors = part.InstanceConstructors
            .Where(c => !IsCopyConstructor(c) && c.Parameters.All(p => p.RefKind is RefKind.None or RefKind.In) && _compilation.IsSymbolAccessibleWithin(c, _type))
            .OrderByDescending(c => c.Parameters.Length)
            .ToArray();
        if (constructors.FirstOrDefault() is { } any && !SetsRequired(any) && HasRequired(part))
        {
            Refuse(property, "it has required members, which cannot be set where a part is made; give them values in its constructor");
            return null;
        }

        // The generated part of its class is missing: that is told there.
        if (part.DeclaringSyntaxReferences.Any(r => r.GetSyntax() is TypeDeclarationSyntax t && !t.Modifiers.Any(SyntaxKind.PartialKeyword)) || part.Arity > 0)
        {
            _isBroken = true;
            return null;
        }

        if (shape is null)
        {
            foreach (IMethodSymbol constructor in constructors)
            {
                Size?[] sizes = constructor.Parameters.Select(p => Fits(Resolve(p.Name), p)).ToArray();
                if (sizes.Zip(constructor.Parameters, (s, p) => s is not null || CanBeLeftOut(p)).All(fits => fits))
                {
                    return Arguments(constructor, sizes);
                }
            }

            Refuse(property, constructors.Length == 0
                ? "it has no constructor that can be called here; make one accessible"
                : "no constructor of it has parameters that are all named like constructor parameters or int members of '" + _type.Name + "'; name its arguments in their order: [Shape(nameof(rows), nameof(columns))]");
            return null;
        }

        if (Names(shape) is not { } names)
        {
            _isBroken = true;
            return null;
        }

        for (int i = 0; i < names.Length; i++)
        {
            if (Resolve(names[i]) is null)
            {
                Refuse(property, WhyNot(names[i]), PlaceOf(shape, property, i));
                return null;
            }
        }

        foreach (IMethodSymbol constructor in constructors.Reverse())
        {
            Size?[] sizes = constructor.Parameters.Select((p, i) => i < names.Length ? Fits(Resolve(names[i]), p) : null).ToArray();
            if (sizes.Length >= names.Length && sizes.Select((s, i) => s is not null || (i >= names.Length && CanBeLeftOut(constructor.Parameters[i]))).All(fits => fits))
            {
                return Arguments(constructor, sizes);
            }
        }

        Refuse(property, "no constructor of it takes what [Shape] names; name all that its constructor takes, in order", PlaceOf(shape, property));
        return null;
    }

    private ImmutableArray<ParameterArgument> Arguments(IMethodSymbol constructor, Size?[] sizes)
    {
        var arguments = ImmutableArray.CreateBuilder<ParameterArgument>();
        for (int i = 0; i < sizes.Length; i++)
        {
            if (sizes[i] is { } size)
            {
                Use(size, isExtent: false);
                arguments.Add(new ParameterArgument(SignatureReader.Identifier(constructor.Parameters[i].Name), Spelled(size.Name)));
            }
        }

        return arguments.ToImmutable();
    }

    private static bool CanBeLeftOut(IParameterSymbol parameter) => parameter.IsOptional || parameter.IsParams;

    private static Size? Fits(Size? size, IParameterSymbol parameter) => size is not null && SymbolEqualityComparer.Default.Equals(size.Type, parameter.Type) ? size : null;

    /// <summary>A value that a shape may name.</summary>
    private sealed record Size(string Name, ITypeSymbol Type, ParameterSizeSource Source);

    /// <summary>A parameter of the primary constructor, or else an int member; null for neither.</summary>
    private Size? Resolve(string name)
    {
        if (PrimaryConstructor(_type)?.Parameters.FirstOrDefault(p => p.Name == name && p.RefKind != RefKind.Out) is { } parameter)
        {
            return new Size(name, parameter.Type, ParameterSizeSource.ConstructorParameter);
        }

        for (INamedTypeSymbol? type = _type; type is not null; type = type.BaseType)
        {
            foreach (ISymbol member in type.GetMembers(name))
            {
                (ITypeSymbol? found, bool isConst) = member switch
                {
                    IFieldSymbol field => (field.Type, field.IsConst),
                    IPropertySymbol { IsIndexer: false, GetMethod: not null } property => (property.Type, false),
                    _ => ((ITypeSymbol?)null, false),
                };
                if (found is { SpecialType: SpecialType.System_Int32 } && _compilation.IsSymbolAccessibleWithin(member, _type))
                {
                    return new Size(name, found, member.IsStatic || isConst ? ParameterSizeSource.StaticMember : ParameterSizeSource.InstanceMember);
                }
            }
        }

        return null;
    }

    private string WhyNot(string name) =>
        _type.InstanceConstructors.Any(c => !c.IsImplicitlyDeclared && c.Parameters.Any(p => p.Name == name))
            ? "'" + name + "' is a parameter of an ordinary constructor, and gone when the buffer is made; keep it in an int field or property, and name that"
            : _type.GetMembers(name).Length > 0
                ? "'" + name + "' is no int; name a constructor parameter or an int member"
                : "'" + name + "' is neither a constructor parameter nor an int member of '" + _type.Name + "'; name one of them";

    /// <summary>A size's name in C#, where <c>field</c> is a keyword in accessors.</summary>
    private static string Spelled(string name) => name == "field" ? "@field" : SignatureReader.Identifier(name);

    /// <summary>Notes that a shape is made of the value.</summary>
    private void Use(Size size, bool isExtent)
    {
        string name = Spelled(size.Name);
        int at = _sizes.FindIndex(s => s.Name == name);
        if (at < 0)
        {
            _sizes.Add(new ParameterSize(name, TypeReader.Spell(size.Type), size.Source) { IsExtent = isExtent });
        }
        else if (isExtent)
        {
            _sizes[at] = _sizes[at] with { IsExtent = true };
        }
    }

    /// <summary>The names that <c>[Shape]</c> gives; null where they cannot be read, which the compiler tells.</summary>
    private static string[]? Names(AttributeData shape)
    {
        if (shape.ConstructorArguments.Length != 1 || shape.ConstructorArguments[0] is not { Kind: TypedConstantKind.Array } array)
        {
            return null;
        }

        ImmutableArray<TypedConstant> values = array.IsNull ? ImmutableArray<TypedConstant>.Empty : array.Values;
        return values.Any(v => v.Kind == TypedConstantKind.Error) ? null : values.Select(v => v.Value as string ?? "").ToArray();
    }

    /// <summary>The attribute, or the argument of it at an index where they are written one by one.</summary>
    private static Place PlaceOf(AttributeData attribute, IPropertySymbol property, int? argument = null)
    {
        if (attribute.ApplicationSyntaxReference?.GetSyntax() is not AttributeSyntax syntax)
        {
            return Place.Of(property.Locations[0]);
        }

        int count = syntax.ArgumentList?.Arguments.Count ?? 0;
        return Place.Of(argument is { } i && i < count && attribute.ConstructorArguments is [{ Values: var values }] && values.Length == count ? syntax.ArgumentList!.Arguments[i].GetLocation() : syntax.GetLocation());
    }

    private static bool SetsRequired(IMethodSymbol constructor) => constructor.GetAttributes().Any(a => a.AttributeClass?.Name == "SetsRequiredMembersAttribute");

    private static bool HasRequired(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? at = type; at is not null; at = at.BaseType)
        {
            if (at.GetMembers().Any(m => m is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true }))
            {
                return true;
            }
        }

        return false;
    }
}
