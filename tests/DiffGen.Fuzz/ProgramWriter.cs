using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Text;

namespace DiffGen.Fuzz;

/// <summary>
/// Writes one random program from its seed. Values stay bounded: one side of each product is, and what a loop assigns is. Indices are in range,
/// arguments lie inside the smooth domains of the functions they go to.
/// </summary>
internal sealed partial class ProgramWriter
{
    /// <summary>The construct of variables that are assigned new arrays, in loops too.</summary>
    public const string NewArrays = "assignment of new array";

    /// <summary>What may give a variable of a loop an array that was made in the loop: a new one, or by another name one that a statement before it has made.</summary>
    public static readonly string[] ArrayAssignments = [NewArrays, AssignedBuffer, SwappedBuffers];

    private const string AssignedBuffer = "assignment of buffer", SwappedBuffers = "swap of buffers";

    private readonly Random _random;
    private readonly SortedDictionary<string, int> _constructs = new(StringComparer.Ordinal);
    private readonly List<Helper> _helpers = [];
    private readonly StringBuilder _text = new();
    private readonly HashSet<string> _features;
    private readonly bool _mixed;
    private readonly bool _throws;

    /// <summary>How deep expressions are.</summary>
    private readonly int _depth;
    private readonly int _length;

    private List<Variable> _scope = [];
    private readonly string _real;
    private string _indent = "";
    private int _names;
    private int _statements;
    private int _trips = 1;
    private int _loops;
    private int _loopsOfFunction;
    private int _quiet;
    private int _finally;
    private Function _function = null!;

    private ProgramWriter(ulong seed)
    {
        _random = new Random(unchecked((int)(seed ^ (seed >> 32))));
        _features = Features.Draw(_random);
        int kind = _random.Next(100);
        _real = kind < 8 || Has(Features.Vectors) ? "float" : "double";
        _mixed = kind is >= 8 and < 16;
        _throws = _random.Next(30) == 0;

        // Small programs are many and soon compiled, large ones have more that can meet.
        int size = _random.Next(100);
        _depth = size < 80 ? 2 : 3;
        _length = size < 65 ? 1 + _random.Next(4) : size < 95 ? 3 + _random.Next(4) : 6 + _random.Next(8);
    }

    private enum Kind
    {
        Real,
        Int,
        Bool,
        Buffer,
        Matrix,
        Jagged,
        Composite,

        /// <summary>A buffer of composites.</summary>
        Composites,
        Function,
    }

    private enum Storage
    {
        ReadOnlySpan,
        Span,
        Array,
    }

    /// <param name="Stack">A span that may point to the stack: it cannot be stored in one that may not.</param>
    /// <param name="NoCapture">A local function cannot use it.</param>
    private sealed record Variable(
        string Name, Kind Kind, string Real = "double", Storage Storage = Storage.Span, int Least = 0, bool Stack = false, bool ReadOnly = false, bool Constant = false, Composite? Type = null, bool NoCapture = false)
    {
        public bool CanWrite => Storage != Storage.ReadOnlySpan && !Constant;

        /// <summary>An integer that something counts with: not to be assigned.</summary>
        public bool Locked { get; set; }
    }

    /// <summary>A parameter of a helper.</summary>
    private sealed record Slot(Kind Kind, string Real, Storage Storage = default, Composite? Type = null, Passing Passing = Passing.Value)
    {
        public string Text => (Passing switch { Passing.Ref => "ref ", Passing.Out => "out ", Passing.In => "in ", _ => "" }) + Kind switch
        {
            Kind.Real => Real,
            Kind.Int => "int",
            Kind.Composite => Type!.Name,
            Kind.Bool => "bool",
            Kind.Matrix => Real + "[,]",
            Kind.Jagged => Real + "[][]",
            _ => Storage switch { Storage.ReadOnlySpan => $"ReadOnlySpan<{Type?.Name ?? Real}>", Storage.Span => $"Span<{Type?.Name ?? Real}>", _ => (Type?.Name ?? Real) + "[]" },
        };

        public char Letter => Kind switch { Kind.Real => 'x', Kind.Int => 'n', Kind.Composite => 's', Kind.Jagged => 'j', _ => 'a' };
    }

