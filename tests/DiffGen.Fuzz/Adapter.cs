using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Text;

namespace DiffGen.Fuzz;

/// <summary>The text of a program's <see cref="Subject"/>: calls of the method and of its companions, by the signatures that the contract gives them.</summary>
internal sealed class Adapter
{
    private readonly RandomProgram _program;
    private readonly ImmutableArray<Parameter> _parameters;
    private readonly string _class;
    private readonly StringBuilder _text = new();

    private Adapter(RandomProgram program, string className)
    {
        _program = program;
        _parameters = program.Parameters;
        _class = className;
    }

    private enum Role
    {
        Primal,
        Twin,
        Tangent,

        /// <summary>In-out.</summary>
        Vjp,

        /// <summary>Overwritten.</summary>
        Gradient,
        Hvp,
    }

    /// <summary>An argument, and what is done before and behind the call.</summary>
    private readonly record struct Argument(string Before, string Text, string Behind);

    /// <param name="plain">Without the companions.</param>
    public static string Write(RandomProgram program, string className, bool plain) => new Adapter(program, className).Write(plain);

    private bool IsVoid => _program.Result == "void";

    private bool IsJagged => _program.Result.EndsWith("[][]", System.StringComparison.Ordinal);

    private string Write(bool plain)
    {
        _text.Append(CultureInfo.InvariantCulture, $"using System;\nusing System.Numerics;\nusing DiffGen.Fuzz;\npublic sealed class S{_class} : Subject\n{{\n");
        foreach (Composite composite in _parameters.Select(p => p.Composite).Append(_program.ResultType).OfType<Composite>().Distinct())
        {
            Conversions(composite, twin: false);
            Conversions(composite, twin: true);
        }

        Method("object? Primal(object[] a)", "F", Role.Primal, [], null, null);
        Method("object? Twin(object[] a)", "F", Role.Twin, [], null, null);
        if (plain)
        {
            return _text.Append("    public override object? Jvp(object[] a, object?[] t, out object? tangent) => tangent = null;\n    public override object? Vjp(object[] a, object? u, object?[] g) => null;\n}\n").ToString();
        }

        Method("object? Jvp(object[] a, object?[] t, out object? tangent)", "FJvp", Role.Primal, [Role.Tangent], null, "tangent");
        string? cotangent = IsVoid ? null : _program.ResultType is { } type ? $"{Maker(type, Role.Tangent)}(({Real(type, false)}[])u!, 0)" : IsJagged ? $"Shaped(({_program.Result[..^2]})u!)" : $"({_program.Result})u!";
        Method("object? Vjp(object[] a, object? u, object?[] g)", "FVjp", Role.Primal, [Role.Vjp], cotangent, null);
        if (_program.IsScalar)
        {
            Method("object? Gradient(object[] a, object?[] g)", "FGradient", Role.Primal, [Role.Gradient], null, null);
            if (_program.WantsHvp)
            {
                Method("object? Hvp(object[] a, object?[] t, object?[] g, object?[] h, out object? tangent)", "FHvp", Role.Primal, [Role.Tangent, Role.Gradient, Role.Hvp], null, "tangent");
            }
        }

        if (_program.WantsJacobian)
        {
            Method("object? Jacobian(object[] a, object jacobian)", "FJacobian", Role.Primal, [], $"({(_parameters.Any(p => p.IsFloat && p.IsActive) ? "float" : "double")}[])jacobian", "jacobian");
        }

        return _text.Append("}\n").ToString();
    }

