using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Numerics;
using System.Reflection;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Primitives;
using DiffGen.Generator.Tests.Verification;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace DiffGen.Generator.Tests.Primitives;

/// <summary>The rows of the table as functions: their C# texts, compiled.</summary>
internal static class RowFunctions
{
    /// <summary>The functions of <c>double</c> or <c>float</c>, by the name of the row.</summary>
    public static ImmutableDictionary<string, Func<T[], T>> Of<T>()
        where T : IFloatingPointIeee754<T>
    {
        string type = typeof(T) == typeof(double) ? "double" : "float";
        IrType result = typeof(T) == typeof(double) ? IrType.Double : IrType.Float;
        return Compile<T>(row => Source(row, row.Template(result), type, "", $"({type})"), method => method);
    }

    /// <summary>The forms on a type parameter, at this type. Nothing is widened to one: <c>Convert</c> is used.</summary>
    public static ImmutableDictionary<string, Func<T[], T>> OfParameter<T>()
        where T : IFloatingPointIeee754<T> =>
        Compile<T>(row => row.Name == "Widen" ? null : Source(row, row.Template(IrType.OfParameter("T")), "T", "<T>", ""), method => method.MakeGenericMethod(typeof(T)));

    private static ImmutableDictionary<string, Func<T[], T>> Compile<T>(Func<Primitive, string?> source, Func<MethodInfo, MethodInfo> closed)
    {
        (Primitive Row, string Text)[] rows = [.. PrimitiveTable.All.Select(row => (row, source(row))).Where(row => row.Item2 is not null).Select(row => (row.row, row.Item2!))];
        CSharpCompilation compilation = Generated.Compile(rows.Select(row => (row.Row.Name + ".cs", row.Text)));
        string[] wrong = [.. compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(diagnostic => diagnostic.ToString())];
        Assert.True(wrong.Length == 0, string.Join('\n', wrong));
        using var image = new MemoryStream();
        Assert.True(compilation.Emit(image).Success);
        Assembly assembly = Assembly.Load(image.ToArray());
        return rows.ToImmutableDictionary(row => row.Row.Name, row => closed(assembly.GetType(row.Row.Name)!.GetMethod("Call")!).CreateDelegate<Func<T[], T>>());
    }

    /// <summary>A class with the row as a function of an array of operands. The result has its type without a conversion.</summary>
    private static string? Source(Primitive row, string? template, string type, string parameters, string cast)
    {
        if (template is null)
        {
            return null;
        }

        string Operand(int i) => !row.IntegerOperands.Contains(i) ? $"{cast}v[{i}]"
            : i == 2 ? "(System.MidpointRounding)" + Integer(i)
            : Integer(i);
        string Integer(int i) => parameters.Length > 0 ? $"int.CreateChecked(v[{i}])" : $"(int)v[{i}]";
        string constraint = parameters.Length > 0 ? " where T : System.Numerics.IFloatingPointIeee754<T>" : "";
        IEnumerable<string> locals = Enumerable.Range(0, row.Arity).Select(i => $"var x{i} = {Operand(i)};");
        return $$"""
            public static class {{row.Name}}
            {
                public static {{type}} Call{{parameters}}({{type}}[] v){{constraint}}
                {
                    {{string.Join(' ', locals)}}
                    var result = {{string.Format(System.Globalization.CultureInfo.InvariantCulture, template, [.. Enumerable.Range(0, row.Arity).Select(i => (object)$"x{i}")])}};
                    ref {{type}} exactly = ref result;
                    return exactly;
                }
            }
            """;
    }
}
