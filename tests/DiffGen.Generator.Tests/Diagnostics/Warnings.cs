using System.Collections.Immutable;

namespace DiffGen.Generator.Tests.Diagnostics;

/// <summary>What is differentiated and told nevertheless, a row each.</summary>
internal static class Warnings
{
    public static ImmutableArray<Refusal> Constants { get; } =
    [
        new("unmarked struct", "DG2001", """
                public struct Pair { public double A; public double B; }

                [Differentiable] public static double Bad(Pair [|pair|], double x) => pair.A * x;
            """),
        new("decimal parameter", "DG2001", """
                [Differentiable] public static double Bad(decimal [|amount|], double x) => x * x;
            """),
        new("list parameter", "DG2001", """
                [Differentiable] public static double Bad(List<double> [|numbers|], double x) => x * numbers.Count;
            """),
        new("interface of numbers", "DG2001", """
                [Differentiable] public static double Bad(IReadOnlyList<double> [|numbers|], double x) => x * numbers.Count;
            """),
        new("memory parameter", "DG2001", """
                [Differentiable] public static double Bad(Memory<double> [|numbers|], double x) => x * numbers.Length;
            """),
        new("list in a tuple", "DG2001", """
                [Differentiable] public static double Bad((List<double> [|Numbers|], double X) p) => p.X * p.Numbers.Count;
            """),
        new("unmarked structs in a tuple in a tuple", "DG2001", """
                public struct Pair { public double A; public double B; }

                [Differentiable] public static double Bad(((Pair[] [|Pairs|], int At) Chosen, double X) p) => p.Chosen.Pairs[p.Chosen.At].A * p.X;
            """),
        new("element of a tuple without a name", "DG2001", """
                [Differentiable] public static double Bad(([|decimal|], double) p) => p.Item2 * p.Item2;
            """),
        new("tuple in a marked struct", "DG2001", """
                [Differentiable] public struct Priced { public double Size; public (decimal Low, double High) [|Price|]; }

                [Differentiable] public static double Bad(Priced item) => item.Size * item.Price.High;
            """),
        new("field of a marked struct", "DG2001", """
                [Differentiable] public struct Priced { public double Size; public decimal [|Price|]; }

                [Differentiable] public static double Bad(Priced item) => item.Size * item.Size;
            """),
        new("mutable static read", "DG2004", """
                public static double Rate = 0.1;

                [Differentiable] public static double Bad(double x) => x * [|Rate|];
            """),
        new("mutable static property", "DG2004", """
                public static double Rate { get; set; } = 0.1;

                [Differentiable] public static double Bad(double x) => x * [|Rate|];
            """),
        new("mutable static array", "DG2004", """
                public static double[] Rates = [0.1, 0.2];

                [Differentiable] public static double Bad(double x, int i) => x * [|Rates|][i];
            """),
        new("mutable static array of structs", "DG2004", """
                public struct Quote { public double Bid; public int Size; }

                public static Quote[] Quotes = new Quote[2];

                [Differentiable] public static double Bad(double x) => x * [|Quotes|][0].Bid;
            """),
        new("mutable static struct", "DG2004", """
                [Differentiable] public struct Rates { public double Low, High; }

                public static Rates Now;

                [Differentiable] public static double Bad(double x) => x * [|Now|].High;
            """),
        new("mutable static in a helper", "DG2004", """
                public static double Rate = 0.1;

                private static double Grown(double x) => x * [|Rate|];

                [Differentiable] public static double Bad(double x) => Grown(x) + Grown(2 * x);
            """),
    ];

