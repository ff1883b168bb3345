using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace DiffGen.Fuzz;

/// <summary>Structs, tuples and vectors.</summary>
internal sealed partial class ProgramWriter
{
    private readonly List<Struct> _structs = [];

    /// <summary>The struct that has F as a method.</summary>
    private Composite? _receiver;

    /// <summary>A marked struct, and the members that it has besides its numbers.</summary>
    private sealed record Struct(Composite Type, bool HasOperators, string? Property, string? Method, string? Maker, string? Mutator, string? Mixer);

    /// <summary>True where F is to be a method of the last one.</summary>
    private bool WriteStructs()
    {
        if (!Has(Features.Structs))
        {
            return false;
        }

        bool instance = Has(Features.InstanceMethods);
        for (int count = Has(Features.NestedStructs) ? 2 : Pick(1, 1, 2), i = 0; i < count; i++)
        {
            WriteStruct(instance && i == count - 1);
        }

        return instance;
    }

    private void WriteStruct(bool receiver)
    {
        string name = Name("S");
        bool isRecord = Chance(60), isReadOnly = Chance(40);
        var members = ImmutableArray.CreateBuilder<Member>();
        string[] names = ["A", "B", "C", "D"];
        int count = 1 + _random.Next(3);
        bool hasReal = false;
        for (int i = 0; i < count; i++)
        {
            Composite? inner = Has(Features.NestedStructs) && _structs.Count > 0 && !receiver && Chance(50) ? _structs[_random.Next(_structs.Count)].Type : null;
            bool inactive = inner is null && (hasReal || i < count - 1) && Has(Features.InactiveMembers) && Chance(35);
            hasReal |= !inactive;
            members.Add(inner is not null ? new Member(names[i], inner.Name, true, inner) : inactive ? new Member(names[i], Pick("int", _real), false) : new Member(names[i], _real, true));
        }

        var type = new Composite(name, isRecord ? CompositeKind.Record : CompositeKind.Fields, members.ToImmutable(), isReadOnly && isRecord);
        Count("struct" + (type.Kind == CompositeKind.Record ? " record" : " of fields") + (type.IsReadOnly ? " readonly" : ""));
        Line("[Differentiable]");
        string Marked(Member m) => (m is { IsActive: false, Type: not "int" } ? "[NoDiff] " : "") + m.Type + " " + m.Name;
        if (type.Kind == CompositeKind.Record)
        {
            Line($"public {(type.IsReadOnly ? "readonly " : "")}partial record struct {name}({string.Join(", ", members.Select(Marked))})");
            Line("{");
            _indent += "    ";
        }
        else
        {
            Line($"public partial struct {name}");
            Line("{");
            _indent += "    ";
            foreach (Member m in members)
            {
                Line((m is { IsActive: false, Type: not "int" } ? "[NoDiff] " : "") + $"public {m.Type} {m.Name};");
            }
        }

        string[] paths = [.. type.Paths()];
        Struct made = new(type, Has(Features.Operators) && !members.Any(m => m.Inner is { } inner && !_structs.First(s => s.Type == inner).HasOperators), null, null, null, null, null);
        if (made.HasOperators)
        {
            Line($"public static {name} operator +({name} p, {name} q) => {Each(m => m.IsActive ? $"p.{m.Name} + q.{m.Name}" : $"p.{m.Name}")};");
            Line($"public static {name} operator -({name} p) => {Each(m => m.IsActive ? m.Inner is null ? $"-p.{m.Name}" : $"-(p.{m.Name})" : $"p.{m.Name}")};");
            Line($"public static {name} operator *({_real} k, {name} p) => {Each(m => m.IsActive ? $"k * p.{m.Name}" : $"p.{m.Name}")};");
        }

        if (Has(Features.StructMethods))
        {
            _scope = [.. paths.Select(p => new Variable(p[1..], Kind.Real, _real, ReadOnly: true, NoCapture: true))];
            (int length, int quiet) = (_statements, _quiet);
            _quiet++;
            made = made with { Property = Name("P") };
            Line($"public {ReadOnly(type)}{_real} {made.Property} => {Bounded(2)};");
            _scope.Add(new Variable("z", Kind.Real, _real));
            made = made with { Method = Name("M") };
            Line($"public {ReadOnly(type)}{_real} {made.Method}({_real} z) => {Bounded(2)};");
            if (!members.Any(m => m.Inner is not null))
            {
                made = made with { Maker = Name("N") };
                Line($"public {ReadOnly(type)}{name} {made.Maker}({_real} z) => {Each(m => m.IsActive ? Bounded(1) : m.Name)};");
            }

            if (Has(Features.Mutators) && !type.IsReadOnly && members.Any(m => m is { IsActive: true, Inner: null }))
            {
                made = made with { Mutator = Name("U") };
                Line($"public void {made.Mutator}({_real} z)");
                Line("{");
                foreach (Member m in members.Where(m => m is { IsActive: true, Inner: null }))
                {
                    Line($"    {m.Name} {Pick("=", "+=")} {Bounded(1)};");
                }

                Line("}");
            }

            (_statements, _quiet) = (length, quiet);
        }

        if (Has(Features.StructMethods) && Chance(50) && made.HasOperators)
        {
            made = made with { Mixer = Name("X") };
            Line($"public static {name} {made.Mixer}({name} p, {name} q, {_real} k) => 0.5{Suffix} * p + k * q;");
        }

        _structs.Add(made);
        _scope = [];
        _indent = _indent[..^4];
        Line("}");
        _text.Append('\n');
        if (receiver)
        {
            _receiver = type;
        }

        string Each(Func<Member, string> value) => type.Kind == CompositeKind.Record
            ? $"new({string.Join(", ", members.Select(value))})"
            : $"new {name} {{ {string.Join(", ", members.Select(m => $"{m.Name} = {value(m)}"))} }}";
    }

