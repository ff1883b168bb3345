using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using DiffGen.Generator.Diagnostics;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Primitives;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace DiffGen.Generator.Frontend;

/// <summary>Assignments, buffer elements, new buffers.</summary>
internal sealed partial class Lowering
{
    /// <summary>Where an assignment writes: a variable, an element of a buffer, or a member that derivatives do not see.</summary>
    private abstract record Target(IrType Type)
    {
        public sealed record OfVariable(object Key, IrType Type) : Target(Type);

        /// <summary>A part of a composite at another place.</summary>
        public sealed record OfPart(Target Whole, int Index, IOperation At, IrType Type) : Target(Type);

        /// <summary>A property or an indexer of a composite with accessors of its own.</summary>
        public sealed record OfProperty(Target Whole, IPropertySymbol Property, ImmutableArray<Value> Arguments, IOperation At, IrType Type) : Target(Type);

        public sealed record OfElement(Value Buffer, Value Index, IrType Type) : Target(Type);

        public sealed record OfMember(string Template, ImmutableArray<Value> Arguments, string Name, IOperation At, IrType Type) : Target(Type);

        public sealed record Nowhere(IrType Type) : Target(Type);
    }

    private void LowerEffect(IOperation operation)
    {
        switch (operation)
        {
            case IAssignmentOperation or IIncrementOrDecrementOperation:
                LowerAssignment(operation);
                return;
            case IInvocationOperation call:
                LowerCall(call);
                return;
            default:
                LowerExpression(operation);
                return;
        }
    }

    /// <returns>The value assigned, or for a postfix operator the one before; null where there is none.</returns>
    private Value? LowerAssignment(IOperation operation)
    {
        switch (operation)
        {
            case ISimpleAssignmentOperation { IsRef: true }:
                throw Refuse(operation, "a ref assignment", "index the buffer at each use");
            case ISimpleAssignmentOperation simple:
                {
                    Target target = LowerTarget(simple.Target);
                    Value value = LowerExpression(simple.Value);
                    return _builder.IsDead ? value : Write(target, value);
                }

            case ICompoundAssignmentOperation compound:
                {
                    Target target = LowerTarget(compound.Target);
                    if (compound.OperatorMethod is { } user && IsUserOperator(user))
                    {
                        Value left = Read(target, compound);
                        Value right = LowerExpression(compound.Value);
                        Value combined = CombineVectors(compound, user, left, right)
                            ?? (IsCallable(user) ? CallWith(compound, _types.Of(user), null, [left, right])
                                : OperatorOfConstants(compound, user, compound.IsLifted || !user.IsStatic ? null : Symbol(compound.OperatorKind), [compound.Target, compound.Value], [left, right]));
                        return Write(target, Convert(combined, target.Type, compound));
                    }

                    Value before = Read(target, compound);
                    Value operand = LowerExpression(compound.Value);
                    return Write(target, Combine(compound.OperatorKind, before, operand, target.Type, compound));
                }

            case IIncrementOrDecrementOperation step:
                {
                    Target target = LowerTarget(step.Target);
                    Value before = Read(target, step);
                    if (step.OperatorMethod is { } user && IsUserOperator(user))
                    {
                        if (!IsCallable(user))
                        {
                            throw Refuse(step, "a user-defined operator", "compute with double or float");
                        }

                        Value changed = CallWith(step, _types.Of(user), null, [before]);
                        Write(target, changed);
                        return step.IsPostfix ? before : changed;
                    }

                    Value one = _builder.Constant(target.Type.IsReal ? target.Type : IrType.Int, "1");
                    Value after = Combine(step.Kind == OperationKind.Increment ? BinaryOperatorKind.Add : BinaryOperatorKind.Subtract, before, one, target.Type, step);
                    Write(target, after);
                    return step.IsPostfix ? before : after;
                }

            case IDeconstructionAssignmentOperation deconstruction when Unwrapped(deconstruction.Target) is ITupleOperation targets && Unconverted(deconstruction.Value) is ITupleOperation values && values.Elements.Length == targets.Elements.Length && !targets.Elements.Any(e => Unwrapped(e) is ITupleOperation):
                {
                    Target[] to = targets.Elements.Select(LowerTarget).ToArray();
                    Value[] from = values.Elements.Select((e, i) => Convert(LowerExpression(e), to[i].Type, e)).ToArray();
                    for (int i = 0; i < to.Length; i++)
                    {
                        Write(to[i], from[i]);
                    }

                    return null;
                }

            case IDeconstructionAssignmentOperation deconstruction when SinCos(Unconverted(deconstruction.Value)) is { } pair && Unwrapped(deconstruction.Target) is ITupleOperation { Elements.Length: 2 } targets:
                {
                    Target[] to = targets.Elements.Select(LowerTarget).ToArray();
                    Value angle = LowerExpression(pair.Argument);
                    Value sin = _builder.Apply(pair.Sin, angle.Type, angle);
                    Write(to[0], Convert(sin, to[0].Type, operation));
                    Value cos = _builder.Apply(pair.Cos, angle.Type, angle);
                    Write(to[1], Convert(cos, to[1].Type, operation));
                    return null;
                }

            case IDeconstructionAssignmentOperation deconstruction:
                {
                    Targets targets = LowerTargets(deconstruction.Target);
                    Value value = LowerExpression(Unconverted(deconstruction.Value));
                    Deconstruct(targets, value, deconstruction);
                    return null;
                }

            default:
                throw operation is ICoalesceAssignmentOperation ? Unsupported(operation) : Refuse(operation, "this assignment", "write it with '='");
        }
    }

