using System.Collections.Immutable;

namespace DiffGen.Generator.Tests.Diagnostics;

/// <summary>Differences of two runs at node sites that cannot be taken.</summary>
internal static partial class Refusals
{
    public static ImmutableArray<Refusal> NodeDifferences { get; } =
    [
        new("a branch that noise decides, with a site", "DG1016", """
                [Differentiable(NodeDifference = true)] public static double Bad(double w, double x)
                {
                    double a = Node.Site(w * x);
                    [|if|] (a > 0.5)
                    {
                        a += Node.Site(w * w);
                    }

                    return a;
                }
            """),
        new("a loop that noise ends, with a site", "DG1016", """
                [Differentiable(NodeDifference = true)] public static double Bad(double w, double x)
                {
                    double h = x;
                    [|while|] (Math.Abs(h) > 0.1)
                    {
                        h = Node.Site(w * h) * 0.5;
                    }

                    return h;
                }
            """),
        new("a number of iterations that noise decides, with a site", "DG1016", """
                [Differentiable(NodeDifference = true)] public static double Bad(double w, double x)
                {
                    int steps = (int)Node.Site(w * x);
                    double h = x;
                    [|for|] (int i = 0; i < steps; i++)
                    {
                        h = Node.Site(w * h);
                    }

                    return h;
                }
            """),
        new("a return that noise decides, before a site", "DG1016", """
                [Differentiable(NodeDifference = true)] public static double Bad(double w, double x)
                {
                    double a = Node.Site(w * x);
                    [|if|] (a > 10)
                    {
                        return a;
                    }

                    return Node.Site(a * w);
                }
            """),
        new("a part that noise chooses, as a site", "DG1016", """
                [Differentiable(NodeDifference = true)] public static double Bad(double w, Span<double> h)
                {
                    double a = Node.Site(w * h[0]);
                    [|Node.Site(h.Slice(a > 0 ? 1 : 0));|]
                    return h[0] * h[1] * a;
                }
            """),
        new("Diff.Stop of a number that noise reaches", "DG1016", """
                [Differentiable(NodeDifference = true)] public static double Bad(double w, double x)
                {
                    double a = Node.Site(w * x);
                    [|double target = Diff.Stop(a * a);|]
                    return (a - target) * (a - target);
                }
            """),
        new("an effect", "DG1016", """
                private static readonly int[] Calls = new int[1];

                [Differentiable(NodeDifference = true)] public static double Bad(double w, double x)
                {
                    [|Calls[0]++;|]
                    return Node.Site(w * x);
                }
            """),
        new("a call that noise does not reach and that may have an effect", "DG1016", """
                [Differentiable(NodeDifference = true)] public static double Bad(double w, [NoDiff] List<double> seen)
                {
                    double a = Node.Site(w * w);
                    [|seen.Clear()|];
                    return a;
                }
            """),
        new("a matrix that is written", "DG1016", """
                [Differentiable(NodeDifference = true)] public static double [|Bad|](double w, double[,] table)
                {
                    table[0, 0] = Node.Site(w * w);
                    return table[0, 0];
                }
            """),
        new("no site", "DG1016", """
                [Differentiable(NodeDifference = true)] public static double [|Bad|](double w) => w * w;
            """),
        new("a site that no parameter reaches", "DG1016", """
                [Differentiable(NodeDifference = true)] public static double [|Bad|](double w, [NoDiff] double x) => w * Node.Site(x);
            """),
        new("a virtual method with a difference", "DG1014", """
            public partial class Curve
            {
                [Differentiable(NodeDifference = true)] public virtual double [|Bad|](double x) => Node.Site(x * x);
            }
            """) { IsWholeFile = true },
        new("a loop over examples with a difference", "DG1016", """
                [Differentiable(NodeDifference = true, NodeExamples = true)] public static double [|Bad|](double w, ReadOnlySpan<double> x)
                {
                    double loss = 0;
                    for (int n = 0; n < x.Length; n++)
                    {
                        loss += Node.Site(w * x[n]);
                    }

                    return loss;
                }
            """),
    ];
}
