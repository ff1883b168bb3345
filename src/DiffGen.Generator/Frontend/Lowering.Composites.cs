using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Diagnostics;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Primitives;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace DiffGen.Generator.Frontend;

/// <summary>
/// Structs, tuples and vectors. A composite value stands for its parts: no operation of the IR ever takes it, only its leaves. Methods,
/// operators and constructors of marked structs are calls like any other, with leaves for arguments and results.
/// </summary>
internal sealed partial class Lowering
{
    private readonly Dictionary<int, ImmutableArray<Value>> _parts = [];

    /// <summary>Objects being initialised or copied <c>with</c> changes, innermost last.</summary>
    private readonly Stack<object> _initialized = new();

    private Value Compose(IrType type, ImmutableArray<Value> parts)
    {
        Value value = _builder.New(type);
        _parts[value.Id] = parts;
        return value;
    }

    private Value Part(Value composite, int index) => _parts[composite.Id][index];

    /// <summary>A composite with another part; a constant part takes no active value.</summary>
    private Value WithPart(Value composite, int index, Value part, IOperation at) =>
        Compose(composite.Type, _parts[composite.Id].SetItem(index, AsPart(composite.Type.Layout!.Fields[index], part, at)));

    private Value AsPart(CompositeField field, Value part, IOperation at)
    {
        part = Convert(part, field.Type, at);
        if (!field.NoDiff || !field.Type.HoldsReals)
        {
            return part;
        }

        Value Guarded(Value v) => v.Type.Real == RealKind.None || _constants.Contains(v.Id)
            ? v
            : _builder.Add(new Opaque(PartOrigin(at), _builder.New(v.Type), "{0}", ImmutableArray.Create(v), Effect.Pure, Precedences.Call) { Active = ActiveOperands.Refused, Escape = "the member '" + field.Name + "', which is [NoDiff]" }).Result!;
        return part.Type.IsComposite ? OfLeaves(part.Type, LeavesOf(part).Select(Guarded)) : Guarded(part);
    }

    /// <summary>Values known to be constants by what they were read from.</summary>
    private readonly HashSet<int> _constants = [];

    private ImmutableArray<Value> LeavesOf(Value value) => value.Type.IsComposite ? _parts[value.Id].SelectMany(p => LeavesOf(p)).ToImmutableArray() : ImmutableArray.Create(value);

    private Value OfLeaves(IrType type, IEnumerable<Value> leaves)
    {
        using IEnumerator<Value> next = leaves.GetEnumerator();
        return Build(type, noDiff: false);

        Value Build(IrType t, bool noDiff)
        {
            if (t.IsComposite)
            {
                return Compose(t, t.Layout!.Fields.Select(f => Build(f.Type, noDiff || f.NoDiff)).ToImmutableArray());
            }

            next.MoveNext();
            if (noDiff)
            {
                _constants.Add(next.Current.Id);
            }

            return next.Current;
        }
    }

    /// <summary>Gives a value without a name the name of a variable; the leaves of a composite get it with their own behind.</summary>
    private void Name(Value value, string? name)
    {
        if (name is null)
        {
            return;
        }

        if (value.Type.IsComposite)
        {
            for (int i = 0; i < _parts[value.Id].Length; i++)
            {
                Name(_parts[value.Id][i], name.TrimStart('@') + CompositeType.Capital(value.Type.Layout!.Fields[i].Name));
            }
        }
        else if (value.Name is null && !_names.ContainsKey(value.Id))
        {
            _names[value.Id] = name;
        }
    }

    private Value DefaultValue(IrType type)
    {
        if (!type.IsComposite)
        {
            Value value = _builder.Constant(type, DefaultOf(type));
            _constants.Add(value.Id);
            return value;
        }

        return Compose(type, type.Layout!.Fields.Select(f => DefaultValue(f.Type)).ToImmutableArray());
    }

