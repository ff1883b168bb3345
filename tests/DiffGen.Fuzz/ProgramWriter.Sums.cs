using System.Collections.Generic;

namespace DiffGen.Fuzz;

/// <summary>Loops whose iterations meet in sums, or nearly so: the compiler may undo them where they are run.</summary>
internal sealed partial class ProgramWriter
{
    /// <summary>Sums that the result is linear in.</summary>
    private readonly List<string> _sums = [];

    /// <summary><c>v = 0; for (…) { scratch = …; v += f(i, scratch); }</c>; now and then with something in it that is not a sum.</summary>
    private void SumLoop(bool isLast)
    {
        if (_trips > 25 || _loops > 1)
        {
            AssignReal();
            return;
        }

        Count("sum loop");
        int trips = _trips;
        string sum = Name("v"), i = Name("i");
        Line($"{_real} {sum} = {(Chance(70) ? "0" : Bounded(1))};");
        Variable? scratch = null;
        if (Chance(50))
        {
            Count("sum loop with scratch");
            bool isArray = _loops > 0 || _finally > 0;
            scratch = new Variable(Name("b"), Kind.Buffer, _real, isArray ? Storage.Array : Storage.Span, 3, Stack: !isArray);
            Line(isArray ? $"{_real}[] {scratch.Name} = new {_real}[3];" : $"Span<{_real}> {scratch.Name} = stackalloc {_real}[3];");
        }

        Variable? buffer = PickVariable(v => v.Kind == Kind.Buffer && v.Least > 0);
        _trips *= 5;
        _loops++;
        bool overBuffer = buffer is not null && Chance(60);
        Line(!overBuffer ? $"for (int {i} = 0; {i} < {Pick("4", "3", "(" + Int(1) + ") % 5")}; {i}++)"
            : Chance(75) ? $"for (int {i} = 0; {i} < {buffer!.Name}.Length; {i}++)" : $"for (int {i} = {buffer!.Name}.Length - 1; {i} >= 0; {i}--)");
        var outer = new List<Variable>(_scope);
        bool isQuiet = Chance(85);
        Line("{");
        _indent += "    ";
        _quiet += isQuiet ? 1 : 0;
        _scope.Add(new Variable(i, Kind.Int, overBuffer ? "<" + buffer!.Name : "double") { Locked = true });
        if (scratch is not null)
        {
            Overwrite(scratch);
        }

        string local = Name("v");
        Line($"{_real} {local} = {Bounded(2)};");
        _scope.Add(new Variable(local, Kind.Real, _real));
        for (int terms = 1 + _random.Next(2); terms > 0; terms--)
        {
            Term(sum);
        }

        _quiet -= isQuiet ? 1 : 0;
        _indent = _indent[..^4];
        Line("}");
        _scope = outer;
        _loops--;
        _trips = trips;
        if (scratch is not null && Chance(40))
        {
            _scope.Add(scratch);
        }

        if (isLast)
        {
            _sums.Add(sum);
        }
        else
        {
            _scope.Add(new Variable(sum, Kind.Real, _real));
        }
    }

    private void Overwrite(Variable scratch)
    {
        switch (_random.Next(10))
        {
            case < 5:
                string j = Name("i");
                Line($"for (int {j} = 0; {j} < 3; {j}++)");
                _scope.Add(new Variable(j, Kind.Int) { Locked = true });
                Line($"    {scratch.Name}[{j}] = {Bounded(2)};");
                _scope.RemoveAt(_scope.Count - 1);
                break;
            case < 8:
                for (int k = 0; k < 3; k++)
                {
                    Line($"{scratch.Name}[{k}] = {Bounded(1)};");
                }

                break;
            case 8:
                Line($"{scratch.Name}{(scratch.Storage == Storage.Array ? ".AsSpan()" : "")}.Fill({Bounded(1)});");
                break;
            default:
                // One element keeps what the iteration before left.
                Line($"{scratch.Name}[{Pick("0", "1", "2")}] = {Bounded(1)};");
                break;
        }

        _scope.Add(scratch);
    }

    private void Term(string sum)
    {
        switch (_random.Next(12))
        {
            case 0 or 1:
                Line($"if ({Condition(1)})");
                Line($"    {sum} {Pick("+=", "-=")} {Bounded(2)};");
                break;
            case 2 or 3:
                string j = Name("i");
                Line($"for (int {j} = 0; {j} < {Pick("2", "3")}; {j}++)");
                _scope.Add(new Variable(j, Kind.Int) { Locked = true });
                Line($"    {sum} += {Bounded(2)};");
                _scope.RemoveAt(_scope.Count - 1);
                break;
            case 4 or 5:
                string inner = Name("v"), k = Name("i");
                Line($"{_real} {inner} = 0;");
                Line($"for (int {k} = 0; {k} < 3; {k}++)");
                _scope.Add(new Variable(k, Kind.Int) { Locked = true });
                Line($"    {inner} += {Bounded(2)};");
                _scope.RemoveAt(_scope.Count - 1);
                Line($"{sum} += {Pick($"{Math}.Sin({inner})", inner, $"{inner} * {inner}")};");
                break;
            case 6:
                Line($"{sum} = {Bounded(1)} + {sum};");
                break;
            case 7 when Chance(50):
                // No sum: what comes later multiplies what was before.
                Line($"{sum} = 0.5{Suffix} * {sum} + {Bounded(1)};");
                break;
            case 8 when Chance(40):
                Line($"if ({Condition(0)})");
                Line($"    {Pick("continue", "break")};");
                Line($"{sum} += {Bounded(1)};");
                break;
            default:
                Line($"{sum} {Pick("+=", "-=")} {Bounded(2)};");
                break;
        }
    }
}
