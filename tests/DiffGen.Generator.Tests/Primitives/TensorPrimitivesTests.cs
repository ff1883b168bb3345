using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Numerics.Tensors;
using System.Reflection;
using System.Text.RegularExpressions;
using DiffGen.Generator.Tests.Verification;
using Microsoft.CodeAnalysis;
using Xunit;

namespace DiffGen.Generator.Tests.Primitives;

/// <summary>Every overload of TensorPrimitives that takes real numbers, found by reflection: differentiated, flat, or refused as docs/primitives.md says.</summary>
public class TensorPrimitivesTests
{
    private const string Start = "using System;\nusing System.Numerics.Tensors;\nusing DiffGen;\npublic static partial class M\n{\n";

    private static readonly (MethodInfo Method, string Source)[] s_calls = [.. Closed().Select((method, i) => (method, Source(method, i)))];

    private static readonly Lazy<Generated> s_generated = new(() => Generated.Run(Start + string.Concat(s_calls.Select(call => call.Source + "\n")) + "}\n"));

    [Fact]
    public void The_calls_compile()
    {
        Assert.InRange(s_calls.Length, 300, 2000);
        Assert.Empty(s_generated.Value.Before.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        Assert.Empty(s_generated.Value.After.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
    }

    [Fact]
    public void All_but_those_of_the_page_are_differentiated()
    {
        string[] refused = [.. s_generated.Value.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .Select(diagnostic => diagnostic.Id + " " + Call(diagnostic).Method.Name).Distinct().Order(StringComparer.Ordinal)];
        Match list = Regex.Match(File.ReadAllText(Path.Combine(Repository.Root, "docs", "primitives.md")), @"^Refused of `TensorPrimitives` \(DG1011\): (?<names>.*)\.$", RegexOptions.Multiline);
        Assert.Equal(Regex.Matches(list.Groups["names"].Value, @"`(\w+)`").Select(name => "DG1011 " + name.Groups[1].Value).Order(StringComparer.Ordinal), refused);
    }

    /// <summary>What is refused in one overload is so in all.</summary>
    [Fact]
    public void Overloads_are_treated_alike()
    {
        HashSet<int> refused = [.. s_generated.Value.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(Line)];
        Assert.All(s_calls.Select((call, i) => (call.Method.Name, IsRefused: refused.Contains(i))).GroupBy(call => call.Name), group => Assert.Single(group.Select(call => call.IsRefused).Distinct()));
    }

    /// <summary>Where real numbers come out, they come with the rule of the runtime; where whole numbers or truth values do, nothing goes through.</summary>
    [Fact]
    public void Real_results_have_their_rules()
    {
        HashSet<int> refused = [.. s_generated.Value.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(Line)];
        Dictionary<string, string> files = s_generated.Value.Files.Where(file => file.HintName.StartsWith("M.F", StringComparison.Ordinal)).ToDictionary(file => file.HintName.Split('.')[1], file => file.Text);
        for (int i = 0; i < s_calls.Length; i++)
        {
            MethodInfo method = s_calls[i].Method;
            if (!refused.Contains(i))
            {
                bool isReal = IsReal(method.GetParameters()[0].ParameterType) && (IsReal(method.ReturnType) || method.GetParameters().Any(p => IsWritten(p.ParameterType) && IsReal(p.ParameterType)));
                Assert.Equal(isReal, files["F" + i.ToString(CultureInfo.InvariantCulture)].Contains("TensorRules." + method.Name + "Vjp<", StringComparison.Ordinal));
            }
        }
    }

    private static int Line(Diagnostic diagnostic) => diagnostic.Location.GetLineSpan().StartLinePosition.Line - Start.Count(c => c == '\n');

    private static (MethodInfo Method, string Source) Call(Diagnostic diagnostic) => s_calls[Line(diagnostic)];

    /// <summary>The overloads with their type arguments, as far as they take real numbers.</summary>
    private static IEnumerable<MethodInfo> Closed()
    {
        Type[] types = [typeof(double), typeof(float), typeof(int)];
        foreach (MethodInfo method in typeof(TensorPrimitives).GetMethods(BindingFlags.Public | BindingFlags.Static).OrderBy(method => method.ToString(), StringComparer.Ordinal))
        {
            IEnumerable<Type[]> arguments = method.GetGenericArguments().Length switch
            {
                0 => [[]],
                1 => types.Select(type => new[] { type }),
                _ => types.SelectMany(from => types.Select(to => new[] { from, to })),
            };
            foreach (Type[] closing in arguments)
            {
                if (TryClose(method, closing) is { } closed && closed.GetParameters().Any(parameter => IsReal(parameter.ParameterType)))
                {
                    yield return closed;
                }
            }
        }
    }

    private static MethodInfo? TryClose(MethodInfo method, Type[] arguments)
    {
        try
        {
            return arguments.Length == 0 ? method : method.MakeGenericMethod(arguments);
        }
        catch (ArgumentException)
        {
            // The constraints are not met.
            return null;
        }
    }

    private static string Source(MethodInfo method, int index)
    {
        ParameterInfo[] parameters = method.GetParameters();
        string real = Name(parameters.Select(parameter => parameter.ParameterType).Select(Element).First(type => type == typeof(double) || type == typeof(float)));
        string declared = string.Join(", ", parameters.Where(parameter => !IsWritten(parameter.ParameterType))
            .Select(parameter => (Element(parameter.ParameterType) == typeof(Half) ? "[NoDiff] " : "") + Name(parameter.ParameterType) + " " + parameter.Name).Append(real + " factor"));
        string made = string.Concat(parameters.Where(parameter => IsWritten(parameter.ParameterType))
            .Select(parameter => $"Span<{Name(Element(parameter.ParameterType))}> {parameter.Name} = new {Name(Element(parameter.ParameterType))}[8]; "));
        string call = $"TensorPrimitives.{method.Name}{(method.IsGenericMethod ? "<" + string.Join(", ", method.GetGenericArguments().Select(Name)) + ">" : "")}({string.Join(", ", parameters.Select(parameter => parameter.Name))})";
        string body = method.ReturnType != typeof(void)
            ? "return " + Times(method.ReturnType, call)
            : $"{call}; return " + Times(Element(parameters.Last(parameter => IsWritten(parameter.ParameterType)).ParameterType), parameters.Last(parameter => IsWritten(parameter.ParameterType)).Name + "[0]");
        return $"    [Differentiable] public static {real} F{index}({declared}) {{ {made}{body}; }}";

        string Times(Type type, string value) => type == typeof(bool) ? $"{value} ? factor : 0" : $"factor * ({real}){value}";
    }

    private static Type Element(Type type) => type.IsGenericType ? type.GetGenericArguments()[0] : type;

    private static bool IsReal(Type type) => Element(type) == typeof(double) || Element(type) == typeof(float);

    private static bool IsWritten(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Span<>);

    private static string Name(Type type) =>
        type == typeof(double) ? "double"
        : type == typeof(float) ? "float"
        : type == typeof(int) ? "int"
        : type == typeof(bool) ? "bool"
        : type.IsGenericType ? type.Name.Split('`')[0] + "<" + Name(Element(type)) + ">"
        : type.Name;
}
