using System.Collections.Immutable;

namespace DiffGen.Generator.Tests.Diagnostics;

/// <summary>What is right as it stands and must not be told, a row each.</summary>
internal static class FalseAlarms
{
    public static ImmutableArray<Silent> All { get; } =
    [
        // Integer casts
        new("the fraction", "public static double F(double t) => t - (int)t;"),
        new("the fraction of a product", "public static double F(double t) => (t * 10 - (int)(t * 10)) * t;"),
        new("the rest to the next", "public static double F(double t) { int i = (int)t; return (i + 1 - t) * 2 + (t - i) * 5; }"),
        new("an index", "public static double F(ReadOnlySpan<double> table, double t) => table[(int)t] * t;"),
        new("linear interpolation", """
            public static double F(ReadOnlySpan<double> table, double t)
            {
                int i = (int)t;
                double w = t - i;
                return (1 - w) * table[i] + w * table[i + 1];
            }
            """),
        new("the place in a cell", """
            public static double F(ReadOnlySpan<double> table, double x, [NoDiff] double origin, [NoDiff] double width)
            {
                int cell = (int)((x - origin) / width);
                double w = (x - (origin + cell * width)) / width;
                return (1 - w) * table[cell] + w * table[cell + 1];
            }
            """),
        new("the remainder by hand", "public static double F(double x, double h) => x - (int)(x / h) * h;"),
        new("a comparison", "public static double F(double x) => (int)x > 3 ? x * x : x;"),
        new("a bound of a loop", """
            public static double F(double x, int n)
            {
                double sum = 0;
                for (int i = 0; i < (int)x; i++)
                {
                    sum += x * i;
                }

                return sum;
            }
            """),
        new("a cast of what has another way", "public static double F(double x, double y) => (int)x * y + x;"),
        new("a cast of what is stopped", "public static double F(double x, double y) => (int)Diff.Stop(x * 10) * y + x;"),
        new("a cast whose number goes nowhere", "public static double F(double x) { int whole = (int)(x * 10); return whole > 3 ? x * x : x; }"),
        new("a cast of a constant", "public static double F([NoDiff] double x, double y) => (int)(x * 10) * y;"),
        new("a cast in what is thrown", """
            public static double F(double x)
            {
                if (x < 0)
                {
                    throw new ArgumentException($"{(int)(x * 10)}");
                }

                return x * x;
            }
            """),

        // No dependence, flat
        new("a parameter of which one number matters", "public static float F(System.Numerics.Vector3 v) => v.Y * v.Y;"),
        new("a parameter passed by reference", "public static void F(double x, ref double y) => y += x;"),
        new("a parameter of which only the written buffer depends", "public static void F(double x, Span<double> y) => y[0] = x * x;"),
        new("a buffer that is overwritten", "public static void F(double x, [Output] Span<double> y) => y.Fill(x);"),
        new("a parameter that is stopped", "public static double F(double x, double y) => Diff.Stop(x) * y;"),
        new("a parameter that is rounded and stopped", "public static double F(double x, double y) => Math.Floor(Diff.Stop(x)) * y;"),
        new("a parameter of one branch", "public static double F(double x, double y, bool b) => b ? x * x : y;"),
        new("a parameter of a later iteration", """
            public static double F(double x, double y, int n)
            {
                double a = 0, b = 0;
                for (int i = 0; i < n; i++)
                {
                    a = b;
                    b = x * y;
                }

                return a + y;
            }
            """),
        new("a parameter of a recursive method", """
            public static double F(double x, double y, int n) => n == 0 ? y * x : F(y, x * y, n - 1);
            """),
        new("a clamp, a largest of two", "public static double F(double x, double lo, double hi) => Math.Max(Math.Clamp(x, lo, hi), lo * hi);"),
        new("an array that is written and read by another name", """
            public static double F(double[] x)
            {
                double[] same = x;
                same[0] *= same[1];
                return x[0];
            }
            """),

        // Constants
        new("a parameter without real numbers", "public static double F(double x, string name, List<int> counts, DayOfWeek day, Func<double, double> unused, System.Globalization.CultureInfo culture) => x * x * counts.Count;"),
        new("a parameter that is marked", "public static double F([NoDiff] List<double> list, [NoDiff] decimal d, double x) => x * x * list.Count;"),
        new("static data that cannot change", "private const double Half = 0.5; private static readonly double s_scale = 3; private static readonly double[] s_table = [1, 2]; public static double F(double x, int i) => x * Half * s_scale * s_table[i] * Math.PI;", IsMember: true),
        new("mutable static state without real numbers", "public static int Order = 2; public static double F(double x) => Order > 1 ? x * x : x * Order;", IsMember: true),
        new("mutable static state in a comparison", "public static double Limit = 2; public static double F(double x) => x > Limit ? x * x : x;", IsMember: true),
        new("mutable static state that is stopped", "public static double Rate = 2; public static double F(double x) => x * Diff.Stop(Rate);", IsMember: true),

        // What never returns
        new("an array that is never made", "public static double[] F(int n) => throw new InvalidOperationException();"),
        new("a helper that never makes its array", "private static double[] Made(double[] y) => throw new InvalidOperationException(); public static double[] F(int n) => Made(new double[n]);", IsMember: true),
        new("a helper that never makes the array of an arm", "private static double[] Made(double x) => throw new InvalidOperationException(); public static double[] F(double x, int n) { double[] y = new double[2]; y[0] = x * x; if (n < 0) { y = Made(x); y[1] += x; } return y; }", IsMember: true),
    ];
}
