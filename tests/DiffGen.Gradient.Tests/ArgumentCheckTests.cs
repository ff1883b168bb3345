using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Reflection;
using DiffGen.Gradient.Tests.Harness;
using Xunit;

namespace DiffGen.Gradient.Tests;

/// <summary>Wrong lengths and overlap are refused at the entry of every companion, before anything is written.</summary>
public class ArgumentCheckTests
{
    private static readonly string[] s_suffixes = ["Tangent", "Grad", "Hvp"];

    public static TheoryData<string> Methods => CompanionTests.MethodsWithBuffers;

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_wrong_length_names_the_parameter(string id)
    {
        MarkedMethod method = MarkedMethod.All[id];
        foreach (Point point in Point.Of(method))
        {
            foreach (MethodInfo companion in CompanionsOf(method))
            {
                ImmutableArray<(string Name, Type Type)> parameters = MarkedMethod.Slots(companion);
                object[] arguments = Arguments(method, companion, point);
                for (int i = method.Parameters.Length; i < parameters.Length; i++)
                {
                    if (arguments[i] is not Array right)
                    {
                        continue;
                    }

                    foreach (int more in right.GetLength(0) > 0 ? new[] { 1, -1 } : [1])
                    {
                        object[] wrong = [.. arguments.Select(Values.Copy)];
                        wrong[i] = Values.Blank(right, more);
                        AssertRefused(method, companion, wrong, [parameters[i].Name], $"{parameters[i].Name} of {((Array)wrong[i]).Length} instead of {right.Length}");
                    }
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Overlap_names_the_parameter(string id)
    {
        MarkedMethod method = MarkedMethod.All[id];
        foreach (Point point in Point.Of(method))
        {
            foreach (MethodInfo companion in CompanionsOf(method))
            {
                ImmutableArray<(string Name, Type Type)> parameters = MarkedMethod.Slots(companion);
                object[] arguments = Arguments(method, companion, point);
                for (int i = 0; i < parameters.Length; i++)
                {
                    for (int j = i + 1; j < parameters.Length; j++)
                    {
                        string[] blamed = Blamed(method, companion, i, j);
                        if (blamed.Length > 0)
                        {
                            foreach (object[] overlapping in Overlapping(parameters, arguments, i, j))
                            {
                                AssertRefused(method, companion, overlapping, blamed, $"{parameters[i].Name} overlaps {parameters[j].Name}");
                            }
                        }
                    }
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Neighbours_in_one_array_do_not_overlap(string id)
    {
        MarkedMethod method = MarkedMethod.All[id];
        if (method.Parameters.Any(parameter => parameter.IsArray) || method.ReturnsArray)
        {
            return; // An array has no neighbours.
        }

        foreach (Point point in Point.Of(method))
        {
            foreach (MethodInfo companion in CompanionsOf(method))
            {
                object[] apart = Arguments(method, companion, point);
                object[] together = [.. apart];
                foreach (Type element in apart.OfType<Array>().Select(array => array.GetType().GetElementType()!).Distinct())
                {
                    int[] places = [.. Enumerable.Range(0, apart.Length).Where(i => apart[i] is Array array && array.GetType().GetElementType() == element)];
                    int[] lengths = [.. places.Select(i => ((Array)apart[i]).Length)];
                    Array whole = Array.CreateInstance(element, lengths.Sum());
                    int start = 0;
                    for (int k = 0; k < places.Length; start += lengths[k], k++)
                    {
                        Array.Copy((Array)apart[places[k]], 0, whole, start, lengths[k]);
                        together[places[k]] = Activator.CreateInstance(typeof(ArraySegment<>).MakeGenericType(element), whole, start, lengths[k])!;
                    }
                }

                object? expected = Invoker.Invoke(companion, apart);
                object? actual = Invoker.Invoke(companion, together);
                Assert.Equal(expected, actual);
                Assert.Equal(apart.Select(Values.Bits), together.Select(argument => Values.Bits(Contents(argument))));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void One_gradient_span_may_serve_two_read_only_primals_in_Vjp(string id)
    {
        MarkedMethod method = MarkedMethod.All[id];
        if (!method.ReturnsNumber)
        {
            return;
        }

        foreach (Point point in Point.Of(method))
        {
            ImmutableArray<(string Name, Type Type)> parameters = MarkedMethod.Slots(method.Vjp);
            object[] arguments = Arguments(method, method.Vjp, point);
            for (int i = method.Parameters.Length; i < parameters.Length; i++)
            {
                for (int j = i + 1; j < parameters.Length; j++)
                {
                    if (arguments[i] is Array one && arguments[j] is Array other && one.GetType() == other.GetType() && one.Length == other.Length
                        && IsReadOnlyGradient(method, parameters[i]) && IsReadOnlyGradient(method, parameters[j]))
                    {
                        object[] apart = Clean();
                        Invoker.Invoke(method.Vjp, apart);
                        object[] shared = Clean();
                        shared[j] = shared[i];
                        Invoker.Invoke(method.Vjp, shared);
                        double[] expected = [.. Values.ToNumbers(apart[i]).Zip(Values.ToNumbers(apart[j]), (a, b) => a + b)];
                        foreach ((double a, double b) in expected.Zip(Values.ToNumbers(shared[i])))
                        {
                            Assert.Equal(a, b, (method.IsSingle ? 1e-4 : 1e-11) * (1 + Math.Abs(a)));
                        }
                    }
                }
            }

            object[] Clean() =>
                [.. arguments.Select((argument, i) => i >= method.Parameters.Length && argument is Array array ? Values.Blank(array) : Values.Copy(argument))];
        }
    }

    private static IEnumerable<MethodInfo> CompanionsOf(MarkedMethod method)
    {
        yield return method.Jvp;
        yield return method.Vjp;
        if (method.HasGradient)
        {
            yield return method.Gradient;
        }

        if (method.HasHvp)
        {
            yield return method.Hvp;
        }
    }

    /// <summary>Arguments that are right: derivative buffers of the right length, holding some numbers.</summary>
    private static object[] Arguments(MarkedMethod method, MethodInfo companion, Point point)
    {
        var arguments = new List<object>(point.Arguments());
        Dictionary<string, object> shapes = point.Active().ToDictionary(active => active.Parameter.Name, active => active.Argument);
        var numbers = new Numbers(companion.Name);
        foreach ((string Name, Type Type) parameter in MarkedMethod.Slots(companion).Skip(method.Parameters.Length))
        {
            object shape = IsCotangent(method, companion, parameter)
                ? Invoker.Invoke(method.Primal, point.Arguments())!
                : shapes[PrimalOf(parameter.Name)];
            arguments.Add(Values.Derivative(shape, numbers.Direction(Values.Count(shape))));
        }

        return [.. arguments];
    }

    private static string PrimalOf(string derivative) =>
        s_suffixes.Where(suffix => derivative.TrimEnd('_').EndsWith(suffix, StringComparison.Ordinal)).Select(suffix => derivative.TrimEnd('_')[..^suffix.Length]).Single();

    /// <summary>The cotangent of the result, as against the gradient of a parameter called <c>value</c>.</summary>
    private static bool IsCotangent(MarkedMethod method, MethodInfo companion, (string Name, Type Type) parameter) =>
        parameter.Name == "valueGrad" && companion.Name == method.Vjp.Name && method.ReturnsReals;

    private static bool IsReadOnlyGradient(MarkedMethod method, (string Name, Type Type) parameter) =>
        !IsCotangent(method, method.Vjp, parameter) && parameter.Name.TrimEnd('_').EndsWith("Grad", StringComparison.Ordinal)
        && method.Parameters.Any(primal => primal.Name == PrimalOf(parameter.Name) && !primal.IsWritable);

    /// <summary>The parameters that may be named when these two overlap; none if they may.</summary>
    private static string[] Blamed(MarkedMethod method, MethodInfo companion, int i, int j)
    {
        ImmutableArray<(string Name, Type Type)> parameters = MarkedMethod.Slots(companion);
        string[] both = [parameters[i].Name, parameters[j].Name];
        if (j < method.Parameters.Length)
        {
            return method.Parameters[i] is { IsBuffer: true } a && method.Parameters[j] is { IsBuffer: true } b && (a.IsWritable || b.IsWritable) ? both : [];
        }

        // The second one is a derivative buffer; it blames itself unless the other is one too.
        bool oneIsWritten = IsWrittenDerivative(i);
        bool otherIsWritten = IsWrittenDerivative(j);
        if (!oneIsWritten && !otherIsWritten)
        {
            return [];
        }

        if (companion.Name == method.Vjp.Name && IsReadOnlyGradient(method, parameters[i]) && IsReadOnlyGradient(method, parameters[j]))
        {
            return [];
        }

        return oneIsWritten && otherIsWritten ? both : otherIsWritten ? [parameters[j].Name] : [parameters[i].Name];

        bool IsWrittenDerivative(int k)
        {
            string name = parameters[k].Name.TrimEnd('_');
            return k >= method.Parameters.Length && !IsCotangent(method, companion, parameters[k])
                && (name.EndsWith("Grad", StringComparison.Ordinal) || name.EndsWith("Hvp", StringComparison.Ordinal) || method.Parameters.Any(primal => primal.Name == PrimalOf(name) && primal.IsWritable));
        }
    }

    /// <summary>The arguments with these two in one array, overlapping by one element, or by all where they are of one length.</summary>
    private static IEnumerable<object[]> Overlapping(ImmutableArray<(string Name, Type Type)> parameters, object[] arguments, int i, int j)
    {
        if (arguments[i] is not Array one || arguments[j] is not Array other || one.GetType() != other.GetType() || one.Length == 0 || other.Length == 0)
        {
            yield break;
        }

        bool oneIsArray = parameters[i].Type.IsArray;
        bool otherIsArray = parameters[j].Type.IsArray;
        if (one.Length == other.Length)
        {
            object[] same = [.. arguments.Select(Values.Copy)];
            same[j] = same[i];
            yield return same;
        }

        if (!oneIsArray && !otherIsArray)
        {
            Type element = one.GetType().GetElementType()!;
            Array whole = Array.CreateInstance(element, one.Length + other.Length - 1);
            Array.Copy(other, 0, whole, one.Length - 1, other.Length);
            Array.Copy(one, whole, one.Length);
            object[] partly = [.. arguments.Select(Values.Copy)];
            partly[i] = Activator.CreateInstance(typeof(ArraySegment<>).MakeGenericType(element), whole, 0, one.Length)!;
            partly[j] = Activator.CreateInstance(typeof(ArraySegment<>).MakeGenericType(element), whole, one.Length - 1, other.Length)!;
            yield return partly;
        }
    }

    private static void AssertRefused(MarkedMethod method, MethodInfo companion, object[] arguments, string[] blamed, string what)
    {
        // The length of an array result is known only when the method has run, so what the method writes may have changed by then.
        int first = blamed is ["valueGrad"] ? method.Parameters.Length : 0;
        string before = string.Join(' ', arguments[first..].Select(argument => Values.Bits(Contents(argument))));
        Exception? thrown = Record.Exception(() => Invoker.Invoke(companion, arguments));
        var refused = thrown as ArgumentException;
        Assert.True(refused is not null, $"{method}: {companion.Name}, {what}: {thrown?.ToString() ?? "nothing thrown"}");
        Assert.True(blamed.Contains(refused.ParamName), $"{method}: {companion.Name}, {what}: names {refused.ParamName}: {refused.Message}");
        string after = string.Join(' ', arguments[first..].Select(argument => Values.Bits(Contents(argument))));
        Assert.True(before == after, $"{method}: {companion.Name}, {what}: something was written before it threw.");
    }

    private static object Contents(object argument) => argument.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(ArraySegment<>)
        ? ((System.Collections.IEnumerable)argument).Cast<object>().ToArray()
        : argument;
}
