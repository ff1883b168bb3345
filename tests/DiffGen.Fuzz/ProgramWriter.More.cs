using System.Linq;

namespace DiffGen.Fuzz;

/// <summary>Generic helpers, jagged arrays, calls by reference, tensor primitives, <c>try</c>.</summary>
internal sealed partial class ProgramWriter
{
    /// <summary>A helper over any real type, in its functions.</summary>
    private void WriteGeneric()
    {
        string name = Name("G");
        bool buffer = Chance(40), marked = Chance(40);
        Count("generic helper" + (marked ? " marked" : "") + (buffer ? " over a buffer" : ""));
        if (marked)
        {
            Line("[Differentiable]");
        }

        string[] leaves = buffer ? ["x0", "y", "a1[0]", "T.CreateChecked(0.25)", "a1[^1]"] : ["x0", "x1", "y", "T.One", "T.CreateChecked(0.5)"];
        Line($"internal static T {name}<T>(T x0, {(buffer ? "ReadOnlySpan<T> a1" : "T x1")}) where T : IFloatingPointIeee754<T>");
        Line("{");
        _indent += "    ";
        Line($"T y = {Term(2).Replace("y", "x0", System.StringComparison.Ordinal)};");
        if (buffer)
        {
            leaves = [.. leaves, "a1[i]"];
            Line("for (int i = 0; i < a1.Length; i++)");
            Line("{");
            Line($"    y = T.CreateChecked(0.5) * y + {Term(2)};");
            Line("}");
            leaves = leaves[..^1];
        }

        if (Chance(40))
        {
            Line($"if (y {Pick("<", ">")} {Pick("T.Zero", "T.CreateChecked(0.3)", "x0")})");
            Line("{");
            Line($"    y {Pick("=", "+=", "-=")} {Term(2)};");
            Line("}");
        }

        Line($"return {Term(2)} + T.CreateChecked(0.5) * y;");
        _indent = _indent[..^4];
        Line("}");
        _text.Append('\n');
        _helpers.Add(new Helper(name, [new Slot(Kind.Real, _real), buffer ? new Slot(Kind.Buffer, _real, Storage.ReadOnlySpan) : new Slot(Kind.Real, _real)], _real, null, false, Generic: true));

        string Term(int depth)
        {
            if (depth == 0 || Chance(15))
            {
                return leaves[_random.Next(leaves.Length)];
            }

            return _random.Next(12) switch
            {
                0 => $"T.Sin({Term(depth - 1)} + {Term(depth - 1)})",
                1 => $"T.Tanh({Term(depth - 1)})",
                2 => $"T.Cos({Term(depth - 1)}) * T.Sin({Term(depth - 1)})",
                3 => $"T.Exp(T.Sin({Term(depth - 1)}))",
                4 => $"T.Log(T.CreateChecked(1.5) + T.Cos({Term(depth - 1)}))",
                5 => $"({Term(depth - 1)}) / (T.CreateChecked(2) + T.Sin({Term(depth - 1)}))",
                6 => $"T.Sqrt(T.One + T.Exp(T.Cos({Term(depth - 1)})))",
                7 => $"T.{Pick("Max", "Min")}({Term(depth - 1)}, {Term(depth - 1)})",
                8 => $"T.Abs({Term(depth - 1)})",
                9 => $"({Term(0)} > {Term(0)} ? {Term(depth - 1)} : {Term(depth - 1)})",
                10 => $"T.Atan({Term(depth - 1)} - ({Term(depth - 1)}))",
                _ => $"T.Sin(T.Pi * {Term(depth - 1)})",
            };
        }
    }

    /// <summary>A call in a statement of its own, with variables by reference.</summary>
    private void CallStatement(Helper helper, string? depth)
    {
        Count("call by reference" + (helper.Recursive ? " recursive" : ""));
        string result = "";
        if (helper.ResultType is { } composite)
        {
            result = $"{composite.Name} {Name("r")} = ";
        }
        else if (helper.Result == _real)
        {
            result = PickVariable(v => v.Kind == Kind.Real && v.Real == _real && !v.ReadOnly) is { } target && Chance(50) ? $"{target.Name} = " : $"{_real} {Name("v")} = ";
        }

        string call = Call(helper, depth, out System.Collections.Generic.List<Variable> declared);
        Line($"{result}{call};");
        _scope.AddRange(declared);
        if (result.StartsWith(_real + " ", System.StringComparison.Ordinal))
        {
            _scope.Add(new Variable(result.Split(' ')[1], Kind.Real, _real));
        }
    }

