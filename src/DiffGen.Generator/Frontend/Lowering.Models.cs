using System.Collections.Immutable;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Primitives;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace DiffGen.Generator.Frontend;

/// <summary>Classes of parameters: one buffer of numbers, whose parts their members are. Shapes and offsets never change, so they are settings of the object.</summary>
internal sealed partial class Lowering
{
    private const int ModelNumbers = 0;
    private const int ModelItem = 1;

    /// <summary>A member of a model: its numbers, or what lies outside them.</summary>
    private Value LowerModelMember(IPropertyReferenceOperation property, Value model)
    {
        IPropertySymbol symbol = property.Property;
        Value numbers = Part(model, ModelNumbers), item = Part(model, ModelItem);
        string name = SignatureReader.Identifier(symbol.Name);
        if (symbol.Name == ParameterClass.Parameters)
        {
            return numbers;
        }

        switch (ParameterTypes.KindOf(symbol))
        {
            case ParameterKind.Scalar:
                return _builder.Load(numbers, Offset(item, symbol));
            case ParameterKind.View:
                return _builder.Add(new View(_builder.Origin, _builder.New(Read(symbol.Type)), numbers, Offset(item, symbol), _builder.Pure(IrType.Int, "{0}." + name + ".Length", Precedences.Call, item))).Result;
            case ParameterKind.Part:
                {
                    IrType type = Read(symbol.Type);
                    Value part = _builder.Pure(type.Layout!.Fields[ModelItem].Type, "{0}." + name, Precedences.Call, item);
                    Value count = _builder.Pure(IrType.Int, "{0}." + ParameterClass.ParameterCount, Precedences.Call, part);
                    Value own = _builder.Add(new View(_builder.Origin, _builder.New(numbers.Type), numbers, Offset(item, symbol), count)).Result;
                    return Compose(type, ImmutableArray.Create(own, part));
                }

            default:
                // Counts, shapes and constants of the object; a property that computes may read its numbers.
                if (symbol.GetMethod is { } getter && HasBody(getter) && Read(symbol.Type).HoldsReals && EffectOfReading(symbol) == Effect.Unknown)
                {
                    return LowerAccessor(property, getter, property.Instance, ImmutableArray<IArgumentOperation>.Empty);
                }

                return _builder.Add(new Opaque(PartOrigin(property), _builder.New(Read(property.Type!)), "{0}." + name, ImmutableArray.Create(item), symbol.Name == ParameterClass.ParameterCount ? Effect.Pure : EffectOfReading(symbol), Precedences.Call)).Result!;
        }
    }

    private Value Offset(Value item, IPropertySymbol symbol) => _builder.Pure(IrType.Int, "{0}." + ParameterClass.OffsetOf(symbol.Name) + "()", Precedences.Call, item);

    /// <summary>Where an assignment to a number of a model writes.</summary>
    private Target.OfElement ModelTarget(IPropertyReferenceOperation property, Value model, IrType type) =>
        ParameterTypes.KindOf(property.Property) == ParameterKind.Scalar
            ? new Target.OfElement(Part(model, ModelNumbers), Offset(Part(model, ModelItem), property.Property), type)
            : throw Refuse(property, "assigning '" + property.Property.Name + "' of a model", "assign the numbers of its views");
}