    /// <param name="extra">One more argument, named as the contract names it.</param>
    /// <param name="second">The name of the second element of the result, where that is not a gradient.</param>
    private void Method(string signature, string method, Role primal, Role[] roles, string? extra, string? second)
    {
        var before = new StringBuilder();
        var behind = new StringBuilder();
        var list = new List<string>();
        for (int i = 0; i < _parameters.Length; i++)
        {
            Argument argument = Of(_parameters[i], i, primal);
            before.Append(argument.Before);
            behind.Append(argument.Behind);
            if (_parameters[i].Passing != Passing.This)
            {
                list.Add(argument.Text);
            }
        }

        if (extra is not null)
        {
            list.Add((second == "jacobian" ? "jacobian: " : "valueGrad: ") + extra);
        }

        foreach (Role role in roles)
        {
            for (int i = 0; i < _parameters.Length; i++)
            {
                Parameter p = _parameters[i];
                if (!p.IsActive || (role != Role.Tangent && p.IsReturned) || (p.IsOut && role is Role.Gradient or Role.Hvp))
                {
                    continue;
                }

                Argument argument = Of(p, i, role);
                before.Append(argument.Before);
                behind.Append(argument.Behind);
                list.Add(p.Name + role switch { Role.Tangent => "Tangent", Role.Hvp => "Hvp", _ => "Grad" } + ": " + argument.Text);
            }
        }

        string target = _program.Receiver is null ? (primal == Role.Twin ? "T" : "") + _class : "p0";
        string call = $"{target}.{method}({string.Join(", ", list)})";

        // The elements of the result, in no order: they have names.
        var elements = new List<(string Name, string Store)>();
        bool returnsValue = !IsVoid;
        if (second == "tangent" && !IsVoid)
        {
            elements.Add(("Tangent", "tangent = {0}; "));
        }
        else if (second == "tangent")
        {
            behind.Append("tangent = null; ");
        }

        foreach (Role role in roles.Where(r => r != Role.Tangent))
        {
            for (int i = 0; i < _parameters.Length; i++)
            {
                if (_parameters[i] is { IsReturned: true } p)
                {
                    elements.Add((Capital(p.Name) + (role == Role.Hvp ? "Hvp" : "Grad"), (role == Role.Hvp ? "h" : "g") + $"[{Text(i)}] = " + (p.Composite is { } c ? Boxed(c, "{0}", Role.Tangent) : "{0}") + "; "));
                }
            }
        }

        bool single = elements.Count + (returnsValue ? 1 : 0) == 1;
        _text.Append(CultureInfo.InvariantCulture, $"    public override {signature}\n    {{\n        {before}\n        long before = GC.GetAllocatedBytesForCurrentThread();\n        ");
        _text.Append(elements.Count == 0 && !returnsValue ? call : "var r = " + call).Append(";\n        Allocated = GC.GetAllocatedBytesForCurrentThread() - before;\n        ").Append(behind);
        foreach ((string name, string store) in elements)
        {
            string element = single ? "r" : "r." + name;
            string format = name != "Tangent" ? store : store.Replace("{0}", _program.ResultType is { } type ? Boxed(type, "{0}", Role.Tangent) : IsJagged ? "Flat({0})" : "{0}", System.StringComparison.Ordinal);
            _text.Append(string.Format(CultureInfo.InvariantCulture, format, element));
        }

        string value = single ? "r" : "r.Value";
        _text.Append(CultureInfo.InvariantCulture, $"return {(!returnsValue ? "null" : _program.ResultType is { } t ? Boxed(t, value, primal) : IsJagged ? $"Flat({value})" : value)};\n    }}\n");
    }

    private static Argument Of(Parameter p, int index, Role role)
    {
        string i = Text(index);
        (string from, string local, string known) = role switch
        {
            Role.Primal or Role.Twin => ("a", "p", ""),
            Role.Tangent => ("t", "t", "!"),
            Role.Hvp => ("h", "h", "!"),
            _ => ("g", "g", "!"),
        };
        string real = role == Role.Twin ? "double" : p.Real;
        string flat = $"(({real}[]){from}[{i}]{known})";
        local += i;
        bool writes = p.MayBeWritten && !(p.IsOut && role == Role.Vjp);
        string passing = !writes || p.IsBuffer ? "" : p.IsOut ? "out " : "ref ";
        if (p.Composite is { } composite)
        {
            return p.IsBuffer
                ? new Argument($"var {local} = Many{Maker(composite, role)}({flat}); ", local, $"{Storer(composite, role)}Many({local}, {flat}, {(role is Role.Gradient or Role.Hvp ? "true" : "false")}); ")
                : new Argument($"var {local} = {Maker(composite, role)}({flat}, 0); ", passing + local, writes ? $"{Storer(composite, role)}({local}, {flat}, 0); " : "");
        }

        switch (p.Shape)
        {
            case Shape.Int or Shape.Bool:
                return new Argument("", $"({(p.Shape == Shape.Int ? "int" : "bool")})a[{i}]", "");
            case Shape.Jagged:
                return new Argument($"var {local} = Rows({flat}); ", local, $"Store({local}, {flat}); ");
            case Shape.Real when p.Passing is Passing.Ref or Passing.Out:
                return new Argument($"var {local} = {flat}[0]; ", passing + local, writes ? $"{flat}[0] = {local}; " : "");
            default:
                string type = real + (p.Shape == Shape.Matrix ? "[,]" : p.IsBuffer ? "[]" : "");
                return new Argument($"var {local} = ({type}){from}[{i}]{known}; ", local, "");
        }
    }

