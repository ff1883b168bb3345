using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using DiffGen.Generator.Diagnostics;
using DiffGen.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace DiffGen.Generator.Frontend;

/// <summary>
/// Lowers one method body from Roslyn's operations to structured SSA. Source variables become the current value in an environment;
/// where control flow meets, variables that differ become results of the <c>If</c> or carried values of the loop. Jumps
/// (<c>break</c>, <c>continue</c>, early <c>return</c>) become structure: what follows is placed on the path that does not jump, and
/// only where a statement may or may not jump, behind a flag.
/// </summary>
internal sealed partial class Lowering
{
    private static readonly System.Text.RegularExpressions.Regex s_companion = new(@"\w(Jvp|Vjp|Gradient|Hvp|Jacobian|Batch|Objective)\s*\(", System.Text.RegularExpressions.RegexOptions.Compiled);

    private readonly Compilation _compilation;
    private readonly INamedTypeSymbol _within;
    private readonly IMethodSymbol _method;
    private readonly IrBuilder _builder = new(0);
    private readonly OriginTable _origins;
    private readonly List<IMethodSymbol> _callees = [];
    private readonly Dictionary<int, string> _names = [];
    private readonly List<Finding> _warnings = [];
    private readonly CancellationToken _cancellation;

    /// <summary>The current value of each variable in sight; null where it is declared but not assigned. Keys are symbols, or tokens of the lowering's own.</summary>
    private Dictionary<object, Value?> _environment = [];

    /// <summary>What <c>this</c> is known as in a method of a marked type.</summary>
    private static readonly object s_receiver = new();

    /// <summary>The method may not write its receiver.</summary>
    private bool InReadOnly => _running.IsReadOnly || _running.ContainingType.IsReadOnly;

    /// <summary>The method whose body is being lowered: that which is asked for, or one that is lowered in its place.</summary>
    private IMethodSymbol _running;

    /// <summary>What <c>this</c> is another name of in a method lowered in place; null in the method itself.</summary>
    private Target? _self;

    /// <summary>How many of the values, from the first on, are parameters.</summary>
    private int _parameterCount;

    private TypeMap _types;
    private Dictionary<ITypeSymbol, IrType> _read = new(SymbolEqualityComparer.IncludeNullability);

    private bool _namesPrivateMembers;
    private int _statement = -1;

    private Lowering(Compilation compilation, IMethodSymbol method, INamedTypeSymbol within, LoopKnowledge known, CancellationToken cancellation)
    {
        _known = known;
        _compilation = compilation;
        _method = method;
        _running = method;
        _within = within;
        _types = new TypeMap(compilation, method);
        _returnType = method.ReturnType;
        _origins = new OriginTable(Key(method));
        _cancellation = cancellation;
    }

    /// <summary>What lowering a method gives: its IR, the places of its origins, the methods it calls, and warnings.</summary>
    public sealed record Result(IrFunction Function, ImmutableArray<Place> Places, ImmutableArray<IMethodSymbol> Callees, ImmutableArray<Finding> Warnings)
    {
        /// <summary>The virtual methods that it calls: which body runs is known when it runs.</summary>
        public ImmutableArray<IMethodSymbol> Dispatched { get; init; } = ImmutableArray<IMethodSymbol>.Empty;

        /// <summary>The files of other bodies that it depends on.</summary>
        public ImmutableArray<SyntaxTree> LookedAt { get; init; } = ImmutableArray<SyntaxTree>.Empty;
    }

    /// <param name="compilation">Where the method is declared.</param>
    /// <param name="method">A method with a body.</param>
    /// <param name="within">The type whose companions will hold the code: all that the body names must be accessible there.</param>
    /// <param name="isMarked">Whether the method has companions of its own.</param>
    /// <param name="cancellation">Observed at every statement and expression.</param>
    /// <exception cref="RefusedException">The body holds what is not supported.</exception>
    public static Result Lower(Compilation compilation, IMethodSymbol method, INamedTypeSymbol within, bool isMarked, CancellationToken cancellation)
    {
        var known = new LoopKnowledge();
        while (true)
        {
            try
            {
                return new Lowering(compilation, method, within, known, cancellation).Run(isMarked);
            }
            catch (LowerAgainException found)
            {
                found.Learn(known);
            }
        }
    }

