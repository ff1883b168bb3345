using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Diagnostics;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Primitives;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace DiffGen.Generator.Frontend;

/// <summary>Calls: rows of the primitive table, the members of spans and arrays, methods with a body, and code without a derivative.</summary>
internal sealed partial class Lowering
{
    private static bool IsTable(IMethodSymbol method) => method.IsStatic && (method.ContainingType.SpecialType is SpecialType.System_Double or SpecialType.System_Single
        || (method.ContainingType.Name is "Math" or "MathF" && method.ContainingNamespace is { Name: "System", ContainingNamespace.IsGlobalNamespace: true }));

    /// <returns>The result; null for <c>void</c>.</returns>
    private Value? LowerCall(IInvocationOperation call)
    {
        IMethodSymbol method = call.TargetMethod;
        string holder = method.ContainingType.OriginalDefinition.ToDisplayString();
        if (holder == "DiffGen.Diff" && method.Name == "Stop")
        {
            Value stopped = LowerExpression(call.Arguments[0].Value);
            if (stopped.Type.IsBuffer)
            {
                throw Refuse(call, "Diff.Stop of a buffer", "stop its elements one by one");
            }

            return _builder.Pure(stopped.Type, "{0}", Precedences.Call, stopped);
        }

        if (IsTable(method))
        {
            return LowerTableCall(call);
        }

        if (BodyInPlace(call) is { } body)
        {
            return LowerInPlace(call, body);
        }

        if (LowerBufferCall(call, holder) is (true, var bufferResult))
        {
            return bufferResult;
        }

        bool hasBody = SymbolEqualityComparer.Default.Equals(method.OriginalDefinition.ContainingAssembly, _compilation.Assembly)
            && method is { IsAbstract: false, IsExtern: false, DeclaringSyntaxReferences.Length: > 0, MethodKind: MethodKind.Ordinary };
        if (method.IsStatic && hasBody && (TypeReader.Read(method.ReturnType).Real != RealKind.None || method.Parameters.Any(p => TypeReader.Read(p.Type).Real != RealKind.None)))
        {
            return LowerBodyCall(call);
        }

        string head = method.IsStatic ? Spell(method.ContainingType) + "." + SignatureReader.Identifier(method.Name) + TypeArguments(method) + "(" : "{0}." + SignatureReader.Identifier(method.Name) + TypeArguments(method) + "(";
        return LowerOpaqueCall(call, head, method.IsStatic ? null : call.Instance, call.Arguments, method);
    }

    private string TypeArguments(IMethodSymbol method) => method.IsGenericMethod ? "<" + string.Join(", ", method.TypeArguments.Select(Spell)) + ">" : "";

    /// <summary>The arguments in the order of the parameters, evaluated in the order of the source.</summary>
    private Value[] LowerArguments(ImmutableArray<IArgumentOperation> arguments)
    {
        var values = new Value[arguments.Length];
        foreach (IArgumentOperation argument in arguments)
        {
            if (argument.Parameter is null || argument.Parameter.RefKind is not (RefKind.None or RefKind.In))
            {
                throw Refuse(argument, "a ref or out argument", "return the value instead");
            }

            // A buffer passed as something else (IEnumerable) stays a buffer: whether it may be passed is the call's matter.
            bool isDisguised = argument.Value is IConversionOperation { IsImplicit: true, OperatorMethod: null } && TypeReader.Read(Unconverted(argument.Value).Type ?? argument.Value.Type!).IsBuffer && !TypeReader.Read(argument.Value.Type!).IsBuffer;
            values[argument.Parameter.Ordinal] = LowerExpression(isDisguised ? Unconverted(argument.Value) : argument.Value);
        }

        return values;
    }

    private Value LowerTableCall(IInvocationOperation call)
    {
        IMethodSymbol method = call.TargetMethod;
        Value[] arguments = LowerArguments(call.Arguments);
        IrType type = TypeReader.Read(method.ReturnType);
        if (type.IsReal && PrimitiveTable.FindMethod(method.Name, arguments.Length) is { } primitive)
        {
            for (int i = 0; i < arguments.Length; i++)
            {
                if (arguments[i].Type.IsReal == primitive.IntegerOperands.Contains(i))
                {
                    throw new RefusedException(Descriptors.NoRule, call.Syntax.GetLocation(), method.ContainingType.Name + "." + method.Name);
                }
            }

            return _builder.Add(new Apply(_builder.Origin, _builder.New(type), primitive.Name, arguments.ToImmutableArray())).Result;
        }

        // Math.Sign, double.IsNaN: whole numbers and truth values of reals are flat. Real numbers without a row, or text: there is no rule.
        bool flat = IsNumber(type.Text) || type.Text == "bool";
        return _builder.Add(new Opaque(PartOrigin(call), _builder.New(type), Spell(method.ContainingType) + "." + method.Name + TypeArguments(method) + "(" + Holes(0, arguments.Length) + ")", arguments.ToImmutableArray(), Effect.Pure, Precedences.Call)
        {
            Active = flat || _throwing ? ActiveOperands.Flat : ActiveOperands.Refused,
        }).Result!;
    }

