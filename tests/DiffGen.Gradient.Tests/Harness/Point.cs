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

    /// <summary>The arguments, each buffer a fresh copy; some value for one that is passed out.</summary>
    public object[] Arguments() => [.. _arguments.Select(Values.Copy)];

    /// <summary>All active numbers that go in, in parameter order.</summary>
    public double[] ActiveNumbers() => [.. Active().Where(active => active.Parameter.IsInput).SelectMany(active => Values.ToNumbers(active.Argument))];

    /// <summary>The arguments with these numbers in place of the active ones.</summary>
    public object[] ArgumentsAt(ReadOnlySpan<double> numbers)
    {
        object[] arguments = Arguments();
        for (int i = 0; i < arguments.Length; i++)
        {
            if (_method.Parameters[i] is { IsActive: true, IsInput: true })
            {
                int count = Values.Count(arguments[i]);
                arguments[i] = Values.WithNumbers(arguments[i], numbers[..count]);
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

    /// <summary>Numbers as tangents or gradients of all active arguments; one that is passed out takes none and is zero.</summary>
    public object[] Shape(ReadOnlySpan<double> numbers)
    {
        var shaped = new List<object>();
        foreach ((MarkedParameter parameter, object argument) in Active())
        {
            int count = parameter.IsInput ? Values.Count(argument) : 0;
            shaped.Add(parameter.IsInput ? Values.Derivative(argument, numbers[..count]) : Values.Filled(argument, 0));
            numbers = numbers[count..];
        }

        return [.. shaped];
    }

    /// <summary>Runs the method and gives its results: what it returns, then the final content of what is active and may be written.</summary>
    public double[] Results(ReadOnlySpan<double> activeNumbers)
    {
        object[] arguments = ArgumentsAt(activeNumbers);
        object? returned = Invoker.Invoke(_method.Primal, arguments);
        return Results(returned, arguments);
    }

    public double[] Results(object? returned, object[] arguments)
    {
        IEnumerable<double> result = _method.ReturnsReals ? Values.ToNumbers(returned!) : [];
        return [.. result, .. _method.Parameters.Zip(arguments).Where(pair => pair.First is { IsActive: true, IsWritable: true }).SelectMany(pair => Values.ToNumbers(pair.Second))];
    }

    public override string ToString() =>
        string.Join(", ", _method.Parameters.Zip(_arguments).Select(pair => $"{pair.First.Name} = {Values.Text(pair.Second)}"));

    private static string[]? Listed(MarkedParameter parameter) => parameter.Sample?.Values?.Split('|');

    private static object Argument(MarkedMethod method, MarkedParameter parameter, int sample)
    {
        SampleAttribute attribute = parameter.Sample ?? method.Primal.GetCustomAttribute<SampleAttribute>() ?? new SampleAttribute();
        int leaves = Values.LeavesOf(parameter.Element).Count();
        if (Listed(parameter) is { } listed)
        {
            string[] texts = listed[sample % listed.Length].Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            int at = 0;
            return Whole(texts.Length / leaves, type => Parse(texts[at++], type));
        }

        var numbers = new Numbers($"{method.Id}/{parameter.Name}/{sample}");
        return Whole(attribute.Length, Next);

        object Whole(int length, Func<Type, object?> leaf)
        {
            object? One() => Values.Make(parameter.Element, leaf);
            int columns = attribute.Columns;
            if (parameter.IsMatrix)
            {
                Array matrix = Array.CreateInstance(parameter.Element, length / columns, columns);
                for (int i = 0; i < matrix.Length; i++)
                {
                    matrix.SetValue(One(), i / columns, i % columns);
                }

                return matrix;
            }

            if (parameter.IsJagged)
            {
                // The last row is shorter where the rows don't come out even.
                Array[] rows = [.. Enumerable.Range(0, (length + columns - 1) / columns).Select(i => ArrayOf(parameter.Element, Math.Min(columns, length - (i * columns)), One))];
                Array jagged = Array.CreateInstance(parameter.Type.GetElementType()!, rows.Length);
                rows.CopyTo(jagged, 0);
                return jagged;
            }

            return parameter.IsBuffer ? ArrayOf(parameter.Element, length, One) : One()!;
        }

        object? Next(Type type)
        {
            double number = numbers.Next(attribute.Low, attribute.High);
            return type switch
            {
                _ when type == typeof(double) => number,
                _ when type == typeof(float) => (float)number,
                _ when type == typeof(int) => 2 + (int)numbers.Next(0, 3),
                _ when type == typeof(long) => 2L + (long)numbers.Next(0, 3),
                _ when type == typeof(bool) => numbers.Next(0, 1) < 0.5,
                _ when type.IsEnum => Enum.GetValues(type).GetValue(sample % Enum.GetValues(type).Length)!,
                _ when type == typeof(string) => sample % 2 == 0 ? "km" : "m",
                _ when type == typeof(char) => 'x',
                _ when type == typeof(byte) => (byte)sample,
                _ when type.IsArray => Array.CreateInstance(type.GetElementType()!, 0),
                _ => RuntimeHelpers.GetUninitializedObject(type),
            };
        }
    }

    private static object Parse(string text, Type type) =>
        type.IsEnum ? Enum.Parse(type, text) : Convert.ChangeType(text, type, CultureInfo.InvariantCulture);

    private static Array ArrayOf(Type element, int length, Func<object?> at)
    {
        Array array = Array.CreateInstance(element, length);
        for (int i = 0; i < length; i++)
        {
            array.SetValue(at(), i);
        }

        return array;
    }
}
