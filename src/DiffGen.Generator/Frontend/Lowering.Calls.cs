using System.Collections.Generic;
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
    private static bool IsTable(IMethodSymbol method) => method.IsStatic && (IsNumericInterface(method.ContainingType) || method.ContainingType.SpecialType is SpecialType.System_Double or SpecialType.System_Single
        || (method.ContainingType.Name is "Math" or "MathF" && method.ContainingNamespace is { Name: "System", ContainingNamespace.IsGlobalNamespace: true })
        || (IsOfRuntime(method) && Row(method, method.Parameters.Length) is not null));

    /// <summary>A function of the runtime, of real numbers.</summary>
    private static bool IsOfRuntime(IMethodSymbol method) => method.ContainingType.Name is "Special" or "VectorMath" && method.ContainingNamespace is { Name: "DiffGen", ContainingNamespace.IsGlobalNamespace: true } && TypeReader.Read(method.ReturnType).IsReal;

    private static Primitive? Row(IMethodSymbol method, int arity) => PrimitiveTable.FindMethod(IsOfRuntime(method) ? method.ContainingType.Name + "." + method.Name : method.Name, arity);

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

            return _builder.Add(new Opaque(_builder.Origin, _builder.New(stopped.Type), "{0}", ImmutableArray.Create(stopped), Effect.Pure, Precedences.Call) { IsStop = true }).Result;
        }

        if (holder == "DiffGen.Sample")
        {
            return LowerSite(call);
        }

        // Companions are plain C# and may be marked themselves.
        if (holder == "DiffGen.CompilerServices.StrongZero")
        {
            Value cotangent = LowerExpression(call.Arguments[0].Value), partial = LowerExpression(call.Arguments[1].Value);
            return _builder.Apply("StrongMultiply", Read(call.Type!), cotangent, partial);
        }

        // A stream of its own: of nothing but key, position and index.
        if (holder == "DiffGen.Noise" && method.Name == "Split" && call.Instance is not null)
        {
            Value whole = LowerExpression(call.Instance), index = LowerExpression(call.Arguments[0].Value);
            return _builder.Pure(whole.Type, "{0}.Split({1})", Precedences.Call, whole, index);
        }

        if (holder == "DiffGen.Node" && method.Name == "Site")
        {
            Value node = LowerExpression(call.Arguments[0].Value);
            if (node.Type.Real == RealKind.None)
            {
                return node;
            }

            Value? result = node.Type.IsBuffer ? null : _builder.New(node.Type);
            _builder.Add(new NodeSite(_builder.Origin, result, node));
            return result ?? node;
        }

        if (IsMarker(call))
        {
            return _markers.Contains(call) ? null : throw Refuse(call, "'Diff.Checkpoint' here", "write it as the first statement in the braces of a loop");
        }

        if (LowerFlatCall(call, method) is (true, var flat))
        {
            return flat;
        }

        if (IsTable(method))
        {
            return HasRow(method) || FindRule(method) is null ? LowerTableCall(call) : LowerBodyCall(call, method, null, call.Arguments);
        }

        if (BodyInPlace(call) is { } body)
        {
            return LowerInPlace(call, body);
        }

        if (LowerBufferCall(call, holder) is (true, var bufferResult))
        {
            return bufferResult;
        }

        if (!method.IsStatic)
        {
            RequireNoExtensionBlock(method, call);
        }

        method = Implementation(call, _types.Of(method));
        method = method.PartialImplementationPart ?? method;
        if (CompositeReader.IsVector(method.ContainingType))
        {
            return LowerVectorCall(call, method);
        }

        bool isOfComposite = !method.IsStatic && call.Instance is not null && Read(call.Instance.Type!).IsComposite;
        if ((method.IsStatic || isOfComposite) && ForeignMembers.Has(_compilation, method))
        {
            return LowerBodyCall(call, method, isOfComposite ? call.Instance : null, call.Arguments);
        }

        if (method.IsStatic && (Read(method.ReturnType).HoldsReals || method.Parameters.Any(p => Read(p.Type).HoldsReals)) && FindRule(method) is { } rule && (rule.IsWhole || HasBody(method)))
        {
            return LowerBodyCall(call, method, null, call.Arguments);
        }

        if (!method.IsStatic && method.Name == "Equals" && call.Arguments.Length == 1 && !HasBody(method) && (method.ContainingType.SpecialType != SpecialType.None || IsSynthesized(method)) && call.Instance is not null && Read(call.Instance.Type!) is { IsComposite: true, IsModel: false } && Read(Unconverted(call.Arguments[0].Value).Type!).IsComposite)
        {
            return SameLeaves(LowerExpression(call.Instance), LowerExpression(Unconverted(call.Arguments[0].Value)));
        }

        if (!method.IsStatic && !isOfComposite && call.Instance is not null && HasBody(method) && method.ContainingType.TypeKind != TypeKind.Interface
            && (Read(method.ReturnType).HoldsReals || method.Parameters.Any(p => Read(p.Type).HoldsReals)))
        {
            return StaysInItsType(method) ? LowerDispatchedCall(call, method) : LowerBodyCall(call, method, call.Instance, call.Arguments);
        }

        if ((method.IsStatic || isOfComposite) && HasBody(method) && (isOfComposite || Read(method.ReturnType).HoldsReals || method.Parameters.Any(p => Read(p.Type).HoldsReals || p.RefKind is RefKind.Ref or RefKind.Out)))
        {
            return LowerBodyCall(call, method, isOfComposite ? call.Instance : null, call.Arguments);
        }

        if (!method.IsStatic && call.Instance is not null && Read(call.Instance.Type!).IsReal && method.Name is "CompareTo" or "Equals" && call.Arguments.Length == 1 && Read(method.Parameters[0].Type).IsReal)
        {
            // A comparison like any other: flat.
            Value left = LowerExpression(call.Instance), right = LowerExpression(call.Arguments[0].Value);
            return _builder.Pure(Read(method.ReturnType), "{0}." + method.Name + "({1})", Precedences.Call, left, right);
        }

        if (call.Instance?.Syntax is Microsoft.CodeAnalysis.CSharp.Syntax.BaseExpressionSyntax)
        {
            return method is { IsAbstract: false, MethodKind: MethodKind.Ordinary, DeclaringSyntaxReferences.Length: > 0 } && SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, _compilation.Assembly)
                ? LowerBodyCall(call, method, call.Instance, call.Arguments)
                : throw Refuse(call, "a call through 'base' of a method whose source is not here", "call a method of this project");
        }

        if (!method.IsStatic && !isOfComposite && call.Instance is not null && (Virtuality.IsMarked(method) || ForeignMembers.Has(_compilation, method)))
        {
            return LowerDispatchedCall(call, method);
        }

        string head = method.IsStatic ? HomeOf(method, call.ConstrainedToType, call) + "." + SignatureReader.Identifier(method.Name) + TypeArguments(method) + "(" : "{0}." + SignatureReader.Identifier(method.Name) + TypeArguments(method) + "(";
        return LowerOpaqueCall(call, head, method.IsStatic ? null : call.Instance, call.Arguments, method);
    }

    private readonly List<IMethodSymbol> _dispatched = [];

    /// <summary>A call of a marked virtual method: whatever overrides it has the same members. Also of one of another assembly on an object, and of one whose body can stand in its own type only.</summary>
    private Value? LowerDispatchedCall(IInvocationOperation call, IMethodSymbol method)
    {
        if (!Virtuality.IsCallable(method))
        {
            string which = Virtuality.IsMarked(method) ? "the virtual method '" + method.Name + "'" : ForeignMembers.Has(_compilation, method) ? "the method '" + method.Name + "' of another assembly" : "the method '" + method.Name + "', which names members that cannot be seen from here,";
            throw Refuse(call, "a call of " + which + " with structs, tuples, references or type parameters", "give it numbers and buffers by value");
        }

        CheckAccessible(method, call);
        _dispatched.Add(method);
        Value item = LowerExpression(call.Instance!);
        Value[] arguments = LowerArguments(call.Arguments);
        for (int i = 0; i < arguments.Length; i++)
        {
            arguments[i] = AsArgument(arguments[i], TypeReader.Read(method.Parameters[i].Type), call);
        }

        Value? result = method.ReturnsVoid ? null : _builder.New(Read(method.ReturnType));
        _builder.Add(new Call(_builder.Origin, result is null ? ImmutableArray<Value>.Empty : ImmutableArray.Create(result), Key(method) + Virtuality.Dispatched, CallMode.Primal, arguments.Prepend(item).ToImmutableArray()));
        return result;
    }

    private readonly Dictionary<IMethodSymbol, IrRule?> _rules = new(SymbolEqualityComparer.Default);

    private IrRule? FindRule(IMethodSymbol method)
    {
        if (!_rules.TryGetValue(method, out IrRule? rule))
        {
            _rules[method] = rule = RuleReader.Find(_compilation, method, _cancellation);
        }

        return rule;
    }

    /// <summary>A method of this project with a body, or one of another that has members for callers.</summary>
    private bool IsCallable(IMethodSymbol method) => HasBody(method) || ForeignMembers.Has(_compilation, method);

    /// <summary>A member that the compiler gave a record.</summary>
    private static bool IsSynthesized(IMethodSymbol method) => method.IsImplicitlyDeclared || (method.DeclaringSyntaxReferences.IsEmpty && CompositeReader.IsMadeByCompiler(method));

    /// <summary>A method of this project whose body can be seen. An operator of an instance, <c>a += b</c> in place, is none.</summary>
    private bool HasBody(IMethodSymbol method) => (method.IsStatic || method.MethodKind is not (MethodKind.UserDefinedOperator or MethodKind.Conversion)) && SymbolEqualityComparer.Default.Equals(method.OriginalDefinition.ContainingAssembly, _compilation.Assembly)
        && method.OriginalDefinition is { IsImplicitlyDeclared: false, IsAbstract: false, IsExtern: false, IsVirtual: false, IsOverride: false, DeclaringSyntaxReferences.Length: > 0 };

    /// <summary>What a call through a type parameter runs: the member of the type that stands for it.</summary>
    private IMethodSymbol Implementation(IInvocationOperation call, IMethodSymbol method)
    {
        ITypeSymbol? receiver = call.ConstrainedToType ?? call.Instance?.Type;
        return method.ContainingType.TypeKind == TypeKind.Interface && receiver is ITypeParameterSymbol && _types.Of(receiver) is INamedTypeSymbol { TypeKind: TypeKind.Struct or TypeKind.Class } type
            && (method.IsStatic || type.IsValueType || type.IsSealed) && type.FindImplementationForInterfaceMember(method.ConstructedFrom) is IMethodSymbol found
            ? found.IsGenericMethod ? found.Construct(method.TypeArguments.ToArray()) : found
            : method;
    }

    /// <summary>Members of <c>extension(T x) { … }</c> have a type without a name around them, and take their object as no method does.</summary>
    private static void RequireNoExtensionBlock(ISymbol member, IOperation at)
    {
        if (member.ContainingType is { Name: "", IsTupleType: false, IsAnonymousType: false })
        {
            throw Refuse(at, "'" + member.Name + "' of an extension block", "write it as an extension method, with 'this' before its first parameter");
        }
    }

    /// <summary>What stands before the dot of a static member: its type, or the one that an interface's member is asked of.</summary>
    private string HomeOf(ISymbol member, ITypeSymbol? constrained, IOperation at)
    {
        RequireNoExtensionBlock(member, at);
        bool isExplicit = member is IMethodSymbol { ExplicitInterfaceImplementations.IsEmpty: false } or IPropertySymbol { ExplicitInterfaceImplementations.IsEmpty: false };
        bool isOfInterface = member.ContainingType.TypeKind == TypeKind.Interface && (member.IsAbstract || member.IsVirtual);
        return constrained is null || !(isExplicit || isOfInterface) ? Spell(member.ContainingType)
            : _types.Of(constrained) is ITypeParameterSymbol parameter ? Spell(parameter)
            : throw Refuse(at, "a static member of an interface that its type has not by that name", "declare a public static member in the type");
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

            if (argument.Parameter.RefKind == RefKind.In && RootOf(argument.Value) is { } holder && arguments.Any(a => a.Parameter is { } other && IsWritable(Read(other.Type)) && Read(other.Type).Element == Read(holder).Element))
            {
                throw Refuse(argument, "an 'in' argument that the call may write", "copy it to a variable first");
            }

            // A buffer passed as something else (IEnumerable) stays a buffer: whether it may be passed is the call's matter.
            bool isDisguised = argument.Value is IConversionOperation { IsImplicit: true, OperatorMethod: null } && Read(Unconverted(argument.Value).Type ?? argument.Value.Type!).IsBuffer && !Read(argument.Value.Type!).IsBuffer;
            values[argument.Parameter.Ordinal] = LowerExpression(isDisguised ? Unconverted(argument.Value) : argument.Value);
        }

        return values;
    }

    /// <summary>A row of the table has its derivative, whatever rule there is besides.</summary>
    private static bool HasRow(IMethodSymbol method) => method.Name == "Ieee754Remainder" || Row(method, method.Parameters.Length) is not null;

    private Value LowerTableCall(IInvocationOperation call)
    {
        IMethodSymbol method = call.TargetMethod;
        Value[] arguments = LowerArguments(call.Arguments);
        IrType type = Read(method.ReturnType);
        if (type.IsReal && arguments.Length == 1 && method.Name is "CreateChecked" or "CreateSaturating" or "CreateTruncating" && (arguments[0].Type.IsReal || IsNumber(arguments[0].Type.Text)))
        {
            return Convert(arguments[0], type, call);
        }

        if (type.IsReal && method.Name == "Ieee754Remainder" && arguments.Length == 2)
        {
            return _builder.Apply("IeeeRemainder", type, arguments);
        }

        if (type.IsReal && Row(method, arguments.Length) is { } primitive)
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
        string home = IsNumericInterface(method.ContainingType) ? (call.ConstrainedToType is { } constrained ? Read(constrained).Text : throw Refuse(call, "this call", "call it on a type")) : Spell(method.ContainingType);
        return _builder.Add(new Opaque(PartOrigin(call), _builder.New(type), home + "." + method.Name + TypeArguments(method) + "(" + Holes(0, arguments.Length) + ")", arguments.ToImmutableArray(), Effect.Pure, Precedences.Call)
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
                        return (true, ViewOf(buffer, buffer.Type, Scaled(buffer.Type, arguments[0]), arguments.Length > 1 ? Scaled(buffer.Type, arguments[1]) : null));
                    }

                case "Clear":
                    _builder.Add(new Fill(_builder.Origin, LowerExpression(call.Instance!), null));
                    return (true, null);
                case "Fill":
                    {
                        Value buffer = LowerExpression(call.Instance!);
                        FillWith(buffer, LowerArguments(call.Arguments)[0], call.Arguments[0]);
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
        else if (holder == "System.MemoryExtensions" && method.Parameters.Length > 0 && Read(method.Parameters[0].Type) is { Buffer: BufferKind.Array } or { IsDeclaredArray: true })
        {
            if (method.Name == "AsSpan" && method.Parameters.Skip(1).All(p => p.Type.SpecialType == SpecialType.System_Int32))
            {
                Value[] arguments = LowerArguments(call.Arguments);
                Value span = AsSliceable(arguments[0]);
                return (true, arguments.Length == 1 ? span : ViewOf(span, span.Type, Scaled(span.Type, arguments[1]), arguments.Length > 2 ? Scaled(span.Type, arguments[2]) : null));
            }

            if (method.Name == "CopyTo")
            {
                Value[] arguments = LowerArguments(call.Arguments);
                _builder.Add(new Copy(_builder.Origin, arguments[0], arguments[1]));
                return (true, null);
            }
        }
        else if (holder == "System.Array" && !method.IsStatic && method.Name is "GetLength" or "GetUpperBound" or "GetLowerBound" && Read(Unconverted(call.Instance!).Type!).IsBuffer)
        {
            Value buffer = LowerExpression(Unconverted(call.Instance!));
            return (true, _builder.Pure(IrType.Int, "{0}." + method.Name + "({1})", Precedences.Call, buffer, LowerArguments(call.Arguments)[0]));
        }
        else if (holder == "System.Array" && method is { IsStatic: false, Name: "CopyTo" } && IsRow(Read(Unconverted(call.Instance!).Type!)) && Read(Unconverted(call.Arguments[0].Value).Type!).Declared == Read(Unconverted(call.Instance!).Type!).Declared)
        {
            Value source = LowerExpression(Unconverted(call.Instance!));
            Value[] a = call.Arguments.Select(x => LowerExpression(Unconverted(x.Value))).ToArray();
            _builder.Add(new Copy(_builder.Origin, source, Part(a[0], a[1], null)));
            return (true, null);
        }
        else if (holder == "System.Array" && method.IsStatic)
        {
            IrType? array = call.Arguments.Length > 0 ? Read(Unconverted(call.Arguments[0].Value).Type!) : null;
            if (array is { Buffer: BufferKind.Matrix } && method.Name == "Clear" && call.Arguments.Length == 1)
            {
                _builder.Add(new Fill(_builder.Origin, LowerExpression(Unconverted(call.Arguments[0].Value)), null));
                return (true, null);
            }

            if (array is null || !IsRow(array))
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
                        FillWith(a[0], a[1], call.Arguments[1]);
                        return (true, null);
                    }

                case ("Copy", 3) when Read(Unconverted(call.Arguments[1].Value).Type!).Text == array.Text:
                    {
                        Value[] a = call.Arguments.Select(x => LowerExpression(Unconverted(x.Value))).ToArray();
                        _builder.Add(new Copy(_builder.Origin, Part(a[0], _builder.Int(0), a[2]), a[1]));
                        return (true, null);
                    }

                case ("Copy", 5) when Read(Unconverted(call.Arguments[2].Value).Type!).Text == array.Text:
                    {
                        Value[] a = call.Arguments.Select(x => LowerExpression(Unconverted(x.Value))).ToArray();
                        _builder.Add(new Copy(_builder.Origin, Part(a[0], a[1], a[4]), Part(a[2], a[3], a[4])));
                        return (true, null);
                    }
            }
        }

        return (false, null);

        Value Part(Value buffer, Value start, Value? length)
        {
            Value span = AsSliceable(buffer);
            return _builder.Add(new View(_builder.Origin, _builder.New(span.Type), span, Scaled(span.Type, start), length is null ? null : Scaled(span.Type, length))).Result;
        }

        static bool IsRow(IrType array) => array is { Buffer: BufferKind.Array } or { IsDeclaredArray: true };
    }

    /// <summary>A method of this project with a body: differentiated through.</summary>
    private Value? LowerBodyCall(IOperation call, IMethodSymbol method, IOperation? receiver, ImmutableArray<IArgumentOperation> arguments)
    {
        bool assignsReceiver = receiver is not null && Assigns(method) && IsLocation(receiver);
        bool isWritten = assignsReceiver && MayWriteReceiver(method);
        bool isShared = isWritten || arguments.Any(a => a.Parameter!.RefKind is RefKind.Ref or RefKind.Out || Writes(a.Value)) || (receiver is not null && HoldsBuffers(Read(receiver.Type!))) || method.Parameters.Any(MayWrite);
        Target? receiverPlace = receiver is not null && (assignsReceiver || (isShared && IsPlace(receiver))) ? LowerTarget(receiver) : null;
        Value? receiverValue = receiver is null || receiverPlace is not null ? null : LowerExpression(receiver);
        var values = new Value?[method.Parameters.Length];
        var targets = new Target?[method.Parameters.Length];
        foreach (IArgumentOperation argument in arguments)
        {
            int at = argument.Parameter!.Ordinal;
            if (argument.Parameter.RefKind is RefKind.Ref or RefKind.Out || (isShared && IsSeenInPlace(argument)))
            {
                targets[at] = LowerTarget(argument.Value);
            }
            else
            {
                values[at] = AsArgument(LowerExpression(argument.Value), TypeReader.Read(method.Parameters[at].Type), argument);
            }
        }

        if (_builder.IsDead)
        {
            return method.ReturnsVoid ? null : DefaultValue(ResultOf(method));
        }

        var references = new List<Reference>();
        if (receiverPlace is not null)
        {
            references.Add(new Reference(receiverPlace, isWritten));
        }

        references.AddRange(targets.Select((t, i) => (Place: t, IsWritten: IsWritten(method.Parameters[i]))).Where(t => t.Place is not null).Select(t => new Reference(t.Place!, t.IsWritten)));
        IEnumerable<(Value Buffer, bool IsWritten)> buffers = values.SelectMany((v, i) => v is null ? [] : LeavesOf(v).Where(l => l.Type.IsBuffer).Select(l => (l, MayWrite(method.Parameters[i]))))
            .Concat(receiverValue is null ? [] : LeavesOf(receiverValue).Where(l => l.Type.IsBuffer).Select(l => (l, true)));
        if (MayAlias(references, buffers.ToList()))
        {
            return LowerAliased(call, method, receiverPlace, receiverValue, targets, values);
        }

        // A reference is read when the call begins: after every argument.
        if (receiverPlace is not null)
        {
            receiverValue = Read(receiverPlace, call);
        }

        for (int i = 0; i < targets.Length; i++)
        {
            if (targets[i] is { } target && method.Parameters[i].RefKind != RefKind.Out)
            {
                values[i] = IsWritten(method.Parameters[i]) ? Read(target, call) : AsArgument(Read(target, call), TypeReader.Read(method.Parameters[i].Type), call);
            }
        }

        (Value? result, ImmutableArray<Value> written) = Emit(call, method, receiverValue, values);
        int next = 0;
        if (receiver is not null && Assigns(method))
        {
            Value after = written[next++];
            if (assignsReceiver)
            {
                Write(receiverPlace!, after);
            }
        }

        for (int i = 0; i < targets.Length; i++)
        {
            if (targets[i] is { } target && IsWritten(method.Parameters[i]))
            {
                Write(target, Convert(written[next++], target.Type, call));
            }
        }

        return result;
    }

    private static bool Assigns(IMethodSymbol method) => SignatureReader.MayAssignReceiver(method) && TypeReader.Read(method.ContainingType).IsComposite;

    /// <summary>A call with the arguments at hand: of an operator or a conversion.</summary>
    private Value CallWith(IOperation at, IMethodSymbol method, Value? receiver, Value[] arguments)
    {
        if (_builder.IsDead)
        {
            return DefaultValue(ResultOf(method));
        }

        return Emit(at, method, receiver, arguments.Select((a, i) => AsArgument(a, TypeReader.Read(method.Parameters[i].Type), at)).ToArray()).Result!;
    }

    private static IrType ResultOf(IMethodSymbol method) => TypeReader.Read(method.MethodKind == MethodKind.Constructor ? method.ContainingType : method.ReturnType);

    /// <summary>An argument as its parameter holds it: buffers are cast where they are called, everything else has been converted.</summary>
    private Value AsArgument(Value value, IrType type, IOperation at) => value.Type.IsBuffer || type.IsBuffer ? value : Convert(value, type, at);

    /// <returns>The result, and the final contents of what is passed by reference, the receiver's first.</returns>
    private (Value? Result, ImmutableArray<Value> Written) Emit(IOperation call, IMethodSymbol method, Value? receiver, Value?[] arguments)
    {
        bool isConstructor = method.MethodKind == MethodKind.Constructor;
        IrType? type = isConstructor || !method.ReturnsVoid ? ResultOf(method) : null;
        if (type is { IsSpan: true, IsDeclaredArray: false })
        {
            throw Refuse(call, "a call that returns '" + type.Declared.Replace("global::", "") + "'", "let the method write to a buffer it is given");
        }

        if (method.IsAsync || method.TypeArguments.Any(t => t is ITypeParameterSymbol && !TypeReader.IsRealParameter(t)))
        {
            throw Refuse(call, "this call of '" + method.Name + "'", "call a method with a body of its own");
        }

        if (!SymbolEqualityComparer.Default.Equals(method.OriginalDefinition.ContainingAssembly, _compilation.Assembly) && !ForeignMembers.Has(_compilation, method) && FindRule(method) is null)
        {
            throw Refuse(call, "'" + SignatureReader.TitleOf(method) + "' of '" + method.ContainingType.Name + "', whose body is in another assembly,", method.MethodKind == MethodKind.Ordinary ? "mark it [Differentiable] there" : "call a method that is marked [Differentiable] there");
        }

        // A method of an object that is a constant takes it as a parameter of its own.
        bool takesObject = receiver is not null && !receiver.Type.IsComposite;
        _callees.Add(method);
        var leaves = new List<Value>();
        if (receiver is not null)
        {
            leaves.AddRange(LeavesOf(receiver));
        }

        foreach (Value? argument in arguments)
        {
            if (argument is not null)
            {
                leaves.AddRange(LeavesOf(argument));
            }
        }

        var outputs = new List<Value>();
        Value? result = type is null ? null : New(type);
        var written = ImmutableArray.CreateBuilder<Value>();
        if (receiver is not null && Assigns(method))
        {
            written.Add(New(receiver.Type));
        }

        foreach (IParameterSymbol parameter in method.Parameters.Where(p => p.RefKind is RefKind.Ref or RefKind.Out))
        {
            written.Add(New(TypeReader.Read(parameter.Type)));
        }

        _builder.Add(new Call(_builder.Origin, outputs.ToImmutableArray(), Key(method) + (takesObject ? OnObject : ""), CallMode.Primal, leaves.ToImmutableArray()));
        return (result, written.ToImmutable());

        Value New(IrType t)
        {
            Value[] fresh = IrArgument.LeavesOf(t, false).Select(l => _builder.New(l.Type)).ToArray();
            outputs.AddRange(fresh);
            return OfLeaves(t, fresh);
        }
    }

    /// <summary>A variable, an element, or a member of one: a place that a method can write to.</summary>
    private bool IsLocation(IOperation operation) => operation switch
    {
        IParameterReferenceOperation { Parameter.RefKind: RefKind.In or RefKind.RefReadOnlyParameter } => false,
        ILocalReferenceOperation { Local.RefKind: RefKind.RefReadOnly } => false,
        IFieldReferenceOperation { Instance: ILocalReferenceOperation { Local.IsForEach: true } } => false,
        IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } => !InReadOnly,
        ILocalReferenceOperation or IParameterReferenceOperation or IArrayElementReferenceOperation or IInstanceReferenceOperation => true,
        IFieldReferenceOperation { Field: { IsReadOnly: true } readOnly } => !readOnly.IsStatic && _method.MethodKind == MethodKind.Constructor,
        IFieldReferenceOperation { Field: { IsStatic: true } mutable } => throw new RefusedException(Descriptors.Escapes, operation.Syntax.GetLocation(), "the static field '" + mutable.Name + "'"),
        IFieldReferenceOperation { Instance: { } instance } => IsLocation(instance),
        IPropertyReferenceOperation { Arguments.Length: 1, Instance.Type: { } span } => TypeReader.Read(span) is { IsBuffer: true, Buffer: not BufferKind.ReadOnlySpan },
        IImplicitIndexerReferenceOperation { Instance.Type: { } buffer } => TypeReader.Read(buffer) is { IsBuffer: true, Buffer: not BufferKind.ReadOnlySpan },
        IParenthesizedOperation inner => IsLocation(inner.Operand),
        _ => false,
    };

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
            values.Add(Materialized(LowerExpression(instance), call));
        }

        int first = values.Count;
        values.AddRange(LowerArguments(arguments).Select(v => Materialized(v, call)));
        bool isGuard = IsGuard(method), isFlat = isGuard || RuleReader.IsFlat(method);
        bool flat = _throwing || isFlat;
        _throwing = throwing;
        IrType type = Read(call.Type!);
        bool isVoid = call.Type!.SpecialType == SpecialType.System_Void;
        Value? result = isVoid ? null : _builder.New(type.IsComposite ? Plain(type) : type);
        string text = head + Holes(first, values.Count - first) + ")";
        _builder.Add(new Opaque(PartOrigin(call), result, isVoid ? text + ";" : NumbersOf(type, text), values.ToImmutable(), isException || (isFlat && !isGuard && !RuleReader.ElementsWritten(method).Any()) ? Effect.Reads : Effect.Unknown, Precedences.Call)
        {
            Active = flat ? ActiveOperands.Flat : ActiveOperands.Refused,
            WritesSpansOnly = isFlat,
        });
        return type.IsComposite && result is not null ? Decomposed(result, type) : result;
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