    private Result Run(bool isMarked)
    {
        _builder.Open();
        IMethodSymbol definition = _method.OriginalDefinition;
        bool isConstructor = definition.MethodKind == MethodKind.Constructor;
        IrType holder = Read(_method.ContainingType);
        var arguments = ImmutableArray.CreateBuilder<IrArgument>();
        var parameters = ImmutableArray.CreateBuilder<IrParameter>();
        bool takesObject = !holder.IsComposite && !definition.IsStatic && !isMarked && !isConstructor;
        if (takesObject)
        {
            Value item = _builder.New(holder, "item");
            arguments.Add(new IrArgument("this", "", null, holder, Passing.Value, 0, 1, NoDiff: true));
            parameters.Add(new IrParameter(item, "item", holder.Text + " item", null, NoDiff: true, IsOutput: false));
            _environment[s_receiver] = item;
        }

        if (holder.IsComposite && !definition.IsStatic)
        {
            if (isConstructor)
            {
                _environment[s_receiver] = DefaultValue(holder);
            }
            else
            {
                (IrArgument receiver, ImmutableArray<IrParameter> leaves) = SignatureReader.ReadReceiver(definition, holder, _builder.New);
                arguments.Add(receiver);
                parameters.AddRange(leaves);
                _environment[s_receiver] = OfLeaves(holder, leaves.Select(l => l.Value));
            }
        }

        foreach (IParameterSymbol parameter in definition.Parameters)
        {
            IrType type = Read(parameter.Type);
            (IrArgument argument, ImmutableArray<IrParameter> leaves) = SignatureReader.Read(parameter, type, parameters.Count, _builder.New);
            if (isConstructor)
            {
                // A [NoDiff] parameter of a record marks its property: what is stored there is checked.
                leaves = leaves.Select(l => l with { NoDiff = false }).ToImmutableArray();
            }

            arguments.Add(argument);
            parameters.AddRange(leaves);
            _environment[parameter] = argument.Passing == Passing.Out ? null : OfLeaves(type, leaves.Select(l => l.Value));
        }

        _parameterCount = _builder.NextId;
        bool hasResult = !_method.ReturnsVoid;
        if (hasResult)
        {
            _environment[_result] = null;
        }

        _environment[_returned] = _builder.Constant(IrType.Bool, "false");
        if (isConstructor)
        {
            LowerConstructor(definition);
        }
        else
        {
            LowerStatements(BodyOf(definition).Operations, 0, null);
        }

        IrType? resultType = isConstructor ? holder : hasResult ? Read(_method.ReturnType) : null;
        var outputs = ImmutableArray.CreateBuilder<IrOutput>();
        var yields = ImmutableArray.CreateBuilder<Value>();
        if (resultType is not null)
        {
            Yield(isConstructor ? _environment[s_receiver] : _environment[_result], resultType, -1, noDiff: false);
        }

        for (int i = 0; i < arguments.Count; i++)
        {
            if (arguments[i].Passing is Passing.Ref or Passing.Out)
            {
                Yield(_environment[arguments[i].IsReceiver ? s_receiver : definition.Parameters[i - (arguments[0].IsReceiver ? 1 : 0)]], arguments[i].Type, i, arguments[i].NoDiff);
            }
        }

        Region region = ApplyNames(_builder.Close(yields.ToImmutable()));
        FileLocalTypes.Refuse(_compilation, _method, region, _origins, _cancellation);
        var function = new IrFunction(Key(_method) + (takesObject ? OnObject : ""), SignatureReader.NameOf(_method), parameters.ToImmutable(), resultType, region, _builder.NextId, _origins.Texts)
        {
            Title = SignatureReader.TitleOf(_method),
            Arguments = arguments.ToImmutable(),
            Outputs = outputs.ToImmutable(),
            CallName = TypeReader.Spell(_method.ContainingType) + "." + SignatureReader.Identifier(_method.Name),
            DeclaringType = TypeReader.Spell(_method.ContainingType),
            NamesPrivateMembers = _namesPrivateMembers,
            IsCheckpoint = SignatureReader.Has(definition, "CheckpointAttribute"),
            IsScalar = definition.GetAttributes().Any(a => a.AttributeClass?.Name == "DifferentiableAttribute" && a.NamedArguments.Any(n => n.Key == "Simd" && n.Value.Value is false)),
            IsParallel = definition.GetAttributes().Any(a => a.AttributeClass?.Name == "DifferentiableAttribute" && a.NamedArguments.Any(n => n.Key == "Parallel" && n.Value.Value is true)),
            VirtualRoot = isMarked && Virtuality.IsMarked(definition) ? Key(Virtuality.RootOf(definition)) : null,
            IsVisible = IsVisible(_method),
            IsMarked = isMarked,
        };
        return new Result(function, _origins.Places, _callees.Distinct(SymbolEqualityComparer.Default).Cast<IMethodSymbol>().ToImmutableArray(), _warnings.ToImmutableArray()) { Dispatched = _dispatched.Distinct(SymbolEqualityComparer.Default).Cast<IMethodSymbol>().ToImmutableArray(), LookedAt = _lookedAt.ToImmutableArray() };

        void Yield(Value? value, IrType type, int argument, bool noDiff)
        {
            Value known = value ?? DefaultValue(type);
            ImmutableArray<Leaf> leaves = IrArgument.LeavesOf(type, noDiff);
            ImmutableArray<Value> values = LeavesOf(known);
            for (int i = 0; i < leaves.Length; i++)
            {
                outputs.Add(new IrOutput(leaves[i].Type, argument, i, leaves[i].NoDiff));
                yields.Add(values[i]);
            }
        }
    }