    private sealed record Helper(string Name, ImmutableArray<Slot> Parameters, string Result, Composite? ResultType, bool Recursive, bool Generic = false)
    {
        /// <summary>It is called in a statement only: it has <c>ref</c> or <c>out</c> parameters.</summary>
        public bool IsStatement => Parameters.Any(p => p.Passing is Passing.Ref or Passing.Out);
    }

    private sealed record Function(string Name, string Result, bool Recursive, ImmutableArray<Slot> Parameters, Composite? ResultType = null);

    public static RandomProgram Write(ulong seed) => new ProgramWriter(seed).Program(seed);

    private bool Has(string feature) => _features.Contains(feature);

    private bool Chance(int percent) => _random.Next(100) < percent;

    private T Pick<T>(params ReadOnlySpan<T> choices) => choices[_random.Next(choices.Length)];

    private string Name(string stem) => stem + (_names++).ToString(CultureInfo.InvariantCulture);

    private void Count(string construct) => _constructs[construct] = _constructs.GetValueOrDefault(construct) + 1;

    private void Line(string line) => _text.Append(_indent).Append(line).Append('\n');

    private RandomProgram Program(ulong seed)
    {
        string usings = "using System;\n" + (Has(Features.Asserts) ? "using System.Diagnostics;\n" : "") + (Has(Features.Vectors) || Has(Features.Generics) ? "using System.Numerics;\n" : "")
            + (Has(Features.TensorPrimitives) ? "using System.Numerics.Tensors;\n" : "") + "using DiffGen;\n";
        _text.Append(usings).Append("\npublic static partial class P_\n{\n");
        _indent = "    ";
        _text.Append(CultureInfo.InvariantCulture, $"    private const {_real} Constant = 0.5{Suffix};\n    private static readonly {_real}[] s_table = [0.25{Suffix}, -0.5{Suffix}, 1.5{Suffix}];\n");
        if (Has(Features.ConstantLists))
        {
            _text.Append(CultureInfo.InvariantCulture, $"    private static readonly System.Collections.Generic.List<{_real}> s_list = [0.75{Suffix}, -0.25{Suffix}];\n    private static readonly {_real}? s_none = null, s_some = 0.5{Suffix};\n    private static readonly string? s_text = \"ab\", s_noText = null;\n");
        }

        _text.Append('\n');
        bool instance = WriteStructs();
        for (int helpers = Pick(0, 0, 0, 1, 1, 2); helpers > 0; helpers--)
        {
            if (Has(Features.Generics) && Chance(50))
            {
                WriteGeneric();
            }
            else
            {
                WriteHelper();
            }
        }

        if (instance)
        {
            OpenReceiver();
        }

        WriteMethod(instance);
        if (instance)
        {
            _indent = _indent[..^4];
            Line("}");
        }

        _text.Append("}\n");
        return RandomProgram.Parse(_text.ToString(), seed, _constructs);
    }

