using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Numerics;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace DiffGen.Gradient.Tests.Harness;

/// <summary>
/// Arguments and results as vectors of numbers: a real number is itself, a buffer its elements, a composite (marked struct, tuple, vector) its
/// real fields in the order of their declaration, but for those marked <c>[NoDiff]</c>.
/// </summary>
internal static class Values
{
    private static readonly ConcurrentDictionary<Type, ImmutableArray<(FieldInfo Field, bool IsActive)>> s_fields = new();

    public static bool IsReal(Type type) => type == typeof(double) || type == typeof(float);

    /// <summary>A struct that carries derivatives: marked, a tuple with real numbers, or a vector.</summary>
    public static bool IsComposite(Type type) =>
        type.IsValueType && !type.IsByRefLike && (type.IsDefined(typeof(DifferentiableAttribute), false) || IsVector(type) || (IsTuple(type) && type.GetFields().Any(field => HoldsReals(field.FieldType))));

    /// <summary>It is real, a composite, or a buffer of such.</summary>
    public static bool HoldsReals(Type type) =>
        type.IsArray ? HoldsReals(type.GetElementType()!) : IsReal(type) || (IsComposite(type) && LeavesOf(type).Any(leaf => leaf.IsActive));

    /// <summary>The type of what an array, or an array of arrays, is made of.</summary>
    public static Type Innermost(Type type) => type.IsArray ? Innermost(type.GetElementType()!) : type;

    /// <summary>The numbers and other values at the ends of a type, in order.</summary>
    public static IEnumerable<(Type Type, bool IsActive)> LeavesOf(Type type) => IsComposite(type)
        ? FieldsOf(type).SelectMany(part => LeavesOf(part.Field.FieldType).Select(leaf => (leaf.Type, leaf.IsActive && part.IsActive)))
        : [(type, IsReal(type))];

    /// <summary>The active numbers of a value.</summary>
    public static double[] ToNumbers(object? value)
    {
        switch (value)
        {
            case double number:
                return [number];
            case float number:
                return [number];
            case double[] reals:
                return reals;
            case float[] reals:
                return [.. reals.Select(number => (double)number)];
            default:
                var numbers = new List<double>();
                Map(value, true, (leaf, isActive) =>
                {
                    if (isActive)
                    {
                        numbers.Add(Convert.ToDouble(leaf, CultureInfo.InvariantCulture));
                    }

                    return leaf;
                });
                return [.. numbers];
        }
    }

    /// <summary>The value with these active numbers; the rest stays.</summary>
    public static object WithNumbers(object shape, ReadOnlySpan<double> numbers) => Replace(shape, numbers, keepsRest: true);

    /// <summary>A tangent or gradient of the shape of a value: these active numbers, the rest at its default.</summary>
    public static object Derivative(object shape, ReadOnlySpan<double> numbers) => Replace(shape, numbers, keepsRest: false);

    /// <summary>A derivative that holds one number everywhere.</summary>
    public static object Filled(object shape, double number) => Derivative(shape, [.. Enumerable.Repeat(number, Count(shape))]);

    /// <summary>How many active numbers a value has.</summary>
    public static int Count(object? value) => value switch
    {
        double or float => 1,
        double[] or float[] => ((Array)value).Length,
        _ => ToNumbers(value).Length,
    };

    /// <summary>What is no active number is at its default: so it is in every tangent and gradient.</summary>
    public static bool RestIsDefault(object? value)
    {
        if (value is double or float or double[] or float[])
        {
            return true;
        }

        bool isDefault = true;
        Map(value, true, (leaf, isActive) =>
        {
            isDefault &= isActive || leaf is null || (leaf.GetType().IsValueType && leaf.Equals(RuntimeHelpers.GetUninitializedObject(leaf.GetType())));
            return leaf;
        });
        return isDefault;
    }

    /// <summary>A value of a type, leaf by leaf.</summary>
    public static object? Make(Type type, Func<Type, object?> leaf)
    {
        if (!IsComposite(type))
        {
            return leaf(type);
        }

        object made = RuntimeHelpers.GetUninitializedObject(type);
        foreach ((FieldInfo field, _) in FieldsOf(type))
        {
            field.SetValue(made, Make(field.FieldType, leaf));
        }

        return made;
    }

    /// <summary>A copy that shares no memory.</summary>
    public static object Copy(object argument) => argument switch
    {
        Array { Rank: 1 } rows when rows.GetType().GetElementType()!.IsArray => Rows(rows, row => (Array)row.Clone()),
        Array array => array.Clone(),
        _ => argument,
    };

    /// <summary>A fresh array of the same shape, or with so many more rows or elements.</summary>
    public static Array Blank(Array shape, int more = 0)
    {
        Type element = shape.GetType().GetElementType()!;
        if (element.IsArray)
        {
            Array rows = Array.CreateInstance(element, shape.Length + more);
            for (int i = 0; i < rows.Length; i++)
            {
                rows.SetValue(i < shape.Length ? Blank((Array)shape.GetValue(i)!) : Array.CreateInstance(element.GetElementType()!, 1), i);
            }

            return rows;
        }

        return shape.Rank == 2
            ? Array.CreateInstance(element, shape.GetLength(0) + more, shape.GetLength(1))
            : Array.CreateInstance(element, shape.Length + more);
    }

