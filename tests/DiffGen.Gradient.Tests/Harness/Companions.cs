using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using Xunit;

namespace DiffGen.Gradient.Tests.Harness;

/// <summary>What a forward companion did.</summary>
/// <param name="Value">What the method returns; null for nothing.</param>
/// <param name="Tangents">Of the result, then of the final content of what is active and may be written.</param>
/// <param name="Primals">The primal arguments as it left them.</param>
internal sealed record Pushed(object? Value, double[] Tangents, object[] Primals);

/// <summary>What a reverse companion did.</summary>
/// <param name="Value">What the method returns; null for nothing.</param>
/// <param name="Gradients">Of all active parameters that go in, in order: from the result tuple, or from buffers and references as the companion left them.</param>
/// <param name="Primals">The primal arguments as it left them.</param>
internal sealed record Pulled(object? Value, double[] Gradients, object[] Primals);

/// <summary>What a second-order companion did.</summary>
/// <param name="Value">What the method returns.</param>
/// <param name="Tangents">Of the result, then of the final content of what is active and may be written.</param>
/// <param name="Gradients">Of all active parameters that go in, in order.</param>
/// <param name="Products">The Hessian times the tangent, in the same order.</param>
/// <param name="Primals">The primal arguments as it left them.</param>
internal sealed record Curved(object? Value, double[] Tangents, double[] Gradients, double[] Products, object[] Primals);

/// <summary>Calls companions with vectors of numbers.</summary>
internal static class Companions
{
    public static Pushed Jvp(MarkedMethod method, Point point, double[] tangent)
    {
        object[] primals = point.Arguments();
        object[] all = [.. primals, .. point.Shape(tangent)];
        object? result = Invoker.Invoke(method.Jvp, all);
        (object? value, object?[] rest) = Split(method, result, method.ReturnsReals ? 1 : 0);
        IEnumerable<object> written = method.Active.Zip(all[primals.Length..]).Where(pair => pair.First.IsWritable).Select(pair => pair.Second);
        return new Pushed(value, [.. rest.SelectMany(one => Numbers(one!)), .. written.SelectMany(Numbers)], all[..primals.Length]);
    }

    /// <summary>Runs <c>Vjp</c>.</summary>
    /// <param name="method">The marked method.</param>
    /// <param name="point">Its arguments.</param>
    /// <param name="cotangent">Of the result, then of the final content of what is active and may be written.</param>
    /// <param name="found">What the gradient buffers of read-only parameters hold at first; zeros if null. One number per active input; others don't use theirs.</param>
    /// <param name="calls">How many times.</param>
    public static Pulled Vjp(MarkedMethod method, Point point, double[] cotangent, double[]? found = null, int calls = 1)
    {
        ReadOnlySpan<double> numbers = cotangent;
        object[] gradients = point.Shape(found ?? new double[point.ActiveNumbers().Length]);
        object[] ofResult = [];
        if (method.ReturnsReals)
        {
            object shape = method.ReturnsArray
                ? Invoker.Invoke(method.Primal, point.Arguments())!
                : RuntimeHelpers.GetUninitializedObject(method.Primal.ReturnType);
            int count = Values.Count(shape);
            ofResult = [Values.Derivative(shape, numbers[..count])];
            numbers = numbers[count..];
        }

        for (int i = 0; i < gradients.Length; i++)
        {
            if (method.Active[i].IsWritable)
            {
                int count = Values.Count(gradients[i]);
                gradients[i] = Values.Derivative(gradients[i], numbers[..count]);
                numbers = numbers[count..];
            }
        }

        return Pull(method, point, gradients, parameter => parameter.HasGradientParameter || parameter.Passing == Passing.Out, ofResult, calls, method.Vjp);
    }

    /// <summary>Runs <c>Gradient</c> on gradient buffers and references that hold this number.</summary>
    public static Pulled Gradient(MarkedMethod method, Point point, double garbage) =>
        Pull(method, point, Gradients(point, garbage), parameter => parameter.HasGradientParameter, [], 1, method.Gradient);