    private void WriteMethod(bool instance)
    {
        bool jacobian = Has(Features.Jacobian) && !instance;
        ImmutableArray<(Slot Slot, string Name, string Attributes)> parameters = Parameters(jacobian, instance);
        (string result, Composite? resultType) = Result(parameters.Select(p => p.Slot), jacobian);
        bool hvp = result is "double" or "float" && Has(Features.Hvp) && (Has(Features.RecursiveHvp) || !_helpers.Exists(h => h.Recursive));
        foreach ((Slot slot, _, string attributes) in parameters)
        {
            Count("parameter " + attributes + (slot.Passing == Passing.Value ? "" : slot.Passing.ToString().ToUpperInvariant() + " ") + slot.Kind + (slot.Kind is Kind.Buffer or Kind.Composites ? " " + slot.Storage : ""));
        }

        Count("result " + (resultType is null ? result : resultType.Kind.ToString()));
        if (hvp)
        {
            Count("Hvp");
        }

        if (jacobian)
        {
            Count("Jacobian");
        }

        bool parallel = Has(Features.Parallel) && !instance;
        if (parallel)
        {
            Count("Parallel");
        }

        string[] options = [.. parallel ? ["Parallel = true"] : Array.Empty<string>(), .. hvp ? ["Hvp = true"] : Array.Empty<string>(), .. jacobian ? ["Jacobian = true"] : Array.Empty<string>(), .. Chance(30) ? ["Simd = false"] : Array.Empty<string>()];
        Line($"[Differentiable{(options.Length == 0 ? "" : "(" + string.Join(", ", options) + ")")}]");
        Line($"public {(instance ? "readonly " : "static ")}{result} F({string.Join(", ", parameters.Select(p => p.Attributes + p.Slot.Text + " " + p.Name))})");
        _scope = parameters.Select(p => Declared(p.Slot, p.Name, p.Attributes.Contains("NoDiff", StringComparison.Ordinal))).ToList();
        if (instance)
        {
            _scope.AddRange(_receiver!.Paths().Select(path => new Variable(Chance(70) ? path[1..] : "this" + path, Kind.Real, _real, ReadOnly: true, NoCapture: true)));
        }

        _function = new Function("F", result, false, [], resultType);
        _statements = _length;
        Body(() =>
        {
            AssignOuts(parameters.Select(p => p.Slot));
            foreach ((Slot slot, string name, string attributes) in parameters)
            {
                if (attributes.Contains("Output", StringComparison.Ordinal))
                {
                    Line(Pick($"{name}.Clear();", $"{name}.Fill({(slot.Real == _real ? "" : "(float)")}({Bounded(1)}));"));
                }
            }
        });
    }

    private static Variable Declared(Slot slot, string name, bool noDiff) => slot.Kind switch
    {
        Kind.Buffer or Kind.Composites => new Variable(name, slot.Kind, slot.Real, slot.Storage, slot.Kind == Kind.Buffer ? 3 : 2, Constant: noDiff, Type: slot.Type),
        Kind.Jagged => new Variable(name, slot.Kind, slot.Real, Storage.Array, 3, ReadOnly: true),
        _ => new Variable(name, slot.Kind, slot.Real, Type: slot.Type, ReadOnly: slot.Passing == Passing.In, NoCapture: slot.Passing != Passing.Value),
    };

    private ImmutableArray<(Slot Slot, string Name, string Attributes)> Parameters(bool jacobian, bool instance)
    {
        var parameters = ImmutableArray.CreateBuilder<(Slot, string, string)>();
        int count = instance ? _random.Next(4) : 1 + _random.Next(4);
        for (int i = 0; i < count; i++)
        {
            string real = _real == "float" || (_mixed && !jacobian && Chance(35)) ? "float" : "double", attributes = "";
            Slot slot;
            int choice = _random.Next(100);
            if (choice < 14)
            {
                slot = new Slot(Pick(Kind.Int, Kind.Int, Kind.Bool), real);
            }
            else if (!jacobian && AnyComposite() is { } composite && Chance(45))
            {
                slot = Has(Features.StructBuffers) && composite.Kind != CompositeKind.Tuple && Chance(40)
                    ? new Slot(Kind.Composites, real, Pick(Storage.ReadOnlySpan, Storage.Span, Storage.Array), composite)
                    : new Slot(Kind.Composite, real, Type: composite, Passing: ByReference());
            }
            else if (!jacobian && Has(Features.Jagged) && Chance(30))
            {
                slot = new Slot(Kind.Jagged, real);
            }
            else if (choice < 50)
            {
                slot = new Slot(Kind.Real, real, Passing: jacobian ? Passing.Value : ByReference());
                attributes = slot.Passing == Passing.Value && Chance(8) ? "[NoDiff] " : "";
            }
            else if (!jacobian && Has(Features.Matrices) && Chance(20))
            {
                slot = new Slot(Kind.Matrix, real);
            }
            else
            {
                slot = new Slot(Kind.Buffer, real, jacobian ? Pick(Storage.ReadOnlySpan, Storage.Span) : Pick(Storage.ReadOnlySpan, Storage.ReadOnlySpan, Storage.Span, Storage.Span, Storage.Span, Storage.Array, Storage.Array));
                attributes = slot.Storage == Storage.ReadOnlySpan && Chance(10) ? "[NoDiff] " : slot.Storage == Storage.Span && Has(Features.Output) && Chance(30) ? "[Output] " : "";
            }

            parameters.Add((slot, slot.Letter + i.ToString(CultureInfo.InvariantCulture), attributes));
        }

        if (!instance && !parameters.Any(p => p.Item1 is { Kind: not (Kind.Int or Kind.Bool), Passing: not Passing.Out } && p.Item3.Length == 0))
        {
            parameters.Add((new Slot(Kind.Real, _real), "x9", ""));
        }

        return parameters.ToImmutable();

        Passing ByReference() => Has(Features.RefParameters) && Chance(35) ? Pick(Passing.Ref, Passing.Out) : Has(Features.InParameters) && Chance(35) ? Passing.In : Passing.Value;
    }

