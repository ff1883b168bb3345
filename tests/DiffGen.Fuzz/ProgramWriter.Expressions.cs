using System.Collections.Immutable;
using System.Linq;

namespace DiffGen.Fuzz;

/// <summary>Expressions.</summary>
internal sealed partial class ProgramWriter
{
    private string Suffix => _real == "float" ? "f" : "";

    private string Math => _real == "float" ? "MathF" : "Math";

    private string Literal() => Pick("0.5", "0.25", "1.5", "0.75", "1.0", "0.3", "2.0", "0.1", "1.25") + Suffix;

    /// <summary>A value for a variable: bounded in loops.</summary>
    private string Value(int depth) => _loops > 0 || Chance(40) ? Bounded(depth) : Real(depth);

    /// <summary>At most about 1.6 in size, with a derivative of at most about 1 by each of its leaves.</summary>
    private string Bounded(int depth)
    {
        string e = Real(depth - 1);
        string gain = _loops > 0 ? Pick("0.3", "0.4", "0.25") : Pick("0.5", "0.7", "0.9");
        gain += Suffix;
        switch (_random.Next(9))
        {
            case 0 or 1:
                Count("Sin");
                return $"{Math}.Sin({gain} * ({e}))";
            case 2:
                Count("Cos");
                return $"{Math}.Cos({gain} * ({e}) + {Literal()})";
            case 3:
                Count("Tanh");
                return $"{Math}.Tanh({gain} * ({e}))";
            case 4:
                Count("Atan");
                return $"{Math}.Atan({gain} * ({e}))";
            case 5:
                Count("/");
                _quiet++;
                e = Real(Pick(0, 0, 1));
                _quiet--;
                return $"({e}) / (1{Suffix} + ({e}) * ({e}))";
            case 6:
                Count("/");
                return $"1{Suffix} / (1{Suffix} + {Square(depth - 1)})";
            case 7:
                Count("%");
                return $"({gain} * ({e})) % 0.75{Suffix}";
            default:
                Count("Exp");
                return $"0.5{Suffix} * {Math}.Exp({Math}.Sin({gain} * ({e})))";
        }
    }

    private string Leaf()
    {
        int choice = _random.Next(100);
        if (choice >= 60 && choice < 85 && CompositeLeaf() is { } part)
        {
            return part;
        }

        if (choice is >= 85 and < 92 && PickVariable(v => v.Kind == Kind.Jagged) is { } jagged)
        {
            return Typed(JaggedElement(jagged), jagged.Real);
        }

        if (choice >= 96 && Chance(50))
        {
            Count("static data");
            return Chance(50) ? "Constant" : $"s_table[({Int(0)}) % s_table.Length]";
        }

        if (choice >= 93 && Has(Features.ConstantLists))
        {
            Count("??, ?.");
            return $"({Pick("s_none", "s_some", "s_text?.Length", "s_noText?.Length")} ?? {Bounded(1)})";
        }

        if (choice is >= 50 and < 62 && PickVariable(v => v.Kind == Kind.Matrix) is { } matrix)
        {
            Count("matrix element read");
            return Typed(Cell(matrix), matrix.Real);
        }

        if (choice < 55 && PickVariable(v => v.Kind == Kind.Real) is { } real)
        {
            return Typed(real.Name, real.Real);
        }

        if (choice < 90 && PickVariable(v => v.Kind == Kind.Buffer && v.Least > 0) is { } buffer)
        {
            return Typed(Element(buffer), buffer.Real);
        }

        if (choice < 95 && PickVariable(v => v.Kind == Kind.Int) is { } integer)
        {
            Count("int as real");
            return Chance(50) ? $"{Literal()} * {integer.Name}" : $"({_real}){integer.Name}";
        }

        return PickVariable(v => v.Kind == Kind.Real) is { } any && Chance(60) ? Typed(any.Name, any.Real) : Literal();
    }

