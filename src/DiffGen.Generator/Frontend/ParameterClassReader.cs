using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using DiffGen.Generator.Diagnostics;
using DiffGen.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DiffGen.Generator.Frontend;

/// <summary>What the front end makes of one class of parameters, and the diagnostics found on the way.</summary>
/// <param name="Class">The model that the generated part is written from; null where nothing can be declared.</param>
/// <param name="Findings">The diagnostics.</param>
internal sealed record ParameterClassResult(ParameterClass? Class, EquatableArray<Finding> Findings);

/// <summary>Reads a class or record of parameters: its members, their shapes, and all that does not fit.</summary>
internal sealed partial class ParameterClassReader
{
    /// <summary>{0} the member, {1} its type, {2} what is wrong and what to do.</summary>
    private static DiagnosticDescriptor ParameterField => Descriptors.Get("DG0005");

    private readonly Compilation _compilation;
    private readonly INamedTypeSymbol _type;
    private readonly Place _name;
    private readonly List<Finding> _findings = [];
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private readonly List<ParameterSize> _sizes = [];

    /// <summary>There is an error that is told elsewhere: by the compiler, or at a part's own class.</summary>
    private bool _isBroken;

    /// <summary>The first member in the buffer, which says what all of it is made of.</summary>
    private (string Name, RealKind Real) _first;

    private ParameterClassReader(Compilation compilation, INamedTypeSymbol type, Place name)
    {
        _compilation = compilation;
        _type = type;
        _name = name;
    }

    public static ParameterClassResult Read(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return Read(context.SemanticModel.Compilation, (INamedTypeSymbol)context.TargetSymbol, (TypeDeclarationSyntax)context.TargetNode, cancellation);
    }

    /// <param name="compilation">The compilation.</param>
    /// <param name="type">A marked class.</param>
    /// <param name="syntax">Its declaration that is marked.</param>
    /// <param name="cancellation">Observed at the start.</param>
    public static ParameterClassResult Read(Compilation compilation, INamedTypeSymbol type, TypeDeclarationSyntax syntax, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (type.TypeKind != TypeKind.Class || type.Name.Length == 0)
        {
            return new ParameterClassResult(null, default);
        }

        var reader = new ParameterClassReader(compilation, type, Place.Of(syntax.Identifier.GetLocation()));
        ParameterClass? read = null;
        try
        {
            read = reader.Read(syntax);
        }
        catch (Exception other) when (other is not OperationCanceledException)
        {
            reader._findings.Add(Finding.Create(Descriptors.Internal, reader._name, type.Name, "Frontend", other.GetType().Name + ": " + other.Message));
        }

        return new ParameterClassResult(read, new EquatableArray<Finding>(reader._findings.ToImmutableArray()));
    }

    private ParameterClass? Read(TypeDeclarationSyntax syntax)
    {
        foreach (TypeDeclarationSyntax around in syntax.AncestorsAndSelf().OfType<TypeDeclarationSyntax>())
        {
            if (!around.Modifiers.Any(SyntaxKind.PartialKeyword))
            {
                _findings.Add(Finding.Create(Descriptors.NotPartial, Place.Of(around.Identifier.GetLocation()), around.Identifier.ValueText));
            }
        }

        bool isFileLocal = Around().Any(t => t.IsFileLocal);
        CheckClass();
        if (_findings.Count > 0 && (isFileLocal || _findings.Any(f => f.Id == Descriptors.NotPartial.Id)))
        {
            return null;
        }

        int ofClass = _findings.Count;
        var members = new List<ParameterMember>();
        foreach (ISymbol member in ParameterTypes.InOrder(_type))
        {
            switch (member)
            {
                case IPropertySymbol property when ReadProperty(property) is { } read:
                    members.Add(read);
                    break;
                case IFieldSymbol field:
                    CheckField(field);
                    break;
            }
        }

        if (members.Count == 0 && _findings.Count == 0 && !_isBroken)
        {
            RefuseClass("A class without parameters", "declare one: a partial property of type double, float or Span of them");
        }

        CheckNames(members);
        ParameterRecord? record = _type.IsRecord ? ReadRecord(members) : null;
        if (ofClass > 0)
        {
            // The class itself will change: what its members are then is not known.
            _findings.RemoveRange(ofClass, _findings.Count - ofClass);
        }

        bool isLazy = _sizes.Any(s => s.Source == ParameterSizeSource.InstanceMember);
        return new ParameterClass(
            _type.ContainingNamespace is { IsGlobalNamespace: false } space ? space.ToDisplayString() : "",
            new EquatableArray<string>(Around().Reverse().Select(Head).ToImmutableArray()),
            TypeReader.Spell(_type),
            FileName(),
            _first.Real switch { RealKind.Double => "double", RealKind.Float => "float", _ => "" },
            _type.IsSealed,
            new EquatableArray<ParameterMember>(members.ToImmutableArray()),
            new EquatableArray<ParameterSize>(_sizes.Select(s => isLazy && s.Source == ParameterSizeSource.ConstructorParameter ? s with { Field = Free("_" + s.Name.TrimStart('@') + "OfShapes") } : s).ToImmutableArray()),
            record,
            new StorageNames(Free("_storage"), Free("Storage"), Free("ParameterStorage")),
            _isBroken || _findings.Any(f => f.IsError),
            new EquatableArray<string>(_taken.OrderBy(n => n, StringComparer.Ordinal).ToImmutableArray()));
    }