    private (string Result, Composite? Type) Result(IEnumerable<Slot> parameters, bool jacobian)
    {
        bool writes = parameters.Any(p => p.Kind is Kind.Matrix or Kind.Jagged || p.Passing is Passing.Ref or Passing.Out || (p.Kind is Kind.Buffer or Kind.Composites && p.Storage != Storage.ReadOnlySpan));
        if (!jacobian && Has(Features.CompositeResults) && AnyComposite() is { } composite && Chance(50))
        {
            return (composite.Name, composite);
        }

        if (!jacobian && Has(Features.TableResults) && Chance(60))
        {
            return (_real + Pick("[,]", "[][]"), null);
        }

        int choice = _random.Next(100);
        return (choice < 22 && writes ? "void" : choice is >= 22 and < 32 && !jacobian ? _real + "[]" : _real, null);
    }

    private void WriteHelper()
    {
        var parameters = ImmutableArray.CreateBuilder<Slot>();
        bool isVoid = Chance(30);
        Composite? resultType = isVoid || !Chance(40) ? null : AnyComposite();
        string result = resultType?.Name ?? (isVoid ? "void" : Chance(8) ? _real + "[]" : Chance(4) ? "int" : _real);
        bool recursive = Chance(30) && result != "int";
        bool marked = Chance(40);
        int count = 1 + _random.Next(3);
        for (int i = 0; i < count; i++)
        {
            Composite? composite = AnyComposite();
            Passing passing = Has(Features.RefHelpers) && Chance(40) ? Pick(Passing.Ref, Passing.Out) : Passing.Value;
            parameters.Add(composite is not null && Chance(40) ? new Slot(Kind.Composite, _real, Type: composite, Passing: passing) : Pick(0, 0, 1, 2, 2, 3, 4) switch
            {
                0 => new Slot(Kind.Real, _real, Passing: passing),
                1 => new Slot(Kind.Buffer, _real, Storage.ReadOnlySpan),
                2 => new Slot(Kind.Buffer, _real, Storage.Span),
                3 => Has(Features.Jagged) && Chance(30) ? new Slot(Kind.Jagged, _real) : new Slot(Kind.Buffer, _real, Storage.Array),
                _ => new Slot(Kind.Int, _real),
            });
        }

        if (isVoid && !parameters.Any(p => (p.Kind == Kind.Buffer && p.Storage != Storage.ReadOnlySpan) || p.Passing is Passing.Ref or Passing.Out))
        {
            parameters.Add(new Slot(Kind.Buffer, _real, Storage.Span));
        }

        if (!parameters.Any(p => p.Kind != Kind.Int && p.Passing != Passing.Out))
        {
            parameters.Add(new Slot(Kind.Real, _real));
        }

        string name = Name("H");
        if (recursive && Has(Features.MutualRecursion) && Chance(60))
        {
            Count("mutual recursion");
            string other = Name("H");
            Helper first = WriteHelper(name, other, parameters.ToImmutable(), result, resultType, recursive, marked);
            _helpers.Add(WriteHelper(other, name, parameters.ToImmutable(), result, resultType, recursive, !marked));
            _helpers.Add(first);
        }
        else
        {
            _helpers.Add(WriteHelper(name, name, parameters.ToImmutable(), result, resultType, recursive, marked));
        }
    }

