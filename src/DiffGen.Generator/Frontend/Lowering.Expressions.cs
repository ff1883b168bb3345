using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Diagnostics;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Primitives;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace DiffGen.Generator.Frontend;

/// <summary>Expressions, operands from left to right as C# evaluates them.</summary>
internal sealed partial class Lowering
{
    /// <summary>Inside a <c>throw</c>: what is computed there ends the method, so an active value may go anywhere.</summary>
    private bool _throwing;

    private Value LowerExpression(IOperation operation)
    {
        _cancellation.ThrowIfCancellationRequested();
        if (operation.ConstantValue.HasValue && operation.Type is { } constantType)
        {
            return LowerConstant(operation, operation.ConstantValue.Value, constantType);
        }

        switch (operation)
        {
            case ILocalReferenceOperation local:
                return Variable(local.Local, operation);
            case IParameterReferenceOperation parameter:
                return Variable(parameter.Parameter, operation);
            case IParenthesizedOperation parenthesized:
                return LowerExpression(parenthesized.Operand);
            case IConversionOperation conversion:
                return LowerConversion(conversion);
            case IUnaryOperation unary:
                return LowerUnary(unary);
            case IBinaryOperation binary:
                return LowerBinary(binary);
            case IConditionalOperation conditional:
                DeclarePatternVariables(conditional);
                return Choose(LowerExpression(conditional.Condition), () => LowerExpression(conditional.WhenTrue), () => LowerExpression(conditional.WhenFalse!));
            case IAssignmentOperation or IIncrementOrDecrementOperation:
                return LowerAssignment(operation) ?? throw Refuse(operation, "this assignment inside an expression", "write it as a statement");
            case IInvocationOperation call:
                return LowerCall(call) ?? throw Refuse(operation, "this call inside an expression", "write it as a statement");
            case IArrayElementReferenceOperation { Indices.Length: > 2 } cube:
                return LowerConstantElement(cube);
            case IArrayElementReferenceOperation or IImplicitIndexerReferenceOperation:
            case IPropertyReferenceOperation { Arguments.Length: > 0 }:
                return LowerElement(operation);
            case IPropertyReferenceOperation property:
                return LowerProperty(property);
            case IFieldReferenceOperation field:
                return LowerField(field);
            case IArrayCreationOperation array:
                return LowerArrayCreation(array);
            case ISwitchExpressionOperation choice:
                return LowerSwitchExpression(choice);
            case IIsPatternOperation pattern:
                DeclarePatternVariables(pattern);
                return LowerPattern(pattern.Pattern, LowerExpression(pattern.Value));
            case IIsTypeOperation type:
                Value tested = IsOfType(LowerExpression(type.ValueOperand), type.TypeOperand, type);
                return type.IsNegated ? Not(tested) : tested;
            case ITupleOperation tuple:
                return LowerTuple(tuple);
            case ITupleBinaryOperation comparison:
                return LowerTupleComparison(comparison);
            case IWithOperation copy when Read(copy.Type!).IsComposite:
                return Initialize(LowerExpression(copy.Operand), copy.Initializer);
            case ICoalesceOperation choice:
                return LowerCoalesce(choice);
            case IConditionalAccessOperation access:
                return LowerConditionalAccess(access);
            case IConditionalAccessInstanceOperation present:
                return LowerPresent(present);
            case IThrowOperation thrown:
                LowerThrow(thrown);
                return _builder.New(IrType.Bool);
            case IObjectCreationOperation creation when Read(creation.Type!) is { IsComposite: true } composite:
                return LowerCreation(creation, composite);
            case IObjectCreationOperation { Initializer.Initializers.IsEmpty: false }:
                throw Refuse(operation, "an object initializer", "make the object by its constructor");
            case IObjectCreationOperation creation:
                return LowerOpaqueCall(creation, "new " + Spell(creation.Type!) + "(", null, creation.Arguments, creation.Constructor!)!;
            case IInterpolatedStringOperation text when _throwing:
                return LowerInterpolation(text);
            case IDefaultValueOperation when Read(operation.Type!) is { IsComposite: true } composite:
                return DefaultValue(composite);
            case IDefaultValueOperation:
                return Read(operation.Type!) is { Real: RealKind.Double or RealKind.Float, IsReal: true } real ? DefaultValue(real) : _builder.Constant(Read(operation.Type!), "default(" + Spell(operation.Type!) + ")");
            case ITypeOfOperation type:
                return _builder.Constant(Read(operation.Type!), "typeof(" + Spell(type.TypeOperand) + ")");
            case IAnonymousFunctionOperation or IDelegateCreationOperation:
                throw Refuse(operation, "a lambda or delegate", "call a static method of the class by its name");
            case IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } when _self is not null:
                return Read(_self, operation);
            case IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } when _environment.TryGetValue(s_receiver, out Value? receiver):
                return receiver!;
            case IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ImplicitReceiver } when _initialized.Count > 0:
                return _environment[_initialized.Peek()]!;
            case IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance }:
                return _builder.Pure(Read(operation.Type!), "this", Precedences.Call);
            case IInstanceReferenceOperation:
                throw Refuse(operation, "this use of 'this'", "write it with variables");
            case IInvalidOperation:
                throw new BrokenSourceException();
            default:
                if (operation.Syntax is StackAllocArrayCreationExpressionSyntax or ImplicitStackAllocArrayCreationExpressionSyntax)
                {
                    return LowerStackAlloc(operation, operation.Type);
                }

                if (operation.Syntax is CollectionExpressionSyntax collection && operation.Type is not null)
                {
                    return LowerCollection(operation, collection, Read(operation.Type));
                }

                if ((int)operation.Kind == CollectionOfArguments && operation.IsImplicit && operation.Type is not null && Read(operation.Type).IsBuffer)
                {
                    return LowerElements(operation, operation.ChildOperations.ToArray(), Read(operation.Type));
                }

                throw Unsupported(operation);
        }
    }

    /// <summary>The operation that arguments of a <c>params</c> span become: of a compiler newer than the one referenced.</summary>
    private const int CollectionOfArguments = 127;

    /// <summary>An expression or statement that there is no lowering of, by the name that it has in C#.</summary>
    private static RefusedException Unsupported(IOperation operation)
    {
        (string what, string instead) = operation.Syntax switch
        {
            ConditionalAccessExpressionSyntax => ("'?.'", "write it with 'if' and '.'"),
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } => ("'??'", "write it with 'if' or '?:'"),
            AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceAssignmentExpression } => ("'??='", "write it with 'if'"),
            InterpolatedStringExpressionSyntax => ("an interpolated string", "make it outside, or in a 'throw'"),
            AnonymousObjectCreationExpressionSyntax => ("an anonymous object", "use a tuple"),
            QueryExpressionSyntax => ("a query", "write a loop over an array or span"),
            AwaitExpressionSyntax => ("'await'", "wait outside, and pass what it gives"),
            PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.AddressOfExpression or (int)SyntaxKind.PointerIndirectionExpression } => ("a pointer", "use a span"),
            FixedStatementSyntax => ("'fixed'", "use the span itself"),
            UnsafeStatementSyntax => ("'unsafe'", "use spans"),
            YieldStatementSyntax => ("'yield'", "fill a buffer that is passed"),
            ListPatternSyntax => ("a list pattern", "compare the length and the elements"),
            CollectionExpressionSyntax => ("this collection expression", "list single elements of an array or span"),
            _ => ("this " + (operation.Kind == OperationKind.None ? operation.Syntax.Kind().ToString() : operation.Kind.ToString()), "write it with assignments, 'if', loops, arithmetic, calls and buffer elements"),
        };
        return Refuse(operation, what, instead);
    }

    private Value LowerConstant(IOperation operation, object? value, ITypeSymbol type)
    {
        if (operation is IFieldReferenceOperation { Field: { IsConst: true, DeclaredAccessibility: Accessibility.Public } field } && value is double or float && field.ContainingType.SpecialType == SpecialType.None && field.ContainingNamespace?.ToDisplayString() == "System")
        {
            return _builder.Constant(Read(type), Spell(((IFieldReferenceOperation)operation).Field.ContainingType) + "." + ((IFieldReferenceOperation)operation).Field.Name);
        }

        IrType read = Read(type);
        return _builder.Constant(read, value is null ? (type.IsValueType ? "default(" + Spell(type) + ")" : "null") : SignatureReader.Literal(value, type));
    }

    private Value LowerTuple(ITupleOperation tuple)
    {
        IrType type = Read(tuple.Type!);
        Value[] elements = tuple.Elements.Select(LowerExpression).ToArray();
        return type.IsComposite
            ? Compose(type, elements.Select((e, i) => Convert(e, type.Layout!.Fields[i].Type, tuple.Elements[i])).ToImmutableArray())
            : _builder.Pure(type, "(" + Holes(0, elements.Length) + ")", Precedences.Call, elements);
    }

    /// <summary>Equality as a record compares: member by member, NaN equal to NaN.</summary>
    private Value SameLeaves(Value left, Value right) => LeavesOf(left).Zip(LeavesOf(right), (a, b) =>
            _builder.Pure(IrType.Bool, "global::System.Collections.Generic.EqualityComparer<" + a.Type.Text + ">.Default.Equals({0}, {1})", Precedences.Call, a, b))
        .Aggregate((p, q) => _builder.Pure(IrType.Bool, "{0} && {1}", Precedences.And, p, q));

    /// <summary><c>(a, b) == (c, d)</c>, element by element.</summary>
    private Value LowerTupleComparison(ITupleBinaryOperation comparison)
    {
        Value left = LowerExpression(comparison.LeftOperand), right = LowerExpression(comparison.RightOperand);
        if (!left.Type.IsComposite || !right.Type.IsComposite)
        {
            return _builder.Pure(IrType.Bool, comparison.OperatorKind == BinaryOperatorKind.Equals ? "{0} == {1}" : "{0} != {1}", Precedences.Equality, Materialized(left, comparison), Materialized(right, comparison));
        }

        Value[] a = LeavesOf(left).ToArray(), b = LeavesOf(right).ToArray();
        Value equal = Both(0);
        return comparison.OperatorKind == BinaryOperatorKind.Equals ? equal : Not(equal);

        Value Both(int i)
        {
            Value same = _builder.Pure(IrType.Bool, "{0} == {1}", Precedences.Equality, a[i], b[i]);
            return i + 1 == a.Length ? same : And(same, () => Both(i + 1));
        }
    }

    private Value Variable(ISymbol symbol, IOperation at)
    {
        if (_aliases.TryGetValue(symbol, out Target? alias))
        {
            return Read(alias, at);
        }

        if (!_environment.TryGetValue(symbol, out Value? value))
        {
            // A parameter of the type's primary constructor: a setting of the object, like a field.
            if (symbol is IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } } && _self is null && !_environment.ContainsKey(s_receiver))
            {
                return _builder.Add(new Opaque(_builder.Origin, _builder.New(Read(at.Type!)), SignatureReader.Identifier(symbol.Name), ImmutableArray<Value>.Empty, Effect.Reads, Precedences.Call)).Result!;
            }

            if (CapturedPart(symbol) is var part && part >= 0)
            {
                return Part(_self is null ? _environment[s_receiver]! : Read(_self, at), part);
            }

            throw Refuse(at, "the captured variable '" + symbol.Name + "'", "pass it as a parameter");
        }

        return value ?? throw Refuse(at, "the unassigned variable '" + symbol.Name + "'", "assign it first");
    }

    /// <summary>The part of the receiver that keeps a parameter of the type's primary constructor; -1 for any other variable.</summary>
    private int CapturedPart(ISymbol symbol) => (_self?.Type ?? (_environment.TryGetValue(s_receiver, out Value? receiver) ? receiver!.Type : null)) is { IsComposite: true, IsModel: false } ? CompositeReader.CapturingField(_running.ContainingType.OriginalDefinition, symbol) : -1;

    private Value LowerConversion(IConversionOperation conversion)
    {
        IOperation operand = conversion.Operand;
        if (operand.Syntax is StackAllocArrayCreationExpressionSyntax or ImplicitStackAllocArrayCreationExpressionSyntax && operand is not IConversionOperation)
        {
            return LowerStackAlloc(operand, conversion.Type);
        }

        if (operand.Syntax is CollectionExpressionSyntax collection && conversion.Type is not null)
        {
            return LowerCollection(operand, collection, Read(conversion.Type));
        }

        if (conversion.Type is null || conversion.Type.TypeKind == TypeKind.Dynamic || operand.Type?.TypeKind == TypeKind.Dynamic)
        {
            throw Refuse(conversion, "'dynamic'", "give the expression its type");
        }

        if (operand is IInvocationOperation { TargetMethod: { Name: "Clone", ContainingType.SpecialType: SpecialType.System_Array or SpecialType.System_Object } } clone && Read(conversion.Type) is { Buffer: BufferKind.Array or BufferKind.Matrix } or { IsDeclaredArray: true })
        {
            return Duplicate(LowerExpression(clone.Instance!));
        }

        if (operand is IThrowOperation)
        {
            return LowerExpression(operand);
        }

        if (conversion.OperatorMethod is { } user && CompositeReader.IsMarked(_types.Of(user).ContainingType))
        {
            Value source = LowerExpression(operand);
            IMethodSymbol method = _types.Of(user);
            return Convert(CallWith(conversion, method, null, [Convert(source, TypeReader.Read(method.Parameters[0].Type), conversion)]), Read(conversion.Type), conversion);
        }

        Value value = LowerExpression(operand);
        if (_builder.IsDead)
        {
            return value;
        }

        return Convert(value, Read(conversion.Type), conversion);
    }

    private Value Convert(Value value, IrType type, IOperation at)
    {
        if (value.Type.Text == type.Text && value.Type.IsComposite == type.IsComposite)
        {
            return value;
        }

        if (value.Type.IsComposite && type.IsComposite && value.Type.Layout!.Fields.Length == type.Layout!.Fields.Length && type.Layout.Kind == CompositeKind.Tuple)
        {
            return Compose(type, type.Layout.Fields.Select((f, i) => Convert(Part(value, i), f.Type, at)).ToImmutableArray());
        }

        if (value.Type.IsComposite)
        {
            return Convert(Materialized(value, at), type.IsComposite ? throw Refuse(at, "a conversion from '" + value.Type.Text + "' to '" + type.Text + "'", "make the one of the other's members") : type, at);
        }

        if (type.IsComposite)
        {
            throw Refuse(at, "a conversion from '" + value.Type.Text + "' to '" + type.Text + "'", "make the one of the other's members");
        }

        if (value.Type.IsBuffer && type.IsBuffer)
        {
            return ViewOf(value, type, null, null);
        }

        // What is seen as its numbers is no object.
        value = Materialized(value, at);
        if (value.Type.IsReal && type.IsReal)
        {
            return value.Type.Real == RealKind.Generic && type.Real == RealKind.Generic ? throw Refuse(at, "a conversion between type parameters", "use one type parameter")
                : _builder.Apply(value.Type.Real == RealKind.Generic || type.Real == RealKind.Generic ? "Convert" : type.Real == RealKind.Double ? "Widen" : "Narrow", type, value);
        }

        bool toNumber = IsNumber(type.Text), fromNumber = IsNumber(value.Type.Text);
        if (type.IsReal)
        {
            if (!fromNumber)
            {
                // From decimal, a boxed number, …: none of these is ever active.
                return _builder.Pure(type, "(" + type.Text + "){0}", Precedences.Unary, value);
            }

            return _builder.Apply("FromInteger", type, value);
        }

        string template = "(" + type.Text + "){0}";
        if (toNumber && IsChecked(at))
        {
            template = "checked((" + type.Text + ")({0}))";
        }

        if (value.Type.IsReal)
        {
            if (toNumber)
            {
                return _builder.Add(new Opaque(PartOrigin(at), _builder.New(type), template, ImmutableArray.Create(value), Effect.Pure, Precedences.Unary) { IsIntegerCast = true }).Result!;
            }

            // Boxing, decimal, Half, Complex and their like: an active value would be lost in it.
            return _builder.Add(new Opaque(PartOrigin(at), _builder.New(type), template, ImmutableArray.Create(value), Effect.Pure, Precedences.Unary) { Active = _throwing ? ActiveOperands.Flat : ActiveOperands.Refused }).Result!;
        }

        if (value.Type.IsBuffer)
        {
            return _builder.Add(new Opaque(PartOrigin(at), _builder.New(type), template, ImmutableArray.Create(value), Effect.Reads, Precedences.Unary) { Active = ActiveOperands.Refused }).Result!;
        }

        if (type.IsBuffer)
        {
            throw Refuse(at, "a conversion from '" + value.Type.Text + "' to '" + type.Text + "'", "pass the buffer as what it is");
        }

        return _builder.Pure(type, template, Precedences.Unary, value);
    }

    private int PartOrigin(IOperation at) => _origins.Part(at.Syntax, _statement);

    private static bool IsNumber(string type) => type is "int" or "long" or "uint" or "ulong" or "short" or "ushort" or "byte" or "sbyte" or "char" or "nint" or "nuint";

    private Value LowerUnary(IUnaryOperation unary)
    {
        if (unary.OperatorMethod is { } own && IsUserOperator(own))
        {
            if (LowerVectorOperator(unary, own, [unary.Operand]) is { } vector)
            {
                return vector;
            }

            if (IsCallable(own))
            {
                return CallWith(unary, _types.Of(own), null, [LowerExpression(unary.Operand)]);
            }

            return OperatorOfConstants(unary, own, unary is { OperatorKind: UnaryOperatorKind.Minus, IsLifted: false } ? ("-", Precedences.Unary) : null, [unary.Operand]);
        }

        Value operand = LowerExpression(unary.Operand);
        IrType type = Read(unary.Type!);
        switch (unary.OperatorKind)
        {
            case UnaryOperatorKind.Plus:
                return Convert(operand, type, unary);
            case UnaryOperatorKind.Minus when type.IsReal:
                return _builder.Apply("Negate", type, operand);
            case UnaryOperatorKind.Minus:
                return IsChecked(unary) ? _builder.Pure(type, "checked(-({0}))", Precedences.Call, operand) : _builder.Pure(type, "-{0}", Precedences.Unary, operand);
            case UnaryOperatorKind.Not:
                return Not(operand);
            case UnaryOperatorKind.BitwiseNegation:
                return _builder.Pure(type, "~{0}", Precedences.Unary, operand);
            default:
                throw Refuse(unary, "this operator", "write it with arithmetic");
        }
    }

    private Value LowerBinary(IBinaryOperation binary)
    {
        if (binary.OperatorKind is BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr)
        {
            DeclarePatternVariables(binary);
        }

        if (binary.OperatorKind == BinaryOperatorKind.ConditionalAnd)
        {
            return And(LowerExpression(binary.LeftOperand), () => LowerExpression(binary.RightOperand));
        }

        if (binary.OperatorKind == BinaryOperatorKind.ConditionalOr)
        {
            return Or(LowerExpression(binary.LeftOperand), () => LowerExpression(binary.RightOperand));
        }

        if (binary.OperatorMethod is { } user && IsUserOperator(user) && !(user.ContainingType.IsRecord && !Read(user.ContainingType).IsComposite && binary.OperatorKind is BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals))
        {
            if (LowerVectorOperator(binary, user, [binary.LeftOperand, binary.RightOperand]) is { } vector)
            {
                return vector;
            }

            if (IsSynthesized(user) && Read(user.ContainingType).IsComposite && binary.OperatorKind is BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals)
            {
                Value equal = SameLeaves(LowerExpression(binary.LeftOperand), LowerExpression(binary.RightOperand));
                return binary.OperatorKind == BinaryOperatorKind.Equals ? equal : Not(equal);
            }

            if (IsCallable(user))
            {
                return CallWith(binary, _types.Of(user), null, [LowerExpression(binary.LeftOperand), LowerExpression(binary.RightOperand)]);
            }

            return OperatorOfConstants(binary, user, binary.IsLifted ? null : Symbol(binary.OperatorKind), [binary.LeftOperand, binary.RightOperand]);
        }

        if (binary.OperatorKind is BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals && ArrayComparedWithNull(binary) is { } array)
        {
            Value isNull = IsNull(LowerExpression(array), binary);
            return binary.OperatorKind == BinaryOperatorKind.Equals ? isNull : Not(isNull);
        }

        if (binary.IsLifted)
        {
            throw Refuse(binary, "arithmetic on nullable numbers", "take their values first");
        }

        Value left = LowerExpression(binary.LeftOperand), right = LowerExpression(binary.RightOperand);
        return Arithmetic(binary.OperatorKind, left, right, Read(binary.Type!), binary);
    }

    /// <summary>An operator that is no arithmetic on numbers, nor on a type parameter that stands for one.</summary>
    /// <summary>An operator of the base library on what carries no derivative, <c>end - start</c> of dates or <c>typeof(T) == typeof(float)</c>: C# as it stands.</summary>
    /// <param name="at">The operation.</param>
    /// <param name="own">Its method.</param>
    /// <param name="symbol">How it is written; null where that is no operator of one or two values.</param>
    /// <param name="operands">What it is of.</param>
    /// <param name="values">Their values, where they have been read; null where they are computed here.</param>
    private Value OperatorOfConstants(IOperation at, IMethodSymbol own, (string Text, int Precedence)? symbol, IOperation[] operands, Value[]? values = null)
    {
        if (operands.Any(o => Read(o.Type!).IsBuffer))
        {
            throw Refuse(at, "comparing spans by reference", "remember in a bool which of them it is");
        }

        if (symbol is null || !BaseLibrary.Declares(own) || operands.Any(o => !Read(o.Type!).IsReal && TypeReader.HoldsReals(o.Type!)))
        {
            throw Refuse(at, "a user-defined operator", "compute with double or float");
        }

        values ??= operands.Select(LowerExpression).ToArray();
        string template = values.Length == 1 ? symbol.Value.Text + "{0}" : "{0} " + symbol.Value.Text + " {1}";
        return _builder.Add(new Opaque(PartOrigin(at), _builder.New(Read(own.ReturnType)), template, values.ToImmutableArray(), Effect.Pure, symbol.Value.Precedence)
        {
            Active = _throwing ? ActiveOperands.Flat : ActiveOperands.Refused,
        }).Result!;
    }

    private static bool IsUserOperator(IMethodSymbol method) => method.ContainingType.SpecialType == SpecialType.None
        && !(method.ContainingType.TypeKind == TypeKind.Interface && method.ContainingType.ContainingNamespace?.ToDisplayString() == "System.Numerics");

    private Value Arithmetic(BinaryOperatorKind kind, Value left, Value right, IrType type, IOperation at)
    {
        if (type.IsReal)
        {
            string primitive = kind switch
            {
                BinaryOperatorKind.Add => "Add",
                BinaryOperatorKind.Subtract => "Subtract",
                BinaryOperatorKind.Multiply => "Multiply",
                BinaryOperatorKind.Divide => "Divide",
                BinaryOperatorKind.Remainder => "Remainder",
                _ => throw Refuse(at, "this operator on real numbers", "use + - * / %"),
            };
            return _builder.Apply(primitive, type, left, right);
        }

        (string symbol, int precedence) = Symbol(kind) ?? throw Refuse(at, "this operator", "write it with arithmetic");
        bool text = type.Text is "string" or "string?" or "object" or "object?";
        string template = "{0} " + symbol + " {1}";
        if (IsChecked(at) && symbol is "+" or "-" or "*" && IsNumber(type.Text))
        {
            (template, precedence) = ("checked(" + template + ")", Precedences.Call);
        }

        return _builder.Add(new Opaque(text ? PartOrigin(at) : _builder.Origin, _builder.New(type), template, ImmutableArray.Create(left, right), Effect.Pure, precedence)
        {
            Active = text && !_throwing ? ActiveOperands.Refused : ActiveOperands.Flat,
        }).Result!;
    }

    /// <summary>How an operator is written.</summary>
    private static (string Symbol, int Precedence)? Symbol(BinaryOperatorKind kind) => kind switch
    {
        BinaryOperatorKind.Add => ("+", Precedences.Additive),
        BinaryOperatorKind.Subtract => ("-", Precedences.Additive),
        BinaryOperatorKind.Multiply => ("*", Precedences.Multiplicative),
        BinaryOperatorKind.Divide => ("/", Precedences.Multiplicative),
        BinaryOperatorKind.Remainder => ("%", Precedences.Multiplicative),
        BinaryOperatorKind.LeftShift => ("<<", Precedences.Shift),
        BinaryOperatorKind.RightShift => (">>", Precedences.Shift),
        BinaryOperatorKind.UnsignedRightShift => (">>>", Precedences.Shift),
        BinaryOperatorKind.And => ("&", Precedences.And),
        BinaryOperatorKind.Or => ("|", Precedences.Or),
        BinaryOperatorKind.ExclusiveOr => ("^", Precedences.Or),
        BinaryOperatorKind.Equals => ("==", Precedences.Equality),
        BinaryOperatorKind.NotEquals => ("!=", Precedences.Equality),
        BinaryOperatorKind.LessThan => ("<", Precedences.Relational),
        BinaryOperatorKind.LessThanOrEqual => ("<=", Precedences.Relational),
        BinaryOperatorKind.GreaterThan => (">", Precedences.Relational),
        BinaryOperatorKind.GreaterThanOrEqual => (">=", Precedences.Relational),
        _ => null,
    };

    /// <summary>Integer overflow throws here, as in the method itself.</summary>
    private static bool IsChecked(IOperation operation) => operation switch
    {
        IBinaryOperation o => o.IsChecked,
        IUnaryOperation o => o.IsChecked,
        ICompoundAssignmentOperation o => o.IsChecked,
        IIncrementOrDecrementOperation o => o.IsChecked,
        IConversionOperation o => o.IsChecked,
        _ => false,
    };

    private Value LowerSwitchExpression(ISwitchExpressionOperation choice)
    {
        DeclarePatternVariables(choice);
        Value value = LowerExpression(choice.Value);
        return Arm(0);

        Value Arm(int index)
        {
            if (index == choice.Arms.Length)
            {
                Value exception = _builder.Add(new Opaque(_builder.Origin, _builder.New(IrTypes.Object), "new global::System.Runtime.CompilerServices.SwitchExpressionException()", ImmutableArray<Value>.Empty, Effect.Pure, Precedences.Call)).Result!;
                _builder.Add(new Throw(_builder.Origin, "throw (global::System.Exception){0};", ImmutableArray.Create(exception)));
                return exception;
            }

            ISwitchExpressionArmOperation arm = choice.Arms[index];
            bool always = arm.Guard is null && (arm.Pattern is IDiscardPatternOperation || (index == choice.Arms.Length - 1 && arm.Pattern is IDeclarationPatternOperation { MatchesNull: true }));
            if (always)
            {
                LowerPattern(arm.Pattern, value);
                return LowerExpression(arm.Value);
            }

            Value matches = LowerPattern(arm.Pattern, value);
            if (arm.Guard is { } guard)
            {
                matches = And(matches, () => LowerExpression(guard));
            }

            return Choose(matches, () => LowerExpression(arm.Value), () => Arm(index + 1));
        }
    }

    private Value LowerProperty(IPropertyReferenceOperation property)
    {
        RequireNoExtensionBlock(property.Property, property);
        IPropertySymbol symbol = property is { Instance: null, ConstrainedToType: { } constrained } && _types.Of(constrained) is INamedTypeSymbol home && home.FindImplementationForInterfaceMember(property.Property) is IPropertySymbol own ? own : property.Property;
        if (property.Instance is null && !symbol.ExplicitInterfaceImplementations.IsEmpty)
        {
            HomeOf(symbol, property.ConstrainedToType, property);
        }

        if (property.Instance is null || !Read(property.Instance.Type!).IsComposite || Read(property.Instance.Type!).IsModel)
        {
            CheckAccessible(symbol, property);
        }

        IrType type = Read(property.Type!);
        if (property.Instance is null && type.IsReal && ConstantOf(symbol.Name, type) is { } known && IsNumericInterface(symbol.ContainingType))
        {
            return known;
        }

        if (property.Instance is null && type.IsComposite)
        {
            return CompositeReader.IsVector(symbol.ContainingType) && VectorConstant(symbol.Name, type) is { } constant
                ? constant
                : HasBody(symbol.GetMethod!) && !CompositeReader.IsAuto(symbol) ? LowerAccessor(property, symbol.GetMethod!, null, ImmutableArray<IArgumentOperation>.Empty) : Decomposed(StaticMember(property, symbol, Plain(type)), type);
        }

        if (property.Instance is null)
        {
            return StaticMember(property, symbol, type);
        }

        if (Read(property.Instance.Type!) is { IsComposite: true } composite)
        {
            if (composite.IsModel)
            {
                return LowerModelMember(property, LowerExpression(property.Instance));
            }

            if (IsPartOfElement(property))
            {
                return Read(LowerTarget(property), property);
            }

            int part = PartIndex(composite, symbol) is >= 0 and var whole ? whole : StoredPart(composite, symbol, symbol.GetMethod);
            return part >= 0 ? Part(LowerExpression(property.Instance), part) : LowerAccessor(property, symbol.GetMethod!, property.Instance, ImmutableArray<IArgumentOperation>.Empty);
        }

        Value instance = LowerExpression(property.Instance);
        if (instance.Type.IsBuffer && instance.Type.Stride > 1 && symbol.Name == "Length")
        {
            return Count(instance);
        }

        if (instance.Type.IsBuffer && symbol.Name is "Length" or "IsEmpty" or "LongLength" or "Rank")
        {
            return _builder.Pure(type, "{0}." + symbol.Name, Precedences.Call, instance);
        }

        Value read = _builder.Add(new Opaque(PartOrigin(property), _builder.New(type.IsComposite ? Plain(type) : type), NumbersOf(type, "{0}." + SignatureReader.Identifier(symbol.Name)), ImmutableArray.Create(instance), EffectOfReading(symbol), Precedences.Call)
        {
            Active = ActiveOperands.Refused,
        }).Result!;
        return type.IsComposite ? Decomposed(read, type) : read;
    }

    /// <summary>Reading a property that only returns its field, or a count that is made of fields, repeats harmlessly while nothing unknown runs; any other getter may do anything.</summary>
    private Effect EffectOfReading(ISymbol member)
    {
        if (member is not IPropertySymbol { IsStatic: false } getter)
        {
            return EffectOfStored(member);
        }

        _lookedAt.UnionWith(getter.DeclaringSyntaxReferences.Select(r => r.SyntaxTree));
        return Getters.OnlyReads(getter) ? Effect.Reads : EffectOfStored(member);
    }

    private static Effect EffectOfStored(ISymbol member) => member switch
    {
        IFieldSymbol { IsReadOnly: true } => Effect.Pure,
        IFieldSymbol => Effect.Reads,
        IPropertySymbol { IsStatic: false } property when BaseLibrary.EffectOfReading(property.ContainingType) is { } known => known,
        IPropertySymbol property => property.ContainingType.GetMembers().OfType<IFieldSymbol>().Any(f => SymbolEqualityComparer.Default.Equals(f.AssociatedSymbol, property)) ? Effect.Reads : Effect.Unknown,
        _ => Effect.Unknown,
    };

    private Value LowerField(IFieldReferenceOperation field)
    {
        if (field.Instance is { } pair && SinCos(pair) is { } sinCos)
        {
            return _builder.Apply((field.Field.CorrespondingTupleField ?? field.Field).Name == "Item1" ? sinCos.Sin : sinCos.Cos, Read(field.Type!), LowerExpression(sinCos.Argument));
        }

        IFieldSymbol symbol = field.Field;
        if (field.Instance is null || !Read(field.Instance.Type!).IsComposite || Read(field.Instance.Type!).IsModel)
        {
            CheckAccessible(symbol, field);
        }

        IrType type = Read(field.Type!);
        if (field.Instance is not null && Read(field.Instance.Type!) is { IsModel: true })
        {
            // A setting of the object.
            return _builder.Add(new Opaque(PartOrigin(field), _builder.New(type), "{0}." + SignatureReader.Identifier(symbol.Name), ImmutableArray.Create(Part(LowerExpression(field.Instance), ModelItem)), EffectOfReading(symbol), Precedences.Call)).Result!;
        }

        if (field.Instance is not null && Read(field.Instance.Type!) is { IsComposite: true } composite)
        {
            if (IsPartOfElement(field))
            {
                return Read(LowerTarget(field), field);
            }

            return Part(LowerExpression(field.Instance), PartIndex(composite, symbol));
        }

        if (field.Instance is null && type.IsComposite)
        {
            return Decomposed(StaticMember(field, symbol, Plain(type)), type);
        }

        if (field.Instance is not null)
        {
            Value instance = LowerExpression(field.Instance);
            Value member = _builder.Add(new Opaque(PartOrigin(field), _builder.New(type.IsComposite ? Plain(type) : type), NumbersOf(type, "{0}." + SignatureReader.Identifier(symbol.Name)), ImmutableArray.Create(instance), EffectOfReading(symbol), Precedences.Call) { Active = ActiveOperands.Refused }).Result!;
            return type.IsComposite ? Decomposed(member, type) : member;
        }

        return StaticMember(field, symbol, type);
    }

    private Value StaticMember(IOperation at, ISymbol symbol, IrType type)
    {
        bool isMutable = symbol is IFieldSymbol { IsReadOnly: false, IsConst: false } or IPropertySymbol { SetMethod: not null };
        return _builder.Add(new Opaque(PartOrigin(at), _builder.New(type), NumbersOf(type, HomeOf(symbol, (at as IPropertyReferenceOperation)?.ConstrainedToType, at) + "." + SignatureReader.Identifier(symbol.Name)), ImmutableArray<Value>.Empty, EffectOfReading(symbol), Precedences.Call) { MutableState = isMutable ? symbol.Name : null }).Result!;
    }

    /// <summary>A constant that a numeric type names: <c>T.One</c>, <c>double.Pi</c>.</summary>
    private Value? ConstantOf(string name, IrType type) => name switch
    {
        "Zero" or "AdditiveIdentity" => _builder.Constant(type, "0"),
        "One" or "MultiplicativeIdentity" => _builder.Constant(type, "1"),
        "NegativeOne" => _builder.Constant(type, "-1"),
        "E" or "Pi" or "Tau" or "Epsilon" or "NaN" or "NegativeInfinity" or "PositiveInfinity" or "MinValue" or "MaxValue" => _builder.Constant(type, type.Text + "." + name),
        "NegativeZero" => _builder.Constant(type, type.Real == RealKind.Float ? "-0f" : "-0.0"),
        _ => null,
    };

    private static bool IsNumericInterface(INamedTypeSymbol type) => type.TypeKind == TypeKind.Interface && type.ContainingNamespace?.ToDisplayString() == "System.Numerics";

    private Value LowerInterpolation(IInterpolatedStringOperation text)
    {
        var template = new System.Text.StringBuilder("$\"");
        var arguments = ImmutableArray.CreateBuilder<Value>();
        foreach (IInterpolatedStringContentOperation part in text.Parts)
        {
            switch (part)
            {
                case IInterpolatedStringTextOperation literal:
                    string quoted = SymbolDisplay.FormatLiteral(literal.Text.ConstantValue.Value as string ?? "", quote: true);
                    template.Append(quoted.Substring(1, quoted.Length - 2).Replace("{", "{{").Replace("}", "}}"));
                    break;
                case IInterpolationOperation { Alignment: null } hole:
                    arguments.Add(Materialized(LowerExpression(hole.Expression), hole));
                    template.Append("{({").Append(arguments.Count - 1).Append("})");
                    if (hole.FormatString?.ConstantValue.Value is string format)
                    {
                        template.Append(':').Append(format);
                    }

                    template.Append('}');
                    break;
                default:
                    throw Refuse(text, "this interpolated string", "build the text with '+'");
            }
        }

        return _builder.Pure(Read(text.Type!), template.Append('"').ToString(), Precedences.Call, arguments.ToArray());
    }

    private static string Holes(int from, int count) => string.Join(", ", Enumerable.Range(from, count).Select(i => "{" + i + "}"));
}

/// <summary>Types that lowering makes by itself.</summary>
internal static class IrTypes
{
    public static readonly IrType Object = new("object", RealKind.None, BufferKind.None, "", false);
}