    /// <summary>What the class itself may not be.</summary>
    private void CheckClass()
    {
        if (Around().Any(t => t.IsFileLocal))
        {
            RefuseClass("The file-local class '" + _type.Name + "'", "leave out 'file': its generated part stands in a file of its own");
        }

        if (Around().Any(t => t.Arity > 0))
        {
            RefuseClass("The generic class '" + _type.Name + "'", "write it for double or float");
        }

        if (_type.IsStatic)
        {
            RefuseClass("The static class '" + _type.Name + "'", "leave out 'static', or mark its methods");
        }

        for (INamedTypeSymbol? parent = _type.BaseType; parent is { SpecialType: not SpecialType.System_Object, TypeKind: not TypeKind.Error }; parent = parent.BaseType)
        {
            if (ParameterTypes.IsParameterClass(parent))
            {
                RefuseClass("A class of parameters that derives from '" + parent.Name + "', another one,", "declare a partial property of type '" + parent.Name + "' instead");
                return;
            }

            if (parent.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(f => !f.IsStatic && HoldsReals(f.Type) && !IsNoDiff(f)) is { } field)
            {
                RefuseClass("A class of parameters that inherits the numbers of '" + (field.AssociatedSymbol ?? field).Name + "'", "mark that member [NoDiff], or declare it here as a partial property");
                return;
            }
        }
    }

    /// <summary>A property as a member of the buffer; null for what lies outside.</summary>
    private ParameterMember? ReadProperty(IPropertySymbol property)
    {
        if (!ParameterTypes.IsPartial(property) || ParameterTypes.IsImplemented(property) || ParameterTypes.Syntax(property) is not { } syntax)
        {
            return null;
        }

        if (property.Type.TypeKind == TypeKind.Error)
        {
            _isBroken = true;
            return null;
        }

        ParameterKind? kind = ParameterTypes.KindOf(property.Type);
        if (kind is null && !HoldsReals(property.Type) && !TypeReader.HoldsHiddenReals(property.Type))
        {
            return null; // Somebody else implements it.
        }

        if (SignatureReader.Has(property, "NoDiffAttribute"))
        {
            if (kind is null)
            {
                return null;
            }

            return Refused(property, "it is marked [NoDiff], so it lies outside the buffer and nothing is generated for it; leave out 'partial'");
        }

        if (property.IsStatic)
        {
            return Refused(property, "parameters belong to an object; leave out 'static'");
        }

        if (property.IsIndexer)
        {
            Refused(property, "an indexer has no place in the buffer; declare a Span and index it");
            return null;
        }

        RealKind real = ParameterTypes.MemberReal(property.Type);
        if (_first.Name is null && real != RealKind.None)
        {
            _first = (property.Name, real);
        }

        if (property.RefKind != RefKind.None)
        {
            return Refused(property, "a parameter is read by value; leave out 'ref'");
        }

        AttributeData? shape = property.GetAttributes().FirstOrDefault(a => a.AttributeClass is { Name: "ShapeAttribute" } c && c.ContainingNamespace?.ToDisplayString() == "DiffGen");
        switch (kind)
        {
            case ParameterKind.Scalar when shape is not null:
                return Refused(property, "a single number has no shape; leave out [Shape], or declare a Span", PlaceOf(shape, property));
            case ParameterKind.View or ParameterKind.Part when property.SetMethod is not null:
                return Refused(property, kind == ParameterKind.View
                    ? "a view always shows the same numbers, which are written by element; leave out its 'set' or 'init'"
                    : "a part belongs to its model for good, and its numbers are written in it; leave out its 'set' or 'init'");
            case ParameterKind.View when shape is null:
                return Refused(property, "it has no shape; name its extents, outermost first: [Shape(nameof(rows), nameof(columns))]");
            case null:
                return Refused(property, "the buffer holds double, float, spans of them, and classes marked [Differentiable]; pass its numbers as one of these");
        }

        if (real == RealKind.None)
        {
            if (!property.Type.Locations.Any(l => l.IsInSource))
            {
                return Refused(property, "its assembly has no generated part of it; build that with DiffGen");
            }

            // A part whose own class is refused.
            _isBroken = true;
            return Member(property, ParameterKind.Refused, ImmutableArray<ParameterArgument>.Empty);
        }

        if (real != _first.Real)
        {
            return Refused(property, "'" + _first.Name + "' and all before it are " + (_first.Real == RealKind.Double ? "double" : "float") + ", and one buffer holds numbers of one type; declare all of them double or all of them float");
        }

        ImmutableArray<ParameterArgument>? arguments = kind switch
        {
            ParameterKind.View => Extents(property, shape!),
            ParameterKind.Part => PartArguments(property, shape),
            _ => ImmutableArray<ParameterArgument>.Empty,
        };
        return Member(property, arguments is null ? ParameterKind.Refused : kind!.Value, arguments ?? ImmutableArray<ParameterArgument>.Empty);
    }