    private static IOperation Unwrapped(IOperation target) => target is IDeclarationExpressionOperation declaration ? declaration.Expression : target;

    /// <summary><c>SinCos</c> gives two numbers at once: each is a primitive of its own.</summary>
    private static (IOperation Argument, string Sin, string Cos)? SinCos(IOperation operation) => operation is IInvocationOperation call && IsTable(call.TargetMethod)
        ? call.TargetMethod.Name switch
        {
            "SinCos" => (call.Arguments[0].Value, "Sin", "Cos"),
            "SinCosPi" => (call.Arguments[0].Value, "SinPi", "CosPi"),
            _ => null,
        }
        : null;

    private static IOperation Unconverted(IOperation operation) => operation is IConversionOperation { IsImplicit: true } conversion ? conversion.Operand : operation;

    /// <summary><c>before op operand</c> in the type C# computes it in, converted back to the target's.</summary>
    private Value Combine(BinaryOperatorKind kind, Value before, Value operand, IrType target, IOperation at)
    {
        if (before.Type.IsReal || operand.Type.IsReal)
        {
            IrType type = before.Type.Real == RealKind.Generic ? before.Type : operand.Type.Real == RealKind.Generic ? operand.Type : before.Type.Real == RealKind.Double || operand.Type.Real == RealKind.Double ? IrType.Double : IrType.Float;
            return Convert(Arithmetic(kind, Convert(before, type, at), Convert(operand, type, at), type, at), target, at);
        }

        Value result = Arithmetic(kind, before, operand, target, at);
        return target.Text is "short" or "ushort" or "byte" or "sbyte" or "char" ? _builder.Pure(target, "(" + target.Text + "){0}", Precedences.Unary, result) : result;
    }

    private Target LowerTarget(IOperation target)
    {
        IrType type = target.Type is null ? IrTypes.Object : Read(target.Type);
        switch (target)
        {
            case ILocalReferenceOperation { Local: { } lambda } when _lambdas.ContainsKey(lambda):
                throw Refuse(target, "assigning another lambda to '" + lambda.Name + "'", "declare a variable for each lambda");
            case ILocalReferenceOperation { Local: { } local }:
                if (_aliases.TryGetValue(local, out Target? named))
                {
                    return named;
                }

                if (!_environment.ContainsKey(local))
                {
                    _environment[local] = null;
                }

                return new Target.OfVariable(local, type);
            case IDeclarationExpressionOperation declaration:
                return LowerTarget(declaration.Expression);
            case IParameterReferenceOperation { Parameter: { } captured } when !_aliases.ContainsKey(captured) && !_environment.ContainsKey(captured) && CapturedPart(captured) is var kept && kept >= 0:
                return new Target.OfPart(_self ?? new Target.OfVariable(s_receiver, _environment[s_receiver]!.Type), kept, target, type);
            case IParameterReferenceOperation { Parameter: { } parameter }:
                return _aliases.TryGetValue(parameter, out Target? alias) ? alias : new Target.OfVariable(parameter, type);
            case IParenthesizedOperation parenthesized:
                return LowerTarget(parenthesized.Operand);
            case IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } when (_self is not null || _environment.ContainsKey(s_receiver)) && type.IsComposite:
                return _self ?? new Target.OfVariable(s_receiver, type);
            case IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ImplicitReceiver } when _initialized.Count > 0:
                return new Target.OfVariable(_initialized.Peek(), type);
            case IFieldReferenceOperation { Instance: { Type: { } fieldHolder } instance } field when Read(fieldHolder) is { IsComposite: true } composite:
                return new Target.OfPart(LowerTarget(instance), PartIndex(composite, field.Field), target, type);
            case IPropertyReferenceOperation { Instance: { Type: { } modelHolder } owner } member when Read(modelHolder).IsModel:
                return ModelTarget(member, LowerExpression(owner), type);
            case IPropertyReferenceOperation { Instance: { Type: { } propertyHolder } instance } property when Read(propertyHolder) is { IsComposite: true } composite:
                {
                    int part = property.Arguments.Length == 0 ? PartIndex(composite, property.Property) : -1;
                    Target whole = LowerTarget(instance);
                    return part >= 0
                        ? new Target.OfPart(whole, part, target, type)
                        : new Target.OfProperty(whole, property.Property, property.Arguments.Select(a => LowerExpression(a.Value)).ToImmutableArray(), target, type);
                }

