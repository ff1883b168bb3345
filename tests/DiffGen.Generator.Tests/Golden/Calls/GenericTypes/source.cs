using System;
using DiffGen;

namespace Golden.Calls;

public static partial class GenericTypes
{
    /// <summary>A method of a generic type that names its type parameter: <c>default(T)</c>.</summary>
    [Differentiable]
    public static double Overlap([NoDiff, Sample(Length = 5)] double[] x, [Sample(Length = 5)] double[] y)
    {
        double total = 0;
        for (int i = 0; i < y.Length; i++)
        {
            total += y[i] * Math.Exp(y[i]);
        }

        return total * Shared<double>.Share(x, x);
    }
}

/// <summary>The share of places where either holds anything that hold the same.</summary>
internal static class Shared<T>
    where T : IEquatable<T>
{
    public static double Share(T[] x, T[] y)
    {
        int same = 0, any = 0;
        for (int i = 0; i < x.Length; i++)
        {
            if (!x[i].Equals(default(T)!) || !y[i].Equals(default(T)!))
            {
                if (x[i].Equals(y[i]))
                {
                    same++;
                }

                any++;
            }
        }

        return any == 0 ? 1 : same / (double)any;
    }
}