    /// <summary>A composite that code without a derivative gave: its parts are read off.</summary>
    private Value Decomposed(Value whole, IrType type) => OfLeaves(type, type.Layout!.Leaves.Select((leaf, i) =>
        _builder.Add(new Opaque(_builder.Origin, _builder.New(leaf.Type), "{0}" + string.Concat(leaf.Path.Select(f => "." + f.Name)), ImmutableArray.Create(whole), Effect.Pure, Precedences.Call)
        {
            Hidden = leaf.Path.Any(f => f.Accessor is not null) ? new HiddenLeaf(type.Layout, i) : null,
        }).Result!).ToArray());

    /// <summary>A composite as one C# value, for code without a derivative.</summary>
    private Value Materialized(Value value, IOperation at)
    {
        if (value.Type.Layout is null)
        {
            return value;
        }

        if (value.Type.IsModel || !value.Type.IsComposite || value.Type.Layout.Leaves.Any(l => l.Path.Any(f => f.Accessor is not null)))
        {
            throw Refuse(at, "passing '" + value.Type.Declared + "' to code without a derivative", "pass its numbers");
        }

        ImmutableArray<Value> leaves = LeavesOf(value);
        int at0 = 0;
        string template = CompositeText.Compose(value.Type.Layout, "", _ => "{" + at0++ + "}");
        string called = at is IInvocationOperation { TargetMethod: { } method } ? method.ContainingType.Name + "." + method.Name : at is IConversionOperation { Type: { } to } ? "the conversion to " + to.ToDisplayString() : "code without a derivative";
        return _builder.Add(new Opaque(PartOrigin(at), _builder.New(Plain(value.Type)), template, leaves, Effect.Pure, Precedences.Conditional) { Active = _throwing ? ActiveOperands.Flat : ActiveOperands.Refused, Called = called }).Result!;
    }

    private const string NumbersOfArray = "global::System.Runtime.InteropServices.MemoryMarshal.Cast<";

    /// <summary>An array of composites that code without a derivative gives is seen as its numbers.</summary>
    private static string NumbersOf(IrType type, string text) => type is { IsBuffer: true, Layout: { } layout }
        ? NumbersOfArray + layout.Text + ", " + type.Element + ">(" + (type.IsDeclaredArray ? "global::System.MemoryExtensions.AsSpan(" + text + ")" : text) + ")"
        : text;

    /// <summary>The type of a composite where it is one C# value.</summary>
    private static IrType Plain(IrType type) => new(type.Declared, RealKind.None, BufferKind.None, "", false);

    /// <summary>The number of the field that an accessor without a body reads or writes, though the other accessor of its property has one; -1 for others.</summary>
    private static int StoredPart(IrType type, IPropertySymbol property, IMethodSymbol? accessor)
    {
        if (type.Layout is not { Kind: CompositeKind.Struct } || !CompositeReader.IsAuto(accessor))
        {
            return -1;
        }

        ImmutableArray<IFieldSymbol> fields = CompositeReader.FieldsOf(property.ContainingType.OriginalDefinition);
        return fields.IndexOf(fields.FirstOrDefault(f => SymbolEqualityComparer.Default.Equals(CompositeReader.PropertyOf(f), property.OriginalDefinition))!);
    }

    /// <summary>The number of the part that a field or property is; -1 for a property that computes.</summary>
    private static int PartIndex(IrType type, ISymbol member)
    {
        switch (type.Layout!.Kind)
        {
            case CompositeKind.Tuple:
                {
                    var field = (IFieldSymbol)member;
                    string name = (field.CorrespondingTupleField ?? field).Name;
                    return int.Parse(name.Substring(4), System.Globalization.CultureInfo.InvariantCulture) - 1;
                }

            case CompositeKind.Vector:
                return "XYZW".IndexOf(member.Name[0]) is var index && member.Name.Length == 1 && member is IFieldSymbol ? index : -1;
            default:
                ImmutableArray<IFieldSymbol> fields = CompositeReader.FieldsOf(member.ContainingType.OriginalDefinition);
                ISymbol definition = member.OriginalDefinition;
                for (int i = 0; i < fields.Length; i++)
                {
                    if (SymbolEqualityComparer.Default.Equals(fields[i], definition) || (SymbolEqualityComparer.Default.Equals(CompositeReader.PropertyOf(fields[i]), definition) && definition is IPropertySymbol && CompositeReader.IsAuto((IPropertySymbol)definition)))
                    {
                        return i;
                    }
                }

                return -1;
        }
    }

