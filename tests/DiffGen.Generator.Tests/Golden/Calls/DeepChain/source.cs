using System;
using DiffGen;

namespace Golden.Calls;

public static partial class DeepChain
{
    [Differentiable]
    public static double Top(double x) => Upper(x * 1.1) + 1;

    private static double Upper(double x)
    {
        double a = Middle(x);
        return a * Middle(a);
    }

    private static double Middle(double x) => Lower(x) / (1 + Lower(0.5 * x));

    private static double Lower(double x)
    {
        double sum = 0;
        for (int i = 1; i < 4; i++)
            sum += Math.Pow(x, i) / i;
        return sum;
    }
}