    /// <summary>Runs <c>Hvp</c> on gradient buffers and references that hold NaN.</summary>
    public static Curved Hvp(MarkedMethod method, Point point, double[] tangent)
    {
        object[] primals = point.Arguments();
        object[] tangents = point.Shape(tangent);
        object[] gradients = Gradients(point, double.NaN);
        int passed = method.Active.Count(parameter => parameter.HasGradientParameter);
        object[] places = [.. method.Active.Zip(gradients).Where(pair => pair.First.HasGradientParameter).Select(pair => pair.Second)];
        object[] all = [.. primals, .. tangents, .. places, .. places.Select(Values.Copy)];
        object? result = Invoker.Invoke(method.Hvp, all);

        int returned = method.Active.Count(parameter => !parameter.HasGradientParameter && parameter.IsInput);
        (object? value, object?[] others) = Split(method, result, 1 + (2 * returned));
        var rest = new Queue<object?>(others);
        double directional = Numbers(rest.Dequeue()!)[0];
        int from = primals.Length + tangents.Length;
        double[] gradient = Collect(method, rest, all[from..(from + passed)]);
        double[] product = Collect(method, rest, all[(from + passed)..]);
        IEnumerable<double> written = method.Active.Zip(all[primals.Length..from]).Where(pair => pair.First.IsWritable).SelectMany(pair => Numbers(pair.Second));
        return new Curved(value, [directional, .. written], gradient, product, all[..primals.Length]);
    }

    private static Pulled Pull(MarkedMethod method, Point point, object[] gradients, Func<MarkedParameter, bool> isPassed, object[] ofResult, int calls, MethodInfo companion)
    {
        object[] primals = [];
        object[] passed = [.. method.Active.Zip(gradients).Where(pair => isPassed(pair.First)).Select(pair => pair.Second)];
        object? result = null;
        for (int call = 0; call < calls; call++)
        {
            object[] all = [.. point.Arguments(), .. ofResult, .. passed];
            result = Invoker.Invoke(companion, all);
            primals = all[..method.Parameters.Length];
            passed = all[(method.Parameters.Length + ofResult.Length)..];
        }

        (object? value, object?[] returned) = Split(method, result, method.Active.Count(parameter => !parameter.HasGradientParameter && parameter.IsInput));
        object[] ofInputs = [.. method.Active.Where(isPassed).Zip(passed).Where(pair => pair.First.IsInput).Select(pair => pair.Second)];
        return new Pulled(value, Collect(method, new Queue<object?>(returned), ofInputs), primals);
    }

    /// <summary>Gradients of what goes in, in parameter order: some were returned, some were passed.</summary>
    private static double[] Collect(MarkedMethod method, Queue<object?> returned, object[] passed)
    {
        var places = new Queue<object>(passed);
        return [.. method.Active.Where(parameter => parameter.IsInput).SelectMany(parameter => Numbers(parameter.HasGradientParameter ? places.Dequeue() : returned.Dequeue()!))];
    }

    private static object[] Gradients(Point point, double number) => [.. point.Active().Select(active => Values.Filled(active.Argument, number))];

    /// <summary>The numbers of a tangent or gradient, in which nothing else has a value.</summary>
    private static double[] Numbers(object derivative)
    {
        Assert.True(Values.RestIsDefault(derivative), $"A derivative holds more than numbers: {Values.Text(derivative)}");
        return Values.ToNumbers(derivative);
    }

    /// <summary>The value and the rest of a companion's result, where a tuple of one element is that element.</summary>
    private static (object? Value, object?[] Others) Split(MarkedMethod method, object? result, int rest)
    {
        int values = method.ReturnsNothing ? 0 : 1;
        object?[] elements = (values + rest) switch
        {
            0 => [],
            1 => [result],
            int count => [.. Enumerable.Range(0, count).Select(i => ((ITuple)result!)[i])],
        };
        return values == 0 ? (null, elements) : (elements[0], elements[1..]);
    }
}
