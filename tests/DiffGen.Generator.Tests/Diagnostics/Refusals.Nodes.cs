using System.Collections.Immutable;

namespace DiffGen.Generator.Tests.Diagnostics;

/// <summary>Node gradients that cannot be made.</summary>
internal static partial class Refusals
{
    public static ImmutableArray<Refusal> Nodes { get; } =
    [
        new("node site in a recursive call", "DG1014", """
                [Differentiable] public static double Bad(double w) => [|Node.Site(w) * Again(w, 3)|];

                private static double Again(double w, int n) => n == 0 ? w : Node.Site(w * Again(w, n - 1));
            """),
        new("node site in a virtual method", "DG1014", """
            public partial class Curve
            {
                [Differentiable] public virtual double [|At|](double x) => Node.Site(x * x);
            }
            """) { IsWholeFile = true },
        new("node site in a rule's method", "DG1014", """
                [Differentiable] public static double Bad(double w) => [|Node.Site(w) * Ruled(w)|];

                private static double Ruled(double w) => Node.Site(w * w);

                private static (double Value, double Tangent) RuledJvp(double w, double wTangent) => (w * w, 2 * w * wTangent);
            """),
        new("examples whose state goes on behind nodes", "DG1014", """
                [Differentiable(NodeExamples = true)] public static double Bad(double w, ReadOnlySpan<double> x)
                {
                    double h = 0, loss = 0;
                    [|for|] (int n = 0; n < x.Length; n++)
                    {
                        h = Math.Tanh(Node.Site(w * h + x[n]));
                        loss += h * h;
                    }

                    return loss;
                }
            """) { Reason = "'h' and 'loss', which noise reaches and which go on" },
        new("examples whose state is in a buffer", "DG1014", """
                [Differentiable(NodeExamples = true)] public static double Bad(double w, ReadOnlySpan<double> x)
                {
                    Span<double> h = stackalloc double[2];
                    double loss = 0;
                    [|for|] (int n = 0; n < x.Length; n++)
                    {
                        double a = Node.Site(w * x[n] + h[0]);
                        loss += a * a;
                        h[0] = Math.Tanh(a);
                    }

                    return loss;
                }
            """) { Reason = "'h', from which an iteration may read what another one left" },
        new("examples whose memory is written in part", "DG1014", """
                [Differentiable(NodeExamples = true)] public static double Bad(double w, [NoDiff] ReadOnlySpan<double> x)
                {
                    Span<double> h = stackalloc double[3];
                    double loss = 0;
                    [|for|] (int n = 0; n < x.Length; n++)
                    {
                        for (int i = 1; i < h.Length; i++)
                        {
                            h[i] = x[n];
                        }

                        loss += h[0] * h[1];
                        h[0] = Node.Site(w * x[n]);
                    }

                    return loss;
                }
            """) { Reason = "'h', from which an iteration may read what another one left" },
        new("examples whose memory adds up", "DG1014", """
                [Differentiable(NodeExamples = true)] public static double Bad(double w, ReadOnlySpan<double> x)
                {
                    Span<double> h = stackalloc double[1];
                    double loss = 0;
                    [|for|] (int n = 0; n < x.Length; n++)
                    {
                        for (int i = 0; i < h.Length; i++)
                        {
                            h[i] += Node.Site(w * x[n]);
                        }

                        loss += h[0];
                    }

                    return loss;
                }
            """) { Reason = "'h', " },
        new("examples that are read behind the loop", "DG1014", """
                [Differentiable(NodeExamples = true)] public static double Bad(double w, ReadOnlySpan<double> x)
                {
                    Span<double> h = stackalloc double[1];
                    double loss = 0;
                    [|for|] (int n = 0; n < x.Length; n++)
                    {
                        double a = Node.Site(w * x[n]);
                        h[0] = a;
                        loss += a * a;
                    }

                    return loss + h[0];
                }
            """) { Reason = "'h', which noise reaches and which is read behind the loop" },
        new("examples with two sums", "DG1014", """
                [Differentiable(NodeExamples = true)] public static double Bad(double w, ReadOnlySpan<double> x)
                {
                    double loss = 0, squares = 0;
                    [|for|] (int n = 0; n < x.Length; n++)
                    {
                        double a = Node.Site(w * x[n]);
                        loss += a;
                        squares += a * a;
                    }

                    return loss * loss - squares;
                }
            """) { Reason = "'loss' and 'squares', which noise reaches and which go on" },
        new("examples that are multiplied", "DG1014", """
                [Differentiable(NodeExamples = true)] public static double Bad(double w, ReadOnlySpan<double> x)
                {
                    double likelihood = 1;
                    [|for|] (int n = 0; n < x.Length; n++)
                    {
                        likelihood *= Node.Site(w * x[n]);
                    }

                    return likelihood;
                }
            """) { Reason = "'likelihood', which noise reaches and which is no sum" },
        new("examples whose sum is read by the next", "DG1014", """
                [Differentiable(NodeExamples = true)] public static double Bad(double w, ReadOnlySpan<double> x)
                {
                    double loss = 0;
                    [|for|] (int n = 0; n < x.Length; n++)
                    {
                        double a = Node.Site(w * x[n]);
                        loss += a * Math.Sin(loss);
                    }

                    return loss;
                }
            """) { Reason = "'loss', which " },
        new("a node behind the examples", "DG1014", """
                [Differentiable(NodeExamples = true)] public static double Bad(double w, ReadOnlySpan<double> x)
                {
                    double loss = 0;
                    for (int n = 0; n < x.Length; n++)
                    {
                        loss += Node.Site(w * x[n]);
                    }

                    [|return Node.Site(w * loss);|]
                }
            """) { Reason = "A Node.Site behind the loop over the examples" },
        new("a second loop with nodes", "DG1014", """
                [Differentiable(NodeExamples = true)] public static double Bad(double w, ReadOnlySpan<double> x)
                {
                    double loss = 0;
                    for (int n = 0; n < x.Length; n++)
                    {
                        loss += Node.Site(w * x[n]);
                    }

                    [|for|] (int n = 0; n < x.Length; n++)
                    {
                        loss += Node.Site(w * w * x[n]);
                    }

                    return loss;
                }
            """) { Reason = "A second loop with a Node.Site" },
        new("no loop over examples", "DG1014", """
                [Differentiable(NodeExamples = true)] public static double [|Bad|](double w) => Node.Site(w * w);
            """) { Reason = "NodeExamples = true without a loop" },
        new("a node in the condition alone", "DG1014", """
                [Differentiable(NodeExamples = true)] public static double Bad(double w)
                {
                    double loss = 0;
                    [|while|] (Node.Site(w * loss) < 1)
                    {
                        loss += w * w;
                    }

                    return loss;
                }
            """) { Reason = "In the loop over the examples, 'loss', " },
        new("examples without nodes", "DG1014", """
                [Differentiable(NodeExamples = true)] public static double [|Bad|](double w, ReadOnlySpan<double> x)
                {
                    double loss = 0;
                    foreach (double number in x)
                    {
                        loss += w * number;
                    }

                    return loss;
                }
            """) { Reason = "NodeExamples = true without a loop" },
        new("examples whose weights are nodes in place", "DG1014", """
                [Differentiable(NodeExamples = true)] public static double Bad(Span<double> w, ReadOnlySpan<double> x)
                {
                    double loss = 0;
                    [|for|] (int n = 0; n < x.Length; n++)
                    {
                        Node.Site(w);
                        loss += Math.Sin(w[0] * x[n]);
                    }

                    return loss;
                }
            """) { Reason = "'w', " },
    ];
}
