using System.Collections.Immutable;

namespace DiffGen.Generator.Tests.Diagnostics;

/// <summary>What must be refused, a row each.</summary>
internal static partial class Refusals
{
    public static ImmutableArray<Refusal> Signatures { get; } =
    [
        new("type not partial", "DG1001", """
            public static class [|Plain|]
            {
                [Differentiable] public static double Bad(double x) => x * x;
            }
            """) { IsWholeFile = true, DeclaresCompanions = false },
        new("outer type not partial", "DG1001", """
            public static class [|Outer|]
            {
                public static partial class Inner
                {
                    [Differentiable] public static double Bad(double x) => x * x;
                }
            }
            """) { IsWholeFile = true, DeclaresCompanions = false },
        new("extern method", "DG1002", """
                [Differentiable] [System.Runtime.InteropServices.DllImport("libm", EntryPoint = "cos")] public static extern double [|Bad|](double x);
            """) { DeclaresCompanions = false },
        new("abstract method", "DG1002", """
            public abstract partial class Shape
            {
                [Differentiable] public abstract double [|Bad|](double x);
            }
            """) { IsWholeFile = true, DeclaresCompanions = false },
        new("override without a mark", "DG0007", """
            public partial class Curve
            {
                [Differentiable] public virtual double At(double x) => x * x;
            }

            public class Wave : Curve
            {
                public override double [|At|](double x) => Math.Sin(x);
            }
            """) { IsWholeFile = true, DeclaresCompanions = false },
        new("override of a marked override without a mark", "DG0007", """
            public abstract partial class Curve
            {
                [Differentiable] public virtual double At(double x) => x;
            }

            public partial class Wave : Curve
            {
                [Differentiable] public override double At(double x) => Math.Sin(x);
            }

            public class Damped : Wave
            {
                public override double [|At|](double x) => Math.Sin(x) / x;
            }
            """) { IsWholeFile = true, DeclaresCompanions = false },
        new("override that asks for less", "DG0007", """
            public partial class Curve
            {
                [Differentiable(Hvp = true)] public virtual double At(double x) => x * x;
            }

            public partial class Wave : Curve
            {
                [Differentiable] public override double [|At|](double x) => Math.Sin(x);
            }
            """) { IsWholeFile = true, DeclaresCompanions = false },
        new("override with other constants", "DG0007", """
            public partial class Curve
            {
                [Differentiable] public virtual double At(double x, [NoDiff] double k) => x * k;
            }

            public partial class Wave : Curve
            {
                [Differentiable] public override double [|At|](double x, double k) => Math.Sin(x * k);
            }
            """) { IsWholeFile = true, DeclaresCompanions = false },
        new("virtual method with type parameters", "DG1004", """
            public partial class Curve
            {
                [Differentiable] public virtual T [|Bad|]<T>(T x) where T : System.Numerics.IFloatingPointIeee754<T> => x * x;
            }
            """) { IsWholeFile = true, DeclaresCompanions = false },
        new("virtual method in batches", "DG1004", """
            public partial class Curve
            {
                [Differentiable(Batch = true)] public virtual double [|Bad|](double x) => x * x;
            }
            """) { IsWholeFile = true, DeclaresCompanions = false },
        new("virtual method that is checkpointed", "DG1004", """
            public partial class Curve
            {
                [Differentiable, Checkpoint] public virtual double [|Bad|](double x) => x * x;
            }
            """) { IsWholeFile = true, DeclaresCompanions = false },
        new("virtual method with a rule by hand", "DG1004", """
            public partial class Curve
            {
                [Differentiable] public virtual double [|At|](double x) => x * x;

                public virtual (double Value, double XGrad) AtVjp(double x, double valueGrad) => (x * x, 2 * x * valueGrad);
            }
            """) { IsWholeFile = true, DeclaresCompanions = false },
        new("interface method", "DG1004", """
            public partial interface ICurve
            {
                [Differentiable] double [|Bad|](double x) => x * x;
            }
            """) { IsWholeFile = true, DeclaresCompanions = false },
        new("generic method over integers too", "DG1004", """
                [Differentiable] public static T [|Bad|]<T>(T x) where T : System.Numerics.INumber<T> => x * x;
            """) { DeclaresCompanions = false },
        new("ref parameter of a buffer type", "DG1004", """
                [Differentiable] public static double Bad(ref Span<double> [|x|]) => x[0] * x[0];
            """) { DeclaresCompanions = false },
        new("ref struct result", "DG0004", """
                public ref struct Pair { public double A; }

                [Differentiable] public static Pair [|Bad|](double x) => new Pair { A = x };
            """) { DeclaresCompanions = false },
        new("span result", "DG0004", """
                [Differentiable] public static Span<double> [|Bad|](Span<double> x) => x[1..];
            """) { DeclaresCompanions = false },
    ];

