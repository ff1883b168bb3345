using System.Collections.Immutable;
using DiffGen.Generator.Tests.Diagnostics;

namespace DiffGen.Generator.Tests.ParameterClasses;

/// <summary>What must be refused in a class of parameters, a row each.</summary>
internal static class ParameterClassErrors
{
    private const string Layer = """

        [Differentiable]
        public sealed partial class Layer(int inputs, int outputs)
        {
            [Shape(nameof(outputs), nameof(inputs))] public partial Span<double> W { get; }
        }
        """;

    public static ImmutableArray<Refusal> Members { get; } =
    [
        new("plain field", "DG0005", """
            [Differentiable]
            public partial class Bad
            {
                public double [|Rate|] = 0.1;
                public partial double A { get; set; }
            }
            """),
        new("plain auto property", "DG0005", """
            [Differentiable]
            public partial class Bad
            {
                public partial double A { get; set; }
                public double [|Rate|] { get; set; }
            }
            """),
        new("plain array", "DG0005", """
            [Differentiable]
            public partial class Bad
            {
                public partial double A { get; set; }
                private readonly double[] [|_cache|] = new double[3];
                public double First => _cache[0];
            }
            """),
        new("plain part", "DG0005", """
            [Differentiable]
            public partial class Bad
            {
                public partial double A { get; set; }
                public Layer [|Head|] { get; } = new(1, 2);
            }
            """ + Layer),
        new("positional number of a record", "DG0005", """
            [Differentiable]
            public partial record Bad(int N, double [|Rate|])
            {
                [Shape(nameof(N))] public partial Span<double> A { get; }
            }
            """),
        new("hidden numbers", "DG2001", """
            [Differentiable]
            public partial class Bad
            {
                public partial double A { get; set; }
                public decimal [|Price|] { get; set; }
            }
            """),
        new("float in a double buffer", "DG0005", """
            [Differentiable]
            public partial class Bad(int n)
            {
                public partial double A { get; set; }
                [Shape(nameof(n))] public partial Span<float> [|B|] { get; }
                public partial float [|C|] { get; set; }
            }
            """),
        new("double part in a float buffer", "DG0005", """
            [Differentiable]
            public partial class Bad(int inputs, int outputs)
            {
                public partial float A { get; set; }
                public partial Layer [|Head|] { get; }
            }
            """ + Layer),
        new("vector", "DG0005", """
            [Differentiable]
            public partial class Bad
            {
                public partial System.Numerics.Vector3 [|A|] { get; set; }
            }
            """),
        new("array", "DG0005", """
            [Differentiable]
            public partial class Bad(int n)
            {
                [Shape(nameof(n))] public partial double[] [|A|] { get; }
                public partial double B { get; set; }
            }
            """),
        new("list", "DG0005", """
            [Differentiable]
            public partial class Bad
            {
                public partial List<double> [|A|] { get; }
                public partial double B { get; set; }
            }
            """),
        new("tensor", "DG0005", """
            [Differentiable]
            public partial class Bad(int n)
            {
                [Shape(nameof(n))] public partial System.Numerics.Tensors.TensorSpan<double> [|A|] { get; }
            }
            """),
        new("constant declared partial", "DG0005", """
            [Differentiable]
            public partial class Bad
            {
                public partial double A { get; set; }
                [NoDiff] public partial double [|Rate|] { get; set; }
            }
            """),
        new("static member", "DG0005", """
            [Differentiable]
            public partial class Bad
            {
                public partial double A { get; set; }
                public static partial double [|Rate|] { get; set; }
            }
            """),
        new("number by reference", "DG0005", """
            [Differentiable]
            public partial class Bad
            {
                public partial ref double [|A|] { get; }
            }
            """),
        new("shape of a number", "DG0005", """
            [Differentiable]
            public partial class Bad(int n)
            {
                [[|Shape(nameof(n))|]] public partial double A { get; set; }
            }
            """),
        new("view that is set", "DG0005", """
            [Differentiable]
            public partial class Bad(int n)
            {
                [Shape(nameof(n))] public partial Span<double> [|A|] { get; set; }
            }
            """),
        new("part that is set", "DG0005", """
            [Differentiable]
            public partial class Bad(int inputs, int outputs)
            {
                public partial Layer [|Head|] { get; init; }
            }
            """ + Layer),
    ];