    /// <summary>Every part of the project may name it.</summary>
    internal static bool IsVisible(ISymbol symbol)
    {
        for (ISymbol? s = symbol; s is not null and not INamespaceSymbol; s = s.ContainingSymbol)
        {
            if (s.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal))
            {
                return false;
            }
        }

        return true;
    }

    private IrType Read(ITypeSymbol type)
    {
        if (!_read.TryGetValue(type, out IrType? read))
        {
            _read[type] = read = TypeReader.Read(_types.Of(type));
        }

        return read;
    }

    /// <summary>The statements of a method, operator or accessor.</summary>
    private IBlockOperation BodyOf(IMethodSymbol method)
    {
        SyntaxNode declaration = method.DeclaringSyntaxReferences[0].GetSyntax(_cancellation);
        IOperation? operation = _compilation.GetSemanticModel(declaration.SyntaxTree).GetOperation(declaration, _cancellation);
        IBlockOperation? block = operation switch
        {
            IMethodBodyBaseOperation body => body.BlockBody ?? body.ExpressionBody,
            IBlockOperation whole => whole,
            _ => null,
        };
        if (block is null)
        {
            throw new RefusedException(Descriptors.NoBody, _method.Locations[0], _method.Name);
        }

        RequireSound(declaration, block);
        return block;
    }

    /// <summary>A call of a companion binds to nothing here, since the generator does not see its own members; any other error is the compiler's to report.</summary>
    private static void RequireSound(SyntaxNode declaration, IOperation body)
    {
        if (declaration.ContainsDiagnostics && declaration.GetDiagnostics().Any(d => d.Severity == DiagnosticSeverity.Error))
        {
            throw new BrokenSourceException();
        }

        var unbound = new List<IOperation>();
        Look(body);
        if (unbound.Count == 0)
        {
            return;
        }

        IOperation? companion = unbound.OfType<IInvalidOperation>().FirstOrDefault(o => s_companion.IsMatch(o.Syntax.ToString()));
        throw companion is null ? new BrokenSourceException() : Refuse(companion, "a call of a generated member", "call the method rather than its companion");

        void Look(IOperation operation)
        {
            if (operation is IInvalidOperation || IsUnbound(operation.Type) || (operation is IVariableDeclaratorOperation declarator && IsUnbound(declarator.Symbol.Type)))
            {
                unbound.Add(operation);
            }

            foreach (IOperation child in operation.ChildOperations)
            {
                Look(child);
            }
        }
    }

    /// <summary>A type that the compiler does not know, or one made of such.</summary>
    private static bool IsUnbound(ITypeSymbol? type) => type switch
    {
        null => false,
        { TypeKind: TypeKind.Error } => true,
        IArrayTypeSymbol array => IsUnbound(array.ElementType),
        INamedTypeSymbol { IsGenericType: true } named => named.TypeArguments.Any(IsUnbound),
        _ => false,
    };

    /// <summary>Behind the key of a method that takes its object as a parameter.</summary>
    public const string OnObject = " on an object";

    /// <summary>The documentation id of a method, with the type arguments that its body is lowered for.</summary>
    public static string Key(IMethodSymbol method)
    {
        string id = method.OriginalDefinition.GetDocumentationCommentId() ?? method.ToDisplayString();
        return SymbolEqualityComparer.Default.Equals(method, method.OriginalDefinition) ? id : id + " of " + TypeReader.Spell(method.ContainingType) + (method.IsGenericMethod ? "<" + string.Join(", ", method.TypeArguments.Select(TypeReader.Spell)) + ">" : "");
    }

    internal static string DefaultOf(IrType type) => type.IsReal ? "0" : type.Text == "bool" ? "false" : type.IsSpan || type.IsUnmanaged ? "default(" + type.Text + ")" : "default(" + type.Text.TrimEnd('?') + ")!";

    private Region ApplyNames(Region region)
    {
        Value Named(Value v) => v.Name is null && _names.TryGetValue(v.Id, out string? name) ? v with { Name = name } : v;
        Region Go(Region r) => new(r.Ops.Select(o => IrRewriter.Map(o, Named, Go)).ToImmutableArray(), r.Yields.Select(Named).ToImmutableArray());
        return Go(region);
    }

    private static RefusedException Refuse(IOperation at, string construct, string instead) => new(Descriptors.Construct, at.Syntax.GetLocation(), construct.Replace("global::", ""), instead);

    /// <summary>Gives a fresh value the name of the variable it is assigned to.</summary>
    private Value Assign(object variable, Value value, string? name)
    {
        Name(value, name);
        _environment[variable] = value;
        return value;
    }

    private static string? NameOf(object variable) => variable is ISymbol symbol ? SignatureReader.Identifier(symbol.Name) : null;

    private Dictionary<object, Value?> Snapshot() => new(_environment);

    /// <summary>
    /// <c>if (condition) then(); else otherwise();</c> in either of which variables may be assigned. Afterwards the environment holds,
    /// for each variable that was in sight before, the value of the path taken.
    /// </summary>
    private void Branch(Value condition, Action then, Action otherwise)
    {
        int origin = _builder.Origin;
        Dictionary<object, Value?> before = Snapshot();
        (Region thenRegion, Dictionary<object, Value?> thenValues) = Arm(then, before);
        (Region elseRegion, Dictionary<object, Value?> elseValues) = Arm(otherwise, before);
        _builder.Origin = origin;

        var results = ImmutableArray.CreateBuilder<Value>();
        var thenYields = new List<Value>();
        var elseYields = new List<Value>();
        var thenMissing = new List<Op>();
        var elseMissing = new List<Op>();
        var placed = new List<(object Variable, Places Places, BufferPlace Place)>();
        foreach (object variable in before.Keys.ToArray())
        {
            Value? a = thenValues[variable], b = elseValues[variable];
            if (Equals(a, b))
            {
                before[variable] = a;
                continue;
            }

            if (thenRegion.EndsInThrow && Equals(b, before[variable]) || elseRegion.EndsInThrow && Equals(a, before[variable]))
            {
                continue;
            }

            if (PlacesOf(a, b) is { } places && !thenRegion.EndsInThrow && !elseRegion.EndsInThrow)
            {
                ImmutableArray<Value> first = Numbers(places.Known[a!.Id]), second = Numbers(places.Known[b!.Id]);
                Value[] numbers = first.Select((n, k) => n.Equals(second[k]) ? n : Merge(n, second[k], IrType.Int, null)).ToArray();
                placed.Add((variable, places, new BufferPlace(numbers[0], numbers.Length > 1 ? numbers[1] : null, numbers.Length > 1 ? numbers[2] : null)));
                before[variable] = a;
                continue;
            }

            before[variable] = Merge(a, b, (a ?? b)!.Type, NameOf(variable));
        }

        _environment = before;
        _builder.Add(new If(
            origin,
            results.ToImmutable(),
            condition,
            new Region(thenRegion.Ops.InsertRange(0, thenMissing), thenYields.ToImmutableArray()),
            new Region(elseRegion.Ops.InsertRange(0, elseMissing), elseYields.ToImmutableArray())));
        foreach ((object variable, Places places, BufferPlace place) in placed)
        {
            Value buffer = AtPlace(places, place);
            _environment[variable] = buffer;
        }

        // What differs becomes a result; of a composite, the leaves that do.
        Value Merge(Value? a, Value? b, IrType type, string? name)
        {
            if (type.IsComposite)
            {
                return Compose(type, type.Layout!.Fields.Select((f, k) =>
                {
                    Value? first = a is null ? null : Part(a, k), second = b is null ? null : Part(b, k);
                    return first is not null && Equals(first, second) ? first : Merge(first, second, f.Type, name is null ? null : name + CompositeType.Capital(f.Name));
                }).ToImmutableArray());
            }

            Value result = _builder.New(type, name);
            results.Add(result);
            thenYields.Add(a is null || thenRegion.EndsInThrow ? Missing(thenMissing, type) : a);
            elseYields.Add(b is null || elseRegion.EndsInThrow ? Missing(elseMissing, type) : b);
            return result;
        }

        Value Missing(List<Op> ops, IrType type)
        {
            var constant = new Constant(origin, _builder.New(type), DefaultOf(type));
            ops.Add(constant);
            return constant.Result;
        }
    }

    private (Region Region, Dictionary<object, Value?> Values) Arm(Action lower, Dictionary<object, Value?> before)
    {
        _environment = new Dictionary<object, Value?>(before);
        _builder.Open();
        lower();
        return (_builder.Close(), _environment);
    }

    /// <summary>A value chosen by a condition: <c>condition ? then() : otherwise()</c>.</summary>
    private Value Choose(Value condition, Func<Value> then, Func<Value> otherwise)
    {
        var chosen = new object();
        _environment[chosen] = null;
        Branch(condition, () => Set(then), () => Set(otherwise));
        Value result = _environment[chosen]!;
        _environment.Remove(chosen);
        return result;

        // An arm that throws has no value: the other arm's is the result. Lowering an arm may replace the environment, so it comes first.
        void Set(Func<Value> arm)
        {
            Value value = arm();
            _environment[chosen] = _builder.IsDead ? null : value;
        }
    }

    private Value And(Value a, Func<Value> b) => Choose(a, b, () => _builder.Constant(IrType.Bool, "false"));

    private Value Or(Value a, Func<Value> b) => Choose(a, () => _builder.Constant(IrType.Bool, "true"), b);

    private Value Not(Value a) => _builder.Pure(IrType.Bool, "!{0}", Primitives.Precedences.Unary, a);
}
