using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using Golden;

namespace DiffGen.Gradient.Tests.Harness;

/// <summary>Arguments of a marked method at one sample, and the method as a function from its active numbers to its results.</summary>
internal sealed class Point
{
    private const int DefaultSamples = 3;

    private readonly MarkedMethod _method;

    private readonly object[] _arguments;

    private Point(MarkedMethod method, object[] arguments)
    {
        _method = method;
        _arguments = arguments;
    }

    /// <summary>The samples of a method: three, or as many as its attributes list.</summary>
    public static IEnumerable<Point> Of(MarkedMethod method)
    {
        int samples = Math.Max(DefaultSamples, method.Parameters.Select(parameter => Listed(parameter)?.Length ?? 0).DefaultIfEmpty().Max());
        for (int sample = 0; sample < samples; sample++)
        {
            yield return new Point(method, [.. method.Parameters.Select(parameter => Argument(method, parameter, sample))]);
        }
    }

    /// <summary>The arguments, each buffer a fresh copy.</summary>
    public object[] Arguments() => [.. _arguments.Select(Copy)];

    /// <summary>All active numbers, in parameter order.</summary>
    public double[] ActiveNumbers() => [.. _method.Parameters.Zip(_arguments).Where(pair => pair.First.IsActive).SelectMany(pair => ToNumbers(pair.Second))];

    /// <summary>The arguments with these numbers in place of the active ones.</summary>
    public object[] ArgumentsAt(ReadOnlySpan<double> numbers)
    {
        object[] arguments = Arguments();
        for (int i = 0; i < arguments.Length; i++)
        {
            if (_method.Parameters[i].IsActive)
            {
                int count = CountOf(arguments[i]);
                arguments[i] = FromNumbers(numbers[..count], arguments[i]);
                numbers = numbers[count..];
            }
        }

        return arguments;
    }

    /// <summary>The point with these active numbers.</summary>
    public Point Moved(ReadOnlySpan<double> numbers) => new(_method, ArgumentsAt(numbers));

    /// <summary>The active arguments by themselves: shapes for tangents and gradients.</summary>
    public IEnumerable<(MarkedParameter Parameter, object Argument)> Active() =>
        _method.Parameters.Zip(_arguments).Where(pair => pair.First.IsActive).Select(pair => (pair.First, pair.Second));

    /// <summary>Numbers as values in the shape of all active arguments.</summary>
    public object[] Shape(ReadOnlySpan<double> numbers)
    {
        var shaped = new List<object>();
        foreach ((MarkedParameter _, object argument) in Active())
        {
            int count = CountOf(argument);
            shaped.Add(FromNumbers(numbers[..count], argument));
            numbers = numbers[count..];
        }

        return [.. shaped];
    }

    /// <summary>Runs the method and gives its results: what it returns, then the final content of its active writable buffers.</summary>
    public double[] Results(ReadOnlySpan<double> activeNumbers)
    {
        object[] arguments = ArgumentsAt(activeNumbers);
        object? returned = Invoker.Invoke(_method.Primal, arguments);
        return Results(returned, arguments);
    }

    public double[] Results(object? returned, object[] arguments)
    {
        IEnumerable<double> result = _method.ReturnsNumber || _method.ReturnsArray ? ToNumbers(returned!) : [];
        return [.. result, .. _method.Parameters.Zip(arguments).Where(pair => pair.First is { IsActive: true, IsWritable: true }).SelectMany(pair => ToNumbers(pair.Second))];
    }

    public override string ToString() =>
        string.Join(", ", _method.Parameters.Zip(_arguments).Select(pair => $"{pair.First.Name} = {Text(pair.Second)}"));

    public static double[] ToNumbers(object value) => value switch
    {
        double number => [number],
        float number => [number],
        double[] numbers => numbers,
        float[] numbers => [.. numbers.Select(number => (double)number)],
        double[,] matrix => [.. matrix.Cast<double>()],
        float[,] matrix => [.. matrix.Cast<float>().Select(number => (double)number)],
        _ => throw new ArgumentException($"not real: {value.GetType()}"),
    };

    public static object FromNumbers(ReadOnlySpan<double> numbers, object shape) => shape switch
    {
        double => numbers[0],
        float => (float)numbers[0],
        double[] => numbers.ToArray(),
        float[] => Array.ConvertAll(numbers.ToArray(), number => (float)number),
        double[,] or float[,] => Matrix(numbers, (Array)shape),
        _ => throw new ArgumentException($"not real: {shape.GetType()}"),
    };

