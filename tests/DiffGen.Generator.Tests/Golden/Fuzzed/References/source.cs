using System;
using DiffGen;

namespace Golden.Fuzzed;

/// <summary>Random programs that pass one variable twice by reference, and recursive methods of structs.</summary>
public static partial class References
{
    private static void Scale(ref double to, ref double from)
    {
        to *= from;
        from += to;
    }

    [Differentiable]
    public static double Itself(double x, double y)
    {
        Scale(ref x, ref x);
        Scale(ref y, ref x);
        return x * y;
    }

    [Differentiable]
    public partial struct Counter
    {
        public double X;
        public int N;

        [Differentiable]
        public double Down(double d)
        {
            X *= d;
            N--;
            return N > 0 ? Down(d * 0.5) + X : X;
        }
    }

    [Differentiable]
    public static double OfItself(Counter s, double x) => s.Down(x) * s.X;
}