    /// <summary>Told at the struct alone: a method that takes it has no error of its own.</summary>
    public static ImmutableArray<Refusal> Structs { get; } =
    [
        new("marked ref struct", "DG0005", """
                [Differentiable]
                public ref struct [|Pair|] { public double A, B; }

                [Differentiable] public static double Bad(Pair pair, double x) => x * x;
            """),
        new("inline array", "DG0005", """
                [Differentiable, System.Runtime.CompilerServices.InlineArray(3)]
                public struct [|Pair|] { public double A; }

                [Differentiable] public static double Bad(Pair pair, double x) => x * x;
            """),
        new("explicit layout", "DG0005", """
                [Differentiable, System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Explicit)]
                public struct [|Pair|] { [System.Runtime.InteropServices.FieldOffset(0)] public double A; [System.Runtime.InteropServices.FieldOffset(8)] public double B; }

                [Differentiable] public static double Bad(Pair pair, double x) => x * x;
            """),
        new("automatic layout", "DG0005", """
                [Differentiable, System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
                public struct [|Pair|] { public double A, B; }

                [Differentiable] public static double Bad(Span<Pair> pair, double x) => x * x;
            """),
        new("layout with a size", "DG0005", """
                [Differentiable, System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Sequential, Size = 32)]
                public struct [|Pair|] { public double A, B; }

                [Differentiable] public static double Bad(ReadOnlySpan<Pair> pair, double x) => x * x;
            """),
        new("layout with a packing", "DG0005", """
                [Differentiable, System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Sequential, Pack = 4)]
                public struct [|Pair|] { public double A, B; }

                [Differentiable] public static double Bad(Span<Pair> pair, double x) => x * x;
            """),
        new("buffer in a struct", "DG0005", """
                [Differentiable]
                public struct Pair { public double A; public double[] [|B|]; }

                [Differentiable] public static double Bad(Pair pair, double x) => x * x;
            """),
    ];

