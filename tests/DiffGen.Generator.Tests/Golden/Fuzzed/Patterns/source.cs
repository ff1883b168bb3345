using System;
using DiffGen;

namespace Golden.Fuzzed;

/// <summary>Random programs with patterns: what one arm reads is not in sight of another.</summary>
public static partial class Patterns
{
    [Differentiable]
    public partial struct Body
    {
        public double Mass;
        public int Kind;
    }

    [Differentiable]
    public static double TwoArms(Body body, double x) => body switch { { Kind: 0 } => x, { Kind: 1 or 2 } => x * x * body.Mass, _ => body.Mass };

    [Differentiable]
    public static double Positional((double A, int B) s, double x) => s is (_, 3) ? x : s is { A: > 1 } ? x * s.A : s.A;

    [Differentiable]
    public static double Named((double A, int B) s, double x) => s is { A: var a, B: 2 } ? a * x : x;

    [Differentiable]
    public partial struct Counter
    {
        public double V;

        public static Counter operator ++(Counter a) => new() { V = a.V * a.V + 1 };

        public static Counter operator *(Counter a, Counter b) => new() { V = a.V * b.V };
    }

    [Differentiable]
    public static double Increments(Counter a, Counter b)
    {
        Counter product = a++ * ++b;
        return product.V + (a.V * b.V);
    }
}