    /// <param name="called">Which method it calls to recur.</param>
    private Helper WriteHelper(string name, string called, ImmutableArray<Slot> parameters, string result, Composite? resultType, bool recursive, bool marked)
    {
        _scope = [.. parameters.Select((p, i) => Declared(p, p.Letter + i.ToString(CultureInfo.InvariantCulture), false) with { Least = p.Kind == Kind.Jagged ? 2 : 1 })];
        string list = string.Join(", ", parameters.Select((p, i) => p.Text + " " + _scope[i].Name));
        if (recursive)
        {
            list += ", int depth";
            _scope.Add(new Variable("depth", Kind.Int) { Locked = true });
        }

        Count("helper" + (marked ? " marked" : "") + (result is "void" or "int" ? " " + result : "") + (recursive ? " recursive" : ""));
        if (marked)
        {
            Line("[Differentiable]");
        }

        if (Has(Features.Checkpoint) && Chance(40))
        {
            Count("[Checkpoint]");
            Line("[Checkpoint]");
        }

        Line($"internal static {result} {name}({list})");
        _function = new Function(called, result, recursive, parameters, resultType);
        _statements = 1 + _random.Next(System.Math.Min(3, _length));
        (_trips, _loops, _loopsOfFunction) = (8, 1, 1);
        Body(() => AssignOuts(parameters));
        (_trips, _loops, _loopsOfFunction) = (1, 0, 0);
        _text.Append('\n');
        return new Helper(name, parameters, result, resultType, recursive);
    }

    /// <summary>First of all: so they can be read, and every return leaves them assigned.</summary>
    private void AssignOuts(IEnumerable<Slot> parameters)
    {
        List<Variable> scope = _scope;
        Variable[] outs = [.. parameters.Select((p, i) => (p, i)).Where(p => p.p.Passing == Passing.Out).Select(p => scope[p.i])];
        _scope = [.. scope.Except(outs)];
        foreach (Variable variable in outs)
        {
            Line($"{variable.Name} = {(variable.Type is { } type ? CompositeValue(type, 1) : variable.Real == _real ? Bounded(1) : $"(float)({Bounded(1)})")};");
        }

        _scope = scope;
    }

    private void Body(Action first)
    {
        Line("{");
        _indent += "    ";
        int recursions = 0;
        first();
        if (_function.Recursive)
        {
            Line("if (depth <= 0)");
            _quiet++;
            Line("    return" + ReturnValue() + ";");
            _quiet--;
        }

        bool isStatement = _function.Parameters.Any(p => p.Passing is Passing.Ref or Passing.Out);
        while (_statements > 0)
        {
            Statement();
            if (_function.Recursive && recursions == 0 && (_function.Result == "void" || isStatement) && Chance(40))
            {
                recursions++;
                CallStatement(new Helper(_function.Name, _function.Parameters, _function.Result, _function.ResultType, true), "depth - 1");
            }
        }

        // In the end, so that the result is linear in it.
        for (int sums = Has(Features.Sums) && !_function.Recursive && _function.Result == _real ? 1 + _random.Next(2) : 0; sums > 0; sums--)
        {
            SumLoop(isLast: Chance(80));
        }

        if (_function.Recursive && recursions == 0 && _function.Result == _real && !isStatement)
        {
            string self = Call(new Helper(_function.Name, _function.Parameters, _function.Result, null, true), "depth - 1");
            Line($"return {Pick("0.5", "0.75", "-0.5") + Suffix} * {self} + {Bounded(2)};");
        }
        else if (_function.Result != "void")
        {
            Line("return" + ReturnValue(anchored: true) + ";");
        }
        else if (PickVariable(v => v.Kind == Kind.Buffer && v.CanWrite && v.Least > 0) is { } target)
        {
            Line($"{target.Name}[0] += {(target.Real == "float" ? "(float)" : "")}({Anchor()});");
        }

        _indent = _indent[..^4];
        Line("}");
    }