    public static ImmutableArray<Refusal> Language { get; } =
    [
        new("an array that a loop assigns, written while another name may hold it", "DG1010", """
                [Differentiable] public static double Bad(double[] a, double x, int n)
                {
                    double[] s = a;
                    for (int i = 0; i < n; i++)
                    {
                        [|s[0] = x;|]
                        s = [x, s[0]];
                    }

                    return s[0];
                }
            """),
        new("an array that nested loops assign, written in the inner one while it may be a parameter", "DG1010", """
                [Differentiable] public static double Bad(double[] a, double x, int n)
                {
                    double[] s = a;
                    for (int k = 0; k < n; k++)
                    {
                        for (int i = 0; i < n; i++)
                        {
                            [|s[0] *= x;|]
                            s = [x, s[0]];
                        }
                    }

                    return s[0];
                }
            """),
        new("what a called method may give back, assigned in a loop and written", "DG1010", """
                [Differentiable] public static double Bad(double[] a, double x, int n)
                {
                    double[] s = [x, 1];
                    for (int i = 0; i < n; i++)
                    {
                        [|s[0] *= x;|]
                        s = Halved(a, x, n);
                    }

                    return s[0];
                }

                private static double[] Halved(double[] a, double x, int n)
                {
                    double[] s = a;
                    for (int i = 0; i < n; i++)
                    {
                        s = Halved([s[1] * x, 1], x, n / 2);
                    }

                    return s;
                }
            """),
        new("another name of an array that a loop assigns, written", "DG1010", """
                [Differentiable] public static double Bad(double[] a, double x, int n)
                {
                    double[] s = a;
                    for (int i = 0; i < n; i++)
                    {
                        s = [s[1] * x, 1];
                    }

                    [|a[0] = x;|]
                    return s[0];
                }
            """),
        new("two names of a new array in a loop, one written", "DG1010", """
                [Differentiable] public static double Bad(double x, int n)
                {
                    double[] s = [x, 1], t = [1, x];
                    for (int i = 0; i < n; i++)
                    {
                        [|t[0] *= x;|]
                        s = [s[1] * x, t[0]];
                        t = s;
                    }

                    return s[0];
                }
            """),
        new("an array that a called method may give back, written", "DG1010", """
                [Differentiable] public static double Bad(double[] a, double x, int n)
                {
                    double[] s = Halved(a, x, n);
                    [|s[0] = x;|]
                    return s[0] * a[0];
                }

                private static double[] Halved(double[] a, double x, int n)
                {
                    double[] s = a;
                    for (int i = 0; i < n; i++)
                    {
                        s = Halved([s[1] * x, 1], x, n / 2);
                    }

                    return s;
                }
            """),
        new("an array of marked structs that a caller gives, compared with null", "DG1010", """
                [Differentiable] public struct Turn { public double Angle; }

                [Differentiable] public static double Bad([NoDiff] Turn[] turns, double x) => [|turns == null|] ? x * x : turns.Length * x;
            """),
        new("an array of marked structs over a type parameter", "DG1010", """
                [Differentiable] public readonly record struct Cell<T>(T W) where T : System.Numerics.IFloatingPointIeee754<T>;

                [Differentiable] public static T Bad<T>(T x) where T : System.Numerics.IFloatingPointIeee754<T>
                {
                    var cells = [|new Cell<T>[2]|];
                    cells[0] = new(x);
                    return cells[0].W * x;
                }
            """),
        new("a parameter that is an array of marked structs over a type parameter", "DG1003", """
                [Differentiable] public readonly record struct Cell<T>(T W) where T : System.Numerics.IFloatingPointIeee754<T>;

                [Differentiable] public static T Bad<T>(Cell<T>[] [|cells|], T x) where T : System.Numerics.IFloatingPointIeee754<T> => cells[0].W * x;
            """),
        new("a constant record, a member of which stands in its base, taken apart", "DG1010", """
                private record Rate(double Value);

                private sealed record Dated(double Value, int Day) : Rate(Value);

                private static readonly Dated s_rate = new(2, 3);

                [Differentiable] public static double Bad(double x)
                {
                    [|var (rate, day) = s_rate|];
                    return rate * x * day;
                }
            """),
        new("a local function that calls itself, in a loop", "DG1010", """
                [Differentiable] public static double Bad(double x, int n)
                {
                    double sum = 0;
                    for (int i = 0; i < n; i++)
                    {
                        sum += Power(x, i);
                    }

                    return sum;

                    double Power(double y, int k) => k == 0 ? y : [|Power(y * x, k - 1)|];
                }
            """),
        new("an element given by 'in' beside its array, which a method that calls itself writes", "DG1010", """
                private static double Tree(double[] values, in double at, int depth)
                {
                    values[depth] += at;
                    return depth == 0 ? values[0] : [|Tree(values, at, depth - 1)|] + values[depth];
                }

                [Differentiable] public static double Bad(ReadOnlySpan<double> x)
                {
                    double[] a = x.ToArray();
                    return Tree(a, in a[1], 2);
                }
            """),
        new("an element given by 'in' beside its array to a method with a rule", "DG1010", """
                [Differentiable] public static double Scaled(Span<double> a, in double by)
                {
                    a[0] *= by;
                    return by;
                }

                public static (double Value, double Tangent) ScaledJvp(Span<double> a, in double by, Span<double> aTangent, double byTangent)
                {
                    aTangent[0] = aTangent[0] * by + a[0] * byTangent;
                    a[0] *= by;
                    return (by, byTangent);
                }

                public static (double Value, double Grad) ScaledVjp(Span<double> a, in double by, double valueGrad, Span<double> aGrad)
                {
                    double byGrad = aGrad[0] * a[0] + valueGrad;
                    aGrad[0] *= by;
                    return (by, byGrad);
                }

                [Differentiable] public static double Bad(ReadOnlySpan<double> x)
                {
                    double[] a = x.ToArray();
                    return a[0] + [|Scaled(a, in a[1])|];
                }
            """),
        new("an array of marked structs over a type parameter in a tuple", "DG1003", """
                [Differentiable] public readonly record struct Cell<T>(T W) where T : System.Numerics.IFloatingPointIeee754<T>;

                [Differentiable] public static T Bad<T>((Cell<T>[] Cells, T X) [|p|]) where T : System.Numerics.IFloatingPointIeee754<T> => p.Cells[0].W * p.X;
            """),
        new("an array of marked structs over a type parameter in a tuple in a tuple", "DG1003", """
                [Differentiable] public readonly record struct Cell<T>(T W) where T : System.Numerics.IFloatingPointIeee754<T>;

                [Differentiable] public static T Bad<T>(((Cell<T>[] Cells, int At) Chosen, T X) [|p|]) where T : System.Numerics.IFloatingPointIeee754<T> => p.Chosen.Cells[p.Chosen.At].W * p.X;
            """),
        new("a table of a file-local type", "DG1010", """
                public static partial class M
                {
                    [Differentiable] public static double Bad(double x) => x * [|Table.Numbers|][1];
                }

                file static class Table
                {
                    public static readonly double[] Numbers = [1, 2];
                }
            """) { IsWholeFile = true },
        new("a file-local enum", "DG1010", """
                public static partial class M
                {
                    [Differentiable] public static double Bad(double x, int n) { [|Way way = n > 2 ? Way.Up : Way.Down;|] return way == Way.Up ? x : x * x; }
                }

                file enum Way
                {
                    Up,
                    Down,
                }
            """) { IsWholeFile = true },
        new("an explicit static member of an interface", "DG1010", """
                public interface IScale { static abstract double Scale { get; } }

                public readonly struct Twice : IScale { static double IScale.Scale => 2; }

                private static double Scaled<T>(double x) where T : IScale => x * [|T.Scale|];

                [Differentiable] public static double Bad(double x) => Scaled<Twice>(x);
            """),
        new("a constant buffer of tuples is filled", "DG1010", """
                [Differentiable] public static double Bad([NoDiff] Span<(double W, int At)> cells, [NoDiff] double w, double x) { cells.Fill([|(w, 2)|]); return cells[0].W * x; }
            """),
        new("rows of marked structs in a struct", "DG0005", """
                [Differentiable] public struct Cell { public double W; }

                [Differentiable] public struct Box { public double V; public Cell[][] [|Rows|]; }

                [Differentiable] public static double Bad(Box box) => box.Rows[0][0].W * box.V;
            """),
        new("an array of marked structs over a type parameter in a struct", "DG0005", """
                [Differentiable] public readonly record struct Cell<T>(T W) where T : System.Numerics.IFloatingPointIeee754<T>;

                [Differentiable] public struct Box<T> where T : System.Numerics.IFloatingPointIeee754<T> { public T V; public Cell<T>[] [|Cells|]; }

                [Differentiable] public static T Bad<T>(Box<T> box) where T : System.Numerics.IFloatingPointIeee754<T> => box.Cells[0].W * box.V;
            """),
        new("an array of marked structs as an object", "DG1010", """
                [Differentiable] public struct Turn { public double Angle; }

                [Differentiable] public static double Bad([NoDiff] Turn[] turns, double x) => [|(object)turns|] == null ? x * x : x;
            """),
        new("a pattern on a property whose getter changes its struct", "DG1010", """
                [Differentiable] public partial struct Meter(double level)
                {
                    public double State = level;
                    public double Next { get { State *= 0.9; return State; } }
                }

                [Differentiable]
                public static double Bad(double x)
                {
                    var meter = new Meter(x);
                    return meter is { [|Next|]: > 1 } ? meter.State : x;
                }
            """),
        new("an array of marked structs that a caller gives, asked by a pattern", "DG1010", """
                [Differentiable] public struct Turn { public double Angle; }

                [Differentiable] public static double Bad([NoDiff] Turn[] turns, double x) => turns is [|{ Length: > 1 }|] ? x * x : x;
            """),
        new("part of an array of marked structs, compared with null by the method it is passed to", "DG1010", """
                [Differentiable] public struct Turn { public double Angle; }

                private static readonly Turn[] s_turns = [new() { Angle = 1 }];

                [Differentiable] public static double Bad(double x) => Count(s_turns[1..]) * x;

                private static double Count(Turn[] turns) => turns is [|null|] ? -1 : turns.Length;
            """),
        new("an array that a loop assigns, handed out", "DG1010", """
                private static readonly List<double[]> s_kept = new();

                [Differentiable] public static double Bad(double x, [NoDiff] double[] a, int n)
                {
                    double[] s = a;
                    for (int i = 0; i < n; i++)
                    {
                        [|s_kept.Add(s)|];
                        s = new double[2];
                    }

                    return s[0] * x;
                }
            """),
        new("null before a loop that assigns an array", "DG1010", """
                [Differentiable] public static double Bad(double x, int n)
                {
                    [|double[]? s = null;|]
                    for (int i = 0; i < n; i++)
                    {
                        s = [x, s is null ? 1 : s[0]];
                    }

                    return s![0];
                }
            """),
        new("a span that a loop makes", "DG1010", """
                [Differentiable] public static double Bad(Span<double> a, double x, int n)
                {
                    Span<double> s = a;
                    [|for (int i = 0; i < n; i++)
                    {
                        s = new double[] { x, s[0] };
                    }|]

                    return s[0];
                }
            """),
        new("an array returned from inside a loop", "DG1010", """
                [Differentiable] public static double Bad(double x, int n)
                {
                    return First()[0];

                    double[] First()
                    {
                        double[] s = [x, 1];
                        [|for (int i = 0; i < n; i++)
                        {
                            s = [s[1] * x, 1];
                            if (s[0] > 2)
                            {
                                return s;
                            }
                        }|]

                        return s;
                    }
                }
            """),
        new("goto", "DG1010", """
                [Differentiable]
                public static double Bad(double x)
                {
                    double y = x;
                    if (y < 1)
                        [|goto end;|]
                    y *= 2;
                    end:
                    return y;
                }
            """),
        new("label", "DG1010", """
                [Differentiable]
                public static double Bad(double x)
                {
                    [|again: x -= 1;|]
                    if (x > 5)
                        goto again;
                    return x;
                }
            """),
        new("lock", "DG1010", """
                private static readonly object s_gate = new();

                [Differentiable]
                public static double Bad(double x)
                {
                    double y = x;
                    [|lock (s_gate) { y *= x; }|]
                    return y;
                }
            """),
        new("catch", "DG1010", """
                [Differentiable]
                public static double Bad(double x)
                {
                    double y = x;
                    [|try { y *= x; } catch (ArithmeticException) { y = 0; }|]
                    return y;
                }
            """),
        new("using", "DG1010", """
                [Differentiable]
                public static double Bad(double x, IDisposable resource)
                {
                    [|using (resource) { x *= x; }|]
                    return x;
                }
            """),
        new("ref assignment", "DG1010", """
                [Differentiable]
                public static double Bad(Span<double> x)
                {
                    ref double slot = ref x[0];
                    [|slot = ref x[1]|];
                    return x[0] * slot;
                }
            """),
        new("dynamic", "DG1010", """
                [Differentiable]
                public static double Bad(double x)
                {
                    dynamic [|y = x|];
                    return y * y;
                }
            """),
        new("a row put into an array of arrays that was there", "DG1010", """
                [Differentiable]
                public static double Bad(double[][] a, double x)
                {
                    [|a[0] = new double[] { x };|]
                    return a[0][0] * x;
                }
            """),
        new("one array in several rows, written", "DG1010", """
                [Differentiable]
                public static double Bad(double x, int n)
                {
                    double[] row = [x, 1];
                    double[][] rows = new double[n][];
                    for (int i = 0; i < n; i++)
                    {
                        rows[i] = row;
                    }

                    [|rows[0][1] = x;|]
                    return rows[1][1];
                }
            """),
        new("an array written that is a row", "DG1010", """
                [Differentiable]
                public static double Bad(double x)
                {
                    double[] row = [x, 1];
                    double[][] rows = [row, [x]];
                    [|row[1] = x;|]
                    return rows[0][1];
                }
            """),
        new("a row that is another row, written", "DG1010", """
                [Differentiable]
                public static double Bad(double x)
                {
                    double[][] rows = new double[2][];
                    rows[0] = new double[2];
                    rows[1] = rows[0];
                    [|rows[1][0] = x;|]
                    return rows[0][0];
                }
            """),
        new("the array of a parameter in a row, written", "DG1010", """
                [Differentiable]
                public static double Bad(double[] a, double x)
                {
                    double[][] rows = [a];
                    [|rows[0][0] = x;|]
                    return x;
                }
            """),
        new("a spread of rows", "DG1010", """
                [Differentiable]
                public static double Bad(double[][] a, double x)
                {
                    double[][] rows = [|[.. a, [x]]|];
                    return rows[0][0];
                }
            """),
        new("a range of rows", "DG1010", """
                [Differentiable]
                public static double Bad(double[][] a, double x)
                {
                    double[][] rows = [|a[1..]|];
                    return rows[0][0] * x;
                }
            """),
        new("lambda passed on", "DG1010", """
                private static double Twice(Func<double, double> f, double x) => f(f(x));

                [Differentiable] public static double Bad(double x) => Twice([|z => z * x|], x);
            """),
        new("out argument of a library method", "DG1010", """
                [Differentiable]
                public static double Bad(double x, string text)
                {
                    return int.TryParse(text, [|out int n|]) ? x * n : x;
                }
            """),
    ];