    /// <summary>Sets an element by its place in the order of memory.</summary>
    public static void Set(Array array, int place, double number)
    {
        object value = array is float[] or float[,]? (object)(float)number : number;
        if (array.Rank == 2)
        {
            array.SetValue(value, place / array.GetLength(1), place % array.GetLength(1));
        }
        else
        {
            array.SetValue(value, place);
        }
    }

    /// <summary>A fresh array of the same shape, or with so many more rows or elements.</summary>
    public static Array Blank(Array shape, int more = 0) => shape.Rank == 2
        ? Array.CreateInstance(shape.GetType().GetElementType()!, shape.GetLength(0) + more, shape.GetLength(1))
        : Array.CreateInstance(shape.GetType().GetElementType()!, shape.Length + more);

    public static object Copy(object argument) => argument is Array array ? array.Clone() : argument;

    /// <summary>The bits of a value, by which two values are the same.</summary>
    public static string Bits(object? value) => value switch
    {
        null => "null",
        double number => BitConverter.DoubleToInt64Bits(number).ToString("X16", CultureInfo.InvariantCulture),
        float number => BitConverter.SingleToInt32Bits(number).ToString("X8", CultureInfo.InvariantCulture),
        Array array => $"[{string.Join(' ', array.Cast<object>().Select(Bits))}]",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    public static string Text(object? value) => value switch
    {
        Array array => $"[{string.Join(", ", array.Cast<object>().Select(Text))}]",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static int CountOf(object value) => value is Array array ? array.Length : 1;

    private static string[]? Listed(MarkedParameter parameter) => parameter.Info.GetCustomAttribute<SampleAttribute>()?.Values?.Split('|');

    private static object Argument(MarkedMethod method, MarkedParameter parameter, int sample)
    {
        SampleAttribute attribute = parameter.Info.GetCustomAttribute<SampleAttribute>() ?? method.Primal.GetCustomAttribute<SampleAttribute>() ?? new SampleAttribute();
        if (Listed(parameter) is { } listed)
        {
            string[] texts = listed[sample % listed.Length].Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            return parameter.IsMatrix ? Matrix([.. texts.Select(text => Convert.ToDouble(text, CultureInfo.InvariantCulture))], Array.CreateInstance(parameter.Number, texts.Length / attribute.Columns, attribute.Columns))
                : parameter.IsBuffer ? ArrayOf(parameter.Number, texts.Length, i => Parse(texts[i], parameter.Number))
                : Parse(texts[0], parameter.Number);
        }

        var numbers = new Numbers($"{method.Id}/{parameter.Name}/{sample}");
        return parameter.IsMatrix ? Matrix([.. Enumerable.Range(0, attribute.Length).Select(_ => Convert.ToDouble(Next(), CultureInfo.InvariantCulture))], Array.CreateInstance(parameter.Number, attribute.Length / attribute.Columns, attribute.Columns))
            : parameter.IsBuffer ? ArrayOf(parameter.Number, attribute.Length, _ => Next())
            : Next();

        object Next()
        {
            double number = numbers.Next(attribute.Low, attribute.High);
            return parameter.Number switch
            {
                Type type when type == typeof(double) => number,
                Type type when type == typeof(float) => (float)number,
                Type type when type == typeof(int) => 2 + (int)numbers.Next(0, 3),
                Type type when type == typeof(long) => 2L + (long)numbers.Next(0, 3),
                Type type when type == typeof(bool) => numbers.Next(0, 1) < 0.5,
                Type type when type.IsEnum => Enum.GetValues(type).GetValue(sample % Enum.GetValues(type).Length)!,
                Type type when type == typeof(string) => sample % 2 == 0 ? "km" : "m",
                Type type when type == typeof(char) => 'x',
                Type type when type == typeof(byte) => (byte)sample,
                _ => RuntimeHelpers.GetUninitializedObject(parameter.Number),
            };
        }
    }

    private static object Parse(string text, Type type) =>
        type.IsEnum ? Enum.Parse(type, text) : Convert.ChangeType(text, type, CultureInfo.InvariantCulture);

    private static Array Matrix(ReadOnlySpan<double> numbers, Array shape)
    {
        Array matrix = Blank(shape);
        for (int i = 0; i < numbers.Length; i++)
        {
            Set(matrix, i, numbers[i]);
        }

        return matrix;
    }

    private static Array ArrayOf(Type element, int length, Func<int, object> at)
    {
        Array array = Array.CreateInstance(element, length);
        for (int i = 0; i < length; i++)
        {
            array.SetValue(at(i), i);
        }

        return array;
    }
}