    private static string ReadOnly(Composite type) => type.IsReadOnly ? "" : "readonly ";

    private void OpenReceiver()
    {
        Count("instance method");
        Line($"public {(_receiver!.IsReadOnly ? "readonly " : "")}partial {(_receiver.Kind == CompositeKind.Record ? "record " : "")}struct {_receiver.Name}");
        Line("{");
        _indent += "    ";
    }

    private Composite? AnyComposite()
    {
        if (Has(Features.Vectors) && Chance(70))
        {
            return Composite.Vector3;
        }

        if (_structs.Count > 0 && Chance(70))
        {
            return _structs[_random.Next(_structs.Count)].Type;
        }

        if (!Has(Features.Tuples))
        {
            return null;
        }

        Member second = _structs.Count > 0 && Chance(30) ? new Member("Q", _structs[0].Type.Name, true, _structs[0].Type) : new Member("Q", _real, true);
        Member[] members = Chance(30) ? [new("P", _real, true), second, new("R", _real, true)] : [new("P", _real, true), second];
        return new Composite("(" + string.Join(", ", members.Select(m => m.Type + " " + m.Name)) + ")", CompositeKind.Tuple, [.. members]);
    }

    private Variable? PickComposite(Composite type) => PickVariable(v => v.Kind == Kind.Composite && v.Type == type);

