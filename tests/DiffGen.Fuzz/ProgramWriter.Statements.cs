using System;
using System.Globalization;

namespace DiffGen.Fuzz;

/// <summary>Statements.</summary>
internal sealed partial class ProgramWriter
{
    private void Statement()
    {
        _statements--;
        if (SpecialStatement())
        {
            return;
        }

        switch (_random.Next(46))
        {
            case 40 when Has(Features.LocalFunctions):
                LocalFunction();
                return;
            case 41:
                Count("SinCos");
                (string sin, string cos) = (Name("v"), Name("v"));
                Line($"({_real} {sin}, {_real} {cos}) = {Math}.SinCos({Real(2)});");
                _scope.Add(new Variable(sin, Kind.Real, _real));
                _scope.Add(new Variable(cos, Kind.Real, _real));
                return;
            case 42 or 43 when Has(Features.Matrices):
                Matrix();
                return;
            case 44:
                ChosenByIf();
                return;
            case 45 when _throws:
                Count("throw");
                Line($"if ({Condition(1)})");
                Line("    throw new ArithmeticException(\"no\");");
                return;
            case <= 4:
                DeclareReal();
                return;
            case <= 9:
                AssignReal();
                return;
            case <= 13:
                AssignElement();
                return;
            case <= 16:
                If();
                return;
            case 17:
                SwitchStatement();
                return;
            case <= 22:
                Loop();
                return;
            case <= 25:
                DeclareBuffer();
                return;
            case <= 28:
                WholeBuffer();
                return;
            case <= 31:
                if (HelperCall("void") is { } call)
                {
                    Line(call + ";");
                }
                else
                {
                    AssignElement();
                }

                return;
            case 32:
                Swap();
                return;
            case 33:
                DeclareInt();
                return;
            case 34:
                DeclareBool();
                return;
            case 35:
                AssignBuffer();
                return;
            case 36:
                Leave();
                return;
            case 37:
                AssignInt();
                return;
            case 38 when _helpers.Exists(h => h.Result == _real + "[]"):
                if (HelperCall(_real + "[]") is { } array)
                {
                    Count("array result of helper");
                    string name = Name("b");
                    Line($"{_real}[] {name} = {array};");
                    _scope.Add(new Variable(name, Kind.Buffer, _real, Storage.Array, 0));
                }

                return;
            default:
                AssignReal();
                return;
        }
    }

