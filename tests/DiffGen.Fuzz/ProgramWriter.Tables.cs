using System.Collections.Generic;
using System.Globalization;

namespace DiffGen.Fuzz;

/// <summary>Nests of loops over rows and columns of one table, in place: what the compiler takes for unchanged must not be written later.</summary>
internal sealed partial class ProgramWriter
{
    /// <summary>Elements of a table, more than any index of its nests.</summary>
    private const int TableLength = 64;

    /// <summary><c>h = new double[64]; for (k …) for (i = k + 1 …) for (j …) { h[i * w + j] = f(h[k * w + j]); } v = h[…];</c></summary>
    private void TableNest()
    {
        if (_trips > 2 || _loops > 0)
        {
            AssignReal();
            return;
        }

        Count("nest over a table");
        string table = Name("b"), width = Name("i"), k = Name("i"), value = Name("v");
        bool isSpan = _finally == 0 && Chance(40);
        Line(isSpan ? $"Span<{_real}> {table} = stackalloc {_real}[{TableLength}];" : $"{_real}[] {table} = new {_real}[{TableLength}];");
        Line($"for (int {k} = 0; {k} < {TableLength}; {k}++)");
        Line($"    {table}[{k}] = {Bounded(1)} + 0.01{Suffix} * {k};");
        Line(Chance(70) ? $"int {width} = 2 + System.Math.Abs({Int(1)} % 3);" : $"int {width} = {Pick("2", "3", "4")};");
        Line($"{_real} {value} = {Bounded(1)};");
        for (int nests = 1 + _random.Next(2); nests > 0; nests--)
        {
            TableLoop(table, width, value, [], 0);
        }

        _scope.Add(new Variable(value, Kind.Real, _real));
        if (Chance(40))
        {
            _scope.Add(new Variable(table, Kind.Buffer, _real, isSpan ? Storage.Span : Storage.Array, TableLength, Stack: isSpan));
        }
    }

    /// <param name="table">The table.</param>
    /// <param name="width">The length of its rows.</param>
    /// <param name="value">A number to add to.</param>
    /// <param name="indices">What the loops around it count, each with the least that it is.</param>
    /// <param name="depth">How many loops are around it.</param>
    private void TableLoop(string table, string width, string value, List<(string Name, int Least)> indices, int depth)
    {
        string index = Name("i");
        int least = _random.Next(2);
        string low = least.ToString(CultureInfo.InvariantCulture), high = width + Pick("", "", "", " + 1", " - 1");
        if (indices.Count > 0 && Chance(45))
        {
            (string other, int otherLeast) = indices[_random.Next(indices.Count)];
            int more = _random.Next(2);
            (low, least) = ($"{other} + {more}", otherLeast + more);
        }
        else if (indices.Count > 0 && Chance(20))
        {
            high = indices[_random.Next(indices.Count)].Name + Pick("", " + 1");
        }

        Line(Chance(75) ? $"for (int {index} = {low}; {index} {Pick("<", "<", "<", "<=")} {high}; {index}++)" : $"for (int {index} = {high}; {index} {Pick(">", ">", ">=")} {low}; {index}--)");
        Line("{");
        _indent += "    ";
        List<(string, int)> inside = [.. indices, (index, least)];
        for (int count = 1 + _random.Next(3); count > 0; count--)
        {
            if (depth < 2 && Chance(55))
            {
                TableLoop(table, width, value, inside, depth + 1);
            }
            else if (depth < 2 && Chance(15))
            {
                TableSearch(table, width, inside);
            }
            else
            {
                TableStatement(table, width, value, inside);
            }
        }

        _indent = _indent[..^4];
        Line("}");
    }

    /// <summary>The row with the larger number in some column, from one row on.</summary>
    private void TableSearch(string table, string width, List<(string Name, int Least)> indices)
    {
        string chosen = Name("i"), row = Name("i");
        (string from, int least) = indices[_random.Next(indices.Count)];
        int more = _random.Next(2);
        string column = TablePart(indices);
        Line($"int {chosen} = {from};");
        Line($"for (int {row} = {from} + {more}; {row} < {width}; {row}++)");
        Line($"    if ({table}[{row} * {width} + {column}] > {table}[{chosen} * {width} + {column}]) {chosen} = {row};");
        indices.Add((chosen, least));
    }

    private void TableStatement(string table, string width, string value, List<(string Name, int Least)> indices)
    {
        string from = Element(), other = Element(), to = Element();
        Line(_random.Next(7) switch
        {
            0 => $"{to} = 0.4{Suffix} * {from} + 0.3{Suffix} * {other};",
            1 => $"{to} = {Math}.Tanh({from} * {other} + 0.1{Suffix});",
            2 => $"{to} = {Math}.Sin({from});",
            3 => $"{to} -= 0.2{Suffix} * {from} * {other};",
            4 => $"{to} *= 0.5{Suffix} + 0.2{Suffix} * {from};",
            5 => $"({to}, {from}) = ({from}, {to});",
            _ => $"{value} += 0.1{Suffix} * {from} * {other};",
        });

        string Element() => table + "[" + (Chance(85) ? TablePart(indices) + " * " + (Chance(90) ? width : "3") + " + " : "") + TablePart(indices) + "]";
    }

    /// <summary>A row or a column: an index, or the one beside it.</summary>
    private string TablePart(List<(string Name, int Least)> indices)
    {
        (string name, int least) = indices[_random.Next(indices.Count)];
        return _random.Next(6) switch
        {
            0 => $"({name} + 1)",
            1 when least > 0 => $"({name} - 1)",
            2 => Pick("0", "1"),
            _ => name,
        };
    }
}
