using System.Collections.Immutable;
using DiffGen.Generator.Tests.Verification;

namespace DiffGen.Generator.Tests.Documentation;

/// <summary>An example of a row of docs/language.md.</summary>
/// <param name="Row">The first cell of the row.</param>
/// <param name="Members">Members of the partial class <c>M</c>.</param>
/// <param name="Types">Types beside it.</param>
internal sealed record LanguageExample(string Row, string Members, string Types = "")
{
    public string Source => $$"""
        #pragma warning disable CS1591
        using System;
        using System.Collections.Generic;
        using System.Diagnostics;
        using System.Linq;
        using System.Numerics;
        using System.Numerics.Tensors;
        using DiffGen;

        {{Types}}

        public static partial class M
        {
        {{Members}}
        }
        """;

    public Generated Run() => Generated.Run(Source);

    public override string ToString() => Row;
}

/// <summary>Examples for each row of docs/language.md: what the row says is what the generator does with it.</summary>
internal static class LanguageExamples
{
    public static ImmutableArray<LanguageExample> All { get; } =
    [
        // Statements
        new("local variables, assignment, compound assignment", """
            [Differentiable] public static double F(double x) { double y = x * x, z; z = y + 1; z *= x; z -= 2; return z / y; }
            """),
        new("`++` and `--`", """
            [Differentiable] public static double F(double x, int n) { double y = x; y++; n--; return y * y * n--; }
            """),
        new("assignment as an expression", """
            [Differentiable] public static double F(double x) { double y, z; y = z = x * x; return y + z * x; }
            """),
        new("`if`, `else`", """
            [Differentiable] public static double F(double x, double y) { if (x > y) { return x * x; } else { y *= x; } return y; }
            """),
        new("`switch` statement, `goto case`", """
            [Differentiable]
            public static double F(double x, int kind)
            {
                switch (kind)
                {
                    case 0: return x * x;
                    case 1: x += 1; goto case 0;
                    case > 5 when x > 0: x *= 3; break;
                    default: x = Math.Sin(x); break;
                }

                return x;
            }
            """),
        new("`for`, `while`, `do`", """
            [Differentiable]
            public static double F(double x, int n)
            {
                for (int i = 0; i < n; i += 2) { x = Math.Sin(x) + i; }
                while (x > 1) { x *= 0.5; }
                do { x -= 0.25 * x; } while (x > 0.1);
                return x;
            }
            """),
        new("`foreach`", """
            [Differentiable] public static double F(ReadOnlySpan<double> x) { double s = 0; foreach (double e in x) { s += e * e; } return s; }
            """),
        new("`foreach` over lists of constants", """
            [Differentiable] public static double F(double x, List<int> powers) { double s = 0; foreach (int n in powers) { s += Math.Pow(x, n); } return s; }
            """),
        new("`foreach` over lists of constants", """
            [Differentiable] public static double F([NoDiff] IReadOnlyList<double> w, double x) { double s = 0; foreach (double e in w) { s += e * x * x; } return s; }
            """),
        new("`foreach` over lists of constants", """
            [Differentiable] public static double F(string w, double x) { double s = 0; foreach (char e in w) { s += e * x * x; } return s; }
            """),
        new("`foreach` over something else", """
            [Differentiable] public static double F(double x, HashSet<int> powers) { double s = 0; foreach (int n in powers) { s += Math.Pow(x, n); } return s; }
            """),
        new("`foreach` over something else", """
            [Differentiable] public static double F(double x, int n) { double s = 0; foreach (int i in System.Linq.Enumerable.Range(0, n)) { s += Math.Pow(x, i); } return s; }
            """),
        new("`break`, `continue`, early `return`", """
            [Differentiable]
            public static double F(ReadOnlySpan<double> x, [NoDiff] double limit)
            {
                double s = 0;
                for (int i = 0; i < x.Length; i++)
                {
                    if (x[i] < 0) { continue; }
                    for (int j = 0; j <= i; j++) { if (s > limit) { return s * s; } s += x[j]; if (j > 3) { break; } }
                }

                return s;
            }
            """),
        new("`throw`", """
            [Differentiable] public static double F(double x) { if (x < 0) { throw new ArgumentOutOfRangeException(nameof(x), $"{x} is negative"); } return Math.Sqrt(x); }
            """),
        new("`throw`", """
            [Differentiable] public static double F(double x) => x > 0 ? Math.Sqrt(x) : throw new ArgumentException("x");
            """),
        new("`Debug.Assert`", """
            [Differentiable] public static double F(double x) { Debug.Assert(x > 0); return Math.Sqrt(x); }
            """),
        new("guards, `ArgumentNullException.ThrowIfNull(x)` and other `ThrowIf…` of .NET", """
            [Differentiable] public static double F(double[] x, double y) { ArgumentNullException.ThrowIfNull(x); ArgumentOutOfRangeException.ThrowIfNegative(y); return x[0] * Math.Sqrt(y); }
            """),
        new("`goto`, labels", """
            [Differentiable] public static double F(double x) { again: x *= 0.5; if (x > 1) { goto again; } return x; }
            """),
        new("`try`, `finally`", """
            [Differentiable] public static double F(double x) { double y = x; try { y *= x; if (y > 1) { return y; } } finally { y += 1; } return y; }
            """),
        new("`catch`, `using`, `lock`", """
            [Differentiable] public static double F(double x, object gate) { lock (gate) { x *= x; } return x; }
            """),
        new("`catch`, `using`, `lock`", """
            [Differentiable] public static double F(double x) { try { x *= x; } catch (Exception) { x = 0; } return x; }
            """),
        new("`catch`, `using`, `lock`", """
            [Differentiable] public static double F(double x, object g) { using (null as IDisposable) { x *= x; } return x; }
            """),
        new("`catch`, `using`, `lock`", """
            [Differentiable] public static double F(double x, IDisposable d) { using IDisposable e = d; return x * x; }
            """),
        new("`checked`, `unchecked`", """
            [Differentiable] public static double F(double x, int n) { checked { n *= n; } return x * x * unchecked(n + 1); }
            """),
        new("`yield return`", """
            [Differentiable] public static double F(double x) { double s = 0; foreach (double e in G(x)) { s += e; } return s; }
            private static IEnumerable<double> G(double x) { yield return x; yield return x * x; }
            """),
        new("`ref` locals", """
            [Differentiable] public static double F(Span<double> x) { ref double slot = ref x[0]; slot *= x[1]; return x[0]; }
            """),
        new("`ref` locals", """
            [Differentiable] public static double F(Span<double> x) { ref readonly double a = ref x[0]; return a * a; }
            """),
        new("`ref` assignments, `ref` results, a choice of references", """
            [Differentiable] public static double F(Span<double> x) { ref double slot = ref x[0]; slot = ref x[1]; slot *= 2; return x[0]; }
            """),

        new("`ref` assignments, `ref` results, a choice of references", """
            [Differentiable] public static double F(Span<double> x) { G(x) *= 2; return x[0] * x[1]; } private static ref double G(Span<double> x) => ref x[0];
            """),
        new("`ref` assignments, `ref` results, a choice of references", """
            [Differentiable] public static double F(double a, double x, bool b) { (b ? ref a : ref x) *= 2; return a * x; }
            """),
        // Expressions
        new("arithmetic on `double` and `float`, casts among them", """
            [Differentiable] public static double F(float x, double y) { float z = (float)y * x; return -z / (x + y) % 3 + (double)x; }
            """),
        new("functions of `Math`, `MathF`, `double`, `float`", """
            [Differentiable] public static double F(double x, float y) => Math.Exp(x) * MathF.Tanh(y) + double.Hypot(x, y) + float.Lerp(y, 2, 0.5f);
            """),
        new("functions without a derivative", """
            [Differentiable] public static double F(double x) => Math.BitIncrement(x);
            """),
        new("functions without a derivative", """
            [Differentiable] public static double F(double x) => x * BitConverter.DoubleToInt64Bits(x);
            """),
        new("`SinCos`", """
            [Differentiable] public static double F(double x) { var (s, c) = Math.SinCos(x); return s * s * c; }
            """),
        new("`?:`, `&&`, `||`, `!`", """
            [Differentiable] public static double F(double x, double y) => x > 0 && y > x || !(y > 1) ? x * y : y * y;
            """),
        new("`switch` expression", """
            [Differentiable] public static double F(double x, int kind) => kind switch { 0 => x, 1 or 2 => x * x, < 0 => -x, _ => Math.Sin(x) };
            """),
        new("patterns", """
            public record Rule(int Kind, string? Name);
            [Differentiable] public static double F(double x, object rule) => rule is Rule { Kind: > 0 and not 3, Name: not null } r ? x * r.Kind : x is > 1 ? x : x * x;
            """),
        new("patterns", """
            [Differentiable] public static double F(double x, object o) => o is string { Length: > 2 } s ? x * s.Length : x * x;
            """),
        new("patterns", """
            [Differentiable] public static double F(double x, object o) { string? s = o as string; return s == null ? x * x : x; }
            """),
        new("list patterns", """
            [Differentiable] public static double F(double x, int[] kinds) => kinds is [1, ..] ? x : x * x;
            """),
        new("`?.`, `??`", """
            [Differentiable] public static double F(double x, string? name) => x * (name?.Length ?? 3);
            """),
        new("`?.`, `??`", """
            [Differentiable] public static double F(double x, string? s) => x * x * (s ?? "none").Length;
            """),
        new("`a == null`, `a is null`, `a is { Length: > 1 }` of arrays", """
            [Differentiable] public static double F(double[] x) => x == null || x is not { Length: > 1 } ? 0 : x[0] * x[1];
            """),
        new("`?.`, `??`", """
            [Differentiable] public static double F(double x, [NoDiff] double? rate) => x * (rate ?? x * x);
            """),
        new("`??=`, `?.` as a statement, interpolated strings", """
            [Differentiable] public static double F(double x, string? s) { s ??= "none"; return x * x * s.Length; }
            """),
        new("`??=`, `?.` as a statement, interpolated strings", """
            [Differentiable] public static double F(double x, int n) => x * x * $"{n}".Length;
            """),
        new("`??=`, `?.` as a statement, interpolated strings", """
            public static event Action? Changed; [Differentiable] public static double F(double x) { Changed?.Invoke(); return x * x; }
            """),
        new("integers, enums, `bool`, `char`, `string`", """
            [Differentiable] public static double F(double x, int n, DayOfWeek day, string name) => (n >> 1 | 3) * x * name.Length + (day == DayOfWeek.Monday && name[0] == 'a' ? x * x : 0);
            """),
        new("integers, enums, `bool`, `char`, `string`", """
            [Differentiable] public static double F(double x, nint n, uint m, long l, byte b) => x * x * n * m * l * b;
            """),
        new("integers, enums, `bool`, `char`, `string`", """
            [Differentiable] public static double F(double x, DayOfWeek d) => d == DayOfWeek.Monday ? x * x : x * (int)d;
            """),
        new("integers, enums, `bool`, `char`, `string`", """
            [Differentiable] public static double F(double x, int n) => x * x * n.ToString().Length;
            """),
        new("integers, enums, `bool`, `char`, `string`", """
            [Differentiable] public static double F(double x) => x * x * nameof(x).Length * sizeof(int);
            """),
        new("elements of lists of constants, of constant arrays of arrays", """
            [Differentiable] public static double F(double x, [NoDiff] List<double> list, int[][] rows, int n) => x * list[0] * list[^1] * x * rows[^n][^1] * rows[n][0];
            """),
        new("integer casts of active values, `int.CreateTruncating(x)`", """
            [Differentiable] public static double F(ReadOnlySpan<double> x, double y) => x[int.CreateTruncating(y)] * (y - (long)y);
            """),
        new("integer casts of active values, `int.CreateTruncating(x)`", """
            [Differentiable] public static double F(double x) => x - (int)x;
            """),
        new("constants, static readonly fields", """
            private const double Half = 0.5;
            private static readonly double s_scale = 3;
            private static readonly double[] s_table = [1, 2, 3];
            [Differentiable] public static double F(double x, int n) => Half * x * s_scale + s_table[n] * x;
            """),
        new("mutable static fields, read", """
            public static double Scale = 3;
            [Differentiable] public static double F(double x) => x * Scale;
            """),
        new("active values stored in fields", """
            private static double s_last;
            [Differentiable] public static double F(double x) { s_last = x; return x * x; }
            """),
        new("tuples", """
            [Differentiable] public static (double Sum, (double, int) More) G((double A, double B) pair) { var t = (pair.A, pair.B); t.A *= 2; return (t.A + t.B, (t.B, 3)); }
            [Differentiable] public static double F(double x) { var pair = G((x, x * x)); return pair.Sum + pair.More.Item1 * pair.More.Item2; }
            """),
        new("deconstruction", """
            [Differentiable] public static double F(Point p, Span<double> z, double x, double y) { (x, y) = (y, x * y); var (a, b) = p; (p.X, z[0]) = (x + a, y - b); return p.X * z[0]; }
            """, "[Differentiable] public record struct Point(double X, double Y);"),
        new("deconstruction by a `Deconstruct` of one's own", """
            [Differentiable] public static double F(Polar p) { var (x, y) = p; return x * y; }
            """, "[Differentiable] public struct Polar { public double R, A; public readonly void Deconstruct(out double x, out double y) { x = R * Math.Cos(A); y = R * Math.Sin(A); } }"),
        new("nullable numbers", """
            [Differentiable] public static double F(double x) { double? y = x; return y.Value * x; }
            """),
        new("`decimal`, `Half`, `Complex` of active values", """
            [Differentiable] public static double F(double x) => (double)(decimal)x * x;
            """),
        new("`decimal`, `Half`, `Complex` of active values", """
            [Differentiable] public static double F(double x) => (double)(Half)x * x;
            """),
        new("structs that are not marked", """
            [Differentiable] public static double F(double x) { var p = new Pair(x, x * x); return p.A * p.B; }
            """, "public readonly record struct Pair(double A, double B);"),
        new("structs marked `[Differentiable]`", """
            [Differentiable] public static Point F(Point p, double x) { Point q = p; q.X *= x; if (q.X > 1) { q = p; } q.Y += p.X; return q; }
            """, "[Differentiable] public struct Point { public double X; public double Y { get; set; } public int Id; }"),
        new("nested structs, generic structs", """
            [Differentiable] public static double F(Pair<Pair<double>> p) { p.A.B *= p.B.A; return p.A.B; }
            """, "[Differentiable] public struct Pair<T> { public T A, B; }"),
        new("object initialisers, `with`, `default`", """
            [Differentiable] public static double F(double x) { Point p = new() { X = x }, q = p with { Y = x * x }, r = default; return p.X * q.Y + r.X; }
            """, "[Differentiable] public record struct Point(double X, double Y);"),
        new("constructors, methods, properties, indexers of marked structs", """
            [Differentiable] public static double F(double x) { var p = new Point(x); p.Scale(3); return p.Norm * p[1]; }
            """, """
            [Differentiable]
            public struct Point
            {
                public double X, Y;
                public Point(double x) { X = x; Y = x * x; }
                public readonly double Norm => Math.Sqrt(X * X + Y * Y);
                public readonly double this[int i] => i == 0 ? X : Y;
                public void Scale(double by) { X *= by; Y *= by; }
            }
            """),
        new("user-defined operators and conversions", """
            [Differentiable] public static double F(Metres a, double x) { Metres b = x; b += a; return (double)(a * b); }
            """, "[Differentiable] public record struct Metres(double Value) { public static Metres operator +(Metres a, Metres b) => new(a.Value + b.Value); public static Metres operator *(Metres a, Metres b) => new(a.Value * b.Value); public static implicit operator Metres(double x) => new(x); public static explicit operator double(Metres a) => a.Value; }"),
        new("`[NoDiff]` fields and properties", """
            [Differentiable] public static Model F(Model m, double x) => m with { A = m.A * m.Rate * x };
            """, "[Differentiable] public record struct Model(double A, [NoDiff] double Rate);"),
        new("active values stored in a `[NoDiff]` field", """
            [Differentiable] public static double F(Model m, double x) { m.Rate = x; return m.A * m.Rate; }
            """, "[Differentiable] public struct Model { public double A; [NoDiff] public double Rate; }"),
        new("`Vector2`, `Vector3`, `Vector4`", """
            [Differentiable] public static float F(Vector3 a, Vector3 b, float x) { a.X *= x; return Vector3.Dot(Vector3.Normalize(a + x * b), Vector3.Cross(a, b)) + a.Length(); }
            """),
        new("`dynamic`, boxing", """
            [Differentiable] public static double F(double x) { object boxed = x; return (double)boxed * x; }
            """),
        new("LINQ", """
            [Differentiable] public static double F(double[] x) => x.Sum() * x[0];
            """),
        new("anonymous objects, queries, `await`, pointers", """
            [Differentiable] public static double F(double x) { var p = new { A = x }; return p.A * x; }
            """),
        new("anonymous objects, queries, `await`, pointers", """
            [Differentiable] public static double F(double[] x) => (from e in x select e * e).Sum();
            """),
        new("anonymous objects, queries, `await`, pointers", """
            [Differentiable] public static async System.Threading.Tasks.Task<double> F(double x) { await System.Threading.Tasks.Task.Yield(); return x * x; }
            """),
        new("anonymous objects, queries, `await`, pointers", """
            [Differentiable] public static unsafe double F(double x) { double* p = &x; return *p * x; }
            """),
        new("anonymous objects, queries, `await`, pointers", """
            [Differentiable] public static unsafe double F(double[] x) { fixed (double* p = x) { return p[0] * x[1]; } }
            """),
        new("objects made of active values", """
            public record P(double A); [Differentiable] public static double F(double x) { var p = new P(x); return p.A * x; }
            """),
        new("tuples of integers, taken apart", """
            [Differentiable] public static double F(double x, int n) { var (q, r) = Math.DivRem(n, 3); return x * x * q + x * r; }
            """),
        new("operators of .NET's own types", """
            [Differentiable] public static double F(double x, [NoDiff] DateTime from, [NoDiff] DateTime to) => x > 0 && typeof(int) != typeof(long) ? Math.Exp(-x * (to - from).TotalDays) : x;
            """),
        new("operators of `Complex` and others that hold real numbers", """
            [Differentiable] public static double F(double x, [NoDiff] Complex z) => x * (z * z).Real;
            """),
        new("comparison by `CompareTo` and `Equals`", """
            [Differentiable] public static double F(double x, double y) => x.CompareTo(y) > 0 || y.Equals(2) ? x * x : x * y;
            """),
        new("parameters of a primary constructor, used by members", """
            [Differentiable] public static double F(Tank tank, double x) { tank.Fill(x); return tank.Height * x; }
            """, "[Differentiable] public partial struct Tank(double volume, double area) { public readonly double Height => volume / area; public void Fill(double by) => volume += by; }"),

        // Buffers
        new("elements read and written", """
            [Differentiable] public static double F(Span<double> x, int n) { x[n] *= x[0]; x[^1] += x[n]; return x[n] * x[^1]; }
            """),
        new("`Length`, `IsEmpty`", """
            [Differentiable] public static double F(ReadOnlySpan<double> x) => x.IsEmpty ? 0 : x[0] * x.Length;
            """),
        new("`Slice`, ranges, `AsSpan`", """
            [Differentiable] public static double F(double[] x) { Span<double> a = x.AsSpan(1, 2), b = a[..1]; return b[0] * x[1..^1][0] * a.Slice(1)[0]; }
            """),
        new("`Clear`, `Fill`, `CopyTo`, `Array.Copy`, `Array.Clear`, `Array.Fill`", """
            [Differentiable]
            public static double F(double[] x, double y)
            {
                double[] copy = new double[x.Length];
                Array.Copy(x, copy, x.Length);
                x.AsSpan(1).Fill(y * y);
                copy.AsSpan(0, 1).CopyTo(x);
                Array.Clear(copy);
                return x[0] * x[1] + copy[0];
            }
            """),
        new("`new R[n]`, array initialisers, collection expressions", """
            [Differentiable] public static double F(double x, int n) { var a = new double[n]; double[] b = { x, 2 * x }, c = [x, 3]; a[0] = b[1] * c[0]; return a[0]; }
            """),
        new("spread elements `[.. a, x]`", """
            [Differentiable] public static double F(double[] x) { double[] y = [.. x, 1, .. x[1..]]; Span<double> z = [.. y]; return y[0] * z[1]; }
            """),
        new("`stackalloc`", """
            [Differentiable] public static double F(double x, int n) { Span<double> a = stackalloc double[n]; for (int i = 0; i < n; i++) { a[i] = x * i; } return a[n - 1] * x; }
            """),
        new("`stackalloc` inside a loop or branch", """
            [Differentiable] public static double F(double x, int n) { double s = 0; for (int i = 0; i < n; i++) { Span<double> a = stackalloc double[2]; a[0] = x; a[1] = a[0] * x; s += a[1]; } return s; }
            """),
        new("`BinarySearch` of a number", """
            [Differentiable] public static double F(double[] x, ReadOnlySpan<double> y, double at) => x[Math.Max(0, Array.BinarySearch(x, at))] * y[Math.Max(0, y.BinarySearch(at))] * at;
            """),
        new("comparing spans by reference", """
            [Differentiable] public static double F(Span<double> x, Span<double> y) => x == y ? x[0] : y[0];
            """),
        new("comparing arrays by reference", """
            [Differentiable] public static double F(double[] x, double[] y) => x == y ? x[0] : y[0];
            """),
        new("`ToArray`, `Clone`", """
            [Differentiable] public static double F(double[] x) { var a = (double[])x.Clone(); var b = x.AsSpan().ToArray(); a[0] *= b[0]; return a[0]; }
            """),
        new("`ToArray`, `Clone`", """
            [Differentiable] public static double F(double[,] a) { double[,] b = (double[,])a.Clone(); b[0, 0] *= b[0, 1]; return b[0, 0]; }
            """),
        new("choosing among spans and arrays", """
            [Differentiable] public static double F(double[] x, double[] y, bool first) { double[] z = first ? x : y; z[0] *= 2; return z[0] * x[0]; }
            """),
        new("choosing among spans and arrays", """
            [Differentiable] public static double F(double x, int n) { double[] p = { x }, q = { 0 }; for (int i = 0; i < n; i++) { q[0] = p[0] * p[0]; (p, q) = (q, p); } return p[0]; }
            """),
        new("choosing among spans and arrays", """
            [Differentiable] public static double F(Span<double> a, Span<double> b, int n) { Span<double> p = a, q = b; for (int i = 0; i < n; i++) { q[0] = p[0] * p[0]; Span<double> t = p; p = q; q = t; } return p[0]; }
            """),
        new("assigning a span or array variable inside a loop", """
            [Differentiable] public static double F(ReadOnlySpan<double> x) { double s = 0; while (x.Length > 0) { s += x[0] * x[0]; x = x[1..]; } return s; }
            """),
        new("assigning a new array to a variable inside a loop", """
            [Differentiable] public static double F(double[] start, int n) { double[] x = start; for (int i = 0; i < n; i++) { x = Step(x); } return x[0]; } private static double[] Step(double[] x) => [x[0] * x[1], x[0]];
            """),
        new("assigning a new array to a variable inside a loop", """
            [Differentiable] public static double F(double[,] a, int n) { double[,] x = a; for (int i = 0; i < n; i++) { x = new double[,] { { x[0, 0] * a[0, 0] } }; } return x[0, 0]; }
            """),
        new("the same where another name of such an array is written or handed out", """
            [Differentiable] public static double F(double[] a, int n) { double[] x = a; for (int i = 0; i < n; i++) { x[0] *= 2; x = [x[0] * x[1], 1]; } return x[0]; }
            """),
        new("assigning a new span to a variable inside a loop, returning an array from inside one", """
            [Differentiable] public static double F(Span<double> a, int n) { Span<double> x = a; for (int i = 0; i < n; i++) { x = new double[] { x[0] * a[0] }; } return x[0]; }
            """),
        new("`R[,]`", """
            [Differentiable] public static double F(double[,] a) { double s = 0; for (int i = 0; i < a.GetLength(0); i++) { for (int j = 0; j < a.GetLength(1); j++) { s += a[i, j] * a[i, j]; } } return s; }
            """),
        new("spans and arrays of marked structs and of vectors", """
            [Differentiable]
            public static double F(ReadOnlySpan<Point> p, Point[] q, Span<Vector2> v, Span<Reading> r)
            {
                double s = 0;
                foreach (Point point in p[1..]) { s += point.X * point.Y; }
                q[0].X *= s;
                q[1] = q[0] with { Y = v[0].X };
                v[1] += v[0];
                r[0] = new Reading(s, r[1].Sensor, r[1].Gain);
                r[1].Gain *= r[0].Gain;
                r[2..].Fill(r[1]);
                return q[1].X * v[1].Y * r[^1].Value * r[^1].Gain;
            }
            """, "[Differentiable] public record struct Point(double X, double Y); [Differentiable] public record struct Reading(double Value, int Sensor, float Gain);"),
        new("new arrays of arrays, rows put into them", """
            [Differentiable] public static double F(double x) { var rows = new double[1][]; rows[0] = new double[] { x }; return rows[0][0] * x; }
            """),
        new("new arrays of arrays, rows put into them", """
            [Differentiable] public static double F(double x, double y) { double[][] rows = [[x], [y, x]]; return rows[0][0] * rows[1][0]; }
            """),
        new("rows put into an array of arrays that is not new, or written while the array that was put has another name in use", """
            [Differentiable] public static double F(double[][] a, double x) { a[0] = new double[] { x }; return a[0][0] * x; }
            """),
        new("rows put into an array of arrays that is not new, or written while the array that was put has another name in use", """
            [Differentiable] public static double F(double[] a, double x) { double[][] rows = [a]; rows[0][0] = x; return a[0] * x; }
            """),
        new("`List<R>`, `Memory<R>` of active values", """
            [Differentiable] public static double F(double x) { var list = new List<double>(); list.Add(x); return list[0]; }
            """),
        new("`TensorPrimitives`", """
            [Differentiable] public static double F(ReadOnlySpan<double> x) => TensorPrimitives.Sum(x);
            """),
        new("`TensorPrimitives`", """
            [Differentiable] public static float F(ReadOnlySpan<float> x, ReadOnlySpan<float> y) => TensorPrimitives.Dot(x, y) * x[TensorPrimitives.IndexOfMax(x)];
            """),
        new("`TensorPrimitives`", """
            [Differentiable(Hvp = true)] public static double F(ReadOnlySpan<double> x, ReadOnlySpan<double> y) => TensorPrimitives.Distance(x, y) * TensorPrimitives.Max(x);
            """),
        new("`TensorPrimitives` on bits, to `Half`", """
            [Differentiable] public static double F(ReadOnlySpan<double> x) { Span<double> y = new double[x.Length]; TensorPrimitives.BitIncrement(x, y); return y[0]; }
            """),
        new("`TensorPrimitives` on bits, to `Half`", """
            [Differentiable] public static float F(ReadOnlySpan<float> x) { Span<Half> y = new Half[x.Length]; TensorPrimitives.ConvertToHalf(x, y); return x[0] * (float)y[0]; }
            """),
        new("`Index` and `Range` variables", """
            [Differentiable] public static double F(double[] x, Index i) => x[i] * x[0];
            """),
        new("`Index` and `Range` variables", """
            [Differentiable] public static double F(ReadOnlySpan<double> x, Range r) { ReadOnlySpan<double> y = x[r]; return y[0] * y[0]; }
            """),
        new("new arrays of three and more dimensions", """
            [Differentiable] public static double F(double x) { var c = new double[2, 2, 2]; c[0, 0, 0] = x; return c[0, 0, 0] * x; }
            """),
        new("`Sort`, `Reverse`, `MemoryMarshal`, `Vector<R>`", """
            [Differentiable] public static double F(double[] a) { Array.Sort(a); return a[0] * a[1]; }
            """),
        new("`Sort`, `Reverse`, `MemoryMarshal`, `Vector<R>`", """
            [Differentiable] public static double F(Span<double> a) { a.Reverse(); return a[0] * a[1]; }
            """),
        new("`Sort`, `Reverse`, `MemoryMarshal`, `Vector<R>`", """
            [Differentiable] public static double F(Span<double> x) { var f = System.Runtime.InteropServices.MemoryMarshal.Cast<double, long>(x); return x[0] * f[0]; }
            """),
        new("`Sort`, `Reverse`, `MemoryMarshal`, `Vector<R>`", """
            [Differentiable] public static double F(ReadOnlySpan<double> x) { var v = new System.Numerics.Vector<double>(x); return System.Numerics.Vector.Sum(v); }
            """),
        new("`Sort`, `Reverse`, `MemoryMarshal`, `Vector<R>`", """
            [Differentiable] public static double F(ReadOnlySpan<double> x) { var v = System.Runtime.Intrinsics.Vector128.Create(x); return v[0] * v[1]; }
            """),

        // Calls
        new("marked methods", """
            [Differentiable] public static double G(double x) => x * x;
            [Differentiable] public static double F(double x) => G(G(x)) + 1;
            """),
        new("unmarked static methods of the project", """
            private static double G(ReadOnlySpan<double> x) { double s = 0; foreach (double e in x) { s += e; } return s; }
            [Differentiable] public static double F(ReadOnlySpan<double> x) => Math.Exp(G(x));
            """),
        new("unmarked static methods of the project", """
            public static partial double G(double x); public static partial double G(double x) => x * x; [Differentiable] public static double F(double x) => G(x) * x;
            """),
        new("unmarked static methods of the project", """
            [Differentiable] public static double F(double x) => Ext.Squared(x) * x.Squared();
            """, "public static class Ext { public static double Squared(this double x) => x * x; }"),
        new("recursion", """
            [Differentiable] public static double F(double x, int n) => n == 0 ? x : Math.Sin(F(x, n - 1)) * x;
            """),
        new("methods that return a span", """
            private static Span<double> G(Span<double> x) => x[1..];
            [Differentiable] public static double F(Span<double> x) => G(x)[0] * x[0];
            """),
        new("private members of another type, used by a marked method of that type", """
            [Differentiable] public static double F(double x) => Other.G(x) * x;
            """, "public static partial class Other { private static readonly double s_scale = Math.Sqrt(2); private static double H(double x) => x * s_scale; [Differentiable] public static double G(double x) => 1 + H(x); }"),
        new("private members of another type, used by an unmarked method", """
            [Differentiable] public static double F(double x) => Other.G(x);
            """, "public static class Other { private static double s_scale = 2; public static double G(double x) => x * s_scale; public static void Set(double scale) => s_scale = scale; }"),
        new("local functions, lambdas called directly", """
            [Differentiable]
            public static double F(double x, double y)
            {
                double Square(double z) => z * z * y;
                Func<double, double> twice = z => 2 * z;
                return Square(x) + twice(y);
            }
            """),
        new("local functions, lambdas called directly", """
            [Differentiable] public static double F(double x) { static double G(double y) => y * y; return G(x) + G(2 * x); }
            """),
        new("local functions, lambdas called directly", """
            [Differentiable] public static double F(double x) { Func<double, double> g = y => y * x; return g(x) + g(2); }
            """),
        new("local functions, lambdas called directly", """
            [Differentiable] public static double F(double x) { double s = 0; void Add(double y) => s += y * x; for (int i = 0; i < 3; i++) { Add(i); } return s; }
            """),
        new("lambdas passed on, delegates", """
            private static double G(Func<double, double> f, double x) => f(x);
            [Differentiable] public static double F(double x) => G(z => z * z, x);
            """),
        new("lambdas passed on, delegates", """
            [Differentiable] public static double F(double x) { Func<double, double> g = Math.Sin; return g(x); }
            """),
        new("lambdas passed on, delegates", """
            [Differentiable] public static double F(double[] x) { System.Threading.Tasks.Parallel.For(0, 3, i => x[i] *= 2); return x[0]; }
            """),
        new("lambdas passed on, delegates", """
            [Differentiable] public static double F(double x) => ((Func<double, double>)(y => y * x))(x);
            """),
        new("calls of delegates with active values", """
            [Differentiable] public static double F(Func<double, double> f, double x) => f(x) * x;
            """),
        new("virtual calls of marked methods", """
            [Differentiable] public static double F(double x, Curve curve) => curve.At(x) * x;
            """, "public partial class Curve { [Differentiable] public virtual double At(double x) => x * x; }"),
        new("calls through `base`", "", """
            public partial class Curve { [Differentiable] public virtual double F(double x) => x * x; }
            public partial class Wave : Curve { [Differentiable] public override double F(double x) => base.F(x) * x; }
            """),
        new("other virtual and interface calls, methods of objects, with active values", """
            [Differentiable] public static double F(ICurve curve, double x) => curve.At(x) * x;
            """, "public interface ICurve { double At(double x); }"),
        new("any call without active values", """
            [Differentiable] public static double F(double x, Random random, List<int> list) => x * random.Next(3) * list.Count;
            """),
        new("any call without active values", """
            [Differentiable] public static double F(double x, Random r) => x * x * r.NextDouble();
            """),
        new("any call without active values", """
            [Differentiable] public static double F(double x) { Console.WriteLine("here"); return x * x; }
            """),
        new("any call without active values", """
            [Differentiable] public static double F(double x, Dictionary<string, int> d) => x * x * d["a"];
            """),
        new("any call without active values", """
            private static readonly Lazy<double> s_k = new(() => 2); [Differentiable] public static double F(double x) => x * x * s_k.Value;
            """),
        new("any call without active values", """
            [Differentiable] public static double F(double x, DateTime t) => x * x * t.Year;
            """),
        new("any call without active values", """
            [Differentiable] public static double F(double x) { Trace.WriteLine("x"); return x * x; }
            """),
        new("generic methods, called", """
            private static T G<T>(T x) where T : INumber<T> => x * x;
            [Differentiable] public static double F(double x) => G(x);
            """),
        new("`ref` and `out` arguments", """
            private static void G(ref double x, out double y) { x *= 2; y = x * x; }
            [Differentiable] public static double F(double x, Span<double> a) { G(ref x, out double y); G(ref a[0], out a[1]); return x * y * a[1]; }
            """),
        new("`in` and `ref readonly` arguments", """
            private static void Divide(Span<double> a, in double by) { for (int i = 0; i < a.Length; i++) a[i] /= by; }
            [Differentiable] public static double F(double[] x) { var a = x.AsSpan().ToArray(); Divide(a, in a[0]); return a[0] * a[^1]; }
            """),
        new("reference locals, lambdas and getters that write variables of a loop around them", """
            [Differentiable] public static double F(double[] x) { double sum = 0; foreach (double v in x) { ref double s = ref sum; s += v * v; var add = (double w) => { sum += w; }; add(v); } return sum; }
            """),
        new("one place twice, given to a method that calls itself with it or has a rule", """
            private static void Fill(double[] a, in double v, int k) { a[k] += v; if (k > 0) Fill(a, v, k - 1); }
            [Differentiable] public static double F(double[] x) { var a = x.AsSpan().ToArray(); Fill(a, in a[0], 2); return a[0] * a[1]; }
            """),
        new("`ref` and `out` arguments of other methods", """
            [Differentiable] public static double F(double x, string text) => int.TryParse(text, out int n) ? x * n : x;
            """),
        new("marked methods of another project or package, members of marked structs there", """
            [Differentiable] public static double F(double x, double mu) => DiffGen.Distributions.Normal.LogProbability(x, mu, 1.0) * x;
            """),
        new("other methods of another assembly with active values", """
            [Differentiable] public static double F(double x) => Complex.Abs(x) * x;
            """),
        new("calls of companions in marked methods", """
            [Differentiable] public static double G(double x) => x * x;
            [Differentiable] public static double F(double x) => GGradient(x).XGrad * x;
            """),
        new("`Diff.Stop` of a number", """
            [Differentiable] public static double F(double x) => x * Diff.Stop(x);
            """),
        new("`Diff.Stop` of a buffer", """
            [Differentiable] public static double F(double[] x) => x[0] * Diff.Stop(x)[0];
            """),
        new("`Node.Site` of a number, a span or an array", """
            [Differentiable] public static double F(double x, double[] w) => Node.Site(x * w[0]) * Node.Site(w)[1] + Node.Site(w.AsSpan())[0];
            """),
        new("named, optional and `params` arguments", """
            [Differentiable] public static double F(double x, double y) => G(b: x, a: y) + G(x);
            private static double G(double a, double b = 2) => a * a * b;
            """),
        new("named, optional and `params` arguments", """
            [Differentiable] public static double F(double x, double y) => G(2, x, y);
            private static double G(double s, params double[] v) => s * v[0] * v[1];
            """),
        new("named, optional and `params` arguments", """
            [Differentiable] public static double F(double x, double y) => G(2, x, y);
            private static double G(double s, params ReadOnlySpan<double> v) => s * v[0] * v[1];
            """),
        new("`out` variables", """
            [Differentiable] public static double F(double x) { G(x, out double y); return y * x; }
            private static void G(double x, out double y) => y = x * x;
            """),
        new("local functions that call themselves", """
            [Differentiable] public static double F(double x, int n) { double G(double y, int k) => k == 0 ? y : G(y * x, k - 1); return G(x, n); }
            """),
        new("methods of objects that are constants", """
            public sealed class Sq { public double K = 2; public double Area(double x) => x * x * K; }
            [Differentiable] public static double F(double x, [NoDiff] Sq s) => s.Area(x) * x;
            """),
        new("methods of objects that are constants", """
            public interface IShape { double Area(double x); } public sealed class Sq : IShape { public double Area(double x) => x * x; }
            [Differentiable] public static double F(double x, [NoDiff] Sq s) => s.Area(x) * x;
            """),
        new("static members of an interface, by a type parameter", """
            public interface ICurve { static abstract double At(double x); static abstract double Scale { get; } static abstract int Order(); }
            public struct Line : ICurve { public static double At(double x) => x * x; public static double Scale => 2; public static int Order() => 3; }
            [Differentiable] public static double F(double x) => G<Line>(x) * x; private static double G<T>(double x) where T : ICurve => T.At(x) * T.Scale * T.Order();
            [Differentiable] public static double H<T>(double x) where T : ICurve => x * T.Scale * T.Order();
            """),
        new("`file` types, named by a method", """
            [Differentiable] public static double F(double x) => Table.Numbers[1] * x;
            """, "file static class Table { public static readonly double[] Numbers = [1, 2]; }"),

        // Signatures
        new("`double`, `float`", """
            [Differentiable] public static float F(double x, float y) => (float)x * y;
            """),
        new("`Span<R>`, `ReadOnlySpan<R>`, `R[]`, as parameters", """
            [Differentiable] public static void F(ReadOnlySpan<double> x, Span<double> y, float[] z) { y[0] = x[0] * z[0]; }
            """),
        new("`R[,]`, as a parameter", """
            [Differentiable] public static double F(double[,] a) => a[0, 0] * a[1, 0];
            """),
        new("`R[]`, `R[,]`, `R[][]`, as a result", """
            [Differentiable] public static double[] F(double x) => [x, x * x];
            [Differentiable] public static double[,] G(double x) => new double[,] { { x, x * x } };
            [Differentiable] public static double[][] H(double x) => [[x], [x * x, 1]];
            """),
        new("spans and other `ref struct`s, as a result", """
            [Differentiable] public static Span<double> F(Span<double> x) => x[1..];
            """),
        new("`void` methods", """
            [Differentiable] public static void F(double x, Span<double> y) { y[0] = x * x; }
            """),
        new("`in`, `scoped`, `params`, defaults", """
            [Differentiable] public static double F(in double x, scoped ReadOnlySpan<double> y, int n = 2) => x * y[0] * n;
            """),
        new("`ref`, `out` parameters", """
            [Differentiable] public static void F(ref double x, out double y) { y = x * x; x += y; }
            """),
        new("`R[][]`, as a parameter", """
            [Differentiable] public static double F(double[][] rows, double x) { rows[1][0] *= x; return rows[0][0] * rows[1][0]; }
            """),
        new("marked structs, tuples, vectors, as parameters and results", """
            [Differentiable] public static (double A, Pair B) F((double, double) x, Pair y, Vector3 z) => (x.Item1 * y.A, y with { A = z.X });
            """, "[Differentiable] public record struct Pair(double A, [NoDiff] double B);"),
        new("marked classes, as parameters", """
            [Differentiable] public static double F(Line line, double x) => line.Slope[0] * x + line.Offset;
            """, "[Differentiable] public sealed partial class Line(int count) { [Shape(nameof(count))] public partial Span<double> Slope { get; } public partial double Offset { get; set; } }"),
        new("arrays and spans in marked structs", """
            [Differentiable] public static double F(Pair pair, double x) => x * x;
            """, "[Differentiable] public struct Pair { public double A; public double[] B; }"),
        new("numbers in classes of parameters that are no `partial` properties", """
            [Differentiable] public static double F(Line line, double x) => x * x;
            """, "[Differentiable] public sealed partial class Line { public double Rate = 0.1; public partial double Offset { get; set; } }"),
        new("tensors, as parameters", """
            #pragma warning disable SYSLIB5001
            [Differentiable] public static double F(TensorSpan<double> x, double y) => y * y;
            """),
        new("other types that hold real numbers, as parameters", """
            [Differentiable] public static double F(List<double> list, double x) => x * list.Count;
            """),
        new("instance methods", "", """
            public partial class Model { public double Size { get; init; } [Differentiable] public double F(double x) => x * x * Size; }
            """),
        new("instance methods of marked structs", """
            [Differentiable] public static double G(Pair p, double x) => p.F(x) * p.A;
            """, """
            [Differentiable] public partial struct Pair { public double A; [Differentiable] public double F(double x) { A *= x; return x * A; } }
            """),
        new("virtual methods, overrides", "", """
            public abstract partial class Model { [Differentiable] public virtual double F(double x) => x; [Differentiable] public virtual double G(double x) => x * x; }
            public partial class Wave : Model { [Differentiable] public override double F(double x) => Math.Sin(x); }
            """),
        new("overrides of marked methods without a mark", "", """
            public partial class Model { [Differentiable] public virtual double F(double x) => x * x; }
            public class Wave : Model { public override double F(double x) => Math.Sin(x); }
            """),
        new("interface methods", "", """
            public partial interface IModel { [Differentiable] double F(double x) => x * x; }
            """),
        new("abstract and extern methods", "", """
            public static partial class Native { [Differentiable] [System.Runtime.InteropServices.DllImport("libm", EntryPoint = "j0")] public static extern double F(double x); }
            """),
        new("generic methods", """
            [Differentiable] public static T F<T>(T x, ReadOnlySpan<T> y) where T : IFloatingPointIeee754<T> => T.Sin(x) * y[0] + T.CreateChecked(0.5);
            """),
        new("generic methods over wider interfaces", """
            [Differentiable] public static T F<T>(T x) where T : INumber<T> => x * x;
            """),
        new("methods of generic and nested types", """
            public static partial class Inner<T> { [Differentiable] public static double F(double x, T tag) => x * x; }
            """),
        new("methods of types that are not `partial`", "", """
            public static class Model { [Differentiable] public static double F(double x) => x * x; }
            """),
        new("methods of `file` types", "", """
            file static partial class Model { [Differentiable] public static double F(double x) => x * x; }
            """),
        new("overloads", """
            [Differentiable] public static double F(double x) => x * x;
            [Differentiable] public static double F(double x, double y) => x * y;
            """),
        new("overloads whose companions would have one signature", """
            [Differentiable] public static double F(double x, double y) => x * y;
            [Differentiable] public static double F(double x, [NoDiff] double y, [NoDiff] double z) => x * y * z;
            """),
        new("a companion's name that is taken", """
            public static int FJvp = 3;
            [Differentiable] public static double F(double x) => x * x;
            """),
        new("pointers as parameters", """
            [Differentiable] public static unsafe double F(double* x) => x[0] * x[1];
            """),

        // Attributes
        new("`[NoDiff]` on a parameter", """
            [Differentiable] public static double F(double x, [NoDiff] double y, [NoDiff] List<double> z) => x * y * z.Count;
            """),
        new("active values stored in a `[NoDiff]` buffer", """
            [Differentiable] public static double F(double x, [NoDiff] Span<double> log) { log[0] = x; return x * x; }
            """),
        new("`[Output]`", """
            [Differentiable] public static void F(double x, [Output] Span<double> y) { y.Fill(x * x); }
            """),
        new("`[Differentiable(Hvp = true)]`", """
            [Differentiable(Hvp = true)] public static double F(double x, ReadOnlySpan<double> y) => x * x * y[0];
            """),
        new("`[Differentiable(Hvp = true)]` on a method with a rule by hand", """
            [Differentiable(Hvp = true)] public static double F(double x) => x * x * x;
            public static (double Value, double XGrad) FVjp(double x, double valueGrad) => (x * x * x, 3 * x * x * valueGrad);
            """),
        new("`[Differentiable(NodeDifference = true)]`", """
            [Differentiable(NodeDifference = true)] public static double F(double x) => Node.Site(x * x) > 1 ? 1 : 0;
            """),
        new("`[Differentiable(NodeExamples = true)]`", """
            [Differentiable(NodeExamples = true)]
            public static double F(double w, [NoDiff] ReadOnlySpan<double> x)
            {
                double loss = 0;
                foreach (double number in x)
                {
                    loss += Math.Tanh(Node.Site(w * number));
                }

                return loss;
            }
            """),
        new("`[Differentiable(NodeExamples = true)]` on a loop whose iterations meet in more than one sum", """
            [Differentiable(NodeExamples = true)]
            public static double F(double w, [NoDiff] ReadOnlySpan<double> x)
            {
                double loss = 0, last = 0;
                foreach (double number in x)
                {
                    last = Math.Tanh(Node.Site(w * number + last));
                    loss += last;
                }

                return loss;
            }
            """),
        new("`[Differentiable(Simd = false)]`", """
            [Differentiable(Simd = false)] public static double F(double x) => x * x;
            """),
        new("`[Differentiable(Parallel = true)]`", """
            [Differentiable(Parallel = true)]
            public static double F(ReadOnlySpan<double> x)
            {
                double sum = 0;
                for (int i = 0; i < x.Length; i++)
                {
                    sum += x[i] * x[i];
                }

                return sum;
            }
            """),
        new("`[Differentiable(Batch = true)]`", """
            [Differentiable(Batch = true)] public static double F(double x, [Uniform] double y) => x * x * y;
            """),
        new("`[Differentiable(Jacobian = true)]`", """
            [Differentiable(Jacobian = true)] public static void F(ReadOnlySpan<double> x, Span<double> y) { y[0] = x[0] * x[0]; }
            """),
        new("`[Differentiable]` on a type", """
            [Differentiable] public static double F(Pair p) => p.A * p.B;
            """, "[Differentiable] public partial struct Pair { public double A; public double B; }"),
        new("`[Checkpoint]`", """
            [Checkpoint] private static double G(double x) => Math.Sin(x) * x;
            [Differentiable] public static double F(double x) => G(x) * x;
            """),
        new("`Diff.Checkpoint()` in a loop", """
            [Differentiable] public static double F(double x, int n) { for (int i = 0; i < n; i++) { Diff.Checkpoint(); x = Math.Sin(x) + x; } return x; }
            """),
        new("`Diff.Checkpoint()` elsewhere", """
            [Differentiable] public static double F(double x) { Diff.Checkpoint(); return x * x; }
            """),
        new("hand-written companions", """
            [Differentiable] public static double F(double x) => x * x;
            public static (double Value, double XGrad) FVjp(double x, double valueGrad) => (x * x, 2 * x * valueGrad);
            """),
        new("`[DerivativeOf]`", """
            [DerivativeOf(typeof(Special), nameof(Special.Sinc))] public static double SincDerivative(double x) => x == 0 ? 0 : (Math.Cos(x) * x - Math.Sin(x)) / (x * x);
            [Differentiable] public static double F(double x) => Special.Sinc(x) * x;
            """, "public static class Special { public static double Sinc(double x) => x == 0 ? 1 : Math.Sin(x) / x; }"),
    ];
}