            case IDiscardOperation:
                return new Target.Nowhere(type);
            case IArrayElementReferenceOperation or IImplicitIndexerReferenceOperation:
            case IPropertyReferenceOperation { Arguments.Length: > 0 } when target is not IPropertyReferenceOperation { Instance: { Type: { } holder } } || Read(holder).IsBuffer:
                (Value buffer, Value index) = LowerLocation(target);
                return type.IsComposite && !HoldsLeaves(buffer.Type) ? throw NotUniform(target, target.Type!) : new Target.OfElement(buffer, index, type);
            case IFieldReferenceOperation or IPropertyReferenceOperation { Arguments.Length: 0 } when type.IsComposite:
                throw Refuse(target, "assigning the member '" + ((IMemberReferenceOperation)target).Member.Name + "'", "assign to a variable");
            case IFieldReferenceOperation { Instance.Type.IsValueType: true } or IPropertyReferenceOperation { Arguments.Length: 0, Instance.Type.IsValueType: true }:
                throw Refuse(target, "assigning a member of the struct '" + ((IMemberReferenceOperation)target).Member.ContainingType.Name + "'", "mark the struct [Differentiable], or make a new value of it");
            case IFieldReferenceOperation field:
                CheckAccessible(field.Field, target);
                return field.Instance is null
                    ? new Target.OfMember(Spell(field.Field.ContainingType) + "." + SignatureReader.Identifier(field.Field.Name) + " = {0};", ImmutableArray<Value>.Empty, "the static field '" + field.Field.Name + "'", target, type)
                    : new Target.OfMember("{0}." + SignatureReader.Identifier(field.Field.Name) + " = {1};", ImmutableArray.Create(LowerExpression(field.Instance)), "the field '" + field.Field.Name + "'", target, type);
            case IPropertyReferenceOperation { Arguments.Length: 0 } property:
                CheckAccessible(property.Property, target);
                return property.Instance is null
                    ? new Target.OfMember(Spell(property.Property.ContainingType) + "." + SignatureReader.Identifier(property.Property.Name) + " = {0};", ImmutableArray<Value>.Empty, "the static property '" + property.Property.Name + "'", target, type)
                    : new Target.OfMember("{0}." + SignatureReader.Identifier(property.Property.Name) + " = {1};", ImmutableArray.Create(LowerExpression(property.Instance)), "the property '" + property.Property.Name + "'", target, type);
            default:
                throw Refuse(target, "an assignment to '" + target.Syntax.ToString().Split('\n')[0].Trim() + "'", "assign to a variable or an element of a buffer");
        }
    }

    private Value Read(Target target, IOperation at) => target switch
    {
        Target.OfVariable { Key: ISymbol symbol } => Variable(symbol, at),
        Target.OfVariable variable => _environment[variable.Key]!,
        Target.OfPart part when PartOfElement(part) is { Element.Buffer: var buffer, Element.Index: var index, First: var first } => LoadLeaves(buffer, index, first, part.Type),
        Target.OfPart part => Part(Read(part.Whole, at), part.Index),
        Target.OfProperty { Arguments.IsEmpty: true } property when StoredPart(property.Whole.Type, property.Property, property.Property.GetMethod) is var stored and >= 0 => Part(Read(property.Whole, at), stored),
        Target.OfProperty property => ReadProperty(property, at),
        Target.OfElement element => LoadElement(element.Buffer, element.Index),
        Target.OfMember member => _builder.Add(new Opaque(PartOrigin(at), _builder.New(member.Type), member.Template.Substring(0, member.Template.IndexOf(" = ", System.StringComparison.Ordinal)), member.Arguments, Effect.Reads, Precedences.Call)).Result!,
        _ => throw Refuse(at, "this assignment", "assign to a variable"),
    };

    /// <summary>What the getter gives; what it leaves of its struct is written back.</summary>
    private Value ReadProperty(Target.OfProperty property, IOperation at)
    {
        IMethodSymbol getter = _types.Of(property.Property.GetMethod ?? throw Refuse(at, "this assignment", "assign to a variable"));
        if (_builder.IsDead)
        {
            return DefaultValue(property.Type);
        }

        Value?[] arguments = property.Arguments.Select((a, i) => AsArgument(a, TypeReader.Read(getter.Parameters[i].Type), at)).ToArray();
        (Value? result, ImmutableArray<Value> written) = Emit(at, getter, Read(property.Whole, at), arguments);
        if (Assigns(getter) && MayWriteReceiver(getter))
        {
            Write(property.Whole, written[0]);
        }

        return result!;
    }

    private Value Write(Target target, Value value)
    {
        switch (target)
        {
            case Target.OfVariable variable:
                return Assign(variable.Key, value, NameOf(variable.Key));
            case Target.OfPart part when PartOfElement(part) is { } place:
                StoreLeaves(place.Element.Buffer, place.Element.Index, place.First, LeavesOf(AsPart(place.Field, value, part.At)));
                return value;
            case Target.OfPart part:
                Write(part.Whole, WithPart(Read(part.Whole, part.At), part.Index, value, part.At));
                return value;
            case Target.OfProperty { Arguments.IsEmpty: true } property when StoredPart(property.Whole.Type, property.Property, property.Property.SetMethod) is var stored and >= 0:
                Write(property.Whole, WithPart(Read(property.Whole, property.At), stored, value, property.At));
                return value;
            case Target.OfProperty property:
                {
                    IMethodSymbol setter = _types.Of(property.Property.SetMethod ?? throw Refuse(property.At, "assigning this property", "assign to a variable"));
                    (_, ImmutableArray<Value> written) = Emit(property.At, setter, Read(property.Whole, property.At), property.Arguments.Add(value).ToArray());
                    if (written.Length > 0)
                    {
                        Write(property.Whole, written[0]);
                    }

                    return value;
                }

            case Target.OfElement element:
                StoreElement(element.Buffer, element.Index, value);
                return element.Buffer.Type.Buffer == BufferKind.Jagged ? LoadElement(element.Buffer, element.Index) : value;
            case Target.OfMember member:
                _builder.Add(new Opaque(PartOrigin(member.At), null, member.Template, member.Arguments.Add(value), Effect.Unknown, Precedences.Call) { Active = ActiveOperands.Refused, Escape = member.Name });
                return value;
            default:
                return value;
        }
    }

    private Value LowerElement(IOperation element)
    {
        switch (element)
        {
            case IArrayElementReferenceOperation { Indices: [IRangeOperation], ArrayReference.Type: { } whole } when Read(whole).Buffer == BufferKind.Jagged:
                throw Refuse(element, "a range of rows", "copy the rows one by one");
            case IArrayElementReferenceOperation { Indices: [IRangeOperation range] } slice:
                return Duplicate(Slice(LowerExpression(slice.ArrayReference), range, Read(slice.ArrayReference.Type!).As(BufferKind.Span)));
            case IImplicitIndexerReferenceOperation { Argument: IRangeOperation range } slice when Read(slice.Instance.Type!) is { IsBuffer: true } spanType:
                return Slice(LowerExpression(slice.Instance), range, spanType);
            case IPropertyReferenceOperation { Instance: { Type: { } composite } } indexer when Read(composite).IsComposite:
                return LowerCompositeIndexer(indexer);
            case IPropertyReferenceOperation { Instance: { Type: { } holder } } indexer when !Read(holder).IsBuffer:
                return LowerOpaqueIndexer(indexer);
            case IImplicitIndexerReferenceOperation { Argument: not IRangeOperation, Instance.Type: { } list } indexer when Read(list) is { IsBuffer: false, IsComposite: false }:
                return LowerOpaqueIndexer(indexer);
            case IArrayElementReferenceOperation { Indices: [{ } index], ArrayReference.Type: { } rows } row when !Read(rows).IsBuffer && (index.Type?.SpecialType == SpecialType.System_Int32 || Unconverted(index) is IUnaryOperation { OperatorKind: UnaryOperatorKind.Hat }):
                return LowerConstantElement(row);
        }

        (Value buffer, Value at) = LowerLocation(element);
        return LoadElement(buffer, at, Read(element.Type!));
    }

    /// <summary>An element; of a buffer of constants that are structs, taken apart.</summary>
    private Value LoadElement(Value buffer, Value index, IrType type)
    {
        Value element = LoadElement(buffer, index);
        return type.IsComposite && !HoldsLeaves(buffer.Type) ? Decomposed(element, type) : element;
    }

    /// <summary>Elements are composites, and each of their leaves can be read and written.</summary>
    private static bool HoldsLeaves(IrType buffer) => buffer.Layout is not null || buffer.Members is not null;

    /// <summary>How many elements a buffer of composites has.</summary>
    private Value Count(Value buffer) => buffer.Type.Stride == 1 ? _builder.LengthOf(buffer) : _builder.Pure(IrType.Int, "{0} / {1}", Precedences.Multiplicative, _builder.LengthOf(buffer), _builder.Int(buffer.Type.Stride));

    /// <summary>As many numbers as so many elements are.</summary>
    private Value Scaled(IrType buffer, Value count) => buffer.Stride == 1 ? count : _builder.Pure(IrType.Int, count.Type.Text == "int" ? "{0} * {1}" : "(int)({0} * {1})", Precedences.Multiplicative, count, _builder.Int(buffer.Stride));

    /// <summary>Element <c>i</c>; of a buffer of composites its leaves.</summary>
    private Value LoadElement(Value buffer, Value index)
    {
        if (buffer.Type.Buffer == BufferKind.Jagged)
        {
            return _builder.Add(new View(_builder.Origin, _builder.New(buffer.Type.As(BufferKind.Array)), buffer, index, null)).Result;
        }

        return HoldsLeaves(buffer.Type) ? LoadLeaves(buffer, index, 0, IrType.Of((buffer.Type.Layout ?? buffer.Type.Members)!)) : _builder.Load(buffer, index);
    }

    /// <summary>The leaves of an element from one on, as many as a value of the type has: of a buffer of numbers, those from <c>k i</c> on.</summary>
    private Value LoadLeaves(Value buffer, Value index, int first, IrType type)
    {
        int count = IrArgument.LeavesOf(type, false).Length;
        if (buffer.Type.Members is { } members)
        {
            Value[] leaves = Enumerable.Range(first, count).Select(k => _builder.Add(new Load(_builder.Origin, _builder.New(members.Leaves[k].Type), buffer, index) { Leaf = k, IsBesideAnother = k > first }).Result).ToArray();
            foreach (int k in Enumerable.Range(0, count).Where(k => members.Leaves[first + k].NoDiff))
            {
                _constants.Add(leaves[k].Id);
            }

            return OfLeaves(type, leaves);
        }

        Value start = Scaled(buffer.Type, index);
        return OfLeaves(type, Enumerable.Range(first, count).Select(k => _builder.Load(buffer, Beside(start, k))).ToArray());
    }

    private Value Beside(Value first, int offset) => offset == 0 ? first : _builder.Pure(IrType.Int, "{0} + {1}", Precedences.Additive, first, _builder.Int(offset));

    private void StoreElement(Value buffer, Value index, Value value)
    {
        if (buffer.Type.Buffer == BufferKind.Jagged)
        {
            StoreRow(buffer, index, value);
        }
        else if (HoldsLeaves(buffer.Type))
        {
            StoreLeaves(buffer, index, 0, LeavesOf(value));
        }
        else
        {
            _builder.Add(new Store(_builder.Origin, buffer, index, value, Adds: false));
        }
    }

    /// <summary>Every element becomes a value: leaf by leaf, where it has leaves.</summary>
    private void FillWith(Value buffer, Value filler, IArgumentOperation at)
    {
        if (!HoldsLeaves(buffer.Type))
        {
            if (filler.Type.IsComposite)
            {
                throw NotUniform(at, at.Parameter!.Type);
            }

            _builder.Add(new Fill(_builder.Origin, buffer, filler));
            return;
        }

        Value start = _builder.Int(0), bound = Count(buffer), step = _builder.Int(1), index = _builder.New(IrType.Int, "i");
        _builder.Open();
        StoreElement(buffer, index, filler);
        _builder.Add(new For(_builder.Origin, ImmutableArray<Value>.Empty, index, start, bound, "<", step, ImmutableArray<Value>.Empty, ImmutableArray<Value>.Empty, _builder.Close(), -1));
    }

    /// <summary>Stores leaves of an element from one on.</summary>
    private void StoreLeaves(Value buffer, Value index, int first, ImmutableArray<Value> leaves)
    {
        bool isNumbers = buffer.Type.Members is null;
        Value start = isNumbers ? Scaled(buffer.Type, index) : index;
        for (int k = 0; k < leaves.Length; k++)
        {
            _builder.Add(new Store(_builder.Origin, buffer, isNumbers ? Beside(start, first + k) : index, leaves[k], Adds: false) { Leaf = isNumbers ? -1 : first + k });
        }
    }

    /// <summary>The leaves that a member of an element, or of a member of one, is: the first of them, and the field, a constant where one on the way to it is.</summary>
    private static (Target.OfElement Element, int First, CompositeField Field)? PartOfElement(Target.OfPart part)
    {
        CompositeType layout = part.Whole.Type.Layout!;
        CompositeField field = layout.Fields[part.Index];
        int offset = layout.Fields.Take(part.Index).Sum(f => f.Type.IsComposite ? f.Type.Layout!.Leaves.Length : 1);
        return part.Whole switch
        {
            Target.OfElement element => (element, offset, field),
            Target.OfPart outer when PartOfElement(outer) is { } place => (place.Element, place.First + offset, field with { NoDiff = field.NoDiff || place.Field.NoDiff }),
            _ => null,
        };
    }

    /// <summary>An element of a buffer of composites, or a member of one, is there without the rest of the element.</summary>
    private bool IsPartOfElement(IOperation operation) => operation switch
    {
        IFieldReferenceOperation { Instance: { Type: { } holder } instance } field => Read(holder) is { IsComposite: true, IsModel: false } type && PartIndex(type, field.Field) >= 0 && IsElementOrPart(instance),
        IPropertyReferenceOperation { Arguments.Length: 0, Instance: { Type: { } holder } instance } property => Read(holder) is { IsComposite: true, IsModel: false } type && PartIndex(type, property.Property) >= 0 && IsElementOrPart(instance),
        _ => false,
    };

    private bool IsElementOrPart(IOperation operation) => operation switch
    {
        IArrayElementReferenceOperation { Indices: [not IRangeOperation], ArrayReference.Type: { } array } => Read(array).Members is not null,
        IPropertyReferenceOperation { Arguments.Length: 1, Instance.Type: { } span } => Read(span).Members is not null,
        IImplicitIndexerReferenceOperation { Argument: not IRangeOperation, Instance.Type: { } buffer } => Read(buffer).Members is not null,
        _ => IsPartOfElement(operation),
    };

    private Value LowerCompositeIndexer(IPropertyReferenceOperation indexer)
    {
        if (CompositeReader.IsVector(indexer.Instance!.Type!))
        {
            return indexer.Arguments[0].Value.ConstantValue is { HasValue: true, Value: int k } && k >= 0 && k < Read(indexer.Instance.Type!).Layout!.Fields.Length
                ? Part(LowerExpression(indexer.Instance), k)
                : throw Refuse(indexer, "a vector's element by a computed index", "name the element: X, Y, Z, W");
        }

        return LowerAccessor(indexer, indexer.Property.GetMethod!, indexer.Instance, indexer.Arguments);
    }

    /// <summary>An element of a list or another object with an indexer, which is a constant.</summary>
    private Value LowerOpaqueIndexer(IPropertyReferenceOperation indexer)
    {
        CheckAccessible(indexer.Property, indexer);
        return ConstantElement(indexer, indexer.Instance!, indexer.Arguments.Select(a => a.Value), EffectOfReading(indexer.Property));
    }

    /// <summary>Such an element, counted from the end: <c>list[^1]</c>.</summary>
    private Value LowerOpaqueIndexer(IImplicitIndexerReferenceOperation indexer)
    {
        CheckAccessible(indexer.IndexerSymbol, indexer);
        return ConstantElement(indexer, indexer.Instance, [indexer.Argument], EffectOfReading(indexer.IndexerSymbol));
    }

    /// <summary>An element of an array of more than two dimensions, or of arrays, which is a constant.</summary>
    private Value LowerConstantElement(IArrayElementReferenceOperation element) => ConstantElement(element, element.ArrayReference, element.Indices, Effect.Reads);

    private Value ConstantElement(IOperation at, IOperation holder, IEnumerable<IOperation> indices, Effect effect)
    {
        var values = new List<Value> { LowerExpression(holder) };
        var holes = new List<string>();
        foreach (IOperation index in indices)
        {
            IOperation? fromEnd = Unconverted(index) is IUnaryOperation { OperatorKind: UnaryOperatorKind.Hat } hat ? hat.Operand : null;
            holes.Add((fromEnd is null ? "{" : "^{") + values.Count.ToString(CultureInfo.InvariantCulture) + "}");
            values.Add(Materialized(LowerExpression(fromEnd ?? index), at));
        }

        IrType type = Read(at.Type!);
        Value element = _builder.Add(new Opaque(PartOrigin(at), _builder.New(type.IsComposite ? Plain(type) : type), NumbersOf(type, "{0}[" + string.Join(", ", holes) + "]"), values.ToImmutableArray(), effect, Precedences.Call) { Active = ActiveOperands.Refused }).Result!;
        return type.IsComposite ? Decomposed(element, type) : element;
    }

    private (Value Buffer, Value Index) LowerLocation(IOperation element)
    {
        switch (element)
        {
            case IArrayElementReferenceOperation { Indices.Length: 1 } array when Read(array.ArrayReference.Type!).IsBuffer:
                {
                    Value buffer = LowerExpression(array.ArrayReference);
                    return (buffer, Index(array.Indices[0], buffer));
                }

            case IArrayElementReferenceOperation { Indices.Length: 2 } matrix when Read(matrix.ArrayReference.Type!).IsBuffer:
                {
                    Value buffer = LowerExpression(matrix.ArrayReference);
                    return (buffer, _builder.Pure(IrType.Pair, "{0}, {1}", Precedences.Call, Index(matrix.Indices[0], buffer), Index(matrix.Indices[1], buffer)));
                }

            case IPropertyReferenceOperation { Instance: { } instance, Arguments.Length: 1 } span when Read(instance.Type!).IsBuffer:
                {
                    Value buffer = LowerExpression(instance);
                    return (buffer, Index(span.Arguments[0].Value, buffer));
                }

            case IImplicitIndexerReferenceOperation implied when Read(implied.Instance.Type!).IsBuffer:
                {
                    Value buffer = LowerExpression(implied.Instance);
                    return (buffer, Index(implied.Argument, buffer));
                }

            default:
                throw Refuse(element, "this element access", "use one-dimensional arrays and spans");
        }
    }

    /// <summary>An index, counted from the end where it is written <c>^n</c>.</summary>
    private Value Index(IOperation index, Value buffer)
    {
        if (Unconverted(index) is IUnaryOperation { OperatorKind: UnaryOperatorKind.Hat } fromEnd)
        {
            Value back = LowerExpression(fromEnd.Operand);
            return _builder.Pure(IrType.Int, "{0} - {1}", Precedences.Additive, Count(buffer), back);
        }

        Value value = LowerExpression(index);
        if (!IsNumber(value.Type.Text))
        {
            throw Refuse(index, "an index of type '" + value.Type.Text + "'", "index with an integer");
        }

        return value;
    }

    private Value Slice(Value buffer, IRangeOperation range, IrType type)
    {
        Value? start = range.LeftOperand is null ? null : Index(Unindexed(range.LeftOperand), buffer);
        Value? length = null;
        if (range.RightOperand is not null)
        {
            Value end = Index(Unindexed(range.RightOperand), buffer);
            length = start is null ? end : _builder.Pure(IrType.Int, "{0} - {1}", Precedences.Additive, end, start);
            start ??= _builder.Int(0);
        }

        return ViewOf(AsSliceable(buffer), type, Scaled(buffer.Type, start ?? _builder.Int(0)), length is null ? null : Scaled(buffer.Type, length));
    }

    /// <summary>The integer under its conversion to <c>System.Index</c>.</summary>
    private static IOperation Unindexed(IOperation index) => index is IConversionOperation { Type.Name: "Index" } conversion ? conversion.Operand : index;

    /// <summary>An array as a span, so that a part of it is the same memory.</summary>
    private Value AsSliceable(Value buffer) => buffer.Type.Buffer == BufferKind.Array
        ? _builder.Add(new View(_builder.Origin, _builder.New(buffer.Type.AsSpan()), buffer, null, null)).Result
        : buffer;

    /// <summary>The numbers of a matrix, row by row.</summary>
    private Value InRows(Value matrix) => _builder.Add(new View(_builder.Origin, _builder.New(matrix.Type.As(BufferKind.Span)), matrix, null, null)).Result;

    /// <summary>
    /// <c>rows[i] = row</c>: a row of its own with the content of the array. Where somebody could tell it from the array,
    /// <see cref="Analysis.HomeAliases"/> refuses the method.
    /// </summary>
    private void StoreRow(Value rows, Value index, Value row)
    {
        bool isNew = _builder.Current.Count > 0 && _builder.Current[_builder.Current.Count - 1] is Allocate made && made.Result.Equals(row) && !_environment.ContainsValue(row);
        Value length = isNew ? ((Allocate)_builder.Current[_builder.Current.Count - 1]).Length : _builder.LengthOf(row);
        var creation = new Opaque(_builder.Origin, null, "global::DiffGen.CompilerServices.JaggedArrays.NewRow({0}, {1}, {2});", ImmutableArray.Create(rows, index, length), Effect.Unknown, Precedences.Call) { IsLinear = true, IsNewRow = true };
        if (isNew)
        {
            // Nothing else has it yet.
            _builder.ReplaceLast(creation);
            return;
        }

        _builder.Add(creation);
        Value place = _builder.Add(new View(_builder.Origin, _builder.New(rows.Type.As(BufferKind.Array)), rows, index, null)).Result;
        _builder.Add(new Copy(_builder.Origin, row, place) { IsHome = true });
    }

    /// <summary>A new array with the same elements.</summary>
    private Value Duplicate(Value buffer)
    {

        if (buffer.Type.Buffer == BufferKind.Matrix)
        {
            Value matrix = _builder.Add(new Allocate(_builder.Origin, _builder.New(buffer.Type), Memory.Heap, _builder.ShapeOf(buffer))).Result;
            _builder.Add(new Copy(_builder.Origin, InRows(buffer), InRows(matrix)));
            return matrix;
        }

        IrType type = buffer.Type.Layout is null ? buffer.Type.As(BufferKind.Array) : buffer.Type.AsSpan() with { IsDeclaredArray = true };
        Value copy = _builder.Add(new Allocate(_builder.Origin, _builder.New(type), Memory.Heap, _builder.LengthOf(buffer))).Result;
        _builder.Add(new Copy(_builder.Origin, buffer, copy));
        return copy;
    }

    private Value LowerArrayCreation(IArrayCreationOperation array)
    {
        IrType type = Read(array.Type!);
        if (array.DimensionSizes.Length == 2 && type.Buffer == BufferKind.Matrix && (array.Initializer is null || array.Initializer.ElementValues.All(e => e is IArrayInitializerOperation)))
        {
            Value sizes = _builder.Pure(IrType.Pair, "{0}, {1}", Precedences.Call, LowerExpression(array.DimensionSizes[0]), LowerExpression(array.DimensionSizes[1]));
            Value matrix = _builder.Add(new Allocate(_builder.Origin, _builder.New(type), Memory.Heap, sizes)).Result;
            for (int i = 0; array.Initializer is not null && i < array.Initializer.ElementValues.Length; i++)
            {
                var row = (IArrayInitializerOperation)array.Initializer.ElementValues[i];
                for (int j = 0; j < row.ElementValues.Length; j++)
                {
                    Value element = LowerExpression(row.ElementValues[j]);
                    _builder.Add(new Store(_builder.Origin, matrix, _builder.Pure(IrType.Pair, "{0}, {1}", Precedences.Call, _builder.Int(i), _builder.Int(j)), element, Adds: false));
                }
            }

            return matrix;
        }

        if (array.DimensionSizes.Length != 1 || !type.IsBuffer)
        {
            throw Refuse(array, "an array of type '" + array.Type + "'", "use a two-dimensional array, or a one-dimensional one and compute the index");
        }

        RequireUniform(array, type, array.Type);
        Value length = Scaled(type, LowerExpression(array.DimensionSizes[0]));
        Value buffer = _builder.Add(new Allocate(_builder.Origin, _builder.New(type), Memory.Heap, length)).Result;
        if (array.Initializer is not null)
        {
            for (int i = 0; i < array.Initializer.ElementValues.Length; i++)
            {
                Value element = LowerExpression(array.Initializer.ElementValues[i]);
                StoreElement(buffer, _builder.Int(i), element);
            }
        }

        return buffer;
    }

    /// <summary><c>[a, b, c]</c> as a new array, or a span on the stack.</summary>
    private Value LowerCollection(IOperation operation, CollectionExpressionSyntax collection, IrType type)
    {
        if (type.Buffer == BufferKind.Jagged && collection.Elements.Any(e => e is not ExpressionElementSyntax))
        {
            throw Refuse(operation, "a spread of rows", "list the rows one by one");
        }

        if (!type.IsBuffer || type.Buffer == BufferKind.Matrix || collection.Elements.Any(e => e is not (ExpressionElementSyntax or SpreadElementSyntax)))
        {
            throw Refuse(operation, "this collection expression", "list single elements of an array or span, and spreads of such");
        }

        RequireUniform(operation, type, operation.Type);
        if (collection.Elements.Any(e => e is SpreadElementSyntax))
        {
            return LowerSpreads(operation, collection, type);
        }

        return LowerElements(operation, collection.Elements.Select(e => ((ExpressionElementSyntax)e).Expression).ToArray(), type);
    }

    private Value LowerElements(IOperation operation, IReadOnlyList<ExpressionSyntax> elements, IrType type) => LowerElements(operation, elements.Select(e => OperationOf(e, operation)), type);

    private Value LowerElements(IOperation operation, IEnumerable<IOperation> elements, IrType type)
    {
        IrType held = type.Buffer == BufferKind.Array ? type : type.AsSpan();
        IrType element = type.Buffer == BufferKind.Jagged ? type.As(BufferKind.Array) : type.Layout is null ? type.ElementType : IrType.Of(type.Layout);
        Value[] items = elements.Select(e => Convert(LowerExpression(e), element, operation)).ToArray();
        Value memory = _builder.Add(new Allocate(_builder.Origin, _builder.New(held), held.IsSpan && !type.IsDeclaredArray ? Memory.Stack : Memory.Heap, Scaled(type, _builder.Int(items.Length)))).Result;
        for (int i = 0; i < items.Length; i++)
        {
            StoreElement(memory, _builder.Int(i), items[i]);
        }

        return Convert(memory, type, operation);
    }

    /// <summary><c>[.. a, x, .. b]</c>: everything is evaluated in order, then a new array takes the single elements and the content of the buffers.</summary>
    private Value LowerSpreads(IOperation operation, CollectionExpressionSyntax collection, IrType type)
    {
        IrType held = type.Buffer == BufferKind.Array ? type : type.AsSpan();
        IrType element = type.Layout is null ? type.ElementType : IrType.Of(type.Layout);
        var items = new List<(Value Value, bool IsSpread)>();
        foreach (CollectionElementSyntax part in collection.Elements)
        {
            if (part is SpreadElementSyntax spread)
            {
                IOperation source = OperationOf(spread.Expression, operation);
                IrType read = source.Type is null ? IrTypes.Object : Read(source.Type);
                if (!read.IsBuffer || read.Buffer is BufferKind.Matrix or BufferKind.Jagged || read.Element != held.Element || read.Layout != held.Layout)
                {
                    throw Refuse(operation, "a spread of '" + (source.Type?.ToDisplayString() ?? "this") + "'", "spread an array or a span with elements of the same type, or copy the elements in a loop");
                }

                items.Add((LowerExpression(source), true));
            }
            else
            {
                items.Add((Convert(LowerExpression(OperationOf(((ExpressionElementSyntax)part).Expression, operation)), element, operation), false));
            }
        }

        Value length = _builder.Int(items.Count(i => !i.IsSpread));
        foreach ((Value source, _) in items.Where(i => i.IsSpread))
        {
            length = Sum(length, Count(source));
        }

        Value memory = _builder.Add(new Allocate(_builder.Origin, _builder.New(held), Memory.Heap, Scaled(held, length))).Result;
        Value span = AsSliceable(memory), at = _builder.Int(0);
        foreach ((Value item, bool isSpread) in items)
        {
            if (isSpread)
            {
                Value place = _builder.Add(new View(_builder.Origin, _builder.New(span.Type), span, Scaled(span.Type, at), _builder.LengthOf(item))).Result;
                _builder.Add(new Copy(_builder.Origin, item, place));
                at = Sum(at, Count(item));
            }
            else
            {
                StoreElement(memory, at, item);
                at = Sum(at, _builder.Int(1));
            }
        }

        return Convert(memory, type, operation);
    }

    /// <summary>What an expression inside one that has no operation of its own means.</summary>
    private IOperation OperationOf(ExpressionSyntax expression, IOperation around) =>
        expression is ParenthesizedExpressionSyntax parenthesized ? OperationOf(parenthesized.Expression, around) : _compilation.GetSemanticModel(expression.SyntaxTree).GetOperation(expression, _cancellation) ?? throw Refuse(around, "this expression", "write its elements one by one");

    /// <summary>A new buffer of structs is one of marked structs.</summary>
    private void RequireUniform(IOperation operation, IrType buffer, ITypeSymbol? type)
    {
        ITypeSymbol? element = type switch
        {
            IArrayTypeSymbol array => array.ElementType,
            INamedTypeSymbol { TypeArguments: [var argument] } => argument,
            _ => null,
        };
        if (!HoldsLeaves(buffer) && element is not null && Read(element).IsComposite)
        {
            throw NotUniform(operation, element);
        }
    }

    private static RefusedException NotUniform(IOperation operation, ITypeSymbol element) => Refuse(
        operation,
        "a buffer of '" + element + "'",
        CompositeReader.Read(element) is { Uniform: RealKind.Generic } ? "write 'double' or 'float' for the type parameter, or use a buffer for each member" : "use a span or an array of a struct marked [Differentiable], or a buffer for each member; a table of constants may be a static readonly field");

    private Value LowerStackAlloc(IOperation operation, ITypeSymbol? type)
    {
        IrType? buffer = type is null ? null : Read(type);
        InitializerExpressionSyntax? initializer = operation.Syntax switch
        {
            StackAllocArrayCreationExpressionSyntax s => s.Initializer,
            ImplicitStackAllocArrayCreationExpressionSyntax s => s.Initializer,
            _ => null,
        };
        if (buffer is not { IsSpan: true })
        {
            throw Refuse(operation, "'stackalloc' as a pointer", "declare the variable as Span<double> or Span<float>");
        }

        RequireUniform(operation, buffer, type);
        if (initializer is null)
        {
            ExpressionSyntax size = ((ArrayTypeSyntax)((StackAllocArrayCreationExpressionSyntax)operation.Syntax).Type).RankSpecifiers[0].Sizes[0];
            Value length = Convert(LowerExpression(OperationOf(size, operation)), IrType.Int, operation);
            return _builder.Add(new Allocate(_builder.Origin, _builder.New(buffer), Memory.Stack, Scaled(buffer, length))).Result;
        }

        return LowerElements(operation, initializer.Expressions.ToArray(), buffer);
    }
}