    private string Cell(Variable matrix)
    {
        Variable? row = PickVariable(v => v.Kind == Kind.Int && v.Real == "<0" + matrix.Name), column = PickVariable(v => v.Kind == Kind.Int && v.Real == "<1" + matrix.Name);
        string i = row is not null && Chance(75) ? row.Name : Chance(50) ? Pick("0", "1") : $"({Int(0)}) % {matrix.Name}.GetLength(0)";
        string j = column is not null && Chance(75) ? column.Name : Chance(50) ? Pick("0", "1") : $"({Int(0)}) % {matrix.Name}.GetLength(1)";
        return $"{matrix.Name}[{i}, {j}]";
    }

    private string Typed(string expression, string real) => real == "double" && _real == "float" ? $"(float){expression}" : expression;

    private string Element(Variable buffer)
    {
        Count("element read");
        return $"{buffer.Name}[{Index(buffer)}]";
    }

    /// <summary>An index in range.</summary>
    private string Index(Variable buffer)
    {
        if (_throws && Chance(5))
        {
            Count("index out of range");
            return Int(0) + " + 2";
        }

        Variable? exact = PickVariable(v => v.Kind == Kind.Int && v.Real == "<" + buffer.Name);
        if (exact is not null && Chance(65))
        {
            return Pick(exact.Name, exact.Name, exact.Name, $"{buffer.Name}.Length - 1 - {exact.Name}", $"^({exact.Name} + 1)", $"({exact.Name} + 1) % {buffer.Name}.Length");
        }

        Variable? after = PickVariable(v => v.Kind == Kind.Int && v.Real == "<<" + buffer.Name);
        if (after is not null && Chance(65))
        {
            return Pick(after.Name, after.Name + " - 1");
        }

        int choice = _random.Next(12);
        if (choice < 5)
        {
            return _random.Next(buffer.Least).ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        if (choice < 7)
        {
            Count("index from end");
            return "^" + (1 + _random.Next(buffer.Least)).ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        if (choice == 7 && _quiet == 0)
        {
            Count("index from real");
            return $"(int)(2.5{Suffix} + 2{Suffix} * {Math}.Sin({Leaf()})) % {buffer.Name}.Length";
        }

        if (choice == 8 && _quiet == 0 && PickVariable(v => v is { Kind: Kind.Int, Locked: false } && !v.Real.StartsWith('<') && v.Name[0] == 'k') is { } stepped)
        {
            Count("index ++");
            return $"{stepped.Name}++ % {buffer.Name}.Length";
        }

        return $"({Int(1)}) % {buffer.Name}.Length";
    }

    /// <summary>Not negative, and small.</summary>
    private string Int(int depth)
    {
        if (depth > 0 && Chance(40))
        {
            return _random.Next(5) switch
            {
                0 => $"{Int(0)} + {Int(0)}",
                1 => $"{Int(0)} * 2 + 1",
                2 => $"({Int(0)} + 1) % 3",
                3 => $"{Int(0)} / 2",
                _ => $"({Condition(0)} ? {Int(0)} : {Int(0)})",
            };
        }

        int choice = _random.Next(10);
        if (choice < 6 && PickVariable(v => v.Kind == Kind.Int) is { } variable)
        {
            return variable.Name;
        }

        if (choice < 8 && PickVariable(v => v.Kind == Kind.Buffer) is { } buffer)
        {
            return buffer.Name + ".Length";
        }

        return _random.Next(5).ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    private string Condition(int depth)
    {
        switch (depth <= 0 ? _random.Next(6) : _random.Next(13))
        {
            case 12:
                Count("is pattern");
                return $"({_real})({Real(depth - 1)}) is {Pick("> 0.2", "> -0.5", "<= 0.4")}{Suffix} {Pick("and", "or")} {Pick("< 0.9", "not > 1.5")}{Suffix}";
            case <= 2:
                return $"{Real(depth - 1)} {Pick("<", ">", "<=", ">=")} {(Chance(50) ? Pick("0", "0.3" + Suffix, "0.1" + Suffix, "-0.2" + Suffix) : Real(depth - 1))}";
            case 3:
                return $"{Int(0)} % 2 == {Pick("0", "1")}";
            case 4:
                return $"{Int(0)} {Pick("<", ">", "!=", "==")} {Int(0)}";
            case 5:
                return PickVariable(v => v.Kind == Kind.Bool) is { } flag ? Pick("", "!") + flag.Name : $"{Real(0)} > {Literal()}";
            case 6 or 7:
                Count("&&");
                return $"{Condition(depth - 1)} && {Condition(depth - 1)}";
            case 8 or 9:
                Count("||");
                return $"({Condition(depth - 1)} || {Condition(depth - 1)})";
            case 10:
                return $"!({Condition(depth - 1)})";
            default:
                return $"{Real(1)} > {Real(0)}";
        }
    }

    private string Real(int depth)
    {
        depth = System.Math.Min(depth, _depth);
        if (depth <= 0 || Chance(20))
        {
            return Leaf();
        }

        switch (_random.Next(_quiet > 0 ? 25 : 34))
        {
            case 0 or 1 or 2:
                Count("+");
                return $"{Real(depth - 1)} + {Real(depth - 1)}";
            case 3 or 4:
                Count("-");
                return $"{Real(depth - 1)} - ({Real(depth - 1)})";
            case 5 or 6 or 7 or 8:
                Count("*");
                return Chance(50) ? $"{Bounded(depth - 1)} * ({Real(depth - 1)})" : $"({Real(depth - 1)}) * ({Bounded(depth - 1)})";
            case 9:
                Count("negation");
                return $"-({Real(depth - 1)})";
            case 10:
                Count("/");
                return $"({Real(depth - 1)}) / ({Pick("1.5", "2.0", "2.5")}{Suffix} + {Math}.{Pick("Sin", "Cos", "Tanh")}({Real(depth - 1)}))";
            case 11:
                Count("Log");
                return $"{Math}.{Pick("Log", "Log2", "Log10")}({(Chance(50) ? $"1.5{Suffix} + {Math}.Sin({Real(depth - 1)})" : $"1{Suffix} + {Square(depth - 1)}")})";
            case 12:
                Count("Sqrt");
                return $"{Math}.{Pick("Sqrt", "Sqrt", "Cbrt")}(1{Suffix} + {Square(depth - 1)})";
            case 13:
                Count("Pow");
                return $"{Math}.Pow(1.3{Suffix} + 0.5{Suffix} * {Math}.Sin({Real(depth - 1)}), {Pick("2" + Suffix, "3" + Suffix, "-1" + Suffix, "0.5" + Suffix, Bounded(depth - 1))})";
            case 14:
                Count("Abs, Max, Min");
                return Chance(40) ? $"{Math}.Abs({Real(depth - 1)})" : $"{Math}.{Pick("Max", "Min")}({Real(depth - 1)}, {Real(depth - 1)})";
            case 15:
                Count("Clamp");
                return $"Math.Clamp({Real(depth - 1)}, -1.5{Suffix}, {Pick("0.5", "2.0")}{Suffix})";
            case 16:
                Count("Atan2, Hypot");
                return Chance(50) ? $"{Math}.Atan2({Real(depth - 1)}, 1.7{Suffix} + {Math}.Cos({Real(depth - 1)}))" : $"{_real}.Hypot({Real(depth - 1)}, 1{Suffix} + {Square(depth - 1)})";
            case 17:
                Count("FusedMultiplyAdd");
                return $"{Math}.FusedMultiplyAdd({Bounded(depth - 1)}, {Real(depth - 1)}, {Real(depth - 1)})";
            case 18:
                Count("Asin, Acos, Asinh, Sinh, Cosh");
                return Pick($"{Math}.Asin(0.8{Suffix} * {Math}.Sin({Real(depth - 1)}))", $"{Math}.Acos(0.8{Suffix} * {Math}.Sin({Real(depth - 1)}))", $"{Math}.Asinh({Real(depth - 1)})", $"{Math}.Sinh({Bounded(depth - 1)})", $"{Math}.Cosh({Bounded(depth - 1)})", $"{Math}.Tan({Math}.Sin({Real(depth - 1)}))");
            case 19 or 20:
                Count("?:");
                return $"({Condition(1)} ? {Real(depth - 1)} : {Real(depth - 1)})";
            case 21 when Chance(25):
                Count("switch expression on real");
                return $"((({_real})({Real(depth - 1)})) switch {{ > 0.5{Suffix} => {Real(depth - 1)}, < -0.2{Suffix} => {Real(depth - 1)}, _ => {Real(depth - 1)} }})";
            case 21:
                Count("switch expression");
                return $"(({Int(1)}) % 4) switch {{ 0 => {Real(depth - 1)}, 1 or 2 => {Real(depth - 1)}, _ => {Real(depth - 1)} }}".Insert(0, "(") + ")";
            case 22:
                Count("Floor, Round, (int)");
                return Pick($"{Bounded(depth - 1)} * {Math}.Floor(2{Suffix} * {Bounded(depth - 1)})", $"{Bounded(depth - 1)} * (int)(3{Suffix} * {Bounded(depth - 1)})", $"{Bounded(depth - 1)} * {Math}.Sign({Real(depth - 1)})", $"{Bounded(depth - 1)} * {Math}.Round(2{Suffix} * {Bounded(depth - 1)})");
            case 23:
                Count("Diff.Stop");
                return $"Diff.Stop({Real(depth - 1)})";
            case 24:
                return Bounded(depth);
            case 25 when PickVariable(v => v.Kind == Kind.Function && v.Real == _real) is { } function && _trips <= 60:
                Count("local function call");
                return $"{function.Name}({Real(depth - 1)})";
            case 33 when Has(Features.TensorPrimitives):
                return TensorSum() ?? Leaf();
            case 25 or 26 or 27 or 28:
                return HelperCall(_real) is { } call ? call : Bounded(depth);
            case 29:
                if (PickVariable(v => v.Kind == Kind.Real && v.Real == _real && !v.ReadOnly) is { } assigned)
                {
                    Count("assignment as expression");
                    return $"({assigned.Name} {Pick("=", "+=", "-=")} {Bounded(depth - 1)})";
                }

                return Leaf();
            case 30:
                if (PickVariable(v => v.Kind == Kind.Real && v.Real == _real && !v.ReadOnly) is { } stepped && _loops == 0)
                {
                    Count("++ as expression");
                    return Pick($"{stepped.Name}++", $"--{stepped.Name}");
                }

                return Leaf();
            case 31:
                if (PickVariable(v => v.Kind == Kind.Buffer && v.CanWrite && v.Least > 0 && v.Real == _real) is { } written)
                {
                    Count("element assignment as expression");
                    return $"({written.Name}[{Index(written)}] = {Bounded(depth - 1)})";
                }

                return Leaf();
            default:
                if (_mixed && _real == "double")
                {
                    Count("cast through float");
                    return $"(double)(float)({Real(depth - 1)})";
                }

                return Bounded(depth);
        }
    }

    private string Square(int depth)
    {
        _quiet++;
        string e = Real(System.Math.Min(depth, Pick(0, 0, 1)));
        _quiet--;
        return $"({e}) * ({e})";
    }

    private string? HelperCall(string result)
    {
        if (_trips > 60)
        {
            return null;
        }

        Helper[] fitting = _helpers.Where(h => h.Result == result && !h.IsStatement).ToArray();
        if (fitting.Length == 0)
        {
            return null;
        }

        Helper helper = fitting[_random.Next(fitting.Length)];
        Count("helper call" + (helper.Recursive ? " recursive" : "") + (helper.Generic ? " generic" : ""));
        return Call(helper, helper.Recursive ? Pick("2", "1", "3", "0") : null);
    }

    private string Call(Helper helper, string? depth) => Call(helper, depth, out _);

    /// <param name="declared">The variables that <c>out</c> arguments declare, known behind the statement.</param>
    private string Call(Helper helper, string? depth, out System.Collections.Generic.List<Variable> declared)
    {
        int trips = _trips;
        _trips = 1000;
        bool named = Chance(20);
        var outs = new System.Collections.Generic.List<Variable>();
        var referred = new System.Collections.Generic.HashSet<string>();
        string[] list = helper.Parameters.Select((p, i) => (named ? $"{p.Letter}{Text(i)}: " : "") + p.Kind switch
        {
            _ when p.Passing == Passing.Out => Declared(p),
            _ when p.Passing == Passing.Ref => "ref " + Referred(p),
            Kind.Real => Real(1),
            Kind.Int => Int(1),
            Kind.Composite => CompositeValue(p.Type!, 1),
            Kind.Jagged => JaggedArgument(),
            _ => BufferArgument(p.Storage, p.Real),
        }).Concat(depth is null ? [] : [(named ? "depth: " : "") + depth]).ToArray();
        if (named)
        {
            Count("named arguments");
            System.Array.Reverse(list);
        }

        _trips = trips;
        declared = outs;
        string type = !helper.Generic || (helper.Parameters.All(p => p.Kind == Kind.Real) && Chance(50)) ? "" : $"<{_real}>";
        return helper.Name + type + "(" + string.Join(", ", list) + ")";

        string Declared(Slot slot)
        {
            if (PickVariable(v => Fits(v, slot)) is { } known && Chance(40))
            {
                referred.Add(known.Name);
                return "out " + known.Name;
            }

            var variable = new Variable(Name("o"), slot.Kind, slot.Real, Type: slot.Type);
            outs.Add(variable);
            return $"out {slot.Type?.Name ?? slot.Real} {variable.Name}";
        }

        string Referred(Slot slot)
        {
            if (PickVariable(v => Fits(v, slot)) is { } known)
            {
                referred.Add(known.Name);
                return known.Name;
            }

            // It is written before the statement that this call stands in.
            var variable = new Variable(Name("v"), slot.Kind, slot.Real, Type: slot.Type);
            Line($"{slot.Type?.Name ?? slot.Real} {variable.Name} = {(slot.Type is { } composite ? CompositeValue(composite, 1) : Bounded(1))};");
            outs.Add(variable);
            return variable.Name;
        }

        bool Fits(Variable v, Slot slot) => v.Kind == slot.Kind && v.Type == slot.Type && v.Real == slot.Real && !v.ReadOnly && (Has(Features.AliasedReferences) || !referred.Contains(v.Name));

        string JaggedArgument() => PickVariable(v => v.Kind == Kind.Jagged && v.Real == _real)?.Name ?? $"[[{Bounded(1)}], [{Bounded(1)}, {Bounded(1)}]]";
    }

    /// <summary>A buffer of at least one element.</summary>
    private string BufferArgument(Storage storage, string real)
    {
        if (PickVariable(v => v.Kind == Kind.Buffer && v.Real == real && v.Least > 0 && (storage == Storage.ReadOnlySpan || (storage == Storage.Span ? v.CanWrite : v.Storage == Storage.Array && v.CanWrite))) is not { } buffer)
        {
            Count("new array as argument");
            return storage == Storage.ReadOnlySpan && Chance(50) ? $"[{Bounded(1)}, {Bounded(1)}]" : $"new {real}[] {{ {Bounded(1)}, {Bounded(1)} }}";
        }

        return storage == Storage.Array || Chance(50) ? buffer.Name : Slice(buffer, 1).Text;
    }

    /// <summary>A part of a buffer as a span, of at least so many elements.</summary>
    private (string Text, int Least) Slice(Variable buffer, int least)
    {
        string name = buffer.Storage == Storage.Array ? buffer.Name + ".AsSpan()" : buffer.Name;
        Count("slice");
        if (buffer.Least - 1 >= least)
        {
            switch (_random.Next(6))
            {
                case 0:
                    return (name + "[1..]", buffer.Least - 1);
                case 1:
                    return (name + "[..^1]", buffer.Least - 1);
                case 2:
                    return ($"{name}.Slice(1)", buffer.Least - 1);
                case 3:
                    return ($"{name}.Slice(({Int(0)}) % 2, {buffer.Name}.Length - 1)", buffer.Least - 1);
                case 4 when buffer.Least - 2 >= least:
                    return ($"{name}[1..^1]", buffer.Least - 2);
                case 5 when least <= 1:
                    return ($"{name}[(({Int(0)}) % {buffer.Name}.Length)..]", 1);
            }
        }

        if (least <= 1 && PickVariable(v => v.Kind == Kind.Int && v.Real == "<" + buffer.Name) is { } index)
        {
            return Chance(50) ? ($"{name}.Slice({index.Name})", 1) : ($"{name}[..({index.Name} + 1)]", 1);
        }

        return buffer.Storage == Storage.Array ? (name, buffer.Least) : ($"{name}[..]", buffer.Least);
    }
}