    private string RowIndex(Variable jagged) =>
        PickVariable(v => v.Kind == Kind.Int && v.Real == "<" + jagged.Name) is { } row && Chance(70) ? row.Name
        : Chance(50) ? Text(_random.Next(jagged.Least)) : $"({Int(0)}) % {jagged.Name}.Length";

    private string JaggedElement(Variable jagged)
    {
        Count("jagged element");
        string row = $"{jagged.Name}[{RowIndex(jagged)}]";
        return Chance(70) ? row + "[0]" : row + "[^1]";
    }

    private void JaggedStatement()
    {
        Variable? jagged = PickVariable(v => v.Kind == Kind.Jagged);
        switch (_random.Next(jagged is null ? 1 : 7))
        {
            case 0:
                Count("new R[][]");
                string name = Name("w");
                Variable? row = PickVariable(v => v is { Kind: Kind.Buffer, Storage: Storage.Array, Least: > 0 } && v.Real == _real);
                Line($"{_real}[][] {name} = {Pick($"[[{Bounded(1)}, {Bounded(1)}], [{Bounded(1)}]]", $"new {_real}[][] {{ new {_real}[{Pick("1", "2")}], {row?.Name ?? $"new {_real}[] {{ {Bounded(1)} }}"} }}", $"[new {_real}[2], new {_real}[{Int(0)} % 3 + 1]]")};");
                _scope.Add(new Variable(name, Kind.Jagged, _real, Storage.Array, 2));
                return;
            case 1:
                Count("row of jagged");
                string local = Name("b");
                Line($"{jagged!.Real}[] {local} = {jagged.Name}[{RowIndex(jagged)}];");
                _scope.Add(new Variable(local, Kind.Buffer, jagged.Real, Storage.Array, 1));
                return;
            case 2 or 3:
                Store(JaggedElement(jagged!), jagged!.Real, "jagged element ");
                return;
            case 4 when !jagged!.ReadOnly && _loops == 0 && jagged.Real == _real:
                Count("row assignment");
                Line($"{jagged.Name}[{Text(_random.Next(jagged.Least))}] = {Pick($"new {_real}[2]", $"[{Bounded(1)}, {Bounded(1)}]", PickVariable(v => v is { Kind: Kind.Buffer, Storage: Storage.Array, Least: > 0 } && v.Real == _real) is { } other ? other.Name : $"[{Bounded(1)}]")};");
                return;
            default:
                if (_trips > 25)
                {
                    Store(JaggedElement(jagged!), jagged!.Real, "jagged element ");
                    return;
                }

                Count("loop over jagged");
                int trips = _trips;
                _trips *= 6;
                _loops += 2;
                string i = Name("i"), j = Name("i"), e = Name("b");
                if (Chance(50))
                {
                    Line($"for (int {i} = 0; {i} < {jagged!.Name}.Length; {i}++)");
                    Line($"    for (int {j} = 0; {j} < {jagged.Name}[{i}].Length; {j}++)");
                    Block(1 + _random.Next(2), () =>
                    {
                        _scope.Add(new Variable(i, Kind.Int, "<" + jagged.Name) { Locked = true });
                        Store($"{jagged.Name}[{i}][{j}]", jagged.Real, "jagged element ");
                    });
                }
                else
                {
                    Line($"foreach ({jagged!.Real}[] {e} in {jagged.Name})");
                    Line($"    for (int {j} = 0; {j} < {e}.Length; {j}++)");
                    Block(1 + _random.Next(2), () =>
                    {
                        _scope.Add(new Variable(e, Kind.Buffer, jagged.Real, Storage.Array, 1, Constant: true));
                        _scope.Add(new Variable(j, Kind.Int, "<" + e) { Locked = true });
                    });
                }

                _loops -= 2;
                _trips = trips;
                return;
        }
    }