    /// <summary>The members of spans, arrays and MemoryExtensions that move numbers.</summary>
    private (bool Known, Value? Result) LowerBufferCall(IInvocationOperation call, string holder)
    {
        IMethodSymbol method = call.TargetMethod;
        if (holder is "System.Span<T>" or "System.ReadOnlySpan<T>")
        {
            switch (method.Name)
            {
                case "Slice":
                    {
                        Value buffer = LowerExpression(call.Instance!);
                        Value[] arguments = LowerArguments(call.Arguments);
                        return (true, _builder.Add(new View(_builder.Origin, _builder.New(buffer.Type), buffer, arguments[0], arguments.Length > 1 ? arguments[1] : null)).Result);
                    }

                case "Clear":
                    _builder.Add(new Fill(_builder.Origin, LowerExpression(call.Instance!), null));
                    return (true, null);
                case "Fill":
                    {
                        Value buffer = LowerExpression(call.Instance!);
                        _builder.Add(new Fill(_builder.Origin, buffer, LowerArguments(call.Arguments)[0]));
                        return (true, null);
                    }

                case "CopyTo":
                    {
                        Value source = LowerExpression(call.Instance!);
                        _builder.Add(new Copy(_builder.Origin, source, LowerArguments(call.Arguments)[0]));
                        return (true, null);
                    }

                case "ToArray":
                    return (true, Duplicate(LowerExpression(call.Instance!)));
            }
        }
        else if (holder == "System.MemoryExtensions" && method.Parameters.Length > 0 && TypeReader.Read(method.Parameters[0].Type) is { Buffer: BufferKind.Array })
        {
            if (method.Name == "AsSpan" && method.Parameters.Skip(1).All(p => p.Type.SpecialType == SpecialType.System_Int32))
            {
                Value[] arguments = LowerArguments(call.Arguments);
                Value span = AsSliceable(arguments[0]);
                return (true, arguments.Length == 1 ? span : _builder.Add(new View(_builder.Origin, _builder.New(span.Type), span, arguments[1], arguments.Length > 2 ? arguments[2] : null)).Result);
            }

            if (method.Name == "CopyTo")
            {
                Value[] arguments = LowerArguments(call.Arguments);
                _builder.Add(new Copy(_builder.Origin, arguments[0], arguments[1]));
                return (true, null);
            }
        }
        else if (holder == "System.Array" && !method.IsStatic && method.Name is "GetLength" or "GetUpperBound" or "GetLowerBound" && TypeReader.Read(Unconverted(call.Instance!).Type!).IsBuffer)
        {
            Value buffer = LowerExpression(Unconverted(call.Instance!));
            return (true, _builder.Pure(IrType.Int, "{0}." + method.Name + "({1})", Precedences.Call, buffer, LowerArguments(call.Arguments)[0]));
        }
        else if (holder == "System.Array" && method.IsStatic)
        {
            IrType? array = call.Arguments.Length > 0 ? TypeReader.Read(Unconverted(call.Arguments[0].Value).Type!) : null;
            if (array is { Buffer: BufferKind.Matrix } && method.Name == "Clear" && call.Arguments.Length == 1)
            {
                _builder.Add(new Fill(_builder.Origin, LowerExpression(Unconverted(call.Arguments[0].Value)), null));
                return (true, null);
            }

            if (array is not { Buffer: BufferKind.Array })
            {
                return (false, null);
            }

            switch (method.Name, call.Arguments.Length)
            {
                case ("Clear", 1):
                    _builder.Add(new Fill(_builder.Origin, LowerExpression(Unconverted(call.Arguments[0].Value)), null));
                    return (true, null);
                case ("Clear", 3):
                    {
                        Value[] a = call.Arguments.Select(x => LowerExpression(Unconverted(x.Value))).ToArray();
                        _builder.Add(new Fill(_builder.Origin, Part(a[0], a[1], a[2]), null));
                        return (true, null);
                    }

                case ("Fill", 2):
                    {
                        Value[] a = LowerArguments(call.Arguments);
                        _builder.Add(new Fill(_builder.Origin, a[0], a[1]));
                        return (true, null);
                    }

                case ("Copy", 3) when TypeReader.Read(Unconverted(call.Arguments[1].Value).Type!).Text == array.Text:
                    {
                        Value[] a = call.Arguments.Select(x => LowerExpression(Unconverted(x.Value))).ToArray();
                        _builder.Add(new Copy(_builder.Origin, Part(a[0], _builder.Int(0), a[2]), a[1]));
                        return (true, null);
                    }

                case ("Copy", 5) when TypeReader.Read(Unconverted(call.Arguments[2].Value).Type!).Text == array.Text:
                    {
                        Value[] a = call.Arguments.Select(x => LowerExpression(Unconverted(x.Value))).ToArray();
                        _builder.Add(new Copy(_builder.Origin, Part(a[0], a[1], a[4]), Part(a[2], a[3], a[4])));
                        return (true, null);
                    }
            }
        }

        return (false, null);

        Value Part(Value buffer, Value start, Value length)
        {
            Value span = AsSliceable(buffer);
            return _builder.Add(new View(_builder.Origin, _builder.New(span.Type), span, start, length)).Result;
        }
    }

