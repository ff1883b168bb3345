using System.Collections.Immutable;

namespace DiffGen.Generator.Tests.Diagnostics;

internal static partial class Refusals
{
    /// <summary>Signatures that do not fit a batch of calls.</summary>
    public static ImmutableArray<Refusal> Batches { get; } =
    [
        new("batch of a buffer that is not uniform", "DG0010", """
                [Differentiable(Batch = true)] public static double Bad(double x, ReadOnlySpan<double> [|w|]) => x * w[0];
            """) { DeclaresCompanions = false },
        new("batch of an inactive buffer that is not uniform", "DG0010", """
                [Differentiable(Batch = true)] public static double Bad(double x, int[] [|n|]) => x * n[0];
            """) { DeclaresCompanions = false },
        new("batch without a real result", "DG0010", """
                [Differentiable(Batch = true)] public static void [|Bad|](double x, [Uniform] Span<double> y) => y[0] = x * x;
            """) { DeclaresCompanions = false },
        new("batch of a ref parameter", "DG0010", """
                [Differentiable(Batch = true)] public static double Bad(ref double [|x|]) => x * x;
            """) { DeclaresCompanions = false },
        new("batch of a uniform tuple", "DG0010", """
                [Differentiable(Batch = true)] public static double Bad(double x, [Uniform] (double A, double B) [|p|]) => x * p.A * p.B;
            """) { DeclaresCompanions = false },
        new("batch that writes its uniform buffer", "DG0010", """
                [Differentiable(Batch = true)] public static double Bad(double x, [Uniform] Span<double> [|w|]) { w[0] += x; return w[0]; }
            """),
        new("batch companion by hand with another signature", "DG0003", """
                [Differentiable(Batch = true)] public static double Bad(double x) => x * x;
                public static void [|BadBatch|](ReadOnlySpan<double> x) { }
            """) { DeclaresCompanions = false },
    ];

    /// <summary>What works, but call by call.</summary>
    public static ImmutableArray<Refusal> Notes { get; } =
    [
        new("batch of a recursion", "DG3001", """
                [Differentiable(Batch = true)] public static double F(double x) => [|x > 1 ? F(x - 1) * x : x|];
            """),
        new("batch with an effect", "DG3001", """
                [Differentiable(Batch = true)] public static double F(double x) { [|Console.WriteLine("F")|]; return x * x; }
            """),
        new("batch in two precisions", "DG3001", """
                [Differentiable(Batch = true)] public static double F(double x) => [|(float)x * x|];
            """),
        new("batch of text", "DG3001", """
                [Differentiable(Batch = true)] public static double [|F|](double x, string s) => x * s.Length;
            """),
        new("batch of tuples", "DG3001", """
                [Differentiable(Batch = true)] public static double [|F|]((double A, double B) p) => p.A * p.B;
            """),
        new("batch whose calls take parts of their own", "DG3001", """
                [Differentiable(Batch = true)] public static double F(double x, int n, [Uniform] ReadOnlySpan<double> w) { [|ReadOnlySpan<double> part = w.Slice(n);|] return x * part[0] * part[1]; }
            """),
    ];
}