    private string CompositeValue(Composite type, int depth)
    {
        Variable? variable = PickComposite(type);
        if (depth <= 0 && variable is not null)
        {
            return variable.Name;
        }

        Struct? declared = _structs.Find(s => s.Type == type);
        for (int attempt = 0; attempt < 4 && depth > 0; attempt++)
        {
            switch (_random.Next(11))
            {
                case 0 when variable is not null:
                    return variable.Name;
                case 1 when Chance(40):
                    Count("?: of composites");
                    return $"({Condition(1)} ? {CompositeValue(type, depth - 1)} : {CompositeValue(type, depth - 1)})";
                case 2 or 3 when declared is { HasOperators: true } || type.Kind == CompositeKind.Vector:
                    Count("operator of " + type.Kind);
                    string half = Pick("0.5", "0.25") + Suffix;
                    return Pick(
                        $"({half} * {CompositeValue(type, depth - 1)} + {CompositeValue(type, depth - 1)})",
                        $"(-({CompositeValue(type, depth - 1)}))",
                        $"({Bounded(1)} * ({CompositeValue(type, depth - 1)}))",
                        type.Kind == CompositeKind.Vector ? $"(({CompositeValue(type, depth - 1)}) / (1.5f + {Math}.Sin({Leaf()})))" : $"({half} * {CompositeValue(type, depth - 1)})");
                case 4 when variable is not null && Has(Features.With) && type.Kind is CompositeKind.Record or CompositeKind.Fields && variable is not null && type.Members.FirstOrDefault(m => m is { IsActive: true, Inner: null }) is { } set:
                    Count("with");
                    return $"({variable.Name} with {{ {set.Name} = {Bounded(1)} }})";
                case 5 when declared?.Maker is { } maker && variable is not null:
                    Count("method that returns a struct");
                    return $"{variable.Name}.{maker}({Real(1)})";
                case 6 when declared?.Mixer is { } mixer:
                    Count("static method of a struct");
                    return $"{type.Name}.{mixer}({CompositeValue(type, depth - 1)}, {CompositeValue(type, depth - 1)}, {Bounded(1)})";
                case 7 when _helpers.FindAll(h => h.ResultType == type && !h.IsStatement) is { Count: > 0 } fitting && _trips <= 60 && _quiet == 0:
                    Helper helper = fitting[_random.Next(fitting.Count)];
                    Count("helper call composite" + (helper.Recursive ? " recursive" : ""));
                    return Call(helper, helper.Recursive ? Pick("2", "1", "3", "0") : null);
                case 8 when type.Kind == CompositeKind.Vector:
                    Count("function of Vector3");
                    return Pick(
                        $"Vector3.Cross({CompositeValue(type, depth - 1)}, {CompositeValue(type, depth - 1)})",
                        $"Vector3.Normalize(new Vector3(1.5f, {Bounded(1)}, {Bounded(1)}))",
                        $"Vector3.Lerp({CompositeValue(type, depth - 1)}, {CompositeValue(type, depth - 1)}, {Bounded(1)})",
                        $"({CompositeValue(type, depth - 1)} * {CompositeValue(type, depth - 1)})",
                        $"({CompositeValue(type, depth - 1)} - {CompositeValue(type, depth - 1)})");
                case 9 when PickVariable(v => v.Kind == Kind.Composites && v.Type == type) is { } buffer:
                    Count("element read of structs");
                    return $"{buffer.Name}[{CompositesIndex(buffer)}]";
                case 10 when PickVariable(v => v.Kind == Kind.Composite && v.Type!.Members.Any(m => m.Inner == type)) is { } outer:
                    Count("inner struct read");
                    return $"{outer.Name}.{outer.Type!.Members.First(m => m.Inner == type).Name}";
            }
        }

        return New(type, depth);
    }

    private string New(Composite type, int depth)
    {
        Count("new " + type.Kind);
        string[] values = [.. type.Members.Select(m => m.Inner is { } inner ? CompositeValue(inner, depth - 1) : m.IsActive ? Bounded(System.Math.Min(depth, 1)) : m.Type == "int" ? Int(0) : Literal())];
        return type.Kind switch
        {
            CompositeKind.Tuple => "(" + string.Join(", ", values) + ")",
            CompositeKind.Fields => $"new {type.Name} {{ {string.Join(", ", type.Members.Select((m, i) => m.Name + " = " + values[i]))} }}",
            _ => $"new {type.Name}({string.Join(", ", values)})",
        };
    }

    private string CompositesIndex(Variable buffer) =>
        PickVariable(v => v.Kind == Kind.Int && v.Real == "<" + buffer.Name) is { } index && Chance(65) ? index.Name
        : buffer.Least > 0 && Chance(60) ? Text(_random.Next(buffer.Least)) : $"({Int(0)}) % {buffer.Name}.Length";

