using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Linq.Expressions;
using System.Numerics;
using System.Numerics.Tensors;
using System.Reflection;
using DiffGen.CompilerServices;

namespace DiffGen.Runtime.Tests;

/// <summary>An overload of TensorPrimitives and its two rules, called by reflection: spans are passed as array segments.</summary>
/// <typeparam name="T">The real type.</typeparam>
internal sealed class TensorRulesOverload<T>
    where T : struct, IFloatingPointIeee754<T>
{
    private static readonly ConcurrentDictionary<string, TensorRulesOverload<T>> known = new();

    private readonly Func<object[], object?> method;
    private readonly Func<object[], object?> jvp;
    private readonly Func<object[], object?> vjp;

    private TensorRulesOverload(string overload)
    {
        string[] parts = overload.Split('(', ')');
        Name = parts[0];
        Kinds = parts[1].Split(',').Select(kind => kind[0]).ToArray();
        HasResult = parts[2] == "->S";
        Method = typeof(TensorPrimitives).GetMethods().Single(m => m.Name == Name && m.IsGenericMethodDefinition && KindsOf(m).SequenceEqual(Kinds));
        Jvp = Rule("Jvp", Kinds.Length + Kinds.Count(kind => kind is 'R' or 'S' or 'W'));
        Vjp = Rule("Vjp", Kinds.Length + Kinds.Count(kind => kind is 'R' or 'W') + (HasResult ? 1 : 0));
        method = Compile(Method);
        jvp = Compile(Jvp);
        vjp = Compile(Vjp);
    }

    public string Name { get; }

    public char[] Kinds { get; }

    public bool HasResult { get; }

    public MethodInfo Method { get; }

    public MethodInfo Jvp { get; }

    public MethodInfo Vjp { get; }

    /// <summary>The overload of this row of the table.</summary>
    public static TensorRulesOverload<T> Of(string row) => known.GetOrAdd(row, static row => new TensorRulesOverload<T>(row));

    public object? CallMethod(object[] arguments) => method(arguments);

    public object? CallJvp(object[] arguments) => jvp(arguments);

    public object? CallVjp(object[] arguments) => vjp(arguments);

    /// <summary>The overload that C# prefers for float, where there is one of its own.</summary>
    public Func<object[], object?>? OwnOfType() =>
        typeof(TensorPrimitives).GetMethods().SingleOrDefault(m =>
            m.Name == Name && !m.IsGenericMethod && KindsOf(m).SequenceEqual(Kinds) && m.GetParameters()[0].ParameterType == typeof(ReadOnlySpan<T>)) is { } own
            ? Compile(own)
            : null;

    public static IEnumerable<char> KindsOf(MethodInfo method) => method.GetParameters().Select(parameter => KindOf(parameter.ParameterType));

    public static char KindOf(Type type)
    {
        if (type.IsGenericParameter || type == typeof(float))
        {
            return 'S';
        }

        if (type == typeof(int))
        {
            return 'I';
        }

        if (type == typeof(MidpointRounding))
        {
            return 'M';
        }

        if (!type.IsGenericType)
        {
            return '?';
        }

        Type element = type.GetGenericArguments()[0];
        return !element.IsGenericParameter && element != typeof(float) ? '?'
            : type.GetGenericTypeDefinition() == typeof(ReadOnlySpan<>) ? 'R'
            : type.GetGenericTypeDefinition() == typeof(Span<>) ? 'W'
            : '?';
    }

    private MethodInfo Rule(string mode, int count) =>
        typeof(TensorRules).GetMethods().Single(m => m.Name == Name + mode && m.GetParameters().Length == count && KindsOf(m).Take(Kinds.Length).SequenceEqual(Kinds));

    private static Func<object[], object?> Compile(MethodInfo definition)
    {
        MethodInfo method = definition.IsGenericMethodDefinition
            ? definition.MakeGenericMethod(definition.GetGenericArguments().Select(_ => typeof(T)).ToArray())
            : definition;
        ParameterExpression arguments = Expression.Parameter(typeof(object[]));
        Expression call = Expression.Call(method, method.GetParameters().Select((parameter, i) => Argument(arguments, i, parameter.ParameterType)));
        Expression body = method.ReturnType == typeof(void) ? Expression.Block(call, Expression.Constant(null)) : Expression.Convert(call, typeof(object));
        return Expression.Lambda<Func<object[], object?>>(body, arguments).Compile();
    }

    private static UnaryExpression Argument(ParameterExpression arguments, int index, Type type)
    {
        Expression argument = Expression.ArrayIndex(arguments, Expression.Constant(index));
        return type.IsByRefLike
            ? Expression.Convert(Expression.Convert(argument, typeof(ArraySegment<T>)), type)
            : Expression.Convert(argument, type);
    }
}
