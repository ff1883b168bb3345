using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Text;

namespace DiffGen.Fuzz;

/// <summary>The text of a program's <see cref="Subject"/>: calls of the method and of its companions, by the signatures that the contract gives them.</summary>
internal static class Adapter
{
    public static string Write(RandomProgram program, string className)
    {
        ImmutableArray<Parameter> parameters = program.Parameters;
        string arguments = string.Join(", ", parameters.Select((p, i) => Unboxed(p, "a", i, null)));
        string twin = string.Join(", ", parameters.Select((p, i) => Unboxed(p with { IsFloat = false }, "a", i, null)));
        string tangents = Joined(parameters, p => p.IsActive, "t", "Tangent");
        bool isVoid = program.Result == "void", isReal = program.Result is "double" or "float";
        string seed = isVoid ? "" : $", ({program.Result})u!";
        string bufferGrads = Joined(parameters, p => p.IsActive && p.IsBuffer, "g", "Grad");
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $$"""
            using System;
            using DiffGen.Fuzz;
            public sealed class S{{className}} : Subject
            {
                public override object? Primal(object[] a) { {{Returned(isVoid, $"{className}.F({arguments})")}} }
                public override object? Twin(object[] a) { {{Returned(isVoid, $"T{className}.F({twin})")}} }
                public override object? Jvp(object[] a, object?[] t, out object? tangent) { {{(isVoid
                    ? $"tangent = null; {className}.FJvp({arguments}{tangents}); return null;"
                    : $"var r = {className}.FJvp({arguments}{tangents}); tangent = r.Tangent; return r.Value;")}} }
                public override object? Vjp(object[] a, object? u, object?[] g) { {{Tuple(parameters, isVoid, $"{className}.FVjp({arguments}{seed}{bufferGrads})")}} }

            """);
        if (isReal)
        {
            text.Append(CultureInfo.InvariantCulture, $"    public override object? Gradient(object[] a, object?[] g) {{ {Tuple(parameters, isVoid, $"{className}.FGradient({arguments}{bufferGrads})")} }}\n");
            if (program.WantsHvp)
            {
                string scalars = string.Concat(parameters.Select((p, i) => p.IsActive && !p.IsBuffer ? $"g[{i}] = r.{Capital(p.Name)}Grad; h[{i}] = r.{Capital(p.Name)}Hvp; " : ""));
                text.Append(CultureInfo.InvariantCulture, $"    public override object? Hvp(object[] a, object?[] t, object?[] g, object?[] h, out object? tangent) {{ var r = {className}.FHvp({arguments}{tangents}{bufferGrads}{Joined(parameters, p => p.IsActive && p.IsBuffer, "h", "Hvp")}); {scalars}tangent = r.Tangent; return r.Value; }}\n");
            }
        }

        return text.Append("}\n").ToString();
    }

    private static string Joined(IEnumerable<Parameter> parameters, System.Func<Parameter, bool> which, string from, string suffix) =>
        string.Concat(parameters.Select((p, i) => which(p) ? ", " + Unboxed(p, from, i, suffix) : ""));

    /// <summary>The argument, by name where it is a derivative: a wrong name in a signature is seen too.</summary>
    private static string Unboxed(Parameter p, string from, int index, string? suffix)
    {
        string type = p.IsBuffer ? p.Real + (p.Shape == Shape.Matrix ? "[,]" : "[]") : p.Shape == Shape.Real ? p.Real : p.Shape == Shape.Int ? "int" : "bool";
        return (suffix is null ? "" : p.Name + suffix + ": ") + $"({type}){from}[{index}]" + (suffix is null ? "" : "!");
    }

    private static string Returned(bool isVoid, string call) => isVoid ? call + "; return null;" : "return " + call + ";";

    private static string Tuple(ImmutableArray<Parameter> parameters, bool isVoid, string call)
    {
        (Parameter Parameter, int Index)[] scalars = parameters.Select((p, i) => (p, i)).Where(p => p.p.IsActive && !p.p.IsBuffer).ToArray();
        if (isVoid && scalars.Length == 0)
        {
            return call + "; return null;";
        }

        if (scalars.Length == 0)
        {
            return "return " + call + ";";
        }

        if (isVoid && scalars.Length == 1)
        {
            return $"g[{scalars[0].Index}] = {call}; return null;";
        }

        return $"var r = {call}; " + string.Concat(scalars.Select(s => $"g[{s.Index}] = r.{Capital(s.Parameter.Name)}Grad; ")) + (isVoid ? "return null;" : "return r.Value;");
    }

    private static string Capital(string name) => char.ToUpperInvariant(name[0]) + name[1..];
}