    /// <summary>A number of a composite; null where there is none.</summary>
    private string? CompositeLeaf()
    {
        if (PickVariable(v => v.Kind is Kind.Composite or Kind.Composites) is not { } variable)
        {
            return null;
        }

        string name = variable.Kind == Kind.Composite ? variable.Name : $"{variable.Name}[{CompositesIndex(variable)}]";
        Struct? declared = _structs.Find(s => s.Type == variable.Type);
        Count("read of " + variable.Type!.Kind);
        switch (_random.Next(8))
        {
            case 0 when declared?.Property is { } property:
                Count("struct property");
                return $"{name}.{property}";
            case 1 when declared?.Method is { } method:
                Count("struct method");
                return $"{name}.{method}({(_quiet > 0 ? Literal() : Real(1))})";
            case 2 or 3 when variable.Type.Kind == CompositeKind.Vector:
                Count("function of Vector3");
                return Pick($"Vector3.Dot({name}, {CompositeValue(variable.Type, 0)})", $"MathF.Sqrt(1f + {name}.LengthSquared())", $"{name}.Length()", $"Vector3.DistanceSquared({name}, {CompositeValue(variable.Type, 0)})");
            case 4 when variable.Type.HasInactive:
                Count("inactive member");
                return $"{Literal()} * {name}{Pick<string>([.. variable.Type.Paths(active: false)])}";
            default:
                return name + Pick<string>([.. variable.Type.Paths()]);
        }
    }