    /// <summary>Something of the active variables: a result that depends on none proves nothing.</summary>
    private string Anchor()
    {
        var terms = new List<string>();
        Variable[] reals = [.. _scope.Where(v => v.Kind is Kind.Real or Kind.Buffer or Kind.Composite or Kind.Composites && (v.Kind is Kind.Real or Kind.Composite || v.Least > 0))];
        for (int i = 0; i < 2 && reals.Length > 0; i++)
        {
            Variable variable = Chance(60) ? reals[^(1 + _random.Next(System.Math.Min(3, reals.Length)))] : reals[_random.Next(reals.Length)];
            string read = variable.Kind switch
            {
                Kind.Real => variable.Name,
                Kind.Buffer => variable.Name + "[0]",
                Kind.Composite => variable.Name + Pick<string>([.. variable.Type!.Paths()]),
                _ => variable.Name + "[0]" + Pick<string>([.. variable.Type!.Paths()]),
            };
            terms.Add($"{Pick("0.5", "0.25", "0.75")}{Suffix} * {Typed(read, variable.Type?.IsFloat == true ? "float" : variable.Type is null ? variable.Real : "double")}");
        }

        return terms.Count == 0 ? Bounded(1) : string.Join(" + ", terms);
    }

    private string ReturnValue(bool anchored = false)
    {
        if (_function.Result == "void")
        {
            return "";
        }

        if (_function.Result == "int")
        {
            return " " + Int(1);
        }

        if (_function.ResultType is { } type)
        {
            return " " + CompositeValue(type, 2);
        }

        if (!_function.Result.EndsWith(']'))
        {
            string sums = anchored ? string.Concat(_sums.ConvertAll(s => " + " + (Chance(30) ? s : Pick("0.5", "-0.25") + Suffix + " * " + s))) : "";
            if (anchored)
            {
                _sums.Clear();
            }

            return " " + (sums.Length > 0 ? "(" + Value(2) + ")" + sums : Value(2)) + (anchored && _function.Name == "F" ? " + " + Anchor() : "");
        }

        if (_function.Result == _real + "[,]")
        {
            Variable? matrix = PickVariable(v => v.Kind == Kind.Matrix && v.Real == _real);
            return " " + (matrix is not null && Chance(75) ? Has(Features.BufferResults) && Chance(50) ? matrix.Name : $"({_real}[,]){matrix.Name}.Clone()"
                : $"new {_real}[,] {{ {{ {Value(2)}, {Value(1)} }}, {{ {Value(1)}, {Value(2)} }} }}");
        }

        if (_function.Result == _real + "[][]")
        {
            Variable? jagged = !Has(Features.BufferResults) ? null : PickVariable(v => v.Kind == Kind.Jagged && v.Real == _real);
            return " " + (jagged is not null && Chance(50) ? jagged.Name : $"[{Row()}, {Row()}]");
        }

        Variable? array = !Has(Features.BufferResults) ? null : PickVariable(v => v.Kind == Kind.Buffer && v.Storage == Storage.Array && v.Real == _real);
        Variable? buffer = PickVariable(v => v.Kind == Kind.Buffer && v.Real == _real);
        return " " + (array is not null && Chance(60) ? Chance(30) ? array.Name + "[1..]" : array.Name
            : buffer is not null && Chance(60) ? buffer.Storage == Storage.Array ? $"({_real}[]){buffer.Name}.Clone()" : buffer.Name + ".ToArray()"
            : Chance(50) ? $"new {_real}[] {{ {Value(2)}, {Value(2)} }}" : $"[{Value(2)}, {Value(2)}, {Value(1)}]");

        string Row() => PickVariable(v => v.Kind == Kind.Buffer && v.Real == _real) is { } source && Chance(50)
            ? source.Storage == Storage.Array && Has(Features.BufferResults) && Chance(50) ? source.Name : source.Name + (source.Storage == Storage.Array ? "[..]" : ".ToArray()")
            : $"[{Value(2)}, {Value(1)}]";
    }

    private Variable? PickVariable(Func<Variable, bool> which)
    {
        int fitting = 0;
        foreach (Variable variable in _scope)
        {
            fitting += which(variable) ? 1 : 0;
        }

        if (fitting == 0)
        {
            return null;
        }

        int chosen = _random.Next(fitting);
        foreach (Variable variable in _scope)
        {
            if (which(variable) && chosen-- == 0)
            {
                return variable;
            }
        }

        return null;
    }
}