    /// <summary>An object initializer, or the changes of a <c>with</c>.</summary>
    private Value Initialize(Value start, IObjectOrCollectionInitializerOperation? initializer)
    {
        if (initializer is null || initializer.Initializers.IsEmpty)
        {
            return start;
        }

        var key = new object();
        _environment[key] = start;
        _initialized.Push(key);
        foreach (IOperation change in initializer.Initializers)
        {
            if (change is not ISimpleAssignmentOperation)
            {
                throw Refuse(change, "this initializer", "assign its members one by one");
            }

            LowerAssignment(change);
        }

        _initialized.Pop();
        Value value = _environment[key]!;
        _environment.Remove(key);
        return value;
    }

    private Value LowerCreation(IObjectCreationOperation creation, IrType type)
    {
        if (type.IsModel)
        {
            throw Refuse(creation, "making a model", "pass it as a parameter");
        }

        if (type.Layout!.Kind == CompositeKind.Tuple)
        {
            Value[] elements = LowerArguments(creation.Arguments);
            return Compose(type, elements.Select((e, i) => Convert(e, type.Layout.Fields[i].Type, creation)).ToImmutableArray());
        }

        if (type.Layout.Kind == CompositeKind.Vector)
        {
            return Initialize(creation.Arguments.Length == 0 ? DefaultValue(type) : NewVector(creation, type), creation.Initializer);
        }

        IMethodSymbol constructor = _types.Of(creation.Constructor!);
        bool isImplicit = creation.Arguments.Length == 0 && constructor.IsImplicitlyDeclared;
        Value value = isImplicit ? DefaultValue(type) : LowerBodyCall(creation, constructor, null, creation.Arguments)!;
        return Initialize(value, creation.Initializer);
    }

    /// <summary>A constructor of a marked struct: <c>: this(…)</c> or the initializers of the fields, then its statements.</summary>
    private void LowerConstructor(IMethodSymbol constructor)
    {
        SyntaxNode declaration = constructor.DeclaringSyntaxReferences[0].GetSyntax(_cancellation);
        if (declaration is TypeDeclarationSyntax type)
        {
            InitializeFields(constructor.ContainingType, type);
            return;
        }

        SemanticModel model = _compilation.GetSemanticModel(declaration.SyntaxTree);
        if (model.GetOperation(declaration, _cancellation) is not IConstructorBodyOperation body)
        {
            throw new RefusedException(Descriptors.NoBody, constructor.Locations[0], constructor.Name);
        }

        if (body.Initializer is IExpressionStatementOperation { Operation: IInvocationOperation other })
        {
            Begin(body.Initializer);
            bool isImplicit = other.Arguments.Length == 0 && other.TargetMethod.IsImplicitlyDeclared;
            if (!isImplicit)
            {
                _environment[s_receiver] = LowerBodyCall(other, _types.Of(other.TargetMethod), null, other.Arguments);
            }
        }
        else
        {
            InitializeFields(constructor.ContainingType, null);
        }

        if ((body.BlockBody ?? body.ExpressionBody) is { } block)
        {
            RequireSound(block.Syntax.Parent ?? block.Syntax, block);
            LowerStatements(block.Operations, 0, null);
        }
    }