    /// <summary>A field, or a property with a field of its own: no real number may hide in it.</summary>
    private void CheckField(IFieldSymbol field)
    {
        if (field.IsStatic || field.IsConst || IsNoDiff(field) || field is { IsImplicitlyDeclared: true, AssociatedSymbol: null })
        {
            return;
        }

        ISymbol member = field.AssociatedSymbol ?? field;
        Place place = Place.Of(member.Locations[0]);
        if (HoldsReals(field.Type))
        {
            _findings.Add(Finding.Create(ParameterField, place, member.Name, field.Type.ToDisplayString(),
                "its numbers would lie outside the buffer; declare it as a partial property, or mark it [NoDiff] if it is a constant"));
        }
        else if (TypeReader.HoldsHiddenReals(field.Type))
        {
            _findings.Add(Finding.SilentConstant(place, member.Name, field.Type));
        }
    }

    /// <summary>No member of the user's stands where a generated one would.</summary>
    private void CheckNames(List<ParameterMember> members)
    {
        Check(ParameterClass.Parameters, null);
        Check(ParameterClass.ParameterCount, null);
        Check(ParameterClass.NewLike, 0);
        Check(ParameterClass.WithParametersIn, 2);
        foreach (ParameterMember member in members)
        {
            Check(ParameterClass.OffsetOf(member.Name), 0);
        }

        void Check(string name, int? parameters)
        {
            ISymbol? found = _type.Name == name ? _type
                : _type.GetMembers(name).FirstOrDefault(m => m is not IMethodSymbol method || parameters is null || method.Parameters.Length == parameters);
            if (found is not null && _taken.Add(name))
            {
                _findings.Add(Finding.Create(Descriptors.NameTaken, Place.Of(found.Locations[0]), name));
            }
        }
    }