    public static ImmutableArray<Refusal> Dependence { get; } =
    [
        new("no dependence", "DG2002", """
                [Differentiable] public static double Bad(double [|x|], double y) => y * y;
            """),
        new("no dependence of two", "DG2002", """
                [Differentiable] public static double Bad(double [|x|], double y, float [|z|]) => y * y;
            """),
        new("no dependence on a buffer", "DG2002", """
                [Differentiable] public static double Bad(ReadOnlySpan<double> [|x|], ReadOnlySpan<double> y) => y[0] * y[0];
            """),
        new("no dependence on an array", "DG2002", """
                [Differentiable] public static double Bad(double[] [|x|], ReadOnlySpan<double> y) => y[0] * y[0];
            """),
        new("no dependence on a matrix", "DG2002", """
                [Differentiable] public static double Bad(double[,] [|x|], ReadOnlySpan<double> y) => y[0] * y[0];
            """),
        new("no dependence on a struct", "DG2002", """
                [Differentiable] public static double Bad(System.Numerics.Vector2 [|v|], float y) => y * y;
            """),
        new("assigned before it is read", "DG2002", """
                [Differentiable] public static double Bad(double [|x|], double y) { x = y * y; return x * y; }
            """),
        new("used in what is thrown away", "DG2002", """
                [Differentiable]
                public static double Bad(double [|x|], double y)
                {
                    double unused = 0;
                    for (int i = 0; i < 3; i++)
                    {
                        unused += x * y;
                    }

                    return y * y;
                }
            """),
        new("flat everywhere", "DG2005", """
                [Differentiable] public static double Bad(double [|x|]) => Math.Floor(x) + Math.Sign(x);
            """),
        new("flat: a length", "DG2005", """
                [Differentiable] public static double Bad(ReadOnlySpan<double> [|x|], ReadOnlySpan<double> y) => y[0] * x.Length;
            """),
        new("flat: a comparison", "DG2005", """
                [Differentiable] public static double Bad(double [|x|], double y) => x > 0 ? y * y : y;
            """),
        new("flat: a bound", "DG2005", """
                [Differentiable]
                public static double Bad(double [|x|], double y)
                {
                    double sum = 0;
                    for (int i = 0; i < x; i++)
                    {
                        sum += y * i;
                    }

                    return sum;
                }
            """),
        new("flat: a while loop", "DG2005", """
                [Differentiable]
                public static double Bad(double [|x|], double y)
                {
                    while (y < x)
                    {
                        y *= 1.5;
                    }

                    return y;
                }
            """),
    ];

    public static ImmutableArray<Refusal> Casts { get; } =
    [
        new("lost in a cast", "DG2003", """
                [Differentiable]
                public static double Bad(double x, double y)
                {
                    int whole = [|(int)(x * 10)|];
                    return whole * y + x;
                }
            """),
        new("lost in a cast, alone", "DG2003", """
                [Differentiable] public static double Bad(double x, double y) => [|(long)x|] * y;
            """),
        new("lost in a checked cast", "DG2003", """
                [Differentiable] public static float Bad(float x, float y) => checked([|(int)(x * 8)|]) * y;
            """),
        new("lost in a cast, counted up", "DG2003", """
                [Differentiable]
                public static double Bad(ReadOnlySpan<double> x, double y)
                {
                    int total = 0;
                    for (int i = 0; i < x.Length; i++)
                    {
                        total += [|(int)(10 * x[i])|];
                    }

                    return total * y;
                }
            """),
        new("lost in a cast, by way of a buffer", "DG2003", """
                [Differentiable]
                public static double Bad(ReadOnlySpan<double> x, double y)
                {
                    Span<double> rounded = stackalloc double[2];
                    rounded[0] = [|(int)(10 * x[0])|];
                    return rounded[0] * y;
                }
            """),
        new("lost in a cast, chosen", "DG2003", """
                [Differentiable]
                public static double Bad(double x, double y)
                {
                    int whole = y > 0 ? [|(int)(x * x)|] : 3;
                    return whole * y;
                }
            """),
        new("lost in a helper", "DG2003", """
                private static double Rounded(double x) => [|(int)(x * 10)|] * 0.1;

                [Differentiable] public static double Bad(double x, double y) => Rounded(x * x) * y;
            """),
    ];
}
