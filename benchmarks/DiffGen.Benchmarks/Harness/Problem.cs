using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;

namespace DiffGen.Benchmarks.Harness;

/// <summary>One row of the tables: a method and its derivatives. Each of them runs as often as it is told and returns something of its results.</summary>
/// <param name="Name">What the row is called.</param>
/// <param name="Method">The method itself.</param>
/// <param name="Gradient">The generated gradient.</param>
/// <param name="Jvp">The generated derivative along one direction, where it is measured.</param>
/// <param name="ByHand">The gradient written by hand in plain C#.</param>
/// <param name="Check">Compares the generated derivatives with the one by hand; throws where they differ.</param>
internal sealed record Problem(
    string Name,
    Func<int, double> Method,
    Func<int, double> Gradient,
    Func<int, double>? Jvp,
    Func<int, double> ByHand,
    Action Check)
{
    /// <summary>The generated gradient where no loop runs on vectors.</summary>
    public Func<int, double>? ScalarGradient { get; init; }

    /// <summary>The same in C++.</summary>
    public IReadOnlyList<NativePeer> Natives { get; init; } = [];

    public static Problem Of<TMethod, TGradient, TJvp, TByHand>(string name, Action check)
        where TMethod : struct, IKernel
        where TGradient : struct, IKernel
        where TJvp : struct, IKernel
        where TByHand : struct, IKernel
    {
        return new Problem(name, Repeat<TMethod>, Repeat<TGradient>, Repeat<TJvp>, Repeat<TByHand>, check);
    }

    /// <summary>The same, with the generated gradient where no loop runs on vectors.</summary>
    public static Problem Of<TMethod, TGradient, TJvp, TByHand, TScalar>(string name, Action check)
        where TMethod : struct, IKernel
        where TGradient : struct, IKernel
        where TJvp : struct, IKernel
        where TByHand : struct, IKernel
        where TScalar : struct, IKernel
    {
        return Of<TMethod, TGradient, TJvp, TByHand>(name, check) with { ScalarGradient = Repeat<TScalar> };
    }

    /// <summary>Compiled with optimisation from its first call on: what second calls measure is the gradient, not this loop.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Repeat<TKernel>(int repetitions)
        where TKernel : struct, IKernel
    {
        double sum = 0;
        for (int i = 0; i < repetitions; i++)
        {
            sum += TKernel.Run(i);
        }

        return sum;
    }
}
