using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace DiffGen.Fuzz;

/// <summary>
/// Writes programs whose loops mostly can run several iterations at a time, and some that cannot: sums, extremes, elements at offsets, branches, running
/// indices, numbers of the last iteration, sums into one element, recurrences, indices out of range.
/// </summary>
internal sealed partial class LoopWriter
{
    private readonly Random _random;
    private readonly StringBuilder _text = new();
    private readonly string _real;
    private readonly List<string> _numbers = [];
    private string _index = "i";
    private int _fresh;
    private int _depth = 1;

    private LoopWriter(ulong seed)
    {
        _random = new Random(unchecked((int)(seed * 2654435761)));
        _real = _random.Next(3) == 0 ? "float" : "double";
    }

    /// <summary>The class <c>name</c> with the method F.</summary>
    /// <returns>The source, and the type of its numbers.</returns>
    public static (string Source, string Real) Write(ulong seed, string name)
    {
        var writer = new LoopWriter(seed);
        writer.Program(name);
        return (writer._text.ToString(), writer._real);
    }

    private int Any(int count) => _random.Next(count);

    private bool Chance(int percent) => _random.Next(100) < percent;

    private string Pick(params string[] choices) => choices[_random.Next(choices.Length)];

    private void Line(string text) => _text.Append(' ', 4 * _depth).AppendLine(text);

    private string Literal() => Math.Round((_random.NextDouble() * 3) - 1.5, 2).ToString(CultureInfo.InvariantCulture) + (_real == "float" ? "f" : "d");

    private string M(string name) => (_real == "float" ? "MathF." : "Math.") + name;

    private void Program(string name)
    {
        _text.AppendLine("using System; using DiffGen;").Append("public static partial class ").Append(name).AppendLine(" {");
        Line("[Differentiable(Hvp = true)]");
        Line($"public static {_real} F(ReadOnlySpan<{_real}> a, ReadOnlySpan<{_real}> b, Span<{_real}> y, {_real} s, [NoDiff] ReadOnlySpan<int> k, int n, [NoDiff] ReadOnlySpan<{_real}> x)");
        Line("{");
        _depth++;
        Line($"{_real} sum = {(Chance(30) ? "s" : Literal())}, other = s * s, big = s, last = 0;");
        Line($"{_real}[] w = new {_real}[{Pick("n", "n + 1", "a.Length", "2 * n + 3")}];");
        Line($"int p = {Pick("0", "0", "1", "n > 2 ? 1 : 0")}, m = {Pick("n", "n - 1", "a.Length", "n / 2")};");
        int loops = 1 + Any(3);
        for (int loop = 0; loop < loops; loop++)
        {
            _numbers.Clear();
            _numbers.AddRange(["s", "other"]);
            if (Chance(40))
            {
                Points();
            }
            else if (Chance(25))
            {
                Mixture();
            }
            else if (Chance(25))
            {
                Line($"for (int j = 0; j < {1 + Any(3)}; j++)");
                Open();
                Loop(nested: true);
                if (Chance(50))
                {
                    Line($"other = {M("Tanh")}(other + sum);");
                }

                Close();
            }
            else
            {
                Loop(nested: false);
            }

            if (Chance(40))
            {
                Line("p = 0;");
            }

            if (Chance(40))
            {
                Line($"other += 0.1{(_real == "float" ? "f" : "")} * {M("Sin")}(sum + last);");
            }
        }

        Line($"return sum + 0.5{(_real == "float" ? "f" : "")} * other + big * last{(Chance(50) ? " + (w.Length > 0 ? w[0] : 0)" : "")}{(Chance(30) ? " + p" : "")};");
        _depth = 1;
        Line("}");
        _text.AppendLine("}");
    }

    private void Loop(bool nested)
    {
        string low = Pick("0", "0", "0", "1", "2"), high = Pick("n", "a.Length", "y.Length", "m", "n - 1", "19");
        _index = "i";
        int start = _numbers.Count;
        switch (Any(11))
        {
            case 10:
                Line($"for (int i = {low}; i < {high}; i += {2 + Any(2)})");
                _numbers.AddRange([$"({_real})i", $"({_real})(3 * i - 1)"]);
                _index = "";
                break;
            case < 6:
                Line($"for (int i = {low}; i < {high}; i++)");
                break;
            case 6:
                Line($"for (int i = {low}; i <= {high} - 1; i++)");
                break;
            case 7:
                Line($"for (int i = {high} - 1; i >= {low}; i--)");
                break;
            case 8:
                Line($"for (int i = {high}; i > {low}; i--)");
                _index = "i - 1";
                break;
            default:
                Line($"foreach ({_real} v in a)");
                _numbers.Add("v");
                _index = "";
                break;
        }

        Open();
        int statements = 1 + Any(4);
        for (int k = 0; k < statements; k++)
        {
            Statement(nested, deep: 2);
        }

        Close();
        _numbers.RemoveRange(start, _numbers.Count - start);
    }

    private void Open()
    {
        Line("{");
        _depth++;
    }

