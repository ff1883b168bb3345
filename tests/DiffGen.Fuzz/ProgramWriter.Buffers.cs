using System.Globalization;

namespace DiffGen.Fuzz;

/// <summary>Statements about whole buffers.</summary>
internal sealed partial class ProgramWriter
{
    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);

    private void DeclareBuffer()
    {
        string name = Name("b");
        int n = 2 + _random.Next(3);
        Variable? source = PickVariable(v => v.Kind == Kind.Buffer && v.Least > 0 && v.Real == _real);
        int choice = _random.Next(source is null ? 7 : 18);
        switch (_finally > 0 && choice is <= 2 or 6 ? 3 : choice)
        {
            case 0 or 1:
                Count("stackalloc");
                Line($"Span<{_real}> {name} = stackalloc {_real}[{Text(n)}];");
                _scope.Add(new Variable(name, Kind.Buffer, _real, Storage.Span, n, Stack: true));
                return;
            case 2:
                Count("stackalloc {}");
                Line($"Span<{_real}> {name} = stackalloc {_real}[] {{ {Bounded(2)}, {Bounded(2)} }};");
                _scope.Add(new Variable(name, Kind.Buffer, _real, Storage.Span, 2, Stack: true));
                return;
            case 3:
                Count("new R[n]");
                Line($"{_real}[] {name} = new {_real}[({Int(0)}) % 4 + {Text(n)}];");
                _scope.Add(new Variable(name, Kind.Buffer, _real, Storage.Array, n));
                return;
            case 4:
                Count("new R[] {}");
                Line($"{_real}[] {name} = {Pick($"new {_real}[] {{ {Bounded(2)}, {Bounded(2)}, {Bounded(1)} }}", $"[{Bounded(2)}, {Bounded(1)}, {Bounded(1)}]")};");
                _scope.Add(new Variable(name, Kind.Buffer, _real, Storage.Array, 3));
                return;
            case 5:
                Count("span of new R[n]");
                Line($"Span<{_real}> {name} = new {_real}[{Text(n)}];");
                _scope.Add(new Variable(name, Kind.Buffer, _real, Storage.Span, n));
                return;
            case 6:
                Count("collection expression");
                Storage kind = Pick(Storage.Span, Storage.ReadOnlySpan);
                Line($"{kind}<{_real}> {name} = [{Bounded(2)}, {Bounded(2)}];");
                _scope.Add(new Variable(name, Kind.Buffer, _real, kind, 2, Stack: true));
                return;
            case 7 when Chance(40):
                Count("spread");
                bool asSpan = Chance(30);
                Line($"{(asSpan ? $"Span<{_real}>" : $"{_real}[]")} {name} = [{Pick($".. {source!.Name}, {Bounded(1)}", $"{Bounded(1)}, .. {source.Name}", $".. {source.Name}, .. {source.Name}")}];");
                _scope.Add(new Variable(name, Kind.Buffer, _real, asSpan ? Storage.Span : Storage.Array, source.Least, Stack: asSpan));
                return;
            case 7 or 8:
                Count("ToArray, Clone");
                Line(source!.Storage == Storage.Array ? $"{_real}[] {name} = {Pick($"({_real}[]){source.Name}.Clone()", source.Name + "[..]", source.Name + "[..^0]")};" : $"{_real}[] {name} = {source.Name}.ToArray();");
                _scope.Add(new Variable(name, Kind.Buffer, _real, Storage.Array, source.Least));
                return;
            case 9 when source!.Storage == Storage.Array:
                Count("alias of array");
                Line($"{_real}[] {name} = {source.Name};");
                _scope.Add(source with { Name = name });
                return;
            case 10 or 11 when source is { CanWrite: true } && PickVariable(v => v.Kind == Kind.Buffer && v.CanWrite && v.Real == _real && v.Storage == source.Storage && v.Least > 0) is { } other:
                Count("chosen buffer");
                Line($"{(source.Storage == Storage.Array ? _real + "[]" : $"Span<{_real}>")} {name} = {Condition(1)} ? {source.Name} : {other.Name};");
                _scope.Add(new Variable(name, Kind.Buffer, _real, source.Storage, System.Math.Min(source.Least, other.Least), source.Stack || other.Stack));
                return;
            default:
                (string slice, int least) = Slice(source!, 1);
                bool writable = source!.CanWrite && Chance(75);
                Count("slice local");
                Line($"{(writable ? "Span" : "ReadOnlySpan")}<{_real}> {name} = {slice};");
                _scope.Add(new Variable(name, Kind.Buffer, _real, writable ? Storage.Span : Storage.ReadOnlySpan, least, source.Stack, Constant: source.Constant));
                return;
        }
    }

    private void WholeBuffer()
    {
        Variable? target = PickVariable(v => v.Kind == Kind.Buffer && v.CanWrite && v.Least > 0 && v.Real == _real);
        Variable? source = PickVariable(v => v.Kind == Kind.Buffer && v.Least > 0 && v.Real == _real);
        if (target is null || source is null)
        {
            AssignReal();
            return;
        }

        string span = target.Storage == Storage.Array ? target.Name + ".AsSpan()" : target.Name;
        switch (_random.Next(8))
        {
            case 0:
                Count("Clear");
                Line(target.Storage == Storage.Array ? $"Array.Clear({target.Name}{Pick("", ", 0, 1")});" : Pick(target.Name, Slice(target, 1).Text) + ".Clear();");
                return;
            case 1 or 2:
                Count("Fill");
                Line(target.Storage == Storage.Array ? $"Array.Fill({target.Name}, {Bounded(2)});" : $"{Pick(target.Name, Slice(target, 1).Text)}.Fill({Bounded(2)});");
                return;
            case 3 or 4:
                int count = 1 + _random.Next(System.Math.Min(source.Least, target.Least));
                int from = _random.Next(source.Least - count + 1), to = _random.Next(target.Least - count + 1);
                if (source.Storage == Storage.Array && target.Storage == Storage.Array)
                {
                    Count("Array.Copy");
                    Line($"Array.Copy({source.Name}, {Text(from)}, {target.Name}, {Text(to)}, {Text(count)});");
                    return;
                }

                Count("CopyTo");
                Line($"{(source.Storage == Storage.Array ? source.Name + ".AsSpan()" : source.Name)}.Slice({Text(from)}, {Text(count)}).CopyTo({span}.Slice({Text(to)}));");
                return;
            case 5 or 6 when target.Least > 1:
                Count("overlapping CopyTo");
                Line(Pick($"{span}[..^1].CopyTo({span}[1..]);", $"{span}[1..].CopyTo({span});", $"{span}[1..].CopyTo({span}[..^1]);"));
                return;
            case 7:
                Count("CopyTo of part");
                Line($"{span}[..({Int(0)} % {target.Name}.Length)].CopyTo({span});");
                return;
            default:
                AssignElement();
                return;
        }
    }

    /// <summary>Another buffer for a variable: swaps, choices, shrinking.</summary>
    private void AssignBuffer()
    {
        Variable? target = PickVariable(v => v.Kind == Kind.Buffer && v.Least > 0 && !v.Constant && v.Real == _real);
        if (target is null || (_loops > _loopsOfFunction && !Has(Features.BuffersInLoops)) || _scope.Exists(v => v.Real == "<" + target.Name || v.Real == "<<" + target.Name))
        {
            AssignElement();
            return;
        }

        Variable? second = PickVariable(v => v.Kind == Kind.Buffer && v != target && v.Storage == target.Storage && v.Real == _real && !v.Constant && v.Stack == target.Stack && v.Least == target.Least
            && !_scope.Exists(c => c.Real == "<" + v.Name || c.Real == "<<" + v.Name));
        if (second is not null && Chance(60))
        {
            Count(SwappedBuffers);
            if (Chance(50) && target.Storage == Storage.Array)
            {
                Line($"({target.Name}, {second.Name}) = ({second.Name}, {target.Name});");
            }
            else if (Chance(60))
            {
                string kept = Name("kept");
                Line($"var {kept} = {target.Name};");
                Line($"{target.Name} = {second.Name};");
                Line($"{second.Name} = {kept};");
            }
            else
            {
                Count(AssignedBuffer);
                Line($"{target.Name} = {second.Name};");
            }
        }
        else if (target.Storage != Storage.Array && Chance(70))
        {
            Count("shrinking span");
            Line($"if ({target.Name}.Length > {Text(target.Least)})");
            Line($"    {target.Name} = {target.Name}{Pick("[1..]", "[..^1]")};");
        }
        else if (target.Storage == Storage.Array)
        {
            Count(NewArrays);
            Line($"{target.Name} = new {_real}[{Text(target.Least)}];");
        }
        else
        {
            AssignElement();
        }
    }
}
