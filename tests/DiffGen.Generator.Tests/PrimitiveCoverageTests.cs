using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using DiffGen.Generator.Primitives;
using DiffGen.Generator.Tests.Verification;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace DiffGen.Generator.Tests;

/// <summary>Every function that the table knows has a marked method in <c>DiffGen.Gradient.Tests/Primitives</c>, where both modes are checked by numbers.</summary>
public class PrimitiveCoverageTests
{
    private static readonly Type[] s_homes = [typeof(Math), typeof(MathF), typeof(double), typeof(float), typeof(Special), typeof(VectorMath)];

    private static IEnumerable<(string Path, string Text)> Sources { get; } =
        [
            ("SampleAttribute.cs", GoldenCase.SampleAttribute),
            .. Directory.EnumerateFiles(Path.Combine(Repository.GradientTestsFolder, "Primitives"), "*.cs")
                .Select(path => (Path.GetFileName(path), File.ReadAllText(path)))
                .Where(file => file.Item2.Contains("[Differentiable", StringComparison.Ordinal)),
        ];

    [Fact]
    public void Every_function_of_the_table_is_tested_by_numbers()
    {
        HashSet<string> called = Called();
        IEnumerable<string> missing =
            from row in PrimitiveTable.All
            from method in row.Methods
            from home in s_homes
            from overload in home.GetMethods(BindingFlags.Public | BindingFlags.Static)
            let name = method.Split('/')[0]
            let arity = method.Contains('/', StringComparison.Ordinal) ? int.Parse(method.Split('/')[1], System.Globalization.CultureInfo.InvariantCulture) : row.Arity
            where (home == typeof(Special) || home == typeof(VectorMath) ? home.Name + "." + overload.Name == name : overload.Name == name) && overload.GetParameters().Length == arity && IsReal(overload.ReturnType) && overload.GetParameters().Any(parameter => IsReal(parameter.ParameterType))
            let signature = Signature(home.Name, overload.Name, overload.GetParameters().Select(parameter => parameter.ParameterType.Name))
            where !called.Contains(signature)
            select signature;
        Assert.Empty(missing);
    }

    [Fact]
    public void Each_gets_its_companions_without_a_diagnostic()
    {
        Generated generated = Generated.Run(Generated.Compile(Sources));
        Assert.Empty(generated.Diagnostics);
        Assert.Empty(generated.After.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
    }

    /// <summary>What .NET has and the table lacks must be lacking on purpose.</summary>
    [Fact]
    public void Every_function_of_NET_has_a_row_or_a_reason()
    {
        // Steps on the grid of numbers, bit patterns, integer results of another kind, and parsing.
        string[] without = ["BitIncrement", "BitDecrement", "Parse", "CreateChecked", "CreateSaturating", "CreateTruncating", "ConvertToIntegerNative", "ConvertToInteger", "get_Pi", "get_E", "get_Tau"];
        IEnumerable<string> missing =
            from home in s_homes.Where(home => home != typeof(Special) && home != typeof(VectorMath))
            from method in home.GetMethods(BindingFlags.Public | BindingFlags.Static)
            where IsReal(method.ReturnType) && !method.IsSpecialName && !method.IsGenericMethod
            where method.GetParameters().Any(parameter => IsReal(parameter.ParameterType)) && !without.Contains(method.Name)
            where PrimitiveTable.FindMethod(method.Name, method.GetParameters().Length) is null
            select Signature(home.Name, method.Name, method.GetParameters().Select(parameter => parameter.ParameterType.Name));
        Assert.Empty(missing);
    }

    private static bool IsReal(Type type) => type == typeof(double) || type == typeof(float) || type.IsGenericMethodParameter;

    /// <summary>The functions that marked methods call.</summary>
    private static HashSet<string> Called()
    {
        CSharpCompilation compilation = Generated.Compile(Sources);
        var called = new HashSet<string>();
        foreach (SyntaxTree tree in compilation.SyntaxTrees)
        {
            SemanticModel model = compilation.GetSemanticModel(tree);
            foreach (InvocationExpressionSyntax call in tree.GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>())
            {
                bool isMarked = call.FirstAncestorOrSelf<MethodDeclarationSyntax>()?.AttributeLists.ToString().Contains("Differentiable", StringComparison.Ordinal) == true;
                if (isMarked && model.GetSymbolInfo(call).Symbol is IMethodSymbol method)
                {
                    called.Add(Signature(method.ContainingType.MetadataName, method.Name, method.OriginalDefinition.Parameters.Select(parameter => parameter.Type.MetadataName)));
                }
            }
        }

        return called;
    }

    private static string Signature(string type, string method, IEnumerable<string> parameters) => $"{type}.{method}({string.Join(", ", parameters)})";
}