    public static ImmutableArray<Refusal> Shapes { get; } =
    [
        new("no shape", "DG0005", """
            [Differentiable]
            public partial class Bad(int n)
            {
                public partial Span<double> [|A|] { get; }
                public int N => n;
            }
            """),
        new("no extents", "DG0005", """
            [Differentiable]
            public partial class Bad
            {
                [[|Shape()|]] public partial Span<double> A { get; }
            }
            """),
        new("null for the extents", "DG0005", """
            [Differentiable]
            public partial class Bad
            {
                [[|Shape(null!)|]] public partial Span<double> A { get; }
            }
            """),
        new("null for an extent", "DG0005", """
            [Differentiable]
            public partial class Bad(int n)
            {
                [Shape([|null!|], nameof(n))] public partial Span<double> A { get; }
            }
            """),
        new("unknown name", "DG0005", """
            [Differentiable]
            public partial class Bad(int n)
            {
                [Shape(nameof(n), [|"m"|])] public partial Span<double> A { get; }
            }
            """),
        new("unknown names in an array", "DG0005", """
            [Differentiable]
            public partial class Bad(int n)
            {
                [[|Shape(new[] { nameof(n), "m" })|]] public partial Span<double> A { get; }
            }
            """),
        new("extent that is no int", "DG0005", """
            [Differentiable]
            public partial class Bad(long n)
            {
                [Shape([|nameof(n)|])] public partial Span<double> A { get; }
            }
            """),
        new("member that is no int", "DG0005", """
            [Differentiable]
            public partial class Bad
            {
                public string Name => "";
                [Shape([|nameof(Name)|])] public partial Span<double> A { get; }
            }
            """),
        new("parameter of an ordinary constructor", "DG0005", """
            [Differentiable]
            public partial class Bad
            {
                public Bad(int n) => N = n + 1;
                public int N { get; }
                [Shape(nameof(N), [|"n"|])] public partial Span<double> A { get; }
            }
            """),
        new("part without matching names", "DG0005", """
            [Differentiable]
            public partial class Bad(int inputs, int hidden)
            {
                public partial Layer [|Head|] { get; }
                [Shape(nameof(inputs), nameof(hidden))] public partial Span<double> A { get; }
            }
            """ + Layer),
        new("part with an argument too many", "DG0005", """
            [Differentiable]
            public partial class Bad(int n)
            {
                [[|Shape(nameof(n), nameof(n), nameof(n))|]] public partial Layer Head { get; }
            }
            """ + Layer),
        new("part with an unknown name", "DG0005", """
            [Differentiable]
            public partial class Bad(int n)
            {
                [Shape([|"m"|], nameof(n))] public partial Layer Head { get; }
            }
            """ + Layer),
        new("part of itself", "DG0005", """
            [Differentiable]
            public partial class Bad
            {
                public partial double A { get; set; }
                public partial Inner [|Next|] { get; }
            }

            [Differentiable]
            public partial class Inner
            {
                public partial double B { get; set; }
                public partial Bad [|Back|] { get; }
            }
            """),
        new("abstract part", "DG0005", """
            [Differentiable]
            public partial class Bad
            {
                public partial Inner [|Next|] { get; }
            }

            [Differentiable]
            public abstract partial class Inner
            {
                public partial double B { get; set; }
            }
            """),
        new("part with required members", "DG0005", """
            [Differentiable]
            public partial class Bad
            {
                public partial Inner [|Next|] { get; }
            }

            [Differentiable]
            public partial class Inner
            {
                public required partial double B { get; set; }
            }
            """),
        new("part that cannot be made", "DG0005", """
            [Differentiable]
            public partial class Bad
            {
                public partial Inner [|Next|] { get; }
            }

            [Differentiable]
            public partial class Inner
            {
                private Inner() { }
                public static Inner Make() => new();
                public partial double B { get; set; }
            }
            """),
        new("part whose class has an error", "DG0005", """
            [Differentiable]
            public partial class Bad
            {
                public partial Inner Next { get; }
            }

            [Differentiable]
            public partial class Inner
            {
                public partial Span<double> [|B|] { get; }
            }
            """),
    ];

    public static ImmutableArray<Refusal> Classes { get; } =
    [
        new("class not partial", "DG1001", """
            [Differentiable]
            public class [|Bad|]
            {
                public int N;
            }
            """),
        new("class with a marked method not partial", "DG1001", """
            [Differentiable]
            public class [|Bad|]
            {
                [Differentiable] public static double F(double x) => x * x;
            }
            """),
        new("outer class not partial", "DG1001", """
            public static class [|Outer|]
            {
                [Differentiable]
                public partial class Bad
                {
                    public int N;
                }
            }
            """),
        new("generic class", "DG1004", """
            [Differentiable]
            public partial class [|Bad|]<T>
            {
                public partial double A { get; set; }
                public T? Tag { get; set; }
            }
            """),
        new("class in a generic class", "DG1004", """
            public static partial class Outer<T>
            {
                [Differentiable]
                public partial record [|Bad|](int N)
                {
                    [Shape(nameof(N))] public partial Span<double> A { get; }
                }
            }
            """),
        new("file-local class", "DG1004", """
            [Differentiable]
            file partial class [|Bad|]
            {
                public int N;
            }
            """),
        new("static class", "DG1004", """
            [Differentiable]
            public static partial class [|Bad|]
            {
                public static int N;
            }
            """),
        new("class without parameters", "DG1004", """
            [Differentiable]
            public partial class [|Bad|]
            {
                public int N;
            }
            """),
        new("class that derives from a marked one", "DG1004", """
            [Differentiable]
            public partial class First
            {
                public partial double A { get; set; }
            }

            [Differentiable]
            public partial class [|Bad|] : First
            {
                public partial double B { get; set; }
            }
            """),
        new("inherited numbers", "DG1004", """
            public class First
            {
                public double A { get; set; }
            }

            [Differentiable]
            public partial class [|Bad|] : First
            {
                public partial double B { get; set; }
            }
            """),
        new("name of a generated property", "DG0002", """
            [Differentiable]
            public partial class Bad
            {
                public partial double A { get; set; }
                public int [|ParameterCount|] => 1;
            }
            """),
        new("name of a generated method", "DG0002", """
            [Differentiable]
            public partial class Bad
            {
                public partial double A { get; set; }
                public Bad [|NewLike|]() => new();
                public Bad NewLike(int count) => new();
            }
            """),
        new("name of the class", "DG0002", """
            [Differentiable]
            public partial class [|Parameters|]
            {
                public partial double A { get; set; }
            }
            """),
        new("copy constructor", "DG0002", """
            [Differentiable]
            public partial record Bad
            {
                public Bad() { }
                protected [|Bad|](Bad other) => A = other.A;
                public partial double A { get; set; }
            }
            """),
        new("field keyword in a record", "DG0005", """
            [Differentiable]
            public partial record Bad
            {
                public partial double A { get; set; }
                public int [|N|] { get; set => field = Math.Max(value, 0); }
            }
            """),
    ];
}
