using System;

namespace DiffGen.Gradient.Tests.Edges;

/// <summary>What a type parameter asks of the types that stand for it.</summary>
internal interface IActivation
{
    static abstract double Apply(double x);

    static abstract double Scale { get; }

    static abstract int Order();
}

internal readonly struct SmoothStep : IActivation
{
    public static double Apply(double x) => Math.Tanh(x);

    public static double Scale => 2.5;

    public static int Order() => 3;
}

internal sealed class Wave : IActivation
{
    public static double Apply(double x) => Math.Sin(x);

    public static double Scale { get; } = 1.5;

    public static int Order() => 2;
}

/// <summary>Static members of interfaces, by a type parameter of a helper.</summary>
internal static partial class StaticContracts
{
    private static double Layer<T>(double x)
        where T : IActivation => T.Apply(x) * T.Scale + x * T.Order();

    [Differentiable]
    public static double OfAStruct(double x) => Layer<SmoothStep>(x);

    [Differentiable]
    public static double OfAClass(double x) => Layer<Wave>(x) * x;
}