    private static string Span(Variable buffer, int count)
    {
        string span = buffer.Storage == Storage.Array ? buffer.Name + ".AsSpan()" : buffer.Name;
        return buffer.Storage == Storage.Array ? $"{buffer.Name}.AsSpan(0, {Text(count)})" : $"{span}[..{Text(count)}]";
    }

    /// <summary>A number that a function of <c>TensorPrimitives</c> makes of buffers; null where there are none.</summary>
    private string? TensorSum()
    {
        if (PickVariable(v => v.Kind == Kind.Buffer && v.Least > 0 && v.Real == _real) is not { } x || PickVariable(v => v.Kind == Kind.Buffer && v.Least > 0 && v.Real == _real) is not { } y)
        {
            return null;
        }

        int count = System.Math.Min(x.Least, y.Least);
        Count("TensorPrimitives to a number");
        string all = x.Storage == Storage.Array ? x.Name + ".AsSpan()" : x.Name;
        return _random.Next(7) switch
        {
            0 or 1 => $"TensorPrimitives.Dot<{_real}>({Span(x, count)}, {Span(y, count)})",
            2 => $"TensorPrimitives.Sum<{_real}>({all})",
            3 => $"TensorPrimitives.SumOfSquares<{_real}>({all})",
            4 => $"{Math}.Sqrt(1{Suffix} + TensorPrimitives.Norm<{_real}>({all}))",
            5 => $"TensorPrimitives.{Pick("Max", "Min")}<{_real}>({all})",
            _ => $"TensorPrimitives.Distance<{_real}>({Span(x, count)}, [{string.Join(", ", Enumerable.Range(0, count).Select(i => Text(i + 3) + (Suffix.Length > 0 ? "f" : ".0")))}])",
        };
    }

    private void TensorStatement()
    {
        if (PickVariable(v => v.Kind == Kind.Buffer && v.CanWrite && v.Least > 0 && v.Real == _real) is not { } target
            || PickVariable(v => v.Kind == Kind.Buffer && v.Least > 0 && v.Real == _real) is not { } x || PickVariable(v => v.Kind == Kind.Buffer && v.Least > 0 && v.Real == _real) is not { } y)
        {
            DeclareBuffer();
            return;
        }

        int count = System.Math.Min(target.Least, System.Math.Min(x.Least, y.Least));
        Count("TensorPrimitives to a buffer");
        string to = Span(target, count), from = Span(x, count);
        Line(_random.Next(8) switch
        {
            0 => $"TensorPrimitives.{Pick("Sin", "Cos", "Tanh", "Atan", "Sigmoid")}<{_real}>({from}, {to});",
            1 => $"TensorPrimitives.{Pick("Add", "Subtract")}<{_real}>({from}, {Span(y, count)}, {to});",
            2 => $"TensorPrimitives.Multiply<{_real}>({from}, {Bounded(1)}, {to});",
            3 => $"TensorPrimitives.Add<{_real}>({from}, {Bounded(1)}, {to});",
            4 => $"TensorPrimitives.SoftMax<{_real}>({from}, {to});",
            5 => $"TensorPrimitives.Negate<{_real}>({from}, {to});",
            6 => $"TensorPrimitives.MultiplyAdd<{_real}>({from}, {Bounded(1)}, {Span(y, count)}, {to});",
            _ => $"TensorPrimitives.Divide<{_real}>({from}, 1.5{Suffix} + {Math}.Sin({Leaf()}), {to});",
        });
    }

    private void Try()
    {
        Count("try/finally");
        Line("try");
        Block(1 + _random.Next(3));
        Line("finally");
        _finally++;
        Block(1 + _random.Next(2));
        _finally--;
    }

    private void CheckedStatement()
    {
        Count("checked");
        Line(Pick("checked", "unchecked"));
        Block(1 + _random.Next(2), () =>
        {
            if (PickVariable(v => v is { Kind: Kind.Int, Locked: false } && v.Name[0] == 'k') is { } k)
            {
                Line($"{k.Name} = ({k.Name} + 2) % 5;");
            }
        });
    }
}