    /// <summary>What copying and comparing a record needs.</summary>
    private ParameterRecord ReadRecord(List<ParameterMember> members)
    {
        if (_type.InstanceConstructors.FirstOrDefault(c => !c.IsImplicitlyDeclared && IsCopyConstructor(c)) is { } copying)
        {
            _findings.Add(Finding.Create(Descriptors.NameTaken, Place.Of(copying.Locations[0]), "the copy constructor of " + _type.Name));
        }

        var fields = new List<RecordField>();
        foreach (IFieldSymbol field in ParameterTypes.InOrder(_type).OfType<IFieldSymbol>().Where(f => !f.IsStatic && !f.IsConst))
        {
            if (field.AssociatedSymbol is IPropertySymbol property && ParameterTypes.Syntax(property) is { } syntax && ParameterTypes.HasBody(syntax))
            {
                Refuse(property, "copying the record would run its accessors, which are written with 'field'; keep it in a field of its own");
            }

            fields.Add(new RecordField(SignatureReader.Identifier((field.AssociatedSymbol ?? field).Name), TypeReader.Spell(field.Type)));
        }

        IEnumerable<IMethodSymbol> methods = _type.GetMembers().OfType<IMethodSymbol>().Where(m => !m.IsImplicitlyDeclared);
        return new ParameterRecord(
            _type.BaseType is { SpecialType: not SpecialType.System_Object },
            new EquatableArray<RecordField>(fields.ToImmutableArray()),
            new EquatableArray<string>(members.Where(m => m.Kind == ParameterKind.Part && _type.GetMembers(m.PlainName).OfType<IPropertySymbol>().Any(p => p.Type.IsRecord)).Select(m => m.Name).ToImmutableArray()),
            _type.GetMembers().Any(m => m is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true }),
            !methods.Any(m => m.Name == "Equals" && m.Parameters.Length == 1 && SymbolEqualityComparer.Default.Equals(m.Parameters[0].Type, _type)),
            !methods.Any(m => m.Name == "GetHashCode" && m.Parameters.Length == 0));
    }

    private static bool IsCopyConstructor(IMethodSymbol constructor) =>
        constructor.ContainingType.IsRecord && constructor.Parameters.Length == 1 && SymbolEqualityComparer.Default.Equals(constructor.Parameters[0].Type, constructor.ContainingType);

    /// <summary>The type has numbers that would be differentiated if they were not outside the buffer.</summary>
    private static bool HoldsReals(ITypeSymbol type) => TypeReader.Read(type).Real != RealKind.None || TypeReader.IsActiveLater(type);

    /// <summary>The field, its property, or the parameter of the record that it stands for is marked a constant.</summary>
    private static bool IsNoDiff(IFieldSymbol field) =>
        SignatureReader.Has(field, "NoDiffAttribute")
        || (field.AssociatedSymbol is { } member
            && (SignatureReader.Has(member, "NoDiffAttribute") || (PrimaryConstructor(field.ContainingType)?.Parameters.Any(p => p.Name == member.Name && field.ContainingType.IsRecord && SignatureReader.Has(p, "NoDiffAttribute")) ?? false)));

    private static IMethodSymbol? PrimaryConstructor(INamedTypeSymbol type) =>
        type.InstanceConstructors.FirstOrDefault(c => c.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is TypeDeclarationSyntax);

    private static ParameterMember Member(IPropertySymbol property, ParameterKind kind, ImmutableArray<ParameterArgument> arguments)
    {
        BasePropertyDeclarationSyntax syntax = ParameterTypes.Syntax(property)!;
        string type = (property.RefKind switch { RefKind.Ref => "ref ", RefKind.RefReadOnly => "ref readonly ", _ => "" }) + TypeReader.Spell(property.Type);
        IEnumerable<string> accessors = syntax.AccessorList?.Accessors.Select(a => string.Concat(a.Modifiers.Select(m => m.Text + " ")) + a.Keyword.Text) ?? [];
        bool hasDocs = syntax.GetLeadingTrivia().Any(t => t.IsKind(SyntaxKind.SingleLineDocumentationCommentTrivia) || t.IsKind(SyntaxKind.MultiLineDocumentationCommentTrivia));
        return new ParameterMember(SignatureReader.Identifier(property.Name), kind, type, string.Join(" ", syntax.Modifiers.Select(m => m.Text)), new EquatableArray<string>(accessors.ToImmutableArray()), new EquatableArray<ParameterArgument>(arguments), hasDocs);
    }

    private ParameterMember Refused(IPropertySymbol property, string why, Place? place = null)
    {
        Refuse(property, why, place);
        return Member(property, ParameterKind.Refused, ImmutableArray<ParameterArgument>.Empty);
    }

    private void Refuse(IPropertySymbol property, string why, Place? place = null) =>
        _findings.Add(Finding.Create(ParameterField, place ?? Place.Of(property.Locations[0]), property.Name, property.Type.ToDisplayString(), why));

    private void RefuseClass(string construct, string instead) => _findings.Add(Finding.Create(Descriptors.Signature, _name, construct, instead));

    /// <summary>The class and the types around it, innermost first.</summary>
    private IEnumerable<INamedTypeSymbol> Around()
    {
        for (INamedTypeSymbol? type = _type; type is not null; type = type.ContainingType)
        {
            yield return type;
        }
    }

    private static string Head(INamedTypeSymbol type)
    {
        string kind = type switch
        {
            { IsRecord: true, TypeKind: TypeKind.Struct } => "record struct",
            { IsRecord: true } => "record",
            { TypeKind: TypeKind.Struct } => "struct",
            { TypeKind: TypeKind.Interface } => "interface",
            _ => "class",
        };
        return "partial " + kind + " " + SignatureReader.Identifier(type.Name) + (type.Arity == 0 ? "" : "<" + string.Join(", ", type.TypeParameters.Select(p => p.Name)) + ">");
    }

    private string FileName()
    {
        string name = _type.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat);
        string stem = new(name.Select(c => char.IsLetterOrDigit(c) || c is '.' or '_' ? c : '_').ToArray());
        return (stem.Length > 100 ? stem.Substring(0, 100) : stem) + ".Parameters." + StableHash.Of(name) + ".g.cs";
    }

    /// <summary>A name that no member of the class and no parameter of its constructors has.</summary>
    private string Free(string name)
    {
        while (_type.Name == name || _type.MemberNames.Contains(name) || _type.InstanceConstructors.Any(c => c.Parameters.Any(p => p.Name == name)))
        {
            name += "_";
        }

        return name;
    }
}