    private void CompositeStatement()
    {
        if (AnyComposite() is not { } type)
        {
            DeclareReal();
            return;
        }

        if (Has(Features.StructBuffers) && type.Kind != CompositeKind.Tuple && Chance(20))
        {
            BufferOfComposites(type);
            return;
        }

        Variable? variable = PickVariable(v => v.Kind == Kind.Composite && !v.ReadOnly);
        switch (_random.Next(variable is null ? 3 : 10))
        {
            case <= 2:
                string name = Name("r");
                Count("local " + type.Kind);
                string value = CompositeValue(type, 2);
                Line($"{(type.Kind != CompositeKind.Tuple && !value.StartsWith("new(", StringComparison.Ordinal) && Chance(30) ? "var" : type.Name)} {name} = {value};");
                _scope.Add(new Variable(name, Kind.Composite, _real, Type: type));
                return;
            case <= 4:
                Count("assignment of " + variable!.Type!.Kind);
                Line($"{variable.Name} {(Chance(30) && (variable.Type.Kind == CompositeKind.Vector || _structs.Exists(s => s.Type == variable.Type && s.HasOperators)) ? $"= 0.5{Suffix} * {variable.Name} +" : "=")} {CompositeValue(variable.Type, 2)};");
                return;
            case 5 or 6 when !variable!.Type!.IsReadOnly && variable.Type.Members.Any(m => m is { IsActive: true, Inner: null }):
                Count("member assignment of " + variable.Type.Kind);
                Member[] members = [.. variable.Type.Members.Where(m => m is { IsActive: true, Inner: null })];
                Store($"{variable.Name}.{members[_random.Next(members.Length)].Name}", _real, "member ");
                return;
            case 7 when _structs.Find(s => s.Type == variable!.Type)?.Mutator is { } mutator:
                Count("mutating method");
                Line($"{variable!.Name}.{mutator}({Real(1)});");
                return;
            case 8 when Has(Features.Deconstruction) && variable!.Type!.Kind is CompositeKind.Tuple or CompositeKind.Record && variable.Type.Members.All(m => m.IsActive) && variable.Type.Members.Length > 1:
                Deconstruct(variable.Type, Chance(50) ? variable.Name : CompositeValue(variable.Type, 1));
                return;
            case 9 when PickVariable(v => v.Kind == Kind.Composites && v.CanWrite) is { } buffer:
                if (Chance(30))
                {
                    WholeBuffer(buffer);
                    return;
                }

                string index = CompositesIndex(buffer);
                if (buffer.Type!.Kind == CompositeKind.Fields && buffer.Type.Members.FirstOrDefault(m => m.Inner is { Kind: CompositeKind.Fields }) is { Inner: { } inside } outer && Chance(50))
                {
                    Count("member of a member of an element");
                    Store($"{buffer.Name}[{index}].{outer.Name}{Pick<string>([.. inside.Paths().Where(p => p.Count(c => c == '.') == 1).DefaultIfEmpty(inside.Paths().First())])}", _real, "member ");
                    return;
                }

                Member[] fields = [.. buffer.Type!.Members.Where(m => m is { IsActive: true, Inner: null })];
                if (!buffer.Type.IsReadOnly && fields.Length > 0 && Chance(50))
                {
                    Count("member assignment of an element");
                    Store($"{buffer.Name}[{index}].{fields[_random.Next(fields.Length)].Name}", _real, "member ");
                    return;
                }

                Count("element assignment of structs");
                Line($"{buffer.Name}[{index}] = {CompositeValue(buffer.Type, 2)};");
                return;
            default:
                DeclareReal();
                return;
        }
    }

    /// <summary>A buffer of structs of its own, or a loop over one.</summary>
    /// <summary>A buffer of structs is filled, or moved within itself.</summary>
    private void WholeBuffer(Variable buffer)
    {
        bool isArray = buffer.Storage == Storage.Array;
        string name = buffer.Name;
        switch (_random.Next(3))
        {
            case 0:
                Count("Fill with a struct");
                Line(isArray ? $"Array.Fill({name}, {CompositeValue(buffer.Type!, 1)});" : $"{name}.Fill({CompositeValue(buffer.Type!, 1)});");
                return;
            case 1:
                Count("CopyTo of structs");
                Line(Pick(isArray ? $"{name}.AsSpan(1).CopyTo({name});" : $"{name}[1..].CopyTo({name});", isArray ? $"{name}.AsSpan(0, 1).CopyTo({name}.AsSpan(1));" : $"{name}[..1].CopyTo({name}[1..]);"));
                return;
            default:
                Count("swap of structs");
                Line($"({name}[0], {name}[^1]) = ({name}[^1], {name}[0]);");
                return;
        }
    }

    private void BufferOfComposites(Composite type)
    {
        if (_trips <= 25 && PickVariable(v => v.Kind == Kind.Composites) is { } known && Chance(60))
        {
            Count("foreach over structs");
            int trips = _trips;
            _trips *= 4;
            _loops++;
            string e = Name("e");
            Line($"foreach ({known.Type!.Name} {e} in {known.Name})");
            Block(1 + _random.Next(3), () => _scope.Add(new Variable(e, Kind.Composite, _real, Type: known.Type, ReadOnly: true)));
            _loops--;
            _trips = trips;
            return;
        }

        string name = Name("c");
        string values = $"{CompositeValue(type, 1)}, {CompositeValue(type, 1)}";
        int choice = _finally > 0 ? 1 : _random.Next(4);
        Count(choice == 0 ? "stackalloc of structs" : "new array of structs");
        Line(choice switch
        {
            0 => $"Span<{type.Name}> {name} = stackalloc {type.Name}[2];",
            1 => $"{type.Name}[] {name} = new {type.Name}[2];",
            2 => $"{type.Name}[] {name} = new {type.Name}[] {{ {values} }};",
            _ => $"{type.Name}[] {name} = [{values}];",
        });
        _scope.Add(new Variable(name, Kind.Composites, _real, choice == 0 ? Storage.Span : Storage.Array, 2, Stack: choice == 0, Type: type));
    }

    private void Deconstruct(Composite type, string value)
    {
        Count("deconstruction of " + type.Kind);
        string[] names = [.. type.Members.Select(_ => Name("d"))];
        bool discards = Chance(15);
        if (discards)
        {
            names[0] = "_";
        }

        // What new() makes has no type to deconstruct by.
        bool typed = Chance(50) || value[0] == '(';
        Line(typed ? $"({string.Join(", ", type.Members.Select((m, i) => names[i] == "_" ? "_" : m.Type + " " + names[i]))}) = {value};" : $"var ({string.Join(", ", names)}) = {value};");
        for (int i = discards ? 1 : 0; i < names.Length; i++)
        {
            _scope.Add(type.Members[i].Inner is { } inner ? new Variable(names[i], Kind.Composite, _real, Type: inner) : new Variable(names[i], Kind.Real, _real));
        }
    }
}
