using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;

namespace DiffGen.Gradient.Tests.Harness;

/// <summary>What a forward companion did.</summary>
/// <param name="Value">What the method returns; null for nothing.</param>
/// <param name="Tangents">Of the result, then of the final content of the active writable buffers.</param>
/// <param name="Primals">The primal arguments as it left them.</param>
internal sealed record Pushed(object? Value, double[] Tangents, object[] Primals);

/// <summary>What a reverse companion did.</summary>
/// <param name="Value">What the method returns; null for nothing.</param>
/// <param name="Gradients">Of all active parameters, in order: scalars from the result tuple, buffers as the companion left them.</param>
/// <param name="Primals">The primal arguments as it left them.</param>
internal sealed record Pulled(object? Value, double[] Gradients, object[] Primals);

/// <summary>What a second-order companion did.</summary>
/// <param name="Value">What the method returns.</param>
/// <param name="Tangents">Of the result, then of the final content of the active writable buffers.</param>
/// <param name="Gradients">Of all active parameters, in order.</param>
/// <param name="Products">The Hessian times the tangent, in the same order.</param>
/// <param name="Primals">The primal arguments as it left them.</param>
internal sealed record Curved(object? Value, double[] Tangents, double[] Gradients, double[] Products, object[] Primals);

/// <summary>Calls companions with vectors of numbers.</summary>
internal static class Companions
{
    public static Pushed Jvp(MarkedMethod method, Point point, double[] tangent)
    {
        object[] primals = point.Arguments();
        object[] tangents = point.Shape(tangent);
        object? result = Invoker.Invoke(method.Jvp, [.. primals, .. tangents]);
        (object? value, object?[] rest) = Split(method, result, method.ReturnsNumber || method.ReturnsArray ? 1 : 0);
        IEnumerable<double> ofBuffers = method.Active.Zip(tangents).Where(pair => pair.First.IsWritable).SelectMany(pair => Point.ToNumbers(pair.Second));
        return new Pushed(value, [.. rest.SelectMany(number => Point.ToNumbers(number!)), .. ofBuffers], primals);
    }

    /// <summary>Runs <c>Vjp</c>.</summary>
    /// <param name="method">The marked method.</param>
    /// <param name="point">Its arguments.</param>
    /// <param name="cotangent">Of the result, then of the final content of the active writable buffers.</param>
    /// <param name="found">What the gradient buffers of read-only parameters hold at first; zeros if null. One number per active input; scalars don't use theirs.</param>
    /// <param name="calls">How many times.</param>
    public static Pulled Vjp(MarkedMethod method, Point point, double[] cotangent, double[]? found = null, int calls = 1)
    {
        object[] gradients = Gradients(point, found ?? new double[point.ActiveNumbers().Length]);
        object[] buffers = [.. method.Active.Zip(gradients).Where(pair => pair.First.IsBuffer).Select(pair => pair.Second)];
        var numbers = new Queue<double>(cotangent);
        object[] ofResult = [];
        if (!method.ReturnsNothing)
        {
            object shape = method.ReturnsNumber
                ? RuntimeHelpers.GetUninitializedObject(method.Primal.ReturnType)
                : Invoker.Invoke(method.Primal, point.Arguments())!;
            int count = shape is Array array ? array.Length : 1;
            ofResult = [Point.FromNumbers([.. Enumerable.Range(0, count).Select(_ => numbers.Dequeue())], shape)];
        }

        foreach (Array buffer in method.Active.Zip(gradients).Where(pair => pair.First.IsWritable).Select(pair => (Array)pair.Second))
        {
            Fill(buffer, numbers.Dequeue);
        }

        return Pull(method, point, gradients, buffers, ofResult, calls, method.Vjp);
    }

    /// <summary>Runs <c>Gradient</c> on gradient buffers that hold this number.</summary>
    public static Pulled Gradient(MarkedMethod method, Point point, double garbage)
    {
        object[] gradients = Gradients(point, null);
        object[] buffers = [.. method.Active.Zip(gradients).Where(pair => pair.First.IsBuffer).Select(pair => pair.Second)];
        foreach (Array buffer in buffers.Cast<Array>())
        {
            Fill(buffer, () => garbage);
        }

        return Pull(method, point, gradients, buffers, [], 1, method.Gradient);
    }

    /// <summary>Runs <c>Hvp</c> on gradient buffers that hold NaN.</summary>
    public static Curved Hvp(MarkedMethod method, Point point, double[] tangent)
    {
        object[] primals = point.Arguments();
        object[] tangents = point.Shape(tangent);
        object[] gradients = Gradients(point, null);
        object[] products = Gradients(point, null);
        object[] gradientBuffers = [.. method.Active.Zip(gradients).Where(pair => pair.First.IsBuffer).Select(pair => pair.Second)];
        object[] productBuffers = [.. method.Active.Zip(products).Where(pair => pair.First.IsBuffer).Select(pair => pair.Second)];
        foreach (Array buffer in gradientBuffers.Concat(productBuffers).Cast<Array>())
        {
            Fill(buffer, () => double.NaN);
        }

        object? result = Invoker.Invoke(method.Hvp, [.. primals, .. tangents, .. gradientBuffers, .. productBuffers]);
        int scalars = method.Active.Count(parameter => !parameter.IsBuffer);
        (object? value, object?[] others) = Split(method, result, 1 + 2 * scalars);
        var numbers = new Queue<object?>(others);
        double directional = Point.ToNumbers(numbers.Dequeue()!)[0];
        double[] gradient = [.. method.Active.Zip(gradients).SelectMany(pair => Point.ToNumbers(pair.First.IsBuffer ? pair.Second : numbers.Dequeue()!))];
        double[] product = [.. method.Active.Zip(products).SelectMany(pair => Point.ToNumbers(pair.First.IsBuffer ? pair.Second : numbers.Dequeue()!))];
        IEnumerable<double> ofBuffers = method.Active.Zip(tangents).Where(pair => pair.First.IsWritable).SelectMany(pair => Point.ToNumbers(pair.Second));
        return new Curved(value, [directional, .. ofBuffers], gradient, product, primals);
    }

    private static Pulled Pull(MarkedMethod method, Point point, object[] gradients, object[] buffers, object[] ofResult, int calls, System.Reflection.MethodInfo companion)
    {
        object[] primals = [];
        object? result = null;
        for (int call = 0; call < calls; call++)
        {
            primals = point.Arguments();
            result = Invoker.Invoke(companion, [.. primals, .. ofResult, .. buffers]);
        }

        (object? value, object?[] ofScalars) = Split(method, result, method.Active.Count(parameter => !parameter.IsBuffer));
        var scalars = new Queue<object?>(ofScalars);
        double[] all = [.. method.Active.Zip(gradients).SelectMany(pair => Point.ToNumbers(pair.First.IsBuffer ? pair.Second : scalars.Dequeue()!))];
        return new Pulled(value, all, primals);
    }

    private static object[] Gradients(Point point, double[]? found)
    {
        double[] numbers = found ?? new double[point.ActiveNumbers().Length];
        return point.Shape(numbers);
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

    private static void Fill(Array buffer, Func<double> next)
    {
        for (int i = 0; i < buffer.Length; i++)
        {
            Point.Set(buffer, i, next());
        }
    }
}