    /// <summary>The bits of a value, by which two values are the same.</summary>
    public static string Bits(object? value) => value switch
    {
        null => "null",
        double number => BitConverter.DoubleToInt64Bits(number).ToString("X16", CultureInfo.InvariantCulture),
        float number => BitConverter.SingleToInt32Bits(number).ToString("X8", CultureInfo.InvariantCulture),
        Array array => $"[{string.Join(' ', array.Cast<object>().Select(Bits))}]",
        _ when IsComposite(value.GetType()) => $"({string.Join(' ', FieldsOf(value.GetType()).Select(part => Bits(part.Field.GetValue(value))))})",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    public static string Text(object? value) => value switch
    {
        null => "null",
        Array array => $"[{string.Join(", ", array.Cast<object>().Select(Text))}]",
        _ when IsComposite(value.GetType()) => $"({string.Join(", ", FieldsOf(value.GetType()).Select(part => $"{PlainName(part.Field)} {Text(part.Field.GetValue(value))}"))})",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static object Replace(object shape, ReadOnlySpan<double> numbers, bool keepsRest)
    {
        switch (shape)
        {
            case double:
                return numbers[0];
            case float:
                return (float)numbers[0];
            case double[]:
                return numbers.ToArray();
            case float[]:
                return Array.ConvertAll(numbers.ToArray(), number => (float)number);
            default:
                var next = new Queue<double>(numbers.ToArray());
                return Map(shape, true, (leaf, isActive) =>
                    isActive ? (leaf is float ? (object)(float)next.Dequeue() : next.Dequeue())
                    : keepsRest || leaf is null ? leaf
                    : leaf.GetType().IsValueType ? RuntimeHelpers.GetUninitializedObject(leaf.GetType())
                    : null)!;
        }
    }

    /// <summary>A value of the same shape, leaf by leaf in order.</summary>
    private static object? Map(object? value, bool isActive, Func<object?, bool, object?> leaf)
    {
        switch (value)
        {
            case Array { Rank: 2 } matrix:
                Array mapped = (Array)matrix.Clone();
                for (int i = 0; i < matrix.GetLength(0); i++)
                {
                    for (int j = 0; j < matrix.GetLength(1); j++)
                    {
                        mapped.SetValue(Map(matrix.GetValue(i, j), isActive, leaf), i, j);
                    }
                }

                return mapped;
            case Array array:
                Array copy = (Array)array.Clone();
                for (int i = 0; i < array.Length; i++)
                {
                    copy.SetValue(Map(array.GetValue(i), isActive, leaf), i);
                }

                return copy;
            case not null when IsComposite(value.GetType()):
                object made = RuntimeHelpers.GetUninitializedObject(value.GetType());
                foreach ((FieldInfo field, bool isActiveField) in FieldsOf(value.GetType()))
                {
                    field.SetValue(made, Map(field.GetValue(value), isActive && isActiveField, leaf));
                }

                return made;
            default:
                return leaf(value, isActive && value is double or float);
        }
    }

    private static Array Rows(Array rows, Func<Array, Array> row)
    {
        Array copy = (Array)rows.Clone();
        for (int i = 0; i < copy.Length; i++)
        {
            copy.SetValue(row((Array)rows.GetValue(i)!), i);
        }

        return copy;
    }

    private static bool IsTuple(Type type) => type.IsGenericType && typeof(ITuple).IsAssignableFrom(type) && type.FullName!.StartsWith("System.ValueTuple`", StringComparison.Ordinal);

    private static bool IsVector(Type type) => type == typeof(Vector2) || type == typeof(Vector3) || type == typeof(Vector4);

    private static ImmutableArray<(FieldInfo Field, bool IsActive)> FieldsOf(Type type) => s_fields.GetOrAdd(type, static type =>
        [.. type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).OrderBy(field => field.MetadataToken).Select(field => (field, !IsConstant(field)))]);

    /// <summary>The field, the property that it stands behind, or the parameter of the record is marked.</summary>
    private static bool IsConstant(FieldInfo field)
    {
        string name = PlainName(field);
        return field.IsDefined(typeof(NoDiffAttribute), false)
            || field.DeclaringType!.GetProperty(name, BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)?.IsDefined(typeof(NoDiffAttribute), false) == true
            || (name != field.Name && field.DeclaringType.GetConstructors().SelectMany(constructor => constructor.GetParameters()).Any(parameter => parameter.Name == name && parameter.IsDefined(typeof(NoDiffAttribute), false)));
    }

    private static string PlainName(FieldInfo field) => field.Name.StartsWith('<') ? field.Name[1..field.Name.IndexOf('>', StringComparison.Ordinal)] : field.Name;
}