    /// <summary>Positional properties of a record take its parameters; every initializer runs, in the order of the source.</summary>
    private void InitializeFields(INamedTypeSymbol type, TypeDeclarationSyntax? primary)
    {
        IrType layout = _environment[s_receiver]!.Type;
        ImmutableArray<IFieldSymbol> fields = CompositeReader.FieldsOf(type.OriginalDefinition);
        for (int i = 0; i < fields.Length; i++)
        {
            ISymbol member = fields[i].AssociatedSymbol ?? fields[i];
            SyntaxNode? declaration = member.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(_cancellation);
            EqualsValueClauseSyntax? value = declaration switch
            {
                VariableDeclaratorSyntax variable => variable.Initializer,
                PropertyDeclarationSyntax property => property.Initializer,
                _ => null,
            };
            IOperation? operation = null;
            if (value is not null)
            {
                operation = _compilation.GetSemanticModel(value.SyntaxTree).GetOperation(value, _cancellation) is ISymbolInitializerOperation initializer ? initializer.Value : null;
                if (operation is null)
                {
                    throw new RefusedException(Descriptors.NoBody, member.Locations[0], member.Name);
                }

                Begin(operation);
                Set(i, LowerExpression(operation), operation);
            }
            else if (primary is not null && CompositeReader.Captured(fields[i]) is { } captured)
            {
                _statement = _origins.Statement(captured.DeclaringSyntaxReferences[0].GetSyntax(_cancellation));
                _builder.Origin = _statement;
                Set(i, _environment[captured]!, null);
            }
            else if (declaration is ParameterSyntax && primary is not null && _environment.Keys.OfType<IParameterSymbol>().FirstOrDefault(p => p.Name == member.Name) is { } parameter)
            {
                Value part = _environment[parameter]!;
                foreach (Value leaf in layout.Layout!.Fields[i].NoDiff ? LeavesOf(part) : ImmutableArray<Value>.Empty)
                {
                    // A [NoDiff] parameter of a record is a constant, however active what is passed to it.
                    _constants.Remove(leaf.Id);
                }

                _statement = _origins.Statement(declaration);
                _builder.Origin = _statement;
                Set(i, part, null);
            }
        }

        void Set(int index, Value part, IOperation? at)
        {
            Value before = _environment[s_receiver]!;
            CompositeField field = layout.Layout!.Fields[index];
            _environment[s_receiver] = at is not null
                ? WithPart(before, index, part, at)
                : Compose(layout, _parts[before.Id].SetItem(index, field.NoDiff ? Stored(field, part) : part));
        }

        Value Stored(CompositeField field, Value part) => OfLeaves(part.Type, LeavesOf(part).Select(v => v.Type.Real == RealKind.None
            ? v
            : _builder.Add(new Opaque(_builder.Origin, _builder.New(v.Type), "{0}", ImmutableArray.Create(v), Effect.Pure, Precedences.Call) { Active = ActiveOperands.Refused, Escape = "the member '" + field.Name + "', which is [NoDiff]" }).Result!).ToArray());
    }

    /// <summary>The value of a property, an indexer or an operator of a marked type: a call of its accessor.</summary>
    private Value LowerAccessor(IOperation at, IMethodSymbol accessor, IOperation? instance, ImmutableArray<IArgumentOperation> arguments) =>
        LowerBodyCall(at, _types.Of(accessor), instance, arguments) ?? throw Refuse(at, "this use of '" + accessor.Name + "'", "call it as a statement");

    /// <summary>Where a deconstruction writes: one target, or the targets of the parts.</summary>
    private sealed record Targets(Target? One, ImmutableArray<Targets> Parts);

    /// <summary>The targets of a deconstruction, with their indices: C# evaluates all of them, from left to right, before the value.</summary>
    private Targets LowerTargets(IOperation target) => Unwrapped(target) switch
    {
        ITupleOperation tuple => new(null, tuple.Elements.Select(LowerTargets).ToImmutableArray()),
        { } one => new(LowerTarget(one), ImmutableArray<Targets>.Empty),
    };

    /// <summary>Takes a composite apart into targets: the elements of a tuple, or what <c>Deconstruct</c> gives. Nothing is written before all is taken apart.</summary>
    private void Deconstruct(Targets targets, Value value, IOperation at)
    {
        var assignments = new List<(Target To, Value From)>();
        TakeApart(targets, value, TakenApart(at), at, assignments);
        foreach ((Target to, Value from) in assignments)
        {
            Write(to, from);
        }
    }