    /// <summary>From arrays of numbers and back. Inactive members are fixed: in a primal one number, in a tangent another, which no companion may look at.</summary>
    private void Conversions(Composite composite, bool twin)
    {
        string real = Real(composite, twin), type = Type(composite, twin);
        foreach (Role role in twin ? [Role.Twin] : new[] { Role.Primal, Role.Tangent })
        {
            int at = 0;
            _text.Append(CultureInfo.InvariantCulture, $"    private static {type} {Maker(composite, role)}({real}[] f, int o) => {New(composite, ref at, role)};\n");
            _text.Append(CultureInfo.InvariantCulture, $"    private static void {Storer(composite, role)}({type} s, {real}[] f, int o, bool overwritten = true) {{ ");
            at = 0;
            foreach (string path in composite.Paths())
            {
                _text.Append(CultureInfo.InvariantCulture, $"f[o + {at++}] = s{path}; ");
            }

            foreach (string path in role == Role.Tangent ? composite.Paths(active: false) : [])
            {
                // What a companion adds to, or moves, keeps the members of its elements that are no numbers.
                _text.Append(CultureInfo.InvariantCulture, $"if (overwritten) Inactive(s{path}); ");
            }

            _text.Append(CultureInfo.InvariantCulture, $"}}\n    private static {real}[] Boxed{Maker(composite, role)}({type} s) {{ var f = new {real}[{composite.Count}]; {Storer(composite, role)}(s, f, 0); return f; }}\n");
            if (_parameters.Any(p => p.IsBuffer && p.Composite == composite))
            {
                _text.Append(CultureInfo.InvariantCulture, $"    private static {type}[] Many{Maker(composite, role)}({real}[] f) {{ var s = new {type}[f.Length / {composite.Count}]; for (int i = 0; i < s.Length; i++) s[i] = {Maker(composite, role)}(f, i * {composite.Count}); return s; }}\n");
                _text.Append(CultureInfo.InvariantCulture, $"    private static void {Storer(composite, role)}Many({type}[] s, {real}[] f, bool overwritten) {{ for (int i = 0; i < s.Length; i++) {Storer(composite, role)}(s[i], f, i * {composite.Count}, overwritten); }}\n");
            }
        }
    }

    private string New(Composite composite, ref int at, Role role)
    {
        var parts = new List<string>();
        foreach (Member member in composite.Members)
        {
            string value = member.Inner is { } inner ? New(inner, ref at, role)
                : member.IsActive ? $"f[o + {Text(at++)}]"
                : role == Role.Tangent ? "7" : member.Type == "float" ? "0.75f" : member.Type == "double" ? "0.75" : "2";
            parts.Add(composite.Kind == CompositeKind.Fields ? member.Name + " = " + value : value);
        }

        string type = Type(composite, role == Role.Twin), list = string.Join(", ", parts);
        return composite.Kind switch
        {
            CompositeKind.Tuple => "(" + list + ")",
            CompositeKind.Fields => $"new {type} {{ {list} }}",
            _ => $"new {type}({list})",
        };
    }

    private string Type(Composite composite, bool twin) => composite.Kind switch
    {
        CompositeKind.Vector => twin ? "WideVector3" : "Vector3",
        CompositeKind.Tuple => "(" + string.Join(", ", composite.Members.Select(m => (m.Inner is { } inner ? Type(inner, twin) : twin && m.Type == "float" ? "double" : m.Type) + " " + m.Name)) + ")",
        _ => (twin ? "T" : "") + _class + "." + composite.Name,
    };

    private static string Real(Composite composite, bool twin) => composite.IsFloat && !twin ? "float" : "double";

    private static string Maker(Composite composite, Role role) => (role switch { Role.Primal => "Primal", Role.Twin => "Twin", _ => "Tangent" }) + Mangled(composite);

    private static string Storer(Composite composite, Role role) => "Store" + Maker(composite, role);

    private static string Boxed(Composite composite, string value, Role role) => $"Boxed{Maker(composite, role)}({value})";

    private static string Mangled(Composite composite) => string.Concat(composite.Name.Where(char.IsLetterOrDigit));

    private static string Capital(string name) => char.ToUpperInvariant(name[0]) + name[1..];

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
