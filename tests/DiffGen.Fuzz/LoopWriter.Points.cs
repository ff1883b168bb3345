namespace DiffGen.Fuzz;

/// <summary>Loops over points with loops inside: recurrences, scratch memory, trip counts and branches that depend on data, gradients of what all points share.</summary>
internal sealed partial class LoopWriter
{
    private void Points()
    {
        string id = (_fresh++).ToString(System.Globalization.CultureInfo.InvariantCulture), q = "q" + id, j = "j" + id, d = "d" + id, scratch = "scratch" + id, level = "level" + id, part = "part" + id;
        int start = _numbers.Count;
        _index = "";
        string size = Pick(d, d, d, d + " + 1", "2");
        bool hasScratch = Chance(60), isInside = Chance(40);
        Line($"int {d} = {1 + Any(4)};");
        if (hasScratch && !isInside)
        {
            Line($"{(Chance(50) ? $"{_real}[] {scratch} = new {_real}[{size}]" : $"Span<{_real}> {scratch} = stackalloc {_real}[{size}]")};");
        }

        Line($"for (int {q} = {Pick("0", "0", "0", "1")}; {q} < {Pick("a.Length / " + d, "a.Length / " + d, "a.Length / " + d, "n", "m", "b.Length", "37")}; {q}++)");
        Open();
        _numbers.AddRange([$"({_real}){q}"]);
        if (Chance(60))
        {
            _numbers.Add(Pick($"a[{q}]", $"b[{q}]", $"({_real})k[{q}]"));
        }

        if (Chance(15))
        {
            _numbers.Add($"({_real}){M("Sign")}({Pick($"a[{q}]", $"b[{q}]", $"({_real})(2 - {q})")})");
        }

        if (hasScratch && isInside)
        {
            Line($"{_real}[] {scratch} = new {_real}[{size}];");
        }

        Line($"{_real} {level} = {Pick("s", Literal(), _numbers[Any(_numbers.Count)])}, {part} = {Literal()};");
        Inner();
        if (hasScratch && Chance(60))
        {
            j = "t" + j;
            Line($"for (int {j} = 0; {j} < {scratch}.Length; {j}++)");
            Open();
            Line($"{part} {Pick("+=", "-=")} {Pick($"{M("Exp")}({M("Sin")}({scratch}[{j}] - {level}))", $"{scratch}[{j}] * {level}", $"{scratch}[{j}] * {scratch}[{scratch}.Length - 1 - {j}]")};");
            Close();
        }

        _numbers.AddRange([level, part]);
        if (Chance(40))
        {
            Line($"if ({Condition(false)}) {{ sum {Pick("+=", "-=")} {Expression(false, 2)}; }}{(Chance(50) ? $" else {{ other += {Expression(false, 1)}; }}" : "")}");
        }

        if (Chance(10))
        {
            Line($"if ({part} > {100 + Any(1000)}) {{ throw new InvalidOperationException(); }}");
        }

        if (Chance(15))
        {
            Line(Pick($"y[{q}] = {part};", $"last = {part};", $"w[0] += {part};", $"w[{q} % 2 == 0 ? 0 : 0] += {part} * {level};", $"big = {M("Max")}(big, {part});"));
        }

        Line($"sum += {Expression(false, 2)};");
        Close();
        _numbers.RemoveRange(start, _numbers.Count - start);

        void Inner()
        {
            int inner = _numbers.Count;
            bool isWhile = Chance(20);
            if (isWhile)
            {
                Line($"int {j} = 0;");
                Line($"while ({j} < {d} && {level} < {1 + Any(3)})");
            }
            else
            {
                Line($"for (int {j} = {Pick("0", "0", "1")}; {j} < {Pick(d, d, d, $"{q} % {d} + 1", $"(k[{q}] & 3)")}; {j}++)");
            }

            Open();
            _numbers.AddRange([$"a[{q} * {d} + {j}]", $"a[{j} + {d} * {q}]", $"b[{j}]", level, $"b[{j} * 2]"]);
            if (Chance(30))
            {
                _numbers.Add($"({_real})({j} - {q})");
            }

            string v = "v" + id;
            Line($"{_real} {v} = {Expression(false, 3)};");
            _numbers.Add(v);
            if (hasScratch)
            {
                Line($"{scratch}[{j}] = {Expression(false, 1)};");
            }

            if (Chance(70))
            {
                Line($"{level} = {Literal()} * {level} + {M("Tanh")}({v});");
            }

            if (Chance(30))
            {
                Line($"if ({Condition(false)}) {{ {Pick(part, level)} {Pick("+=", "-=")} {Expression(false, 1)}; }}");
            }

            if (Chance(10))
            {
                Line($"if ({Condition(false)}) {{ {Pick("break", isWhile ? "break" : "continue")}; }}");
            }

            Line($"{part} += {Pick(v, $"{v} * {level}", $"{M("Exp")}({M("Sin")}({v}))")};");
            if (isWhile)
            {
                Line($"{j}++;");
            }

            Close();
            _numbers.RemoveRange(inner, _numbers.Count - inner);
        }
    }
}