    public static ImmutableArray<Refusal> Calls { get; } =
    [
        new("lock in a helper", "DG1010", """
                private static double Helper(double x)
                {
                    [|lock (new object()) { x *= 2; }|]
                    return x;
                }

                [Differentiable] public static double Bad(double x) => Helper(x) + 1;
            """),
        new("lock in a helper of two methods", "DG1010", """
                private static double Helper(double x)
                {
                    [|lock (new object()) { x *= 2; }|]
                    return x;
                }

                [Differentiable] public static double Bad(double x) => Helper(x) + 1;

                [Differentiable] public static double AlsoBad(double x) => Helper(x) + 2;
            """),
        new("lock in a marked callee", "DG1010", """
                [Differentiable]
                public static double Callee(double x)
                {
                    [|lock (new object()) { x *= 2; }|]
                    return x;
                }

                [Differentiable] public static double Bad(double x) => Callee(x) + 1;
            """),
        new("private member of another type", "DG1013", """
            public static partial class M
            {
                [Differentiable] public static double Bad(double x) => Other.Curve(x) + 1;
            }

            public static class Other
            {
                private static double s_scale = 2;

                public static double Curve(double x)
                {
                    for (int i = 0; i < 3; i++) { x += [|s_scale|] * x; }
                    return x;
                }

                public static void Set(double scale) => s_scale = scale;
            }
            """) { IsWholeFile = true },
        new("protected member through an unmarked method of the base", "DG1013", """
            public partial class Base
            {
                protected double rate = 2;

                public double Curve(double x) => [|rate|] * x;
            }

            public sealed partial class M : Base
            {
                [Differentiable] public double Bad(double x) => Curve(x) + 1;
            }
            """) { IsWholeFile = true },
        new("marked method of an object with a tuple, which reads a private member", "DG1010", """
            public static partial class M
            {
                [Differentiable] public static double Bad(double x, [NoDiff] Other other) => [|other.Curve((x, x))|] + 1;
            }

            public sealed partial class Other
            {
                private readonly double _rate = 2;

                [Differentiable] public double Curve((double A, double B) x) => _rate * x.A * x.B;
            }
            """) { IsWholeFile = true },
        new("hidden method of another type", "DG1013", """
            public static partial class M
            {
                [Differentiable] public static double Bad(double x) => Other.Curve(x) + 1;
            }

            public static partial class Other
            {
                private static readonly double s_scale = Math.Sqrt(2);

                [Differentiable] private static double Scaled(double x) => x * s_scale;

                public static double Curve(double x) => [|Scaled(x)|];
            }
            """) { IsWholeFile = true },
        new("virtual method", "DG1011", """
                public class Curve { public virtual double At(double x) => x; }

                [Differentiable] public static double Bad(Curve curve, double x) => [|curve.At(x)|] * x;
            """),
        new("abstract method of an object", "DG1011", """
                public abstract class Curve { public abstract double At(double x); }

                [Differentiable] public static double Bad(Curve curve, double x) => [|curve.At(x)|] * x;
            """),
        new("printed", "DG1011", """
                [Differentiable]
                public static double Bad(double x)
                {
                    [|Console.WriteLine(x)|];
                    return x * x;
                }
            """),
        new("buffer that is a constant", "DG1012", """
                [Differentiable]
                public static double Bad(double x, [NoDiff] Span<double> log)
                {
                    [|log[0] = x;|]
                    return x * x;
                }
            """),
        new("static array", "DG1012", """
                private static readonly double[] s_kept = new double[3];

                [Differentiable]
                public static double Bad(double x)
                {
                    [|s_kept[0] = x;|]
                    return s_kept[0] * x;
                }
            """),
        new("library method without a rule", "DG1011", """
                [Differentiable]
                public static double Bad(double x)
                {
                    double y = x * x;
                    y += [|Math.BitIncrement(y)|];
                    return y;
                }
            """),
        new("delegate", "DG1011", """
                [Differentiable]
                public static double Bad(Func<double, double> f, double x)
                {
                    double y = x + 1;
                    return [|f(y)|] * x;
                }
            """),
        new("interface", "DG1011", """
                public interface ICurve { double Rate(double t); }

                [Differentiable] public static double Bad(ICurve curve, double t) => Math.Exp(
                    -[|curve.Rate(t)|] * t);
            """),
        new("LINQ", "DG1011", """
                [Differentiable] public static double Bad(double[] x) => x[0] * [|x.Sum()|];
            """),
        new("text and back", "DG1011", """
                [Differentiable]
                public static double Bad(double x)
                {
                    string text = [|(x * x).ToString("R")|];
                    return double.Parse(text) + x;
                }
            """),
        new("decimal and back", "DG1011", """
                [Differentiable]
                public static double Bad(double x)
                {
                    decimal exact = [|(decimal)x|];
                    return (double)exact * x;
                }
            """),
        new("array of tuples", "DG1010", """
                [Differentiable]
                public static double Bad(double x)
                {
                    (double, int)[] readings = [|{ (x, 1), (2 * x, 2) }|];
                    return readings[1].Item1;
                }
            """),
        new("new matrix of structs", "DG1010", """
                [Differentiable] public readonly record struct Reading(double Value, int Sensor);

                [Differentiable]
                public static double Bad(double x)
                {
                    var readings = new Reading[2, 2];
                    [|readings[1, 1]|] = new Reading(x, 1);
                    return readings[1, 1].Value;
                }
            """),
        new("element of constant structs that is written", "DG1012", """
                [Differentiable] public readonly record struct Reading(double Value, int Sensor);

                [Differentiable]
                public static double Bad(double x, [NoDiff] Reading[] readings)
                {
                    [|readings[0] = new(x, 1);|]
                    return x;
                }
            """),
        new("constant member of an element", "DG1012", """
                [Differentiable] public struct Reading { public double Value; [NoDiff] public double Time; }

                [Differentiable]
                public static double Bad(double x, Span<Reading> readings)
                {
                    [|readings[0].Time|] = x;
                    return readings[0].Value;
                }
            """),
        new("array of structs that a recursive method is given and returns", "DG1010", """
                [Differentiable] public readonly partial record struct Point(double X, double Y);

                [Differentiable]
                public static double Bad(Point[] points, int n) => Same(points, n)[0].X;

                private static Point[] [|Same|](Point[] points, int n) => n == 0 ? points : Same(points, n - 1);
            """),
        new("Jacobian of structs whose members differ", "DG1004", """
                [Differentiable] public readonly record struct Reading(double Value, int Sensor);

                [[|Differentiable(Jacobian = true)|]]
                public static double Bad(ReadOnlySpan<Reading> readings) => readings[0].Value;
            """),
        new("member that is a constant", "DG1012", """
                [Differentiable] public struct Model { public double A; [NoDiff] public double Rate; }

                [Differentiable]
                public static double Bad(Model model, double x)
                {
                    [|model.Rate|] = x;
                    return model.A * model.Rate;
                }
            """),
        new("mutable static", "DG1012", """
                private static double s_last;

                [Differentiable]
                public static double Bad(double x)
                {
                    [|s_last|] = x * x;
                    return x;
                }
            """),
        new("field of an object", "DG1012", """
                public sealed class Cache { public double Kept; }

                [Differentiable]
                public static double Bad([NoDiff] Cache cache, double x)
                {
                    [|cache.Kept|] = x;
                    return cache.Kept * x;
                }
            """),
        new("boxed", "DG1011", """
                [Differentiable]
                public static double Bad(double x)
                {
                    object boxed = [|x * x|];
                    return (double)boxed;
                }
            """),
        new("list of numbers", "DG1011", """
                [Differentiable]
                public static double Bad(double x)
                {
                    var list = new List<double>();
                    [|list.Add(x)|];
                    return list[0];
                }
            """),
        new("effect in a method that is run again", "DG1010", """
                private static int s_calls;

                [Checkpoint]
                private static double Step(double x)
                {
                    s_calls++;
                    return x * x;
                }

                [Differentiable]
                public static double Bad(double x)
                {
                    [|double y = Step(x);|]
                    return y * 2;
                }
            """),
        new("one buffer for two parameters of a method that is run again and writes it", "DG1010", """
                [Checkpoint]
                private static void Step(ReadOnlySpan<double> from, Span<double> to)
                {
                    if (to.Length > 0)
                    {
                        to[0] = Math.Sin(from[0]);
                    }
                }

                [Differentiable]
                public static double Bad(Span<double> x)
                {
                    [|Step(x, x);|]
                    return x[0];
                }
                """),
        new("array of arrays that changes before a method is run again", "DG1010", """
                [Checkpoint] private static double First(double[][] x) => x[0][0] * x[0][0];

                [Differentiable]
                public static double Bad(double[][] x)
                {
                    [|double y = First(x);|]
                    x[0][0] = 1;
                    return y;
                }
            """),
        new("a read of what changes before a method is run again", "DG1010", """
                [Checkpoint] private static double Scaled(double x, List<double> scales) => x * [|scales[0]|];

                [Differentiable]
                public static double Bad(double x, [NoDiff] List<double> scales)
                {
                    double y = Scaled(x, scales);
                    scales.Clear();
                    return y * 2;
                }
            """),
        new("effect in a checkpointed loop", "DG1010", """
                private static int s_rounds;

                [Differentiable]
                public static double Bad(double x, int n)
                {
                    for (int i = 0; i < n; i++)
                    {
                        Diff.Checkpoint();
                        [|s_rounds|]++;
                        x = Math.Sin(x);
                    }

                    return x;
                }
            """),
        new("array of arrays that a checkpointed loop writes", "DG1010", """
                [Differentiable]
                public static double Bad(double[][] x, int n)
                {
                    double sum = 0;
                    [|for (int i = 0; i < n; i++)
                    {
                        Diff.Checkpoint();
                        x[0][0] *= 2;
                        sum += x[0][0];
                    }|]

                    return sum;
                }
            """),
        new("a read of what changes before a checkpointed loop is run again", "DG1010", """
                [Differentiable]
                public static double Bad(double x, [NoDiff] List<double> scales)
                {
                    while (x < 5)
                    {
                        Diff.Checkpoint();
                        x *= 1 + [|scales[0]|];
                    }

                    scales.Clear();
                    return x;
                }
            """),
        new("a checkpoint behind another statement", "DG1010", """
                [Differentiable]
                public static double Bad(double x, int n)
                {
                    for (int i = 0; i < n; i++)
                    {
                        x = Math.Sin(x);
                        [|Diff.Checkpoint()|];
                    }

                    return x;
                }
            """),
        new("a checkpoint outside of a loop", "DG1010", """
                [Differentiable]
                public static double Bad(double x)
                {
                    [|Diff.Checkpoint()|];
                    return x * x;
                }
            """),
        new("a checkpoint with a schedule that is computed", "DG1010", """
                [Differentiable]
                public static double Bad(double x, CheckpointSchedule schedule)
                {
                    while (x < 5)
                    {
                        [|Diff.Checkpoint(schedule)|];
                        x *= 2;
                    }

                    return x;
                }
            """),
        new("an active buffer for a [NoDiff] parameter that the callee writes", "DG1010", """
                private static void Reset([NoDiff] Span<double> s) => s[0] = 5;

                [Differentiable]
                public static double Bad(double x)
                {
                    Span<double> s = stackalloc double[1];
                    s[0] = x * x;
                    [|Reset(s);|]
                    return s[0] * x;
                }
            """),
        new("an active value for a [NoDiff] reference of a helper", "DG1012", """
                private static void Keep([NoDiff] ref double kept, double x) => kept += x;

                [Differentiable]
                public static double Bad(double x)
                {
                    double kept = 0;
                    [|Keep(ref kept, x * x);|]
                    return kept * x;
                }
            """),
        new("a [NoDiff] buffer of a local function", "DG1010", """
                [Differentiable]
                public static double Bad(ReadOnlySpan<double> x)
                {
                    return [|Sum(x)|] + x[0];

                    static double Sum([NoDiff] ReadOnlySpan<double> y) => y[0] + y[1];
                }
            """),
        new("virtual call with a tuple", "DG1010", """
                public partial class Curve
                {
                    [Differentiable] public virtual double At((double X, double Y) p) => p.X * p.Y;
                }

                [Differentiable] public static double Bad(double x, Curve curve) => [|curve.At((x, x))|];
            """),
        new("second derivative through a virtual method without one", "DG1010", """
                public partial class Curve
                {
                    [Differentiable] public virtual double At(double x) => x * x;
                }

                [Differentiable] public static double Good2(double x, Curve curve) => curve.At(x);

                [Differentiable(Hvp = true)] public static double [|Bad|](double x, Curve curve) => curve.At(x);
            """) { DeclaresCompanions = false },
    ];

    public static ImmutableArray<Refusal> Parameters { get; } =
    [
        new("struct with an array of itself", "DG1003", """
                [Differentiable] public struct Tree { public double Value; [NoDiff] public Tree[] Branches; }

                [Differentiable] public static double Bad(Tree [|tree|], double x) => tree.Value * x;
            """),
        new("tensor parameter", "DG1003", """
                [Differentiable] public static double Bad(System.Numerics.Tensors.TensorSpan<double> [|numbers|], double x) => x * x;
            """),
        new("matrix of structs", "DG1003", """
                [Differentiable] public struct Pair { public double A, B; }

                [Differentiable] public static double Bad(Pair[,] [|pairs|], double x) => pairs[0, 0].A * x;
            """),
        new("an active value in a [NoDiff] reference", "DG1012", """
                [Differentiable] public static double Bad(double x, [NoDiff] ref double kept)
                {
                    [|kept += x;|]
                    return x * x;
                }
            """),
    ];
}