    /// <summary>One of the constructs that this program has beyond the common ones.</summary>
    private bool SpecialStatement()
    {
        switch (_random.Next(36))
        {
            case <= 5 when _structs.Count > 0 || Has(Features.Tuples) || Has(Features.Vectors):
                CompositeStatement();
                return true;
            case 6 or 7 when Has(Features.Jagged):
                JaggedStatement();
                return true;
            case 8 or 9 when Has(Features.TensorPrimitives):
                TensorStatement();
                return true;
            case 10 when Has(Features.TryFinally):
                Try();
                return true;
            case 11 when Has(Features.Checked):
                CheckedStatement();
                return true;
            case 12 when Has(Features.Asserts):
                Count("Debug.Assert");
                Line($"Debug.Assert({Int(0)} >= 0{Pick("", ", \"counts\"")});");
                return true;
            case 13 or 14 or 15 when _trips <= 60 && _helpers.FindAll(h => h.IsStatement) is { Count: > 0 } helpers:
                Helper helper = helpers[_random.Next(helpers.Count)];
                CallStatement(helper, helper.Recursive ? Pick("2", "1", "3", "0") : null);
                return true;
            case 18 or 19 when Has(Features.Sums) && !_function.Recursive:
                SumLoop(isLast: false);
                return true;
            case 20 or 21 when Has(Features.Chosen) && !_function.Recursive:
                ChosenLoop();
                return true;
            case >= 22 and <= 25 when Has(Features.Tables) && !_function.Recursive:
                TableNest();
                return true;
            case 16 or 17 when Has(Features.BuffersInLoops) && _loops > _loopsOfFunction:
                AssignBuffer();
                return true;
            default:
                return false;
        }
    }

    private void Block(int statements, Action? first = null, Action? last = null)
    {
        Line("{");
        _indent += "    ";
        var outer = new System.Collections.Generic.List<Variable>(_scope);
        first?.Invoke();
        int left = _statements;
        _statements = System.Math.Min(statements, left + 1);
        int given = _statements;
        while (_statements > 0)
        {
            Statement();
        }

        // What the block made is to count outside of it.
        if (Chance(50) && _scope.FindLast(v => v.Kind is Kind.Real && v.Real == _real && !outer.Contains(v)) is { } made
            && outer.FindLast(v => v.Kind == Kind.Real && v.Real == _real && !v.ReadOnly && !v.Name.StartsWith('t')) is { } target && _scope.Contains(target))
        {
            Line($"{target.Name} = 0.5{Suffix} * {target.Name} + 0.4{Suffix} * {made.Name};");
        }

        last?.Invoke();
        _statements = System.Math.Max(0, left - given);
        _scope = outer;
        _indent = _indent[..^4];
        Line("}");
    }

    private void DeclareReal()
    {
        string name = Name("v");
        bool asFloat = _mixed && Chance(30);
        if (asFloat)
        {
            Count("float local");
            Line($"float {name} = (float)({Value(3)});");
        }
        else if (Chance(8))
        {
            Count("late assignment");
            Line($"{_real} {name};");
            Line($"if ({Condition(2)})");
            Line($"    {name} = {Value(2)};");
            Line("else");
            Line($"    {name} = {Value(2)};");
        }
        else if (Chance(10))
        {
            string second = Name("v");
            Line($"{_real} {name} = {Value(2)}, {second} = {Value(2)};");
            _scope.Add(new Variable(second, Kind.Real, _real));
        }
        else
        {
            Line($"{_real} {name} = {Value(3)};");
        }

        _scope.Add(new Variable(name, Kind.Real, asFloat ? "float" : _real));
    }

    private void AssignReal()
    {
        if (PickVariable(v => v.Kind == Kind.Real && !v.ReadOnly) is not { } target)
        {
            DeclareReal();
            return;
        }

        Store(target.Name, target.Real, "");
    }

    /// <summary>An assignment to a variable or an element, of any of the kinds.</summary>
    private void Store(string target, string real, string construct)
    {
        string cast = real == "float" && _real == "double" ? "(float)(" : "", close = cast.Length > 0 ? ")" : "";
        bool loop = _loops > 0;
        switch (_random.Next(loop ? 9 : 10))
        {
            case 0 or 1:
                Count(construct + "=");
                Line($"{target} = {cast}{Value(3)}{close};");
                return;
            case 2:
                Count(construct + "+=");
                Line($"{target} += {cast}{Value(2)}{close};");
                return;
            case 3:
                Count(construct + "-=");
                Line($"{target} -= {cast}{Value(2)}{close};");
                return;
            case 4:
                Count(construct + "*=");
                Line($"{target} *= {cast}{(loop ? "0.8" + Suffix + " * " : "")}{Math}.Cos({Real(2)}){close};");
                return;
            case 5:
                Count(construct + "/=");
                Line($"{target} /= {cast}1.6{Suffix} + 0.5{Suffix} * {Math}.Sin({Real(2)}){close};");
                return;
            case 6:
                Count(construct + "=");
                Line($"{target} = {cast}0.5{Suffix} * {Typed(target, real)} + {Bounded(2)}{close};");
                return;
            case 7 when real == _real:
                Count(construct + "%=");
                Line($"{target} = ({target} + {Bounded(2)}) % 2.5{Suffix};");
                return;
            case 8 when PickVariable(v => v.Kind == Kind.Real && v.Real == real && !v.ReadOnly) is { } second:
                Count("chained assignment");
                Line($"{target} = {second.Name} {Pick("=", "=", "-=")} {cast}{Bounded(2)}{close};");
                return;
            case 9:
                Count(construct + "++");
                Line(Pick(target + "++;", target + "--;"));
                return;
            default:
                Line($"{target} += {cast}{Bounded(2)}{close};");
                return;
        }
    }

    private void AssignElement()
    {
        if (PickVariable(v => v.Kind == Kind.Buffer && v.CanWrite && v.Least > 0) is not { } buffer)
        {
            AssignReal();
            return;
        }

        string index = Index(buffer);
        Store($"{buffer.Name}[{index}]", buffer.Real, "element ");
    }

    private void DeclareInt()
    {
        string name = Name("k");
        Line($"int {name} = {Pick($"({Int(1)}) % 5", $"(int)(2.5{Suffix} + 2{Suffix} * {Math}.Sin({Real(1)}))", "0", "1", HelperCall("int") ?? "2")};");
        _scope.Add(new Variable(name, Kind.Int));
    }

    private void AssignInt()
    {
        if (PickVariable(v => v is { Kind: Kind.Int, Locked: false } && v.Name[0] is 'k' or 'n') is not { } target)
        {
            DeclareInt();
            return;
        }

        Line(Pick($"{target.Name} = ({target.Name} * 2 + 1) % 7;", $"{target.Name} = (int)(1.5{Suffix} + {Math}.Cos({Real(1)}));", $"{target.Name}++;", $"{target.Name} = ({Int(1)}) % 6;"));
    }

    private void DeclareBool()
    {
        string name = Name("is");
        Line($"bool {name} = {Condition(2)};");
        _scope.Add(new Variable(name, Kind.Bool));
    }

    private void If()
    {
        Count("if");
        Line($"if ({Condition(2)})");
        Block(1 + _random.Next(3));
        while (Chance(20))
        {
            Count("else if");
            Line($"else if ({Condition(1)})");
            Block(1 + _random.Next(2));
        }

        if (Chance(45))
        {
            Count("else");
            Line("else");
            Block(1 + _random.Next(3));
        }
    }

    private void SwitchStatement()
    {
        Count("switch");
        Line($"switch ({Pick($"({Int(1)}) % 4", $"(int)(1.5{Suffix} + 1.4{Suffix} * {Math}.Sin({Real(1)}))")})");
        Line("{");
        _indent += "    ";
        int labels = Pick(1, 2, 3, 3, 3);
        for (int label = 0; label < labels; label++)
        {
            if (Chance(30))
            {
                Line($"case {label + 4}:");
            }

            Line(!Has(Features.GotoCase) && Chance(15) ? $"case {label} when {Condition(1)}:" : $"case {label}:");
            Block(1 + _random.Next(2));
            if (label + 1 < labels && Has(Features.GotoCase) && Chance(50))
            {
                // Forwards only: it ends.
                Count("goto case");
                Line($"    goto case {label + 1};");
            }
            else
            {
                Line("    break;");
            }
        }

        if (Chance(60))
        {
            Line("default:");
            Block(1 + _random.Next(2));
            Line("    break;");
        }

        _indent = _indent[..^4];
        Line("}");
    }

    /// <summary>A jump or an early return, behind a condition.</summary>
    private void Leave()
    {
        // Nothing may jump out of a finally.
        if (_finally > 0)
        {
            AssignReal();
            return;
        }

        Line($"if ({Condition(2)})");
        Line("{");
        _indent += "    ";
        var outer = new System.Collections.Generic.List<Variable>(_scope);
        if (Chance(60))
        {
            AssignReal();
        }

        if (_loops > _loopsOfFunction && Chance(75))
        {
            string jump = Pick("break", "continue");
            Count(jump);
            Line(jump + ";");
        }
        else
        {
            Count("early return");
            Line("return" + ReturnValue() + ";");
        }

        _scope = outer;
        _indent = _indent[..^4];
        Line("}");
    }

    private void Loop()
    {
        if (_trips > 25 || _loops > 3)
        {
            AssignReal();
            return;
        }

        int trips = _trips;
        Variable? buffer = PickVariable(v => v.Kind is Kind.Buffer or Kind.Composites && v.Least > 0);
        Variable? any = PickVariable(v => v.Kind == Kind.Buffer);
        int size = 1 + _random.Next(4);
        switch (_random.Next(buffer is null ? 7 : 15))
        {
            case 0:
                Enter("for <", 4);
                Count("data-dependent trips");
                string i = Name("i");
                Line($"for (int {i} = 0; {i} < ({Int(1)}) % 5; {i}++)");
                Body(i, "", size);
                break;
            case 1:
                Enter("for <= step", 3);
                string j = Name("i");
                string limit = Name("k");
                Line($"int {limit} = ({Int(1)}) % 6;");
                _scope.Add(new Variable(limit, Kind.Int) { Locked = true });
                Line($"for (int {j} = {Pick("0", "1")}; {j} <= {limit}; {j} += 2)");
                Body(j, "", size);
                break;
            case 2:
                Enter("while", 5);
                Count("data-dependent trips");
                string fuel = Name("fuel");
                Line($"int {fuel} = 0;");
                Line($"while ({(Chance(50) ? $"{fuel} < 5 && {Condition(1)}" : $"{Condition(1)} && {fuel} < 5")})");
                Block(size + 1, () => Line($"{fuel}++;"));
                _loops--;
                break;
            case 3:
                Enter("do", 5);
                Count("data-dependent trips");
                string turns = Name("fuel");
                Line($"int {turns} = 0;");
                Line("do");
                Block(size + 1, () => Line($"{turns}++;"));
                Line($"while ({turns} < 4 && {Condition(1)});");
                _loops--;
                break;
            case 4:
                Enter("while (true)", 5);
                Count("data-dependent trips");
                string spins = Name("fuel");
                Line($"int {spins} = 0;");
                Line("while (true)");
                Block(size + 1, () =>
                {
                    Line($"if ({spins}++ >= {Pick("3", "4", "5")})");
                    Line("    break;");
                });
                _loops--;
                break;
            case 5:
                Enter("for real", 4);
                string t = Name("t");
                Line($"for ({_real} {t} = 0.1{Suffix}; {t} < 1{Suffix}; {t} += 0.3{Suffix}{(Chance(40) ? $" + 0.1{Suffix} * {Math}.Cos({Real(1)})" : "")})");
                Block(size, () => _scope.Add(new Variable(t, Kind.Real, _real, ReadOnly: true)));
                _loops--;
                break;
            case 6:
                Enter("for && condition", 5);
                Count("data-dependent trips");
                string c = Name("i");
                Line($"for (int {c} = 0; {c} < 5 && {Condition(1)}; {c}++)");
                Body(c, "", size);
                break;
            case 7 or 8:
                Enter("for over buffer", 6);
                string f = Name("i");
                Line($"for (int {f} = 0; {f} < {buffer!.Name}.Length; {(Chance(25) ? $"{f} += 2" : Chance(50) ? $"{f}++" : $"++{f}")})");
                Body(f, "<" + buffer.Name, size);
                break;
            case 9:
                Enter("for down", 6);
                string d = Name("i");
                Line($"for (int {d} = {buffer!.Name}.Length - 1; {d} >= 0; {Pick(d + "--", d + " -= 2")})");
                Body(d, "<" + buffer.Name, size);
                break;
            case 10:
                Enter("for from 1", 5);
                string o = Name("i");
                Line($"for (int {o} = 1; {o} < {buffer!.Name}.Length; {o}++)");
                Body(o, "<<" + buffer.Name, size);
                break;
            case 11:
                Enter("for two counters", 4);
                string p = Name("i"), q = Name("i");
                Line($"for (int {p} = 0, {q} = {buffer!.Name}.Length - 1; {p} < {q}; {p}++, {q}--)");
                Block(size, () =>
                {
                    _scope.Add(new Variable(p, Kind.Int, "<" + buffer.Name) { Locked = true });
                    _scope.Add(new Variable(q, Kind.Int, "<" + buffer.Name) { Locked = true });
                });
                _loops--;
                break;
            case 12 when Has(Features.ConstantLists):
                Enter("foreach over list", 2);
                string item = Name("e");
                Line($"foreach ({_real} {item} in s_list)");
                Block(size, () => _scope.Add(new Variable(item, Kind.Real, _real, ReadOnly: true)));
                _loops--;
                break;
            case 12 or 13 when any is not null:
                Enter("foreach", 6);
                string e = Name("e");
                Line($"foreach ({any.Real} {e} in {any.Name})");
                Block(size, () => _scope.Add(new Variable(e, Kind.Real, any.Real, ReadOnly: true)));
                _loops--;
                break;
            default:
                Enter("for with moving limit", 5);
                string m = Name("k"), l = Name("i");
                Line($"int {m} = {buffer!.Name}.Length;");
                Line($"for (int {l} = 0; {l} < {m}; {l}++)");
                Block(size + 1, () =>
                {
                    _scope.Add(new Variable(l, Kind.Int, "<" + buffer.Name) { Locked = true });
                    if (Chance(50))
                    {
                        Line($"if ({m} > 1 && {Condition(1)})");
                        Line($"    {m}--;");
                    }
                    else
                    {
                        Line($"if ({l} < {m} - 1 && {Condition(1)})");
                        Line($"    {l}++;");
                    }
                });
                _loops--;
                break;
        }

        _trips = trips;

        void Enter(string construct, int count)
        {
            Count(construct);
            if (_loops > 0)
            {
                Count("nested loop");
            }

            _trips *= count;
            _loops++;
        }

        void Body(string counter, string fact, int statements)
        {
            Block(statements, () => _scope.Add(new Variable(counter, Kind.Int, fact.Length == 0 ? "double" : fact) { Locked = true }));
            _loops--;
        }
    }

    /// <summary>A local function or a lambda, which may capture and write.</summary>
    private void LocalFunction()
    {
        string name = Name("L"), z = Name("z");
        var outer = new System.Collections.Generic.List<Variable>(_scope);
        (Function function, int statements, int loops) = (_function, _statements, _loops);

        // Spans cannot be captured.
        bool isStatic = Chance(20), lambda = Chance(40);
        _scope.RemoveAll(v => isStatic || v.NoCapture || v.Kind is Kind.Buffer or Kind.Composites && v.Storage != Storage.Array || v.Kind == Kind.Function);
        _scope.Add(new Variable(z, Kind.Real, _real));
        _loops = System.Math.Max(_loops, 1);
        if (lambda)
        {
            Count("lambda");
            Line($"{(isStatic ? "var" : $"Func<{_real}, {_real}>")} {name} = {(isStatic ? "static " : "")}{(isStatic ? $"({_real} {z})" : z)} => {Bounded(3)};");
        }
        else if (Chance(40))
        {
            Count("local function");
            Line($"{(isStatic ? "static " : "")}{_real} {name}({_real} {z}) => {Bounded(3)};");
        }
        else
        {
            Count("local function");
            Line($"{(isStatic ? "static " : "")}{_real} {name}({_real} {z})");
            _function = new Function(name, _real, false, []);
            int outermost = _loopsOfFunction;
            _loopsOfFunction = _loops;
            _trips *= 4;
            Block(1 + _random.Next(3), last: () => Line("return" + ReturnValue() + ";"));
            _trips /= 4;
            _loopsOfFunction = outermost;
        }

        (_function, _statements, _loops) = (function, statements, loops);
        _scope = outer;
        _scope.Add(new Variable(name, Kind.Function, _real));
    }

    private void Matrix()
    {
        Variable? matrix = PickVariable(v => v.Kind == Kind.Matrix);
        if (matrix is null || Chance(15))
        {
            Count("new R[n, m]");
            string name = Name("m");
            Line($"{_real}[,] {name} = new {_real}[2, ({Int(0)}) % 2 + 2];");
            _scope.Add(new Variable(name, Kind.Matrix, _real));
            return;
        }

        if (Chance(50) || _trips > 25)
        {
            Store(Cell(matrix), matrix.Real, "matrix element ");
            return;
        }

        Count("loop over matrix");
        int trips = _trips;
        _trips *= 6;
        _loops += 2;
        string i = Name("i"), j = Name("i");
        Line($"for (int {i} = 0; {i} < {matrix.Name}.GetLength(0); {i}++)");
        Line($"    for (int {j} = 0; {j} < {matrix.Name}.GetLength(1); {j}++)");
        Block(1 + _random.Next(3), () =>
        {
            _scope.Add(new Variable(i, Kind.Int, "<0" + matrix.Name) { Locked = true });
            _scope.Add(new Variable(j, Kind.Int, "<1" + matrix.Name) { Locked = true });
        });
        _loops -= 2;
        _trips = trips;
    }

    /// <summary>A buffer variable that an <c>if</c> decides on.</summary>
    private void ChosenByIf()
    {
        if (PickVariable(v => v.Kind == Kind.Buffer && v.CanWrite && v.Real == _real && v.Least > 0) is not { } first
            || PickVariable(v => v.Kind == Kind.Buffer && v.CanWrite && v.Storage == first.Storage && v.Real == _real && v.Least > 0) is not { } second)
        {
            AssignReal();
            return;
        }

        Count("buffer chosen by if");
        string name = Name("b");
        bool stack = first.Stack || second.Stack;
        Line($"{(stack ? "scoped " : "")}{(first.Storage == Storage.Array ? _real + "[]" : $"Span<{_real}>")} {name};");
        Line($"if ({Condition(1)})");
        Line($"    {name} = {first.Name};");
        Line("else");
        Line($"    {name} = {second.Name};");
        _scope.Add(new Variable(name, Kind.Buffer, _real, first.Storage, System.Math.Min(first.Least, second.Least), stack));
    }

    private void Swap()
    {
        if (Chance(40) && PickVariable(v => v.Kind == Kind.Buffer && v.CanWrite && v.Least > 1 && v.Real == _real) is { } buffer)
        {
            Count("swap of elements");
            string i = Plain(buffer), j = Plain(buffer);
            Line($"({buffer.Name}[{i}], {buffer.Name}[{j}]) = ({buffer.Name}[{j}], {(Chance(50) ? $"{buffer.Name}[{i}]" : Bounded(2))});");
            return;
        }

        Variable? x = PickVariable(v => v.Kind == Kind.Real && !v.ReadOnly && v.Real == _real), y = PickVariable(v => v.Kind == Kind.Real && !v.ReadOnly && v.Real == _real && v != x);
        if (x is null || y is null)
        {
            AssignElement();
            return;
        }

        Count("swap");
        Line($"({x.Name}, {y.Name}) = ({Pick(y.Name, $"{y.Name} * 0.5{Suffix}", Bounded(2))}, {Pick(x.Name, $"{x.Name} + {Bounded(1)}")});");

        string Plain(Variable b) => _random.Next(b.Least).ToString(CultureInfo.InvariantCulture);
    }
}