    private void TakeApart(Targets targets, Value value, ITypeSymbol? type, IOperation at, List<(Target To, Value From)> assignments)
    {
        if (targets.One is { } one)
        {
            assignments.Add((one, Convert(value, one.Type, at)));
            return;
        }

        int count = targets.Parts.Length;
        var named = type as INamedTypeSymbol;
        Value[] parts = value.Type.IsComposite ? Positions(value, count, at, named)
            : PlainPositions(value, count, named, at) ?? throw Refuse(at, "taking '" + value.Type.Text + "' apart", "read its members one by one");
        for (int i = 0; i < count; i++)
        {
            TakeApart(targets.Parts[i], parts[i], named is { IsTupleType: true } ? named.TupleElements[i].Type : DeconstructOf(named, count)?.Parameters[i].Type, at, assignments);
        }
    }

    private static IMethodSymbol? DeconstructOf(INamedTypeSymbol? type, int count) => type?.GetMembers("Deconstruct").OfType<IMethodSymbol>().FirstOrDefault(m => m.Parameters.Length == count);

    /// <summary>What is taken apart as a whole.</summary>
    private static ITypeSymbol? TakenApart(IOperation at) => at switch
    {
        IDeconstructionAssignmentOperation deconstruction => deconstruction.Value.Type,
        IForEachLoopOperation loop => ElementOf(Unconverted(loop.Collection).Type),
        _ => null,
    };

    /// <summary>The elements of a tuple without real numbers, which is one C# value, or the positional properties of a record that is a constant; null of anything else.</summary>
    private Value[]? PlainPositions(Value value, int count, INamedTypeSymbol? type, IOperation at)
    {
        if (type is { IsTupleType: true } && value.Type.Text.StartsWith("(", System.StringComparison.Ordinal))
        {
            return type.TupleElements.Select((element, i) => _builder.Pure(Read(element.Type), "{0}.Item" + (i + 1), Precedences.Call, value)).ToArray();
        }

        if (type is not { IsRecord: true } || Read(type).Text != value.Type.Text || DeconstructOf(type, count) is not { } method || !IsSynthesized(method))
        {
            return null;
        }

        // A positional member may also be a field, or stand in a base record.
        IPropertySymbol[] properties = [.. method.Parameters.Select(p => type.GetMembers(p.Name).OfType<IPropertySymbol>().FirstOrDefault()).OfType<IPropertySymbol>()];
        return properties.Length < count ? null : properties.Select(property =>
        {
            IrType member = Read(property.Type);
            Value read = _builder.Add(new Opaque(PartOrigin(at), _builder.New(member.IsComposite ? Plain(member) : member), NumbersOf(member, "{0}." + SignatureReader.Identifier(property.Name)), ImmutableArray.Create(value), EffectOfReading(property), Precedences.Call)
            {
                Active = ActiveOperands.Refused,
            }).Result!;
            return member.IsComposite ? Decomposed(read, member) : read;
        }).ToArray();
    }

    private static INamedTypeSymbol? ElementOf(ITypeSymbol? buffer) => buffer switch
    {
        IArrayTypeSymbol array => array.ElementType as INamedTypeSymbol,
        INamedTypeSymbol { Arity: 1 } span => span.TypeArguments[0] as INamedTypeSymbol,
        _ => null,
    };

    /// <summary>What a composite comes apart into.</summary>
    private Value[] Positions(Value value, int count, IOperation at, INamedTypeSymbol? type)
    {
        CompositeType layout = value.Type.Layout!;
        if (layout.Kind == CompositeKind.Tuple)
        {
            return Enumerable.Range(0, count).Select(i => Part(value, i)).ToArray();
        }

        IMethodSymbol? method = DeconstructOf(type, count);
        if (method is not null && IsSynthesized(method))
        {
            // A record's own Deconstruct gives its positional properties.
            return method.Parameters.Select(p => Part(value, Enumerable.Range(0, layout.Fields.Length).First(i => layout.Fields[i].Name.TrimStart('@') == p.Name))).ToArray();
        }

        if (method is not null && IsCallable(method))
        {
            return Emit(at, _types.Of(method), value, new Value?[count]).Written.Skip(SignatureReader.MayAssignReceiver(method) ? 1 : 0).ToArray();
        }

        throw Refuse(at, "taking '" + layout.Text + "' apart by a Deconstruct of its own", "read its members one by one");
    }
}
