namespace DiffGen.Fuzz;

/// <summary>Points against components, each with a weight that may be of any size down to zero: what lanes may leave out of sums, and what they may not.</summary>
internal sealed partial class LoopWriter
{
    private void Mixture()
    {
        string id = (_fresh++).ToString(System.Globalization.CultureInfo.InvariantCulture), q = "q" + id, c = "c" + id, j = "j" + id, row = "row" + id, z = "z" + id, terms = "terms" + id, square = "square" + id;
        string d = "d" + id, components = "m" + id;
        string own = Pick("x", "x", "x", "a"), at = $"[{q} * {d} + {j}]", shared = Pick($"b[{c} * {d} + {j}]", $"b[{j}]", $"b[{c}]");
        Line($"int {d} = {Pick("3", "2 + (n & 1)", "1 + (n & 3)", "4 - n % 2")}, {components} = {Pick("2", "1 + n % 3", "2 + n % 2")};");
        Line($"{_real}[] {row} = new {_real}[{d}], {z} = new {_real}[{d}], {terms} = new {_real}[{components}];");
        Line($"for (int {q} = 0; {q} < x.Length / {d}; {q}++)");
        Open();
        Line($"for (int {c} = 0; {c} < {components}; {c}++)");
        Open();
        Line($"for (int {j} = 0; {j} < {d}; {j}++)");
        Open();
        Line($"{row}[{j}] = {Pick($"{own}{at} - {shared}", $"{own}{at} * {shared}", $"{own}{at} + s * {shared}", $"{Literal()} * {own}{at}", $"{own}{at} * {own}{at}")};");
        Line($"{z}[{j}] = {Pick($"{row}[{j}] * {Literal()}", $"{row}[{j}] * {shared}", $"{row}[{j}]", $"{M("Tanh")}({row}[{j}])", $"{M("Exp")}({shared}) * {row}[{j}]", $"{M("Max")}({row}[{j}], {shared})", $"{M("Sqrt")}({row}[{j}])", $"{row}[{j}] / {shared}", $"{j} > 0 ? {z}[{j} - 1] * {row}[{j}] : {shared}")};");
        Close();
        if (Chance(60))
        {
            Line($"for (int {j} = 0; {j} < {d}; {j}++)");
            Open();
            Line($"for (int r{id} = {j} + 1; r{id} < {d}; r{id}++) {{ {z}[r{id}] {Pick("+=", "+=", "-=")} {Pick($"b[r{id} + {j}] * {row}[{j}]", $"{row}[{j}] * {row}[r{id}]", $"0.5{(_real == "float" ? "f" : "")} * {row}[{j}]", $"b[{j}] * {z}[{j}]")}; }}");
            Close();
        }

        Line($"{_real} {square} = {Pick("0", "0", "s", Literal())};");
        Line($"for (int {j} = 0; {j} < {d}; {j}++)");
        Open();
        string part = Pick($"{z}[{j}] * {z}[{j}]", $"{z}[{j}] * {row}[{j}]", $"{z}[{j}] * {shared}", $"{M("Sin")}({z}[{j}])");
        Line(Chance(20) ? $"if ({row}[{j}] > {Literal()}) {{ {square} {Pick("+=", "-=")} {part}; }}" : $"{square} {Pick("+=", "+=", "-=")} {part};");
        Close();
        Line($"{terms}[{c}] = {Pick($"{Literal()} * {square}", $"{square} * s", $"s - {square}", $"b[{c}] - {square}")};");
        Close();
        if (Chance(40))
        {
            string largest = "largest" + id, total = "total" + id;
            Line($"{_real} {largest} = {terms}[0], {total} = 0;");
            Line($"for (int {c} = 1; {c} < {components}; {c}++) {{ {largest} = {M("Max")}({largest}, {terms}[{c}]); }}");
            Line($"for (int {c} = 0; {c} < {components}; {c}++) {{ {total} += {M("Exp")}({Pick("", "", "50 * ", "300 * ")}({terms}[{c}] - {largest})); }}");
            Line($"sum += {largest} + {M("Log")}({total});");
        }
        else
        {
            string size = M("Abs") + $"({own}[{q}])", weight = Pick($"{M("Exp")}(-{300 + Any(700)} * {size})", $"b[{c}] * {M("Exp")}(-{300 + Any(700)} * {size})", _real == "float" ? $"{own}[{q}] * 1e-37f" : $"{own}[{q}] * 1e-305", $"{own}[{q}]", _real == "float" ? "1e-38f" : $"({q} % 3 == 0 ? 1 : 1e-306)");
            Line($"for (int {c} = 0; {c} < {components}; {c}++) {{ sum += {weight} * {terms}[{c}]; }}");
        }

        Close();
    }
}
