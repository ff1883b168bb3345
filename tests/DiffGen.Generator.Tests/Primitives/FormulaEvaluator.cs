using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Linq.Expressions;
using System.Numerics;
using System.Reflection;
using System.Text.RegularExpressions;
using DiffGen.CompilerServices;
using DiffGen.Generator.Primitives;
using Xunit;

namespace DiffGen.Generator.Tests.Primitives;

/// <summary>
/// Computes with the table as generated code would: a row is what its C# text calls, and tangents meet partials in the row's product.
/// </summary>
/// <typeparam name="T"><c>double</c> or <c>float</c>.</typeparam>
internal static partial class FormulaEvaluator<T>
    where T : IFloatingPointIeee754<T>
{
    private static readonly Dictionary<string, Func<T[], T>> functions = [];

    /// <summary>Whether the row has a result of this type.</summary>
    public static bool Has(Primitive row) => Text(row) is not null;

    public static T Call(Primitive row, params T[] operands)
    {
        if (!functions.TryGetValue(row.Name, out Func<T[], T>? function))
        {
            functions[row.Name] = function = Compile(row);
        }

        return function(operands);
    }

    /// <summary>The value of a formula over the operands of a row.</summary>
    public static T Value(Formula formula, T[] operands, T result) => formula switch
    {
        Formula.Operand operand => operands[operand.Index],
        Formula.Result => result,
        Formula.Number number => T.CreateChecked(number.Value),
        Formula.Application application => Call(PrimitiveTable.Get(application.Primitive), [.. application.Operands.Select(o => Value(o, operands, result))]),
        _ => throw new NotSupportedException(formula.ToString()),
    };

    /// <summary>The partial of a row with respect to an operand.</summary>
    public static T Partial(Primitive row, int operand, params T[] operands) => Value(row.Partials[operand]!, operands, Call(row, operands));

    /// <summary>The partial's own partial with respect to another operand.</summary>
    public static T SecondPartial(Primitive row, int first, int second, params T[] operands)
    {
        var at = new (T Value, T Tangent)[operands.Length];
        for (int i = 0; i < operands.Length; i++)
        {
            at[i] = (operands[i], i == second ? T.One : T.Zero);
        }

        if (row.Carries is not null)
        {
            at[^1] = Tangent(PrimitiveTable.Get(row.Carries), at[..^1]);
        }

        return Tangent(row.Partials[first]!, at, Tangent(row, at)).Tangent;
    }

    /// <summary>The value and the tangent of a formula.</summary>
    public static (T Value, T Tangent) Tangent(Formula formula, (T Value, T Tangent)[] operands, (T Value, T Tangent) result) => formula switch
    {
        Formula.Operand operand => operands[operand.Index],
        Formula.Result => result,
        Formula.Number number => (T.CreateChecked(number.Value), T.Zero),
        Formula.Application application =>
            Tangent(PrimitiveTable.Get(application.Primitive), [.. application.Operands.Select(o => Tangent(o, operands, result))]),
        _ => throw new NotSupportedException(formula.ToString()),
    };

    private static (T Value, T Tangent) Tangent(Primitive row, (T Value, T Tangent)[] operands)
    {
        T[] values = [.. operands.Select(o => o.Value)];
        T result = Call(row, values), tangent = T.Zero;
        for (int i = 0; i < row.Arity; i++)
        {
            if (row.Partials[i] is { } partial)
            {
                tangent += Call(PrimitiveTable.Get(row.Product), operands[i].Tangent, Value(partial, values, result));
            }
        }

        return (result, tangent);
    }

    private static string? Text(Primitive row) => typeof(T) == typeof(double) ? row.Double : row.Float;

    private static Func<T[], T> Compile(Primitive row)
    {
        ParameterExpression operands = Expression.Parameter(typeof(T[]));
        string text = Text(row) ?? throw new InvalidOperationException($"{row.Name} has no {typeof(T)} form");
        Expression body = Expression.Convert(Body(text, index => Expression.ArrayIndex(operands, Expression.Constant(index)), row), typeof(T));
        return Expression.Lambda<Func<T[], T>>(body, operands).Compile();
    }

    private static Expression Body(string text, Func<int, Expression> operand, Primitive row)
    {
        switch (text)
        {
            case "{0} + {1}": return Expression.Add(operand(0), operand(1));
            case "{0} - {1}": return Expression.Subtract(operand(0), operand(1));
            case "{0} * {1}": return Expression.Multiply(operand(0), operand(1));
            case "{0} / {1}": return Expression.Divide(operand(0), operand(1));
            case "{0} % {1}": return Expression.Modulo(operand(0), operand(1));
            case "-{0}": return Expression.Negate(operand(0));
            case "(double){0}": return Expression.Convert(operand(0), typeof(double));
            case "(float){0}": return Expression.Convert(operand(0), typeof(float));
        }

        Match call = CallText().Match(text);
        Assert.True(call.Success, $"{row.Name}: '{text}' is neither an operator nor a call");
        Type type = call.Groups["type"].Value switch
        {
            "double" => typeof(double),
            "float" => typeof(float),
            "global::System.Math" => typeof(Math),
            "global::System.MathF" => typeof(MathF),
            "global::DiffGen.CompilerServices.Partials" => typeof(Partials),
            "global::DiffGen.CompilerServices.StrongZero" => typeof(StrongZero),
            string other => throw new NotSupportedException(other),
        };
        int[] indices = [.. call.Groups["operand"].Captures.Select(c => int.Parse(c.Value, CultureInfo.InvariantCulture))];
        MethodInfo? method = type.GetMethod(
            call.Groups["method"].Value,
            BindingFlags.Public | BindingFlags.Static,
            [.. indices.Select(i => row.IntegerOperands.Contains(i) ? (i == 2 ? typeof(MidpointRounding) : typeof(int)) : typeof(T))]);
        Assert.True(method is not null, $"{row.Name}: .NET has no '{text}'");
        Assert.Equal(typeof(T), method.ReturnType);
        return Expression.Call(method, indices.Zip(method.GetParameters(), (i, parameter) => Expression.Convert(operand(i), parameter.ParameterType)));
    }

    [GeneratedRegex(@"^(?<type>[\w.:]+)\.(?<method>\w+)\((\{(?<operand>\d)\}(, )?)+\)$")]
    private static partial Regex CallText();
}
