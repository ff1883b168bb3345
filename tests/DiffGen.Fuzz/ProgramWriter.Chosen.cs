using System.Collections.Generic;

namespace DiffGen.Fuzz;

/// <summary>Loops that look for one of their iterations: the compiler may undo that one alone.</summary>
internal sealed partial class ProgramWriter
{
    /// <summary><c>v = 9; at = 0; for (…) { d = f(i); if (d &lt; v) { v = d; at = i; } }</c>, by <c>Math.Min</c> too, and now and then with more in it.</summary>
    private void ChosenLoop()
    {
        if (_trips > 25 || _loops > 1)
        {
            AssignReal();
            return;
        }

        Count("loop for the least or greatest");
        bool least = Chance(50);
        string best = Name("v"), at = Name("i"), i = Name("i");
        Line($"{_real} {best} = {Pick(least ? "9.0" + Suffix : "-9.0" + Suffix, Bounded(1))};");
        Line($"int {at} = 0;");
        Variable? buffer = PickVariable(v => v.Kind == Kind.Buffer && v.Least > 0);
        int trips = _trips;
        _trips *= 5;
        _loops++;
        bool overBuffer = buffer is not null && Chance(70);
        Line(!overBuffer ? $"for (int {i} = 0; {i} < {Pick("4", "9", "(" + Int(1) + ") % 5")}; {i}++)"
            : Chance(75) ? $"for (int {i} = 0; {i} < {buffer!.Name}.Length; {i}++)" : $"for (int {i} = {buffer!.Name}.Length - 1; {i} >= 0; {i}--)");
        var outer = new List<Variable>(_scope);
        bool isQuiet = Chance(85);
        Line("{");
        _indent += "    ";
        _quiet += isQuiet ? 1 : 0;
        _scope.Add(new Variable(i, Kind.Int, overBuffer ? "<" + buffer!.Name : "double") { Locked = true });
        string found = Name("v");
        Line($"{_real} {found} = {Bounded(3)};");
        if (Chance(30))
        {
            string j = Name("i");
            Line($"for (int {j} = 0; {j} < {Pick("2", "3")}; {j}++)");
            _scope.Add(new Variable(j, Kind.Int) { Locked = true });
            Line($"    {found} += {Bounded(2)};");
            _scope.RemoveAt(_scope.Count - 1);
        }

        Choose(best, at, i, found, least);
        _quiet -= isQuiet ? 1 : 0;
        _indent = _indent[..^4];
        Line("}");
        _scope = outer;
        _loops--;
        _trips = trips;
        _scope.Add(new Variable(best, Kind.Real, _real));
        _scope.Add(new Variable(at, Kind.Int, overBuffer ? "<" + buffer!.Name : "double") { Locked = true });
    }

    private void Choose(string best, string at, string i, string found, bool least)
    {
        if (Chance(25))
        {
            Line($"{best} = {Math}.{(least ? "Min" : "Max")}({Pick($"{best}, {found}", $"{found}, {best}")});");
            return;
        }

        string order = least ? Pick("<", "<=") : Pick(">", ">=");
        Line($"if ({Pick($"{found} {order} {best}", $"!({best} {order} {found})", $"{found} {order} {best} && {Condition(1)}")})");
        Line("{");
        Line($"    {best} = {Pick(found, found, $"0.5{Suffix} * {found} + 0.25{Suffix}")};");
        if (Chance(60))
        {
            Line($"    {at} = {i};");
        }

        Line("}");
        if (Chance(15))
        {
            Line($"{found} = {Bounded(2)};");
        }
    }
}