    private void Close()
    {
        _depth--;
        Line("}");
    }

    /// <summary>An index of an element, mostly that of the iteration.</summary>
    private string Index(bool nested) => Any(12) switch
    {
        0 => _index + " + 1",
        1 => "m - 1 - 0 * p + " + _index + " - m + 1",
        2 when nested => "j + " + _index,
        3 => "0",
        _ => _index,
    };

    private void Statement(bool nested, int deep)
    {
        bool hasIndex = _index.Length > 0;
        switch (Any(hasIndex ? 17 : 6))
        {
            case 0 or 1 or 2:
                Line($"sum {Pick("+=", "+=", "-=")} {Expression(nested, 3)};");
                break;
            case 3:
                Line($"last = {Expression(nested, 2)};");
                break;
            case 4:
                string fresh = "t" + _fresh++;
                Line($"{_real} {fresh} = {Expression(nested, 3)};");
                _numbers.Add(fresh);
                break;
            case 5:
                Line(Chance(70) ? $"big = {M(Pick("Max", "Min"))}(big, {Expression(nested, 2)});" : $"other = {Literal()} * other + {Expression(nested, 1)};");
                break;
            case 6 or 7:
                Line($"y[{Index(nested)}] = {Expression(nested, 2)};");
                break;
            case 8:
                Line($"y[{_index}] {Pick("+=", "-=")} {Expression(nested, 2)};");
                break;
            case 9:
                Line($"w[{Index(nested)}] = {Expression(nested, 2)};");
                break;
            case 10:
                Line($"{Pick("w[0]", "w[m - m]", nested ? "y[j]" : "y[0]")} += {Expression(nested, 2)};");
                break;
            case 11:
                Line($"if (p < a.Length) {{ sum += a[p] * {Expression(nested, 1)}; }} p++;");
                break;
            case 12:
                Line($"last = a[{_index}] * b[p < b.Length ? 0 : 0];");
                break;
            case 13 when deep == 0:
                Line(Chance(50) ? "if (sum > 1000) { break; }" : $"if ({Condition(nested)}) {{ continue; }}");
                break;
            default:
                if (deep == 0)
                {
                    Line($"sum += {Expression(nested, 2)};");
                    break;
                }

                Line($"if ({Condition(nested)})");
                Block(nested, deep);
                if (Chance(60))
                {
                    Line("else");
                    Block(nested, deep);
                }

                break;
        }
    }

    private void Block(bool nested, int deep)
    {
        int start = _numbers.Count;
        Open();
        for (int k = 0; k <= Any(2); k++)
        {
            Statement(nested, deep - 1);
        }

        Close();
        _numbers.RemoveRange(start, _numbers.Count - start);
    }

    private string Condition(bool nested) => Any(5) switch
    {
        0 when _index.Length > 0 => $"{_index} {Pick("<", ">=", "!=")} {Pick("n / 2", "3", "1")}",
        1 when _index.Length > 0 => $"k[{_index}] {Pick(">", "==", "<=")} {Any(3) - 1}",
        2 => $"{Expression(nested, 1)} > {Literal()} && {Expression(nested, 1)} < {Literal()}",
        _ => $"{Expression(nested, 1)} {Pick("<", ">", "<=", ">=")} {Pick(Literal(), Expression(nested, 1))}",
    };

    private string Expression(bool nested, int deep)
    {
        if (deep == 0 || Chance(15))
        {
            return Any(_index.Length > 0 ? 9 : 2) switch
            {
                0 => _numbers[Any(_numbers.Count)],
                1 => Chance(60) ? _numbers[Any(_numbers.Count)] : Literal(),
                2 => Chance(50) ? $"({_real})(2 * {_index.Split(' ')[0]} + m)" : $"({_real}){_index.Split(' ')[0]}",
                3 => $"({_real})k[{_index}]",
                4 => $"y[{Index(nested)}]",
                5 => $"b[{Index(nested)}]",
                6 => Chance(50) ? $"w[{Index(nested)}]" : $"b[{_index}]",
                _ => $"a[{Index(nested)}]",
            };
        }

        string x() => Expression(nested, deep - 1);
        return Any(16) switch
        {
            0 or 1 or 2 => $"({x()} + {x()})",
            3 or 4 => $"({x()} - {x()})",
            5 or 6 or 7 => $"{x()} * {x()}",
            8 => $"({x()}) / (2 + {x()} * {x()})",
            9 => $"({x()}) / {Pick("(1 + s * s)", Literal(), "(3 + other * other)")}",
            10 => $"{M(Pick("Sin", "Cos", "Tanh", "Atan"))}({x()})",
            11 => $"{M("Exp")}({M("Sin")}({x()}))",
            12 => $"{M("Log")}(1 + {M("Abs")}({x()}))",
            13 => $"{M("Sqrt")}({Pick("", "1 + ")}{M("Abs")}({x()}))",
            14 => $"{M(Pick("Max", "Min"))}({x()}, {x()})",
            _ => $"({Condition(nested)} ? {x()} : {x()})",
        };
    }
}