    /// <summary>A method of this project with a body: differentiated through.</summary>
    private Value? LowerBodyCall(IInvocationOperation call)
    {
        IMethodSymbol method = call.TargetMethod;
        if (method.IsGenericMethod)
        {
            throw Refuse(call, "a call of the generic method '" + method.Name + "'", "write it for double or float");
        }

        if (method.Parameters.FirstOrDefault(p => p.RefKind is not (RefKind.None or RefKind.In)) is { } byReference)
        {
            throw Refuse(call, "a call with the " + byReference.RefKind.ToString().ToLowerInvariant() + " parameter '" + byReference.Name + "'", "return the value instead");
        }

        IrType type = TypeReader.Read(method.ReturnType);
        if (type.IsSpan || type.Buffer == BufferKind.Matrix)
        {
            throw Refuse(call, "a call that returns '" + type.Text.Replace("global::", "") + "'", "let the method write to a buffer it is given");
        }

        Value[] arguments = LowerArguments(call.Arguments);
        _callees.Add(method.OriginalDefinition);
        if (!_compilation.IsSymbolAccessibleWithin(method, _within))
        {
            throw new RefusedException(Descriptors.NotAccessible, call.Syntax.GetLocation(), _method.Name, method.Name);
        }

        Value[] outputs = method.ReturnsVoid ? [] : [_builder.New(type)];
        _builder.Add(new Call(_builder.Origin, outputs.ToImmutableArray(), Key(method), CallMode.Primal, arguments.ToImmutableArray()));
        return outputs.Length == 0 ? null : outputs[0];
    }

    /// <summary>A call of code without a derivative: it happens once, in its order, and no active value may enter it.</summary>
    private Value? LowerOpaqueCall(IOperation call, string head, IOperation? instance, ImmutableArray<IArgumentOperation> arguments, IMethodSymbol method)
    {
        if (method.ContainingType.TypeKind == TypeKind.Dynamic)
        {
            throw Refuse(call, "'dynamic'", "give the expression its type");
        }

        CheckAccessible(method, call);
        bool throwing = _throwing;
        bool isException = call is IObjectCreationOperation && InheritsException(call.Type);
        _throwing |= isException;
        var values = ImmutableArray.CreateBuilder<Value>();
        if (instance is not null)
        {
            values.Add(LowerExpression(instance));
        }

        int first = values.Count;
        values.AddRange(LowerArguments(arguments));
        bool flat = _throwing;
        _throwing = throwing;
        IrType type = TypeReader.Read(call.Type!);
        bool isVoid = call.Type!.SpecialType == SpecialType.System_Void;
        Value? result = isVoid ? null : _builder.New(type);
        _builder.Add(new Opaque(PartOrigin(call), result, head + Holes(first, values.Count - first) + ")" + (isVoid ? ";" : ""), values.ToImmutable(), isException ? Effect.Reads : Effect.Unknown, Precedences.Call)
        {
            Active = flat ? ActiveOperands.Flat : ActiveOperands.Refused,
        });
        return result;
    }

    private static bool InheritsException(ITypeSymbol? type)
    {
        for (ITypeSymbol? t = type; t is not null; t = t.BaseType)
        {
            if (t.ToDisplayString() == "System.Exception")
            {
                return true;
            }
        }

        return false;
    }
}
