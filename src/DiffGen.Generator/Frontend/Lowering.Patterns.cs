using System.Collections.Immutable;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Primitives;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace DiffGen.Generator.Frontend;

/// <summary>Patterns as conditions. A variable that a pattern declares is assigned where the pattern has matched.</summary>
internal sealed partial class Lowering
{
    /// <summary>Brings the variables that patterns and <c>out</c> arguments inside an operation declare into sight, unassigned: which of its parts run is seen later.</summary>
    private void DeclarePatternVariables(IOperation operation)
    {
        foreach (IOperation nested in operation.DescendantsAndSelf())
        {
            ISymbol? declared = nested switch
            {
                IDeclarationPatternOperation pattern => pattern.DeclaredSymbol,
                IRecursivePatternOperation pattern => pattern.DeclaredSymbol,
                IDeclarationExpressionOperation { Expression: ILocalReferenceOperation local } => local.Local,
                _ => null,
            };
            if (declared is not null && !_environment.ContainsKey(declared))
            {
                _environment[declared] = null;
            }
        }
    }

    private Value LowerPattern(IPatternOperation pattern, Value input)
    {
        switch (pattern)
        {
            case IDiscardPatternOperation:
                return _builder.Constant(IrType.Bool, "true");
            case IConstantPatternOperation constant:
                if (constant.Value.ConstantValue is { HasValue: true, Value: null })
                {
                    return IsNull(input, pattern);
                }

                // A pattern on a wider type (object) asks for the type too, which '==' would not.
                return _builder.Pure(IrType.Bool, "{0} is {1}", Precedences.Relational, input, LowerExpression(constant.Value));
            case IRelationalPatternOperation relational:
                string symbol = relational.OperatorKind switch
                {
                    BinaryOperatorKind.LessThan => "<",
                    BinaryOperatorKind.LessThanOrEqual => "<=",
                    BinaryOperatorKind.GreaterThan => ">",
                    _ => ">=",
                };
                return _builder.Pure(IrType.Bool, "{0} is " + symbol + " {1}", Precedences.Relational, input, LowerExpression(relational.Value));
            case INegatedPatternOperation negated:
                return Not(LowerPattern(negated.Pattern, input));
            case IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.Or } either:
                return Or(LowerPattern(either.LeftPattern, input), () => LowerPattern(either.RightPattern, input));
            case IBinaryPatternOperation both:
                return And(LowerPattern(both.LeftPattern, input), () => LowerPattern(both.RightPattern, both.LeftPattern.NarrowedType is { } t ? Narrow(input, t) : input));
            case ITypePatternOperation type:
                return IsOfType(input, type.MatchedType, type);
            case IDeclarationPatternOperation declaration:
                {
                    Value matches = declaration.MatchedType is null || declaration.MatchesNull ? _builder.Constant(IrType.Bool, "true") : IsOfType(input, declaration.MatchedType, declaration);
                    Bind(declaration.DeclaredSymbol, declaration.MatchedType is null || declaration.MatchesNull ? input : Narrow(input, declaration.MatchedType));
                    return matches;
                }

            case IRecursivePatternOperation recursive:
                {
                    Value inner = input;
                    return And(
                        IsOfType(input, recursive.MatchedType, recursive),
                        () =>
                        {
                            inner = Narrow(input, recursive.MatchedType);
                            Bind(recursive.DeclaredSymbol, inner);
                            return Parts(recursive, inner, 0);
                        });
                }

            default:
                throw pattern.Syntax is ListPatternSyntax ? Unsupported(pattern) : Refuse(pattern, "this pattern (" + pattern.Kind + ")", "write it with '==', '<' and '&&'");
        }
    }

    private void Bind(ISymbol? variable, Value value)
    {
        if (variable is not null)
        {
            Assign(variable, value, SignatureReader.Identifier(variable.Name));
        }
    }

    /// <summary>The positional parts of a recursive pattern, then its properties: all must match, in order.</summary>
    private Value Parts(IRecursivePatternOperation pattern, Value input, int index)
    {
        int positional = pattern.DeconstructionSubpatterns.Length;
        if (index == positional + pattern.PropertySubpatterns.Length)
        {
            return _builder.Constant(IrType.Bool, "true");
        }

        Value part;
        if (index < positional)
        {
            IPatternOperation sub = pattern.DeconstructionSubpatterns[index];
            if (sub is IDiscardPatternOperation)
            {
                return Parts(pattern, input, index + 1);
            }

            part = LowerPattern(sub, Position(pattern, input, index, sub));
        }
        else
        {
            IPropertySubpatternOperation property = pattern.PropertySubpatterns[index - positional];
            if (property.Member is not IMemberReferenceOperation member)
            {
                throw Refuse(pattern, "this pattern", "write it with '==', '<' and '&&'");
            }

            part = LowerPattern(property.Pattern, Member(member, input));
        }

        return index + 1 == positional + pattern.PropertySubpatterns.Length ? part : And(part, () => Parts(pattern, input, index + 1));
    }

    /// <summary>The value at a position of a tuple, or of a record's primary constructor.</summary>
    private Value Position(IRecursivePatternOperation pattern, Value input, int index, IPatternOperation sub)
    {
        if (input.Type.IsComposite)
        {
            return Positions(input, pattern.DeconstructionSubpatterns.Length, sub, pattern.MatchedType as INamedTypeSymbol)[index];
        }

        if (pattern.MatchedType is INamedTypeSymbol { IsTupleType: true } tuple)
        {
            return _builder.Pure(Read(tuple.TupleElements[index].Type), "{0}." + tuple.TupleElements[index].Name, Precedences.Call, input);
        }

        // A record's Deconstruct gives its positional properties.
        if (pattern.MatchedType is INamedTypeSymbol { IsRecord: true } record && pattern.DeconstructSymbol is IMethodSymbol { IsImplicitlyDeclared: true } deconstruct)
        {
            return _builder.Pure(Read(deconstruct.Parameters[index].Type), "{0}." + SignatureReader.Identifier(deconstruct.Parameters[index].Name), Precedences.Call, input);
        }

        throw Refuse(sub, "a positional pattern on '" + pattern.MatchedType.Name + "'", "match its properties by name");
    }

    private Value Member(IMemberReferenceOperation member, Value input)
    {
        if (input.Type.IsModel)
        {
            throw Refuse(member, "a pattern on a model", "compare its members");
        }

        if (input.Type.IsComposite)
        {
            int part = PartIndex(input.Type, member.Member) is >= 0 and var own ? own : member.Member is IPropertySymbol asked ? StoredPart(input.Type, asked, asked.GetMethod) : -1;
            return part >= 0 ? Part(input, part)
                : member.Member is IPropertySymbol { GetMethod: { } changing } && IsCallable(changing) && Assigns(changing) && MayWriteReceiver(changing) ? throw Refuse(member, "a pattern on '" + member.Member.Name + "', whose getter changes its struct", "read the property into a variable before")
                : member.Member is IPropertySymbol { GetMethod: { } getter } && IsCallable(getter) ? CallWith(member, _types.Of(getter), input, [])
                : throw Refuse(member, "this pattern", "compare the member with '=='");
        }

        if (input.Type.IsBuffer && input.Type.Stride > 1)
        {
            return member.Member.Name == "Length" ? Count(input) : throw Refuse(member, "this pattern", "compare the member with '=='");
        }

        CheckAccessible(member.Member, member);
        IrType type = Read(member.Type!);
        Value read = _builder.Add(new Opaque(_builder.Origin, _builder.New(type.IsComposite ? Plain(type) : type), NumbersOf(type, "{0}." + SignatureReader.Identifier(member.Member.Name)), ImmutableArray.Create(input), EffectOfReading(member.Member), Precedences.Call)).Result!;
        return type.IsComposite ? Decomposed(read, type) : read;
    }

    private Value IsOfType(Value input, ITypeSymbol type, IOperation at)
    {
        string spelled = Spell(type);
        if (input.Type.IsComposite)
        {
            return _builder.Constant(IrType.Bool, "true");
        }

        if (IsSameBuffer(input, type))
        {
            return type.IsValueType ? _builder.Constant(IrType.Bool, "true") : Not(IsNull(input, at));
        }

        return spelled.TrimEnd('?') == input.Type.Text
            ? type.IsValueType ? _builder.Constant(IrType.Bool, "true") : Not(IsNull(input, at))
            : _builder.Pure(IrType.Bool, "{0} is " + spelled, Precedences.Relational, input);
    }

    /// <summary>An array or span that is matched as what it is; one of marked structs is the span of their numbers here.</summary>
    private static bool IsSameBuffer(Value input, ITypeSymbol type) => input.Type.IsBuffer && (type is IArrayTypeSymbol || type.IsValueType);

    /// <summary>The input as the type it was found to have; harmless where it has not.</summary>
    private Value Narrow(Value input, ITypeSymbol type)
    {
        string spelled = Spell(type);
        if (spelled == input.Type.Text || input.Type.IsComposite || IsSameBuffer(input, type))
        {
            return input;
        }

        return type.IsValueType
            ? Given(Read(type), "({0} as " + spelled + "?).GetValueOrDefault()", input)
            : _builder.Pure(Read(type), "({0} as " + spelled + ")!", Precedences.Call, input);
    }

    private string Spell(ITypeSymbol type)
    {
        type = _types.Of(type);
        CheckAccessibleType(type);
        return TypeReader.Spell(type.WithNullableAnnotation(NullableAnnotation.None));
    }
}
