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
    private readonly Random _random;
    private readonly SortedDictionary<string, int> _constructs = new(StringComparer.Ordinal);
    private readonly List<Helper> _helpers = [];
    private readonly StringBuilder _text = new();
    private readonly bool _mixed;
    private readonly bool _throws;

    private List<Variable> _scope = [];
    private readonly string _real;
    private string _indent = "";
    private int _names;
    private int _statements;
    private int _trips = 1;
    private int _loops;
    private int _loopsOfFunction;
    private int _quiet;
    private Function _function = null!;
    private bool _usesFloat;

    private ProgramWriter(ulong seed)
    {
        _random = new Random(unchecked((int)(seed ^ (seed >> 32))));
        int kind = _random.Next(100);
        _real = kind < 8 ? "float" : "double";
        _mixed = kind is >= 8 and < 16;
        _throws = _random.Next(60) == 0;
        _usesFloat = _real == "float";
    }

    private enum Kind
    {
        Real,
        Int,
        Bool,
        Buffer,
        Matrix,
        Function,
    }

    private enum Storage
    {
        ReadOnlySpan,
        Span,
        Array,
    }

    /// <param name="Stack">A span that may point to the stack: it cannot be stored in one that may not.</param>
    private sealed record Variable(string Name, Kind Kind, string Real = "double", Storage Storage = Storage.Span, int Least = 0, bool Stack = false, bool ReadOnly = false, bool Constant = false)
    {
        public bool CanWrite => Storage != Storage.ReadOnlySpan && !Constant;

        /// <summary>An integer that something counts with: not to be assigned.</summary>
        public bool Locked { get; set; }
    }

    private sealed record Helper(string Name, ImmutableArray<(Kind Kind, Storage Storage, string Real)> Parameters, string Result, bool Recursive, int Cost);

    private sealed record Function(string Name, string Result, bool Recursive, ImmutableArray<(Kind Kind, Storage Storage, string Real)> Parameters);

    public static RandomProgram Write(ulong seed) => new ProgramWriter(seed).Program(seed);

    private bool Chance(int percent) => _random.Next(100) < percent;

    private T Pick<T>(params ReadOnlySpan<T> choices) => choices[_random.Next(choices.Length)];

    private string Name(string stem) => stem + (_names++).ToString(CultureInfo.InvariantCulture);

    private void Count(string construct) => _constructs[construct] = _constructs.GetValueOrDefault(construct) + 1;

    private void Line(string line) => _text.Append(_indent).Append(line).Append('\n');

    private RandomProgram Program(ulong seed)
    {
        _text.Append("using System;\nusing DiffGen;\n\npublic static partial class P_\n{\n");
        _indent = "    ";
        _text.Append(CultureInfo.InvariantCulture, $"    private const {_real} Constant = 0.5{Suffix};\n    private static readonly {_real}[] s_table = [0.25{Suffix}, -0.5{Suffix}, 1.5{Suffix}];\n\n");
        for (int helpers = Pick(0, 0, 1, 1, 2, 3); helpers > 0; helpers--)
        {
            WriteHelper();
        }

        ImmutableArray<Parameter> parameters = Parameters();
        string result = Result(parameters);
        bool hvp = result is "double" or "float" && Chance(_helpers.Exists(h => h.Recursive) ? 2 : 35);
        foreach (Parameter p in parameters)
        {
            Count("parameter " + (p.NoDiff ? "[NoDiff] " : "") + p.Shape);
        }

        Count("result " + result);
        if (hvp)
        {
            Count("Hvp");
        }

        Line($"[Differentiable{(hvp ? "(Hvp = true)" : "")}]");
        Line($"public static {result} F({string.Join(", ", parameters.Select(p => (p.NoDiff ? "[NoDiff] " : "") + p.Type + " " + p.Name))})");
        _scope = parameters.Select(p => p.Shape switch
        {
            Shape.Real => new Variable(p.Name, Kind.Real, p.Real),
            Shape.Int => new Variable(p.Name, Kind.Int),
            Shape.Bool => new Variable(p.Name, Kind.Bool),
            Shape.Matrix => new Variable(p.Name, Kind.Matrix, p.Real),
            _ => new Variable(p.Name, Kind.Buffer, p.Real, p.Shape == Shape.ReadOnlySpan ? Storage.ReadOnlySpan : p.Shape == Shape.Span ? Storage.Span : Storage.Array, 3, Constant: p.NoDiff),
        }).ToList();
        _function = new Function("F", result, false, []);
        _statements = 3 + _random.Next(10);
        Body();
        _text.Append("}\n");
        return new RandomProgram(seed, _text.ToString(), parameters, result, _usesFloat, hvp, _constructs);
    }

    private ImmutableArray<Parameter> Parameters()
    {
        var parameters = ImmutableArray.CreateBuilder<Parameter>();
        int count = 1 + _random.Next(5);
        for (int i = 0; i < count; i++)
        {
            Shape shape = Pick(Shape.Real, Shape.Real, Shape.Real, Shape.Real, Shape.ReadOnlySpan, Shape.ReadOnlySpan, Shape.Span, Shape.Span, Shape.Span, Shape.Array, Shape.Array, Shape.Matrix, Shape.Int, Shape.Int, Shape.Bool);
            bool isFloat = _real == "float" || (_mixed && Chance(35));
            bool noDiff = shape is Shape.Real or Shape.ReadOnlySpan && Chance(10);
            string name = shape switch { Shape.Real => "x", Shape.Int => "n", Shape.Bool => "flag", Shape.Matrix => "m", _ => "a" } + i.ToString(CultureInfo.InvariantCulture);
            var parameter = new Parameter(name, shape, isFloat, noDiff);
            _usesFloat |= isFloat && parameter.IsReal;
            parameters.Add(parameter);
        }

        if (!parameters.Any(p => p.IsActive))
        {
            parameters.Add(new Parameter("x9", Shape.Real, _real == "float", false));
        }

        return parameters.ToImmutable();
    }

    private string Result(ImmutableArray<Parameter> parameters)
    {
        bool writes = parameters.Any(p => p.Shape is Shape.Span or Shape.Array or Shape.Matrix);
        int choice = _random.Next(100);
        return choice < 22 && writes ? "void" : choice is >= 22 and < 32 ? _real + "[]" : _real;
    }

    private void WriteHelper()
    {
        var parameters = ImmutableArray.CreateBuilder<(Kind, Storage, string)>();
        bool isVoid = Chance(30);
        string result = isVoid ? "void" : Chance(8) ? _real + "[]" : Chance(4) ? "int" : _real;
        bool recursive = Chance(30) && result != "int";
        bool marked = Chance(40);
        int count = 1 + _random.Next(3);
        for (int i = 0; i < count; i++)
        {
            parameters.Add(Pick(0, 0, 1, 2, 2, 3, 4) switch
            {
                0 => (Kind.Real, default, _real),
                1 => (Kind.Buffer, Storage.ReadOnlySpan, _real),
                2 => (Kind.Buffer, Storage.Span, _real),
                3 => (Kind.Buffer, Storage.Array, _real),
                _ => (Kind.Int, default, _real),
            });
        }

        if (isVoid && !parameters.Any(p => p.Item1 == Kind.Buffer && p.Item2 != Storage.ReadOnlySpan))
        {
            parameters.Add((Kind.Buffer, Storage.Span, _real));
        }

        if (!parameters.Any(p => p.Item1 is Kind.Real or Kind.Buffer))
        {
            parameters.Add((Kind.Real, default, _real));
        }

        string name = Name("H");
        _scope = parameters.Select((p, i) => new Variable((p.Item1 switch { Kind.Real => "x", Kind.Int => "n", _ => "a" }) + i.ToString(CultureInfo.InvariantCulture), p.Item1, p.Item3, p.Item2, 1)).ToList();
        string list = string.Join(", ", parameters.Select((p, i) => p.Item1 switch
        {
            Kind.Real => p.Item3,
            Kind.Int => "int",
            _ => p.Item2 switch { Storage.ReadOnlySpan => $"ReadOnlySpan<{p.Item3}>", Storage.Span => $"Span<{p.Item3}>", _ => p.Item3 + "[]" },
        } + " " + _scope[i].Name));
        if (recursive)
        {
            list += ", int depth";
            _scope.Add(new Variable("depth", Kind.Int) { Locked = true });
        }

        Count("helper" + (marked ? " marked" : "") + (isVoid ? " void" : result == "int" ? " int" : "") + (recursive ? " recursive" : ""));
        if (marked)
        {
            Line("[Differentiable]");
        }

        Line($"internal static {result} {name}({list})");
        _function = new Function(name, result, recursive, parameters.ToImmutable());
        _statements = 1 + _random.Next(5);
        (_trips, _loops, _loopsOfFunction) = (8, 1, 1);
        Body();
        (_trips, _loops, _loopsOfFunction) = (1, 0, 0);
        _text.Append('\n');
        _helpers.Add(new Helper(name, parameters.ToImmutable(), result, recursive, recursive ? 20 : 5));
    }

    private void Body()
    {
        Line("{");
        _indent += "    ";
        int recursions = 0;
        if (_function.Recursive)
        {
            Line("if (depth <= 0)");
            _quiet++;
            Line("    return" + ReturnValue() + ";");
            _quiet--;
        }

        while (_statements > 0)
        {
            Statement();
            if (_function.Recursive && recursions == 0 && _function.Result == "void" && Chance(40))
            {
                recursions++;
                Line(Call(new Helper(_function.Name, _function.Parameters, _function.Result, true, 0), "depth - 1") + ";");
            }
        }

        if (_function.Recursive && recursions == 0 && _function.Result == _real)
        {
            string self = Call(new Helper(_function.Name, _function.Parameters, _function.Result, true, 0), "depth - 1");
            Line($"return {Pick("0.5", "0.75", "-0.5") + Suffix} * {self} + {Bounded(2)};");
        }
        else if (_function.Result != "void")
        {
            Line("return" + ReturnValue() + ";");
        }

        _indent = _indent[..^4];
        Line("}");
    }

    private string ReturnValue()
    {
        if (_function.Result == "void")
        {
            return "";
        }

        if (_function.Result == "int")
        {
            return " " + Int(1);
        }

        if (!_function.Result.EndsWith(']'))
        {
            return " " + Value(3);
        }

        Variable? array = PickVariable(v => v.Kind == Kind.Buffer && v.Storage == Storage.Array && v.Real == _real);
        Variable? buffer = PickVariable(v => v.Kind == Kind.Buffer && v.Storage != Storage.Array && v.Real == _real);
        return " " + (array is not null && Chance(60) ? Chance(30) ? array.Name + "[1..]" : array.Name
            : buffer is not null && Chance(60) ? buffer.Name + ".ToArray()"
            : Chance(50) ? $"new {_real}[] {{ {Value(2)}, {Value(2)} }}" : $"[{Value(2)}, {Value(2)}, {Value(1)}]");
    }

    private Variable? PickVariable(Func<Variable, bool> which)
    {
        Variable[] fitting = _scope.Where(which).ToArray();
        return fitting.Length == 0 ? null : fitting[_random.Next(fitting.Length)];
    }
}
